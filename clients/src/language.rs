use errspec_codegen::catalog::{Catalog, Format};

/// A language that has a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Language {
    /// Python 3.9 or later.
    Python,
    /// TypeScript 5.
    Typescript,
    /// Go 1.19 or later.
    Go,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::Python, Self::Typescript, Self::Go];

    /// Its name, in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::Typescript => "typescript",
            Self::Go => "go",
        }
    }

    /// What a client needs to be compiled or run.
    pub const fn needs(self) -> &'static str {
        match self {
            Self::Python => "Python 3.9 or later",
            Self::Typescript => "TypeScript 5",
            Self::Go => "Go 1.19 or later",
        }
    }

    /// The name of the file that holds the client.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Python => "errors.py",
            Self::Typescript => "errors.ts",
            Self::Go => "errors.go",
        }
    }

    /// The client.
    pub fn client(self, catalog: &Catalog) -> String {
        crate::fill_in(catalog, self.template(), self.file_name())
            .expect("the templates here ask for nothing but what the model always has")
    }

    /// What its client cannot do with this table.
    pub fn limit(self, catalog: &Catalog) -> Option<&'static str> {
        let is_xml = catalog.envelope.formats == [Format::Xml];
        let limit = "the service sends XML alone, of which the client in TypeScript reads nothing";
        (is_xml && self == Self::Typescript).then_some(limit)
    }

    const fn template(self) -> &'static str {
        match self {
            Self::Python => include_str!("templates/errors.py.jinja"),
            Self::Typescript => include_str!("templates/errors.ts.jinja"),
            Self::Go => include_str!("templates/errors.go.jinja"),
        }
    }
}
