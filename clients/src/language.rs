//! What there is to know of each language.

use errspec_codegen::catalog::{Catalog, ClientLanguage, Format};

/// What a client needs to be compiled or run.
pub const fn needs(language: ClientLanguage) -> &'static str {
    match language {
        ClientLanguage::Python => "Python 3.9 or later",
        ClientLanguage::Typescript => "TypeScript 5",
        ClientLanguage::Go => "Go 1.19 or later",
    }
}

/// The name of the file that holds the client.
pub const fn file_name(language: ClientLanguage) -> &'static str {
    match language {
        ClientLanguage::Python => "errors.py",
        ClientLanguage::Typescript => "errors.ts",
        ClientLanguage::Go => "errors.go",
    }
}

/// What the client cannot do with this table.
pub fn limit(catalog: &Catalog, language: ClientLanguage) -> Option<&'static str> {
    let is_xml = catalog.envelope.formats == [Format::Xml];
    let limit = "the service sends XML alone, of which the client in TypeScript reads nothing";
    (is_xml && language == ClientLanguage::Typescript).then_some(limit)
}

pub(crate) const fn template(language: ClientLanguage) -> &'static str {
    match language {
        ClientLanguage::Python => include_str!("templates/errors.py.jinja"),
        ClientLanguage::Typescript => include_str!("templates/errors.ts.jinja"),
        ClientLanguage::Go => include_str!("templates/errors.go.jinja"),
    }
}

/// The names that a client has beside those of its codes, or that the language has.
#[rustfmt::skip]
pub(crate) const fn taken(language: ClientLanguage) -> &'static [&'static str] {
    match language {
        ClientLanguage::Python => &[
            "Any", "ApiError", "ClientError", "Code", "Detail", "ElementTree", "Enum", "Exception",
            "False", "Formatter", "Info", "Iterator", "Mapping", "NamedTuple", "None",
            "RecursionError", "Sequence", "ServerError", "True", "Union", "Value", "ValueError",
        ],
        // The codes are members of an object there.
        ClientLanguage::Typescript => &[],
        ClientLanguage::Go => &[
            "Code", "CodeOf", "Detail", "Error", "Info", "Parse", "ParseCode", "Retryable",
        ],
    }
}
