"""Stripe's own package: the class of each error, and what is in it."""

import unittest
from unittest import mock

import stripe

from served import FIELD, UUID, Table

CLASSES = {
    400: stripe.InvalidRequestError,
    401: stripe.AuthenticationError,
    402: stripe.CardError,
    403: stripe.PermissionError,
    404: stripe.InvalidRequestError,
    429: stripe.RateLimitError,
}
# Of others the package has the code in `error.error` alone.
WITH_CODE = (stripe.InvalidRequestError, stripe.CardError)
TABLES = ["services/stripe", "styles/stripe"]


def error_type(row):
    return row.members.get("error.type", "invalid_request_error")


def class_of(row):
    if row.status == 400 and error_type(row) == "idempotency_error":
        return stripe.IdempotencyError
    return CLASSES.get(row.status, stripe.APIError)


class Stripe(unittest.TestCase):
    def refused(self, url, code, retries=0):
        client = stripe.StripeClient(
            "sk_test_1", base_addresses={"api": url}, max_network_retries=retries
        )
        with mock.patch("time.sleep") as sleep, self.assertRaises(stripe.StripeError) as caught:
            client.v1.customers.retrieve(code)
        self.tries = 1 + sleep.call_count
        return caught.exception

    def test_every_code(self):
        for name in TABLES:
            table = Table(name)
            for kind in ["plain", "detailed"]:
                for row in table.rows:
                    with self.subTest(table=name, kind=kind, code=row.code):
                        error = self.refused(table.url(kind), row.code)
                        self.assertIs(type(error), class_of(row))
                        self.assertEqual(error.user_message, row.message)
                        self.assertEqual(error.http_status, row.status)
                        self.assertRegex(error.request_id, UUID)
                        self.assertEqual(str(error), f"Request {error.request_id}: {row.message}")
                        param = FIELD if kind == "detailed" else None
                        if isinstance(error, WITH_CODE):
                            self.assertEqual((error.code, error.param), (row.code, param))
                        said = error.error
                        found = (said.code, said.message, said.type)
                        self.assertEqual(found, (row.code, row.message, error_type(row)))
                        self.assertEqual(said.param, param)
                        self.assertEqual(said.doc_url, row.doc_url)

    def test_conflicts_and_failures_are_sent_again(self):
        for name in TABLES:
            table = Table(name)
            for row in table.rows:
                with self.subTest(table=name, code=row.code):
                    self.refused(table.url(), row.code, retries=1)
                    again = row.status == 409 or row.status >= 500
                    self.assertEqual(self.tries, 2 if again else 1)

    def test_what_the_table_answers_for_the_router(self):
        for name in TABLES:
            with self.subTest(table=name):
                table = Table(name)
                error = self.refused(table.url(), "no_such_code")
                self.assertEqual(error.code, table.not_found.code)

    def test_a_success(self):
        url = Table("services/stripe").url()
        client = stripe.StripeClient("sk_test_1", base_addresses={"api": url})
        customer = client.v1.customers.retrieve("success")
        self.assertEqual((type(customer), customer.id), (stripe.Customer, "cus_1"))
        self.assertRegex(customer.last_response.request_id, UUID)


if __name__ == "__main__":
    unittest.main()
