use super::read;
use super::template::{ParamType, literal};

#[track_caller]
fn expect(message: &str, template: &str) {
    assert_eq!(read(message).text, template, "of {message}");
}

#[test]
fn named_placeholders_are_snake_case() {
    for (message, template) in [
        ("No {keyId}.", "No {key_id}."),
        ("No ${user.name}, %{count} left.", "No {user_name}, {count} left."),
        ("Hello {{ first_name }}!", "Hello {first_name}!"),
        ("The \"< parameter name >\" is bad.", "The \"{parameter_name}\" is bad."),
        (
            "The parameter <parameter name> of <Bucket-Name>.",
            "The parameter {parameter_name} of {bucket_name}.",
        ),
        ("The :attribute must be (:min).", "The {attribute} must be ({min})."),
        (":attribute is bad", "{attribute} is bad"),
        ("%(field)s is {value!r}", "{field} is {value}"),
        ("At /users/{id}/keys.", "At /users/{id}/keys."),
        ("{self}", "{self_value}"),
    ] {
        expect(message, template);
    }
}

#[test]
fn names_are_invented_from_what_is_obvious() {
    for (message, template) in [
        ("The parameter \"%s\" is bad: %s", "The parameter \"{parameter}\" is bad: {value}"),
        ("%s is no %v, 100%% sure", "{value} is no {value_2}, 100% sure"),
        ("Wait %d seconds.", "Wait {seconds} seconds."),
        ("%1$s and %2$s and %1$s", "{value} and {value_2} and {value}"),
        ("{0} and {1} and {0}", "{value} and {value_2} and {value}"),
        ("{} of {value}", "{value_2} of {value}"),
        ("order_id=%d", "order_id={order_id}"),
        ("User %s's key", "User {user}'s key"),
    ] {
        expect(message, template);
    }
    let template = read("Wait %d seconds for {count:d}.");
    assert!(template.params.iter().all(|param| param.r#type == ParamType::Integer));
    assert_eq!(template.params.iter().filter(|param| param.invented).count(), 1);
}

#[test]
fn what_is_ambiguous_stays_text() {
    for text in [
        "100% sure, 50%discount, a%20b, 5%%",
        "a < b and c > d, 0 < limit > 5, x<y>z, Vec<String>",
        "<b>bold</b> <br> <key>1</key>",
        "http://x.example:80/a :D :tada: at 12:30, Note: text, a:b",
        "<a@b.example>, <- ->, <>",
        "50%{x",
        "$5 and $name",
    ] {
        expect(text, &literal(text));
    }
    expect("[a-z]{3} and \\p{L}", "[a-z]{{3}} and \\p{{L}}");
    expect("Send {\"a\": {}, \"b\": [{0}]}.", "Send {{\"a\": {{}}, \"b\": [{{0}}]}}.");
    expect("Send {\"key\": \"{name}\"}.", "Send {{\"key\": \"{name}\"}}.");
    expect("{ } {a b} {,}", "{{ }} {{a b}} {{,}}");
    expect("{{{x}}}", "{{{{{x}}}}}");
    expect("{3} of them", "{{3}} of them");
}
