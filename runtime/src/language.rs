//! Which language a reader gets, for messages in several.

/// The lookup of RFC 4647, section 3.4: the first text of the language `range`,
/// of the range without its last subtag, and so on. `text` gives what there is
/// in the language with an index of `languages`; `None` where nothing matches.
pub fn lookup<T>(range: &str, languages: &[&str], text: impl Fn(usize) -> Option<T>) -> Option<T> {
    let mut range = range;
    loop {
        let mut matching =
            (0..languages.len()).filter(|index| languages[*index].eq_ignore_ascii_case(range));
        if let Some(text) = matching.find_map(&text) {
            return Some(text);
        }
        range = without_last_subtag(range)?;
    }
}

/// A single letter or digit goes with the subtag that it introduces.
fn without_last_subtag(range: &str) -> Option<&str> {
    let (rest, _) = range.rsplit_once('-')?;
    match rest.rsplit_once('-') {
        Some((before, single)) if single.len() == 1 => Some(before),
        _ => Some(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGUAGES: [&str; 3] = ["de", "zh-CN", "zh-Hant"];

    fn found(range: &str) -> Option<&'static str> {
        lookup(range, &LANGUAGES, |index| Some(LANGUAGES[index]))
    }

    #[test]
    fn a_range_is_cut_until_a_language_matches() {
        assert_eq!(found("zh-cn"), Some("zh-CN"));
        assert_eq!(found("zh-Hant-CN-x-private1-private2"), Some("zh-Hant"));
        assert_eq!(found("de-x-a"), Some("de"));
        assert_eq!(found("de-CH-1996"), Some("de"));
    }

    #[test]
    fn no_language_stands_for_a_more_general_one() {
        for range in ["zh", "zh-Hans-CN", "en", "", "-", "--", "d", "*"] {
            assert_eq!(found(range), None, "{range}");
        }
    }

    #[test]
    fn a_language_without_the_text_is_passed_over() {
        let languages = ["de", "de-CH"];
        let only_german = |index| (index == 0).then_some("Nachricht");
        assert_eq!(lookup("de-CH", &languages, only_german), Some("Nachricht"));
    }
}
