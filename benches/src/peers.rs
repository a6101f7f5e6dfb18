//! The ways to look up a code, each as the source of a crate.

use std::fmt::Write;

use errspec_codegen::{Artifact, Artifacts, compile};

use crate::{project, table};

/// A way to get from a text to a code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    Errspec,
    Match,
    Strum,
    StrumPhf,
    Phf,
    Hashify,
    FxHashMap,
    /// Has no table: what a program costs without one.
    Nothing,
}

/// The sources of a crate beside its `main.rs`.
pub struct Source {
    /// Lines of `[dependencies]`.
    pub dependencies: String,
    /// Names and texts of files. `peer.rs` has `ErrorCode`, `find`, `code`,
    /// `status` and `message`.
    pub files: Vec<(&'static str, String)>,
}

impl Peer {
    /// All that look up, errspec first.
    pub const ALL: [Self; 7] = [
        Self::Errspec,
        Self::Match,
        Self::Strum,
        Self::StrumPhf,
        Self::Phf,
        Self::Hashify,
        Self::FxHashMap,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Errspec => "errspec",
            Self::Match => "match",
            Self::Strum => "strum",
            Self::StrumPhf => "strum-phf",
            Self::Phf => "phf",
            Self::Hashify => "hashify",
            Self::FxHashMap => "FxHashMap",
            Self::Nothing => "nothing",
        }
    }

    /// The lookup alone.
    pub fn lookup(self, codes: &[String]) -> Source {
        let derive = match self {
            Self::Errspec => return errspec(codes),
            Self::Strum => "#[derive(Clone, Copy, strum::EnumString)]\n",
            Self::StrumPhf => "#[derive(Clone, Copy, strum::EnumString)]\n#[strum(use_phf)]\n",
            _ => "#[derive(Clone, Copy)]\n",
        };
        let attribute = |index| match self {
            Self::Strum | Self::StrumPhf => {
                format!("#[strum(serialize = {:?})] ", codes[index])
            }
            _ => String::new(),
        };
        let dependencies = match self {
            Self::Strum => "strum = { version = \"0.28\", features = [\"derive\"] }",
            Self::StrumPhf => "strum = { version = \"0.28\", features = [\"derive\", \"phf\"] }",
            Self::Phf => "phf = { version = \"0.14\", features = [\"macros\"] }",
            Self::Hashify => "hashify = \"0.3\"",
            Self::FxHashMap => "rustc-hash = \"2\"",
            _ => "",
        };
        let mut peer = enumeration(codes.len(), derive, attribute);
        peer.push_str(&self.find(codes));
        Source { dependencies: dependencies.to_owned(), files: vec![("peer.rs", peer)] }
    }

    fn find(self, codes: &[String]) -> String {
        let arms = || -> String {
            let arm = |index| format!("{:?} => ErrorCode::V{index},\n", codes[index]);
            (0..codes.len()).map(arm).collect()
        };
        let some_arms = || -> String {
            let arm = |index| format!("{:?} => Some(ErrorCode::V{index}),\n", codes[index]);
            (0..codes.len()).map(arm).collect()
        };
        let (item, body) = match self {
            Self::Match => (String::new(), format!("match text {{ {} _ => None }}", some_arms())),
            Self::Strum | Self::StrumPhf => (String::new(), "text.parse().ok()".to_owned()),
            Self::Phf => (
                format!(
                    "static MAP: phf::Map<&str, ErrorCode> = phf::phf_map! {{ {} }};\n",
                    arms()
                ),
                "MAP.get(text).copied()".to_owned(),
            ),
            Self::Hashify => (
                String::new(),
                format!("hashify::map! {{ text.as_bytes(), ErrorCode, {} }}.copied()", arms()),
            ),
            Self::FxHashMap => {
                let pairs = (0..codes.len())
                    .map(|index| format!("({:?}, ErrorCode::V{index}),\n", codes[index]));
                let item = format!(
                    "use std::sync::LazyLock;\n\
                     use rustc_hash::FxHashMap;\n\
                     static PAIRS: [(&str, ErrorCode); {}] = [{}];\n\
                     static MAP: LazyLock<FxHashMap<&str, ErrorCode>> =\n\
                     LazyLock::new(|| PAIRS.iter().copied().collect());\n",
                    codes.len(),
                    pairs.collect::<String>()
                );
                (item, "MAP.get(text).copied()".to_owned())
            }
            // Not `None`: the rest of the program would go too.
            Self::Nothing | Self::Errspec => {
                (String::new(), "(text.len() > 1_000).then_some(ErrorCode::V0)".to_owned())
            }
        };
        format!("{item}pub fn find(text: &str) -> Option<ErrorCode> {{ {body} }}\n")
    }

    /// The whole table: strum with thiserror, phf with matches, or errspec.
    pub fn whole(self, codes: &[String]) -> Source {
        let mut source = match self {
            Self::Errspec => return errspec(codes),
            Self::Strum => Source {
                dependencies:
                    "strum = { version = \"0.28\", features = [\"derive\"] }\nthiserror = \"2\""
                        .to_owned(),
                files: vec![(
                    "peer.rs",
                    enumeration(
                        codes.len(),
                        "#[derive(Clone, Copy, Debug, strum::EnumString, strum::IntoStaticStr, thiserror::Error)]\n",
                        |index| {
                            format!(
                                "#[strum(serialize = {:?})] #[error({:?})] ",
                                codes[index],
                                documented(index)
                            )
                        },
                    ) + &self.find(codes),
                )],
            },
            _ => self.lookup(codes),
        };
        let accessor = |name: &str, r#type: &str, value: &dyn Fn(usize) -> String| {
            let arms =
                (0..codes.len()).map(|index| format!("ErrorCode::V{index} => {},\n", value(index)));
            let arms: String = arms.collect();
            format!("pub fn {name}(code: ErrorCode) -> {type} {{ match code {{ {arms} }} }}\n")
        };
        let peer = &mut source.files[0].1;
        peer.push_str(&accessor("status", "u16", &|index| table::status(index).to_string()));
        if self == Self::Strum {
            peer.push_str("pub fn code(code: ErrorCode) -> &'static str { code.into() }\n");
            peer.push_str("pub fn message(code: ErrorCode) -> ErrorCode { code }\n");
        } else {
            peer.push_str(&accessor("code", "&'static str", &|index| {
                format!("{:?}", codes[index])
            }));
            peer.push_str(&accessor("message", "&'static str", &|index| {
                format!("{:?}", documented(index))
            }));
        }
        source
    }
}

/// The bytes of the codes and messages themselves.
pub fn strings(codes: &[String]) -> usize {
    codes.iter().enumerate().map(|(index, code)| code.len() + documented(index).len()).sum()
}

fn documented(index: usize) -> String {
    table::message(index).replace("{parameter_name}", "< parameter name >")
}

fn enumeration(codes: usize, derive: &str, attribute: impl Fn(usize) -> String) -> String {
    let mut text = format!("{derive}pub enum ErrorCode {{\n");
    for index in 0..codes {
        let _ = writeln!(text, "{}V{index},", attribute(index));
    }
    text + "}\n"
}

fn errspec(codes: &[String]) -> Source {
    let (catalog, _) = compile(&table::spec_of(codes));
    let catalog = catalog.expect("the table breaks no rule");
    let artifacts = Artifacts::of(&catalog, &[Artifact::ErrorsRs]);
    let errors = artifacts.get("errors.rs").expect("it was asked for").to_owned();
    let peer = "#[path = \"errors.rs\"] mod errors;\n\
                pub use errors::ErrorCode;\n\
                pub fn find(text: &str) -> Option<ErrorCode> { ErrorCode::from_code(text) }\n\
                pub fn code(code: ErrorCode) -> &'static str { code.code() }\n\
                pub fn status(code: ErrorCode) -> u16 { code.status() }\n\
                pub fn message(code: ErrorCode) -> &'static str { code.message() }\n";
    Source {
        dependencies: project::dependency("errspec", "runtime"),
        files: vec![("peer.rs", peer.to_owned()), ("errors.rs", errors)],
    }
}
