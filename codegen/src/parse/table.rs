//! A table of the spec, declared once.

/// Declares a table: a list of keys and a struct with a field for each. A line is
/// `presence key: Shape, "meaning";`. Every field can be empty: what a table must
/// hold is reported with its place before it is read.
macro_rules! table {
    (
        $(#[$doc:meta])*
        $keys:ident: $table:ident {
            $($presence:ident$(($other:ident))? $key:ident: $shape:ident$(($of:ident))?, $meaning:literal;)*
        }
    ) => {
        $(#[$doc])*
        pub const $keys: &[Key] = &[$(Key {
            name: $crate::parse::key::plain(stringify!($key)),
            shape: $crate::parse::table::shape!($shape $($of)?),
            presence: $crate::parse::table::presence!($presence $($other)?),
            doc: $meaning,
        }),*];

        $(#[$doc])*
        #[derive(Debug, Default)]
        pub(crate) struct $table {
            $(pub $key: $crate::parse::table::field!($shape $($of)?),)*
        }

        impl $table {
            pub(crate) const KEYS: &'static [Key] = $keys;
        }

        impl FromToml for $table {
            fn from_toml(value: Spanned<DeValue<'_>>) -> Option<Self> {
                let DeValue::Table(table) = value.into_inner() else { return None };
                let mut read = Self::default();
                for (name, value) in table {
                    $(if name.get_ref() == $crate::parse::key::plain(stringify!($key)) {
                        read.$key = FromToml::from_toml(value).unwrap_or_default();
                        continue;
                    })*
                }
                Some(read)
            }
        }
    };
}

macro_rules! presence {
    (optional) => {
        Presence::Optional
    };
    (required) => {
        Presence::Required
    };
    (unless $other:ident) => {
        Presence::RequiredUnless(stringify!($other))
    };
}

/// What stands behind a key, for readers of the format.
macro_rules! shape {
    (Section $table:ident) => {
        Shape::Table($table::KEYS)
    };
    (Table $table:ident) => {
        Shape::Table($table::KEYS)
    };
    (Tables $table:ident) => {
        Shape::Tables($table::KEYS)
    };
    (ByName $table:ident) => {
        Shape::TableByName($table::KEYS)
    };
    (OneOf $words:ident) => {
        Shape::OneOf($words::WORDS)
    };
    (ManyOf $words:ident) => {
        Shape::ManyOf($words::WORDS)
    };
    (Detail) => {
        Shape::OrderedTable(DETAIL)
    };
    (Members) => {
        Shape::OrderedTable(MEMBERS)
    };
    (Fallback) => {
        Shape::Table(FALLBACK)
    };
    (ClientNames) => {
        Shape::Table(CLIENT_NAMES)
    };
    (Text) => {
        Shape::String
    };
    ($shape:ident) => {
        Shape::$shape
    };
}

/// What stands behind a key, read.
macro_rules! field {
    (String) => { Option<Spanned<String>> };
    // A string of which no finding says where it is: a place costs as much as the text.
    (Text) => { Option<String> };
    (Integer) => { Option<Spanned<i64>> };
    (Boolean) => { Option<Spanned<bool>> };
    (Scalar) => { Option<Spanned<Scalar>> };
    (ScalarByPath) => { BTreeMap<Spanned<String>, Spanned<Scalar>> };
    (Strings) => { Vec<Spanned<String>> };
    (OneOf $words:ident) => { Option<$words> };
    (ManyOf $words:ident) => { Option<Spanned<Vec<Spanned<$words>>>> };
    (Section $table:ident) => { $table };
    (Table $table:ident) => { Option<$table> };
    (Tables $table:ident) => { Vec<Spanned<$table>> };
    (ByName $table:ident) => { BTreeMap<Spanned<String>, $table> };
    (LevelByLint) => { BTreeMap<Spanned<String>, Level> };
    (Members) => { Option<BTreeMap<Spanned<Member>, Spanned<String>>> };
    (Detail) => { Option<BTreeMap<Spanned<DetailMember>, Spanned<String>>> };
    (Fallback) => { BTreeMap<Spanned<Occasion>, Spanned<String>> };
    (ClientNames) => { BTreeMap<Spanned<ClientLanguage>, Spanned<String>> };
}

pub(crate) use {field, presence, shape, table};
