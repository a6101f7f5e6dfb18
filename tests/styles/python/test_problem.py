"""Problem details as any client of HTTP reads them, RFC 9457."""

import http.client
import unittest

import requests

from served import FIELD, REASON, Table

TABLE = Table("styles/problem")


class Problem(unittest.TestCase):
    def test_every_code(self):
        for kind in ["plain", "detailed"]:
            for row in TABLE.rows:
                with self.subTest(kind=kind, code=row.code):
                    response = requests.get(f"{TABLE.url(kind)}/{row.code}", timeout=10)
                    self.assertEqual(response.status_code, row.status)
                    self.assertEqual(response.headers["content-type"], "application/problem+json")
                    request_id = response.headers["x-request-id"]
                    expected = {
                        "type": row.doc_url or "about:blank",
                        "title": http.client.responses[row.status],
                        "status": row.status,
                        "detail": row.message,
                        "instance": f"urn:uuid:{request_id}",
                        "code": row.code,
                        "retryable": row.retryable,
                    }
                    if row.params:
                        expected["params"] = row.params
                    if row.fix:
                        expected["fix"] = row.fix
                    if row.retry_after:
                        expected["retry_after"] = row.retry_after
                        self.assertEqual(response.headers["retry-after"], str(row.retry_after))
                    if kind == "detailed":
                        expected["errors"] = [
                            {"field": FIELD, "message": REASON},
                            TABLE.second_detail(),
                        ]
                    self.assertEqual(response.json(), expected)

    def test_nothing_else_is_sent_whatever_is_asked_for(self):
        url = f"{TABLE.url()}/{TABLE.rows[0].code}"
        for accept in ["application/json", "application/xml", "*/*", "text/html"]:
            with self.subTest(accept=accept):
                response = requests.get(url, headers={"accept": accept}, timeout=10)
                self.assertEqual(response.headers["content-type"], "application/problem+json")

    def test_what_the_table_answers_for_the_router(self):
        response = requests.get(f"{TABLE.url()}/NoSuchCode", timeout=10)
        self.assertEqual(response.json()["code"], TABLE.not_found.code)

    def test_a_success(self):
        response = requests.get(f"{TABLE.url()}/success", timeout=10)
        self.assertEqual(response.headers["content-type"], "application/json")
        self.assertEqual(response.json(), {"Keys": 2})


if __name__ == "__main__":
    unittest.main()
