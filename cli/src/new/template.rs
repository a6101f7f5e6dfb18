//! The files of a new package, and what is filled in.

use std::error::Error;
use std::path::Path;

use errspec_codegen::Catalog;

use super::name::Name;

pub struct File {
    pub path: &'static str,
    pub text: &'static str,
    /// Whether it is about the rows of the example.
    pub is_example: bool,
}

macro_rules! file {
    ($path:literal, $template:literal, $is_example:literal) => {
        File {
            path: $path,
            text: include_str!(concat!("template/", $template, ".in")),
            is_example: $is_example,
        }
    };
}

pub const FILES: [File; 7] = [
    file!("Cargo.toml", "Cargo.toml", false),
    file!("build.rs", "build.rs", false),
    file!("README.md", "README.md", false),
    file!(".gitignore", "gitignore", false),
    file!(".gitattributes", "gitattributes", false),
    file!("tests/errors.rs", "tests/errors.rs", false),
    file!("tests/example.rs", "tests/example.rs", true),
];

/// A service beside the package.
pub const SERVICE: [File; 4] = [
    file!("service/Cargo.toml", "service/Cargo.toml", true),
    file!("service/src/lib.rs", "service/src/lib.rs", true),
    file!("service/src/main.rs", "service/src/main.rs", true),
    file!("service/tests/socket.rs", "service/tests/socket.rs", true),
];

/// What a service depends on, beside the package.
pub const CRATES_OF_A_SERVICE: [&str; 5] = ["axum", "serde", "tokio", "tracing_subscriber", "ureq"];

/// Names the schema for editors, as the first line of a spec.
pub const SCHEMA_LINE: &str = "#:schema errors.schema.json";

/// The spec that a package begins with.
pub const SPEC: &str = include_str!("template/spec/errors.toml.in");

/// What stands for `{{name}}` in a template.
pub struct Values(Vec<(&'static str, String)>);

impl Values {
    pub fn of(name: &Name, folder: &Path, errspec: Option<&Path>) -> Result<Self, Box<dyn Error>> {
        Ok(Self(vec![
            ("package", name.package.clone()),
            ("crate", name.krate.clone()),
            ("catalog", name.catalog.clone()),
            ("title", name.package.clone()),
            ("rust-version", env!("CARGO_PKG_RUST_VERSION").to_owned()),
            ("errspec", dependency(errspec, "runtime")?),
            ("errspec-codegen", dependency(errspec, "codegen")?),
            ("workspace", workspace(folder).to_owned()),
            ("readme", String::new()),
            ("fallback", String::new()),
            ("rows", String::new()),
        ]))
    }

    /// With what a service beside the package needs of it.
    pub fn with_service(self) -> Self {
        let mut values = vec![
            ("workspace", include_str!("template/service/workspace.toml.in").to_owned()),
            ("readme", include_str!("template/service/README.md.in").to_owned()),
            ("fallback", include_str!("template/service/fallback.toml.in").to_owned()),
            ("rows", include_str!("template/service/rows.toml.in").to_owned()),
        ];
        // Before the others, which stand for what is in them.
        values.extend(self.0);
        Self(values)
    }

    /// With the variant that the README shows.
    pub fn with_example(mut self, catalog: &Catalog) -> Self {
        let plain = catalog.entries.iter().find(|entry| entry.is_plain());
        let made = catalog.entries.iter().flat_map(|entry| &entry.constructors).next();
        let (names, example) = match (plain, made) {
            (Some(entry), _) => {
                ("Code, Error, ErrorCode, Plain", format!("Plain::{}", entry.variant))
            }
            (None, made) => {
                let made = made.map_or_else(String::new, |made| format!("{}(..)", made.name));
                ("Code, Error, ErrorCode", format!("ErrorCode::{made}"))
            }
        };
        self.0.extend([("names", names.to_owned()), ("example", example)]);
        self
    }

    pub fn fill(&self, template: &str) -> String {
        let mut text = template.to_owned();
        for (name, value) in &self.0 {
            text = text.replace(&format!("{{{{{name}}}}}"), value);
        }
        format!("{}\n", text.trim_end())
    }
}

/// What Cargo.toml says of a crate of errspec: its version, or its folder in a checkout.
fn dependency(checkout: Option<&Path>, folder: &str) -> Result<String, Box<dyn Error>> {
    let Some(checkout) = checkout else {
        let version = env!("CARGO_PKG_VERSION");
        return Ok(format!("\"{version}\""));
    };
    let path = checkout.join(folder);
    if !path.join("Cargo.toml").is_file() {
        let checkout = checkout.display();
        return Err(
            format!("{checkout} is no checkout of errspec: it has no {folder}/Cargo.toml").into()
        );
    }
    let path = path.canonicalize()?;
    Ok(format!("{{ path = {} }}", toml_edit::Value::from(path.display().to_string())))
}

/// Inside another workspace Cargo wants a package to be a member or a root.
fn workspace(folder: &Path) -> &'static str {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let is_inside = folder.ancestors().skip(1).any(|above| above.join("Cargo.toml").is_file());
    match is_inside {
        true => {
            "\n# Remove this to make the package a member of the workspace above it.\n[workspace]\n"
        }
        false => "",
    }
}
