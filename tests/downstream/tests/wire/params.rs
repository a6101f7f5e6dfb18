//! Parameters that come back out of a message.

use std::fmt::Write;
use std::time::{Duration, Instant};

use downstream::messages::{Error, ErrorCode, Plain};
use errspec::{MAX_BODY, Received, Templates, Value, json, xml};
use kms_errors::ErrorCode as Kms;
use proptest::prelude::*;

use crate::shop::text;

/// What a client makes of an error, which is the same in both formats.
#[track_caller]
fn received<C: errspec::ErrorCode>(error: &errspec::ApiError<C>) -> Received<C> {
    let received = json::decode_error(error.status(), &json::encode(error)).unwrap();
    assert_eq!(xml::decode_error(error.status(), &xml::encode(error)).as_ref(), Ok(&received));
    received
}

#[track_caller]
fn assert_come_back(error: &Error) {
    assert_same_params(&received(error), error);
}

#[track_caller]
fn assert_same_params(received: &Received<ErrorCode>, error: &Error) {
    let params = received.params().iter().map(|(name, value)| (name.as_ref(), value.clone()));
    assert_eq!(params.collect::<Vec<_>>(), error.params());
}

/// The received error with this code and message.
fn received_as(code: &str, message: &str) -> Received<ErrorCode> {
    let body = serde_json::json!({ "Code": code, "Message": message });
    json::decode_error(400, body.to_string().as_bytes()).unwrap()
}

#[test]
fn kms_itself_tells_the_name_of_the_parameter() {
    let sent = r#"{"Code":"MissingParameter","Message":"The parameter \"KeyId\" is needed but not provided."}"#;
    let in_json: Received<Kms> = json::decode_error(400, sent.as_bytes()).unwrap();
    let sent = "<KMS><Code>MissingParameter</Code><Message>The parameter &quot;KeyId&quot; \
                is needed but not provided.</Message></KMS>";
    let in_xml: Received<Kms> = xml::decode_error(400, sent.as_bytes()).unwrap();
    for received in [in_json, in_xml] {
        let name = Value::from("KeyId");
        assert_eq!(received.param("parameter_name"), Some(&name));
        assert_eq!(received.params(), [("parameter_name".into(), name)]);
        assert_eq!((received.param("KeyId"), received.case()), (None, None));
    }
}

#[test]
fn parameters_have_the_types_of_the_table() {
    assert_come_back(&ErrorCode::stock_too_low("tea", 0, i64::MIN, true));
    assert_come_back(&ErrorCode::stock_too_low("", -1, i64::MAX, false));
    assert_come_back(&ErrorCode::stock_too_low("\"a\r\n{wanted}\" 茶 there", 10, 7, false));
    assert_come_back(&ErrorCode::item_invalid("{}"));
    for message in [
        "Of tea there are 1, and 2 of coffee are wanted (ordered: true).",
        "Of tea there are 01, and 2 of tea are wanted (ordered: true).",
        "Of tea there are -0, and 2 of tea are wanted (ordered: true).",
        "Of tea there are +1, and 2 of tea are wanted (ordered: true).",
        "Of tea there are 9223372036854775808, and 2 of tea are wanted (ordered: true).",
        "Of tea there are 1, and 2 of tea are wanted (ordered: True).",
        "Of tea there are 1, and 2 of tea are wanted (ordered: true)",
        " Of tea there are 1, and 2 of tea are wanted (ordered: true).",
        "Of tea there are < left >, and 2 of tea are wanted (ordered: true).",
        "",
    ] {
        let received = received_as("Stock.TooLow", message);
        assert_eq!((received.params(), received.case()), (&[][..], None), "{message}");
    }
}

#[test]
fn a_case_is_told_by_its_text() {
    let until = received(&ErrorCode::shelf_closed_until(7, 30));
    assert_eq!(until.case(), Some("until"));
    assert_eq!(until.param("minute"), Some(&Value::Integer(30)));
    let because = received(&ErrorCode::shelf_closed_because("it is wet"));
    assert_eq!(because.case(), Some("because"));
    assert_eq!(because.param("reason"), Some(&"it is wet".into()));
    let gone = received(&ErrorCode::shelf_closed_gone());
    assert_eq!((gone.case(), gone.params()), (Some("gone"), &[][..]));
    let own = received(&Error::from(Plain::ShelfClosed));
    assert_eq!((own.case(), own.params()), (None, &[][..]));
}

#[test]
fn what_two_fillings_could_have_made_tells_nothing() {
    for error in [
        ErrorCode::customer_unknown("Ada ", "Lovelace"),
        ErrorCode::shelf_closed_because("for good"),
        ErrorCode::shelf_closed_for_good(),
        ErrorCode::item_invalid("\" is no item, {\" is no item, {"),
    ] {
        let received = received(&error);
        assert_eq!((received.params(), received.case()), (&[][..], None), "{error}");
    }
    let nobody = received(&ErrorCode::customer_unknown("", ""));
    assert_eq!(nobody.param("last"), Some(&Value::from("")), "there is one way to say nothing");
}

#[test]
fn a_code_that_is_not_known_or_has_no_parameters_has_none() {
    for code in ["Store.Closed", "New.Code"] {
        let received = received_as(code, "The shelf is closed, it is wet.");
        assert_eq!((received.params(), received.case()), (&[][..], None));
    }
}

#[test]
fn a_filling_is_found_behind_what_looks_like_one() {
    let read = |template: &'static str, message: &str| {
        let params = Templates::new(template).read(message)?.params;
        Some(params.into_iter().map(|(_, value)| value.to_string()).collect::<Vec<_>>().join("|"))
    };
    let found = |values: &str| Some(values.to_owned());
    let left = "{a} has {n:integer} left, {b}";
    assert_eq!(read(left, "A has 01 left, B has 1 left, C"), found("A has 01 left, B|1|C"));
    let too_many = "A has 9223372036854775808 left, B has 1 left, C";
    assert_eq!(read(left, too_many), found("A has 9223372036854775808 left, B|1|C"));
    assert_eq!(read("{n:integer}{a}0", "10"), found("1|"));
}

#[test]
fn a_message_that_means_harm_takes_linear_time() {
    for template in ["{a} is {n:integer} and {b} is {m:integer} or {c}{d}.", "{a}{n:integer}%{b}"] {
        let templates = Templates::new(template);
        for part in [" is 1 and ", " is ", " is 1", " and ", "1", "-", "a", " ", "é", ".", "1%"] {
            let message = part.repeat(MAX_BODY / 4 / part.len());
            let start = Instant::now();
            assert_eq!(templates.read(&message), None);
            assert!(start.elapsed() < Duration::from_secs(5), "{part:?}: {:?}", start.elapsed());
        }
    }
}

/// A piece of a message, and how the notation of templates has it.
#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    /// The parameter with this index.
    Param(usize),
}

type Values = [Value; 3];

/// A text of its own, then one a case.
fn templates(texts: &[Vec<Piece>], types: &Values) -> Templates {
    let mut all = String::new();
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            write!(all, "{{case {index}}}").unwrap();
        }
        for piece in text {
            match piece {
                Piece::Text(text) => all += &text.replace('{', "{{").replace('}', "}}"),
                Piece::Param(param) => match types[*param] {
                    Value::Integer(_) => write!(all, "{{p{param}:integer}}").unwrap(),
                    Value::Boolean(_) => write!(all, "{{p{param}:boolean}}").unwrap(),
                    _ => write!(all, "{{p{param}}}").unwrap(),
                },
            }
        }
    }
    Templates::new(all.leak())
}

fn filled(text: &[Piece], values: &Values) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Param(param) => values[*param].to_string(),
    };
    text.iter().map(piece).collect()
}

/// Every way to fill a text in to a message, by trying all of them.
fn fillings(text: &[Piece], message: &str, types: &Values) -> Vec<[Option<Value>; 3]> {
    fn go(
        text: &[Piece],
        message: &str,
        types: &Values,
        known: &mut [Option<Value>; 3],
        found: &mut Vec<[Option<Value>; 3]>,
    ) {
        let Some((piece, text)) = text.split_first() else {
            if message.is_empty() {
                found.push(known.clone());
            }
            return;
        };
        let literal = match piece {
            Piece::Text(literal) => Some(literal.clone()),
            Piece::Param(param) => known[*param].as_ref().map(Value::to_string),
        };
        if let Some(literal) = literal {
            if let Some(rest) = message.strip_prefix(&literal) {
                go(text, rest, types, known, found);
            }
            return;
        }
        let Piece::Param(param) = piece else { return };
        for end in (0..=message.len()).filter(|end| message.is_char_boundary(*end)) {
            let (value, rest) = message.split_at(end);
            let value = match types[*param] {
                Value::Integer(_) => value.parse().ok().map(Value::Integer),
                Value::Boolean(_) => value.parse().ok().map(Value::Boolean),
                _ => Some(Value::from(value.to_owned())),
            };
            if value.as_ref().is_some_and(|value| value.to_string() == message[..end]) {
                known[*param] = value;
                go(text, rest, types, known, found);
                known[*param] = None;
            }
        }
    }
    let mut found = Vec::new();
    go(text, message, types, &mut [const { None }; 3], &mut found);
    found
}

/// Whether a text is one of those whose only filling is not found where it seems that
/// there are more: a parameter that stands in it twice, or digits behind an integer.
fn is_hard(text: &[Piece], types: &Values) -> bool {
    let is_integer = |piece: &Piece| matches!(piece, Piece::Param(param) if matches!(types[*param], Value::Integer(_)));
    let may_be_digit = |piece: &Piece| match piece {
        Piece::Text(text) => text.starts_with(|c: char| c.is_ascii_digit()),
        Piece::Param(_) => is_integer(piece),
    };
    let count = |param: usize| {
        text.iter().filter(|piece| matches!(piece, Piece::Param(p) if *p == param)).count()
    };
    (0..types.len()).any(|param| count(param) > 1)
        || text.windows(2).any(|pair| is_integer(&pair[0]) && may_be_digit(&pair[1]))
}

/// Few characters, so that a value often looks like a part of the text around it.
fn scrap() -> impl Strategy<Value = String> {
    let scraps = prop::sample::select(&["a", "b", "1", "0", "-", "{", "}", "é", "true", " "][..]);
    prop::collection::vec(scraps, 0..3).prop_map(|scraps| scraps.concat())
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => scrap().prop_map(Value::from),
        2 => prop_oneof![-20..20_i64, any::<i64>()].prop_map(Value::Integer),
        1 => any::<bool>().prop_map(Value::Boolean),
    ]
}

fn message() -> impl Strategy<Value = Vec<Piece>> {
    let text = scrap().prop_map(Piece::Text);
    let piece = prop_oneof![text, (0..3_usize).prop_map(Piece::Param)];
    // A parser makes one piece of texts that touch.
    prop::collection::vec(piece, 0..6).prop_map(|pieces| {
        let mut joined: Vec<Piece> = Vec::new();
        for piece in pieces {
            match (joined.last_mut(), piece) {
                (_, Piece::Text(text)) if text.is_empty() => {}
                (Some(Piece::Text(before)), Piece::Text(text)) => *before += &text,
                (_, piece) => joined.push(piece),
            }
        }
        joined
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Against a search that tries everything.
    #[test]
    fn the_only_filling_is_found_and_no_other(
        texts in prop::collection::vec(message(), 1..3),
        values in [value(), value(), value()],
        foreign in prop::option::of(scrap()),
    ) {
        let message = foreign.unwrap_or_else(|| filled(&texts[0], &values));
        let read = templates(&texts, &values).read(&message);
        let all = texts.iter().enumerate().filter(|(index, text)| *index > 0 || !text.is_empty());
        let all: Vec<_> = all
            .flat_map(|(index, text)| {
                let fillings = fillings(text, &message, &values);
                fillings.into_iter().map(move |values| (index, values))
            })
            .collect();
        match read {
            Some(filling) => {
                let [(index, only)] = &all[..] else { panic!("one of {all:?}") };
                prop_assert_eq!(filling.case.unwrap_or("0"), index.to_string());
                let count = only.iter().flatten().count();
                prop_assert_eq!(filling.params.len(), count);
                for (name, value) in &filling.params {
                    let index: usize = name[1..].parse().unwrap();
                    prop_assert_eq!(Some(value), only[index].as_ref());
                }
            }
            None => prop_assert!(
                all.len() != 1 || texts.iter().any(|text| is_hard(text, &values)),
                "only {all:?}"
            ),
        }
    }
}

proptest! {
    #[test]
    fn values_that_hold_no_part_of_the_text_come_back(
        literals in prop::collection::vec("[A-Z .]{1,3}", 4),
        strings in ["[a-z0-9{}\"\n茶-]*", "[a-z0-9{}\"\n茶-]*"],
        number in any::<i64>(),
        order in Just([0, 1, 2, 1]).prop_shuffle(),
    ) {
        let values = [strings[0].clone().into(), strings[1].clone().into(), Value::Integer(number)];
        let pieces = literals.into_iter().zip(order);
        let pieces = pieces.flat_map(|(text, param)| [Piece::Text(text), Piece::Param(param)]);
        let pieces: Vec<Piece> = pieces.collect();
        let filling = templates(std::slice::from_ref(&pieces), &values).read(&filled(&pieces, &values));
        let mut params = filling.expect("there is one").params;
        params.sort_by(|(a, _), (b, _)| a.cmp(b));
        prop_assert_eq!(params.into_iter().map(|(_, value)| value).collect::<Vec<_>>(), values);
    }

    #[test]
    fn a_client_gets_the_parameters_that_were_sent_or_none(
        item in text(),
        left in any::<i64>(),
        wanted in any::<i64>(),
        ordered in any::<bool>(),
    ) {
        let error = ErrorCode::stock_too_low(item, left, wanted, ordered);
        let received: Received<ErrorCode> = json::decode_error(409, &json::encode(&error)).unwrap();
        if !received.params().is_empty() {
            assert_same_params(&received, &error);
        }
    }
}
