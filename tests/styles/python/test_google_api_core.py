"""Google's own library for its APIs: what `from_http_response` makes of an error."""

import unittest

import requests
from google.api_core import exceptions, retry
from google.protobuf import any_pb2, json_format
from google.rpc import code_pb2, error_details_pb2

from served import FIELD, OTHER_FIELD, REASON, UUID, Table

CLASSES = {
    400: exceptions.BadRequest,
    401: exceptions.Unauthorized,
    403: exceptions.Forbidden,
    404: exceptions.NotFound,
    409: exceptions.Conflict,
    429: exceptions.TooManyRequests,
    499: exceptions.Cancelled,
    500: exceptions.InternalServerError,
    501: exceptions.MethodNotImplemented,
    503: exceptions.ServiceUnavailable,
    504: exceptions.GatewayTimeout,
}
TABLES = ["services/google", "styles/google"]


def messages(error):
    """Each of the details as the message that it says it is."""
    parsed = {}
    for detail in error.details:
        packed = json_format.ParseDict(detail, any_pb2.Any())
        message = getattr(error_details_pb2, packed.TypeName().removeprefix("google.rpc."))()
        assert packed.Unpack(message)
        parsed[type(message).__name__] = message
    return parsed


def texts(params):
    """`metadata` is a map of texts."""
    return {name: str(value) for name, value in params.items()}


class GoogleApiCore(unittest.TestCase):
    def asked(self, url):
        response = requests.get(url, timeout=10)
        return response, exceptions.from_http_response(response)

    def test_every_code(self):
        for name in TABLES:
            table = Table(name)
            domain = "keys.example.com" if name == "styles/google" else table.domain
            for row in table.rows:
                with self.subTest(table=name, code=row.code):
                    url = f"{table.url()}/v1/books/{row.code}"
                    response, error = self.asked(url)
                    self.assertIs(type(error), CLASSES[row.status])
                    self.assertEqual(error.code, row.status)
                    self.assertEqual(error.message, f"GET {url}: {row.message}")
                    self.assertEqual((error.reason, error.domain), (row.code, domain))
                    self.assertEqual(error.metadata, texts(row.params) or None)
                    body = response.json()["error"]
                    self.assertEqual((body["code"], body["message"]), (row.status, row.message))
                    self.assertEqual(retry.if_transient_error(error), row.retryable)
                    wait = row.retry_after and str(row.retry_after)
                    self.assertEqual(response.headers.get("retry-after"), wait)

    def test_every_status_is_a_canonical_one(self):
        for row in Table("services/google").rows:
            with self.subTest(code=row.code):
                response, _ = self.asked(f"{Table('services/google').url()}/{row.code}")
                canonical = row.code in code_pb2.Code.keys()
                expected = row.code if canonical else "PERMISSION_DENIED"
                self.assertEqual(response.json()["error"]["status"], expected)

    def test_details_are_messages_of_google_rpc(self):
        for name in TABLES:
            table = Table(name)
            for kind in ["plain", "detailed"]:
                for row in table.rows:
                    with self.subTest(table=name, kind=kind, code=row.code):
                        _, error = self.asked(f"{table.url(kind)}/{row.code}")
                        found = messages(error)
                        info = found.pop("ErrorInfo")
                        self.assertEqual(info.reason, row.code)
                        self.assertEqual(dict(info.metadata), texts(row.params))
                        self.assertRegex(found.pop("RequestInfo").request_id, UUID)
                        if row.doc_url:
                            [link] = found.pop("Help").links
                            self.assertEqual(link.url, row.doc_url)
                        if kind == "detailed":
                            first, second = found.pop("BadRequest").field_violations
                            found_first = (first.field, first.description, first.reason)
                            self.assertEqual(found_first, (FIELD, REASON, ""))
                            found_second = (second.field, second.reason, second.description)
                            detail = table.second_detail()
                            said = (OTHER_FIELD, detail["code"], detail.get("message", ""))
                            self.assertEqual(found_second, said)
                        self.assertEqual(found, {})

    def test_what_the_table_answers_for_the_router(self):
        for name in TABLES:
            with self.subTest(table=name):
                table = Table(name)
                _, error = self.asked(f"{table.url()}/NO_SUCH_CODE")
                self.assertEqual(error.reason, table.not_found.code)

    def test_a_success(self):
        response = requests.get(f"{Table('services/google').url()}/success", timeout=10)
        self.assertEqual(response.json(), {"name": "shelves/1/books/2"})


if __name__ == "__main__":
    unittest.main()
