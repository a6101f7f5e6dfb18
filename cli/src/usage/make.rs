//! What the codes of a table look like, and which texts look the same.

use std::collections::{HashMap, HashSet};

use super::names::{Named, Names};

/// A text without its words: for each the case, and the sign behind it. Neighbours that are
/// the same count once, so that `A.B.C` is made like `A.B`.
#[derive(PartialEq, Eq, Hash)]
struct Pattern(Vec<(Case, Option<char>)>);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Case {
    /// `KeyNotFound`, and `Key`.
    Camel,
    /// `keyNotFound`
    LowerCamel,
    /// `KEY`
    Upper,
    /// `key`
    Lower,
    /// `42P01`, `1001`
    Digits,
}

/// How a table's codes are made.
pub struct Make<'c> {
    patterns: HashSet<Pattern>,
    /// Codes by their letters and digits, in lower case, with one of these left out or none.
    slips: HashMap<String, &'c str>,
}

impl<'c> Make<'c> {
    pub fn of(names: &Names<'c>) -> Self {
        let live = |text: &&'c str| matches!(names.text(text), Some(Named::Row(_)));
        let mut texts: Vec<&str> = names.texts().filter(live).collect();
        texts.sort_unstable();
        let patterns = texts.iter().filter_map(|text| pattern(text)).collect();
        let mut slips = HashMap::new();
        for text in texts.iter().filter(|text| is_compound(text)) {
            for spelling in spellings(text) {
                slips.entry(spelling).or_insert(*text);
            }
        }
        Self { patterns, slips }
    }

    /// Whether a text could be a code of the table.
    pub fn fits(&self, text: &str) -> bool {
        pattern(text).is_some_and(|pattern| self.patterns.contains(&pattern))
    }

    /// The code that this is, but for a slip of one letter, of case or of signs.
    pub fn slip_of(&self, text: &str) -> Option<&'c str> {
        let is_short = text.len() < SHORTEST;
        let mut spellings = spellings(text).into_iter().filter(|_| !is_short && is_compound(text));
        let code = spellings.find_map(|spelling| self.slips.get(&spelling).copied())?;
        let digits = |text: &'_ str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        (pattern(text) == pattern(code) && digits(text) == digits(code)).then_some(code)
    }
}

/// In shorter texts than this a letter more or less is another word.
const SHORTEST: usize = 8;

/// Whether a text is more than one word.
pub fn is_compound(text: &str) -> bool {
    let humps = text.as_bytes().windows(2);
    let humps = humps.filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    humps.count() > 0 || text.contains(is_separator)
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | '_' | ':' | '/' | '-')
}

fn pattern(text: &str) -> Option<Pattern> {
    let is_code = text.len() <= errspec::lookup::MAX_LEN
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.ends_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || is_separator(c));
    if !is_code {
        return None;
    }
    let mut words: Vec<(Case, Option<char>)> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(is_separator).unwrap_or(rest.len());
        let sign = rest[end..].chars().next();
        let word = (case(&rest[..end])?, sign);
        let is_repeated = words.last() == Some(&word);
        if !is_repeated {
            words.push(word);
        }
        rest = &rest[end + usize::from(sign.is_some())..];
    }
    Some(Pattern(words))
}

/// The case of a word without signs; `None` where there is no word.
fn case(word: &str) -> Option<Case> {
    let is_upper = word.contains(|c: char| c.is_ascii_uppercase());
    let is_lower = word.contains(|c: char| c.is_ascii_lowercase());
    let begins_upper = word.starts_with(|c: char| c.is_ascii_uppercase());
    if word.is_empty() {
        return None;
    }
    Some(match (is_upper, is_lower, begins_upper) {
        _ if word.starts_with(|c: char| c.is_ascii_digit()) => Case::Digits,
        (true, true, true) => Case::Camel,
        (true, true, false) => Case::LowerCamel,
        (true, false, _) => Case::Upper,
        (false, _, _) => Case::Lower,
    })
}

/// The letters and digits in lower case, and the same with one left out: of two words that
/// an insertion, a replacement or a swap of neighbours parts, some are the same.
fn spellings(text: &str) -> Vec<String> {
    let bare: String =
        text.chars().filter(|c| !is_separator(*c)).map(|c| c.to_ascii_lowercase()).collect();
    let without = |at: usize| [&bare[..at], &bare[at + 1..]].concat();
    let shorter = (0..bare.len()).filter(|at| bare.is_char_boundary(*at) && bare.is_ascii());
    let mut spellings = vec![bare.clone()];
    spellings.extend(shorter.map(without));
    spellings
}

#[cfg(test)]
mod tests {
    use errspec_codegen::{compile, variant_name};

    use super::*;

    fn make_of(codes: &[&str], judge: impl Fn(&Make<'_>)) {
        let row = |code: &&str| {
            let variant = variant_name(code).unwrap_or_else(|| format!("E{code}"));
            format!(
                "[[error]]\ncode = {code:?}\nstatus = 400\nmessage = \"No.\"\nvariant = {variant:?}\n"
            )
        };
        let spec: String = codes.iter().map(row).collect();
        let catalog = compile(&spec).0.unwrap();
        judge(&Make::of(&Names::of(&catalog, &[])));
    }

    #[test]
    fn a_text_is_made_like_a_code_by_its_cases_and_signs() {
        make_of(&["Forbidden.KeyNotFound", "key_not_found", "42P01"], |make| {
            for text in ["Rejected.Disabled", "Aa.Bb.Cc", "no_key", "23505", "0LP01"] {
                assert!(make.fits(text), "{text}");
            }
            for text in ["KeyId", "forbidden.key", "NO_KEY", "no-key", "A.", "", "Key not found"] {
                assert!(!make.fits(text), "{text}");
            }
        });
    }

    #[test]
    fn a_slip_is_one_letter_a_case_or_a_sign() {
        make_of(&["Forbidden.KeyNotFound", "Conflict"], |make| {
            for text in [
                "Forbidden.KeyNotFond",
                "Forbidden.KeyNotFoound",
                "Forbidden.KeyNotFuond",
                "Forbiden.KeyNotFound",
                "Forbidden.KeyNotfound",
            ] {
                assert_eq!(make.slip_of(text), Some("Forbidden.KeyNotFound"), "{text}");
            }
            for text in ["ForbiddenKeyNotFound", "Forbidden.AliasNotFound", "Conflicts"] {
                assert_eq!(make.slip_of(text), None, "{text}");
            }
        });
    }
}
