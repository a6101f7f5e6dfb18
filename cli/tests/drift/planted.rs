use std::path::Path;

use serde_json::json;

use super::command::{SPEC, rules};

/// A response, and the operation that it answers.
#[derive(Clone, Copy)]
struct Sent {
    operation: &'static str,
    status: u16,
    content_type: Option<&'static str>,
    body: &'static str,
}

const JSON: Sent = Sent {
    operation: "GetOrder",
    status: 404,
    content_type: Some("application/json"),
    body: r#"{"Service":{"Name":"shop"},"HttpStatus":404,"Code":"Order.NotFound","Message":"There is no order 17 of \"Ada\".","RequestId":"r-1","Title":"No such order","Number":7,"Retry":{"Possible":false},"Params":{"id":17,"customer":"Ada"},"Details":[{"field":"id","message":"It is unknown."}]}"#,
};

const XML: Sent = Sent {
    content_type: Some("application/xml"),
    body: r#"<Shop><Service><Name>shop</Name></Service><HttpStatus>404</HttpStatus><Code>Order.NotFound</Code><Message>There is no order 17 of "Ada".</Message><RequestId>r-1</RequestId><Title>No such order</Title><Number>7</Number><Retry><Possible>false</Possible></Retry><Params><id>17</id><customer>Ada</customer></Params><Details><field>id</field><message>It is unknown.</message></Details></Shop>"#,
    ..JSON
};

const PROBLEM: Sent = Sent {
    content_type: Some("application/problem+json"),
    body: r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"There is no order 17 of \"Ada\".","instance":"/r-1","code":"Order.NotFound","params":{"id":17,"customer":"Ada"},"errors":[{"field":"id","message":"It is unknown."}]}"#,
    ..JSON
};

/// What is changed in a response.
enum Plant {
    /// This text of the body, to that.
    Text(&'static str, &'static str),
    /// The whole body.
    Body(&'static str),
    Status(u16),
    Type(Option<&'static str>),
    Operation(&'static str),
}

use Plant::{Body, Operation, Status, Text, Type};

impl Sent {
    fn record(self, plant: Option<&Plant>) -> String {
        let Self { mut operation, mut status, mut content_type, body } = self;
        let mut body = body.to_owned();
        match plant {
            None => {}
            Some(Text(from, to)) => {
                assert_eq!(body.matches(from).count(), 1, "{from} in {body}");
                body = body.replace(from, to);
            }
            Some(Body(other)) => body = (*other).to_owned(),
            Some(Status(other)) => status = *other,
            Some(Type(other)) => content_type = *other,
            Some(Operation(other)) => operation = other,
        }
        let headers = json!({ "server": "x", "content-type": content_type });
        let (method, url) = ("GET", "/orders/17");
        json!({
            "method": method, "url": url, "operation": operation, "status": status,
            "headers": headers, "body": body,
        })
        .to_string()
    }
}

#[track_caller]
fn finds(sent: Sent, faults: &[(Plant, &str)]) {
    let found = |record: &str| rules(Path::new(SPEC), &[], record);
    let good = sent.record(None);
    assert_eq!(found(&good), [""; 0], "{good}");
    for (plant, rule) in faults {
        let record = sent.record(Some(plant));
        let found = found(&record);
        assert_eq!(found, [*rule], "{record}");
    }
}

#[test]
fn in_json() {
    finds(
        JSON,
        &[
            (Text("\"Order.NotFound\"", "\"Order.Missing\""), "unknown-code"),
            (Text("\"Order.NotFound\"", "\"order.notfound\""), "unknown-code"),
            (Text("\"Order.NotFound\"", "\"\""), "unknown-code"),
            (Text("\"Order.NotFound\"", "\"OrderNotFound\""), "alias-sent"),
            (Text("\"Order.NotFound\"", "\"Order.Gone\""), "retired-sent"),
            (Text("\"HttpStatus\":404", "\"HttpStatus\":400"), "wrong-status"),
            (Text("There is no order", "There was no order"), "unknown-message"),
            (Text("order 17 of", "order ABC of"), "unknown-message"),
            (Text("\\\"Ada\\\".", "\\\"Ada\\\"!"), "unknown-message"),
            (Text("\"Code\":\"Order.NotFound\",", ""), "missing-member"),
            (Text("\"Message\":\"There is no order 17 of \\\"Ada\\\".\",", ""), "missing-member"),
            (Text("\"HttpStatus\":404,", ""), "missing-member"),
            (Text("\"RequestId\":\"r-1\",", ""), "missing-member"),
            (Text("\"RequestId\":\"r-1\"", "\"RequestId\":null"), "missing-member"),
            (Text("\"Title\":\"No such order\",", ""), "missing-member"),
            (Text("\"Number\":7,", ""), "missing-member"),
            (Text("\"Retry\":{\"Possible\":false},", ""), "missing-member"),
            (Text("\"Params\":{\"id\":17,\"customer\":\"Ada\"},", ""), "missing-member"),
            (Text(",\"customer\":\"Ada\"}", "}"), "missing-member"),
            (Text("\"Service\":{\"Name\":\"shop\"},", ""), "missing-member"),
            (Text("\"Number\":7,", "\"Number\":7,\"Trace\":\"at store.rs\","), "unknown-member"),
            (Text("\"Name\":\"shop\"", "\"Name\":\"shop\",\"Host\":\"a\""), "unknown-member"),
            (Text("\"field\":\"id\"", "\"field\":\"id\",\"debug\":{}"), "unknown-member"),
            (Text("\"HttpStatus\":404", "\"HttpStatus\":\"404\""), "wrong-member-type"),
            (Text("\"Code\":\"Order.NotFound\"", "\"Code\":12"), "wrong-member-type"),
            (Text("\"There is no order 17 of \\\"Ada\\\".\"", "[]"), "wrong-member-type"),
            (Text("\"RequestId\":\"r-1\"", "\"RequestId\":1"), "wrong-member-type"),
            (Text("\"Title\":\"No such order\"", "\"Title\":5"), "wrong-member-type"),
            (Text("\"Number\":7", "\"Number\":\"7\""), "wrong-member-type"),
            (Text("\"Possible\":false", "\"Possible\":\"no\""), "wrong-member-type"),
            (Text("{\"id\":17,\"customer\":\"Ada\"}", "[17]"), "wrong-member-type"),
            (Text("\"Name\":\"shop\"", "\"Name\":\"shap\""), "wrong-member-type"),
            (Text("{\"Name\":\"shop\"}", "\"shop\""), "wrong-member-type"),
            (Body(""), "not-an-error-body"),
            (Body("{"), "not-an-error-body"),
            (Body("[]"), "not-an-error-body"),
            (Body("{}"), "not-an-error-body"),
            (Body("{\"error\":\"boom\"}"), "not-an-error-body"),
            (Body("Bad Gateway"), "not-an-error-body"),
            (Body("<html><body><h1>502</h1></body></html>"), "not-an-error-body"),
            (Text("\"Code\":", "\"Code\":\"Order.NotFound\",\"Code\":"), "not-an-error-body"),
            (Status(500), "wrong-status"),
            (Type(Some("text/html; charset=utf-8")), "wrong-content-type"),
            (Type(Some("application/xml")), "wrong-content-type"),
            (Type(None), "wrong-content-type"),
            (Operation("ListOrders"), "undeclared-in-operation"),
        ],
    );
}

#[test]
fn in_xml() {
    finds(
        XML,
        &[
            (Text("Order.NotFound", "Order.Missing"), "unknown-code"),
            (Text("Order.NotFound", "OrderNotFound"), "alias-sent"),
            (Text("Order.NotFound", "Order.Gone"), "retired-sent"),
            (Text("<HttpStatus>404", "<HttpStatus>400"), "wrong-status"),
            (Text("There is no", "Here is no"), "unknown-message"),
            (Text("<Code>Order.NotFound</Code>", ""), "missing-member"),
            (Text("<RequestId>r-1</RequestId>", ""), "missing-member"),
            (Text("<Title>No such order</Title>", ""), "missing-member"),
            (Text("<Service><Name>shop</Name></Service>", ""), "missing-member"),
            (Text("<Number>7</Number>", "<Number>7</Number><Trace/>"), "unknown-member"),
            (Text("<HttpStatus>404<", "<HttpStatus>missing<"), "wrong-member-type"),
            (Text("<Number>7<", "<Number>seven<"), "wrong-member-type"),
            (Text("<Possible>false<", "<Possible>no<"), "wrong-member-type"),
            (Body("<Shop>"), "not-an-error-body"),
            (Body("<Shop/>"), "not-an-error-body"),
            (Body("<!DOCTYPE html><p>"), "not-an-error-body"),
            (Type(Some("application/json")), "wrong-content-type"),
            (Operation("ListOrders"), "undeclared-in-operation"),
        ],
    );
    finds(Sent { content_type: Some("text/xml; charset=utf-8"), ..XML }, &[]);
}

#[test]
fn in_problem_details() {
    finds(
        PROBLEM,
        &[
            (Text("Order.NotFound", "Order.Missing"), "unknown-code"),
            (Text("Order.NotFound", "OrderNotFound"), "alias-sent"),
            (Text("\"status\":404", "\"status\":500"), "wrong-status"),
            (Text("There is no", "Here is no"), "unknown-message"),
            (Text("\"code\":\"Order.NotFound\",", ""), "missing-member"),
            (Text("\"detail\":\"There is no order 17 of \\\"Ada\\\".\",", ""), "missing-member"),
            (Text("\"params\":{\"id\":17,\"customer\":\"Ada\"},", ""), "missing-member"),
            (Text("\"status\":404", "\"status\":404,\"stack\":[]"), "unknown-member"),
            (Text("\"status\":404", "\"status\":\"404\""), "wrong-member-type"),
            (Text("\"title\":\"Not Found\"", "\"title\":{}"), "wrong-member-type"),
            (Body("{}"), "missing-member"),
            (Body("{\"title\""), "not-an-error-body"),
            (Type(Some("application/json")), "wrong-content-type"),
            (Status(400), "wrong-status"),
        ],
    );
    // What the RFC leaves to the service is not missed.
    let brief = r#"{"detail":"There is no order 1 of \"\".","code":"Order.NotFound","params":{"id":1,"customer":""}}"#;
    finds(Sent { body: brief, ..PROBLEM }, &[]);
}

/// What differs and may.
#[test]
fn nothing_where_nothing_is() {
    let body = |code: &str, status: u16, message: &str, more: &str| {
        format!(
            r#"{{"Retry":{{"Possible":true{more}}},"Service":{{"Name":"shop"}},"Message":"{message}","RequestId":"","HttpStatus":{status},"Code":"{code}"}}"#
        )
    };
    let locked = |message| body("Order.Locked", 409, message, "");
    let throttled = |more| body("Throttling", 429, "Too many requests.", more);
    let mut record = json!({ "status": 409, "body": locked("The order is locked.") });
    let mut found = |status: u16, body: String| {
        record["status"] = status.into();
        record["body"] = body.into();
        rules(Path::new(SPEC), &[], &record.to_string())
    };
    assert_eq!(found(409, locked("The order is locked.")), [""; 0]);
    assert_eq!(found(429, throttled(",\"After\":3")), [""; 0]);
    assert_eq!(found(429, throttled("")), ["missing-member"]);
    assert_eq!(found(200, "never read".to_owned()), [""; 0]);
    assert_eq!(found(302, String::new()), [""; 0]);
    // The parameters of a message are expected beside it.
    assert_eq!(found(409, locked("The order is locked until 7.")), ["missing-member"]);
    assert_eq!(found(409, locked("The order is locked till 7.")), ["unknown-message"]);
}
