"""Azure's own library for its clients: a pipeline as its generated clients have it."""

import json
import unittest
from unittest import mock

from azure.core import PipelineClient
from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
    map_error,
)
from azure.core.pipeline.policies import RetryPolicy
from azure.core.rest import HttpRequest

from served import FIELD, OTHER_FIELD, REASON, UUID, Table

ERROR_MAP = {
    401: ClientAuthenticationError,
    404: ResourceNotFoundError,
    409: ResourceExistsError,
}
TABLES = ["services/azure", "styles/azure"]


class AzureCore(unittest.TestCase):
    def call(self, url, retries=0, method="GET"):
        """What a generated client does, and the waits between its tries."""
        with (
            PipelineClient(url, policies=[RetryPolicy(retry_total=retries)]) as client,
            mock.patch("time.sleep") as sleep,
        ):
            response = client.send_request(HttpRequest(method, f"{url}?api-version=1"))
            self.waits = [call.args[0] for call in sleep.call_args_list]
            if response.status_code != 200:
                map_error(response.status_code, response, ERROR_MAP)
                raise HttpResponseError(response=response)
            return response

    def refused(self, url, **how):
        with self.assertRaises(HttpResponseError) as caught:
            self.call(url, **how)
        return caught.exception

    def test_every_code(self):
        for name in TABLES:
            table = Table(name)
            for row in table.rows:
                with self.subTest(table=name, code=row.code):
                    error = self.refused(f"{table.url()}/{row.code}")
                    self.assertIs(type(error), ERROR_MAP.get(row.status, HttpResponseError))
                    self.assertEqual(error.status_code, row.status)
                    found = (error.error.code, error.error.message)
                    self.assertEqual(found, (row.code, row.message))
                    self.assertEqual((error.error.target, error.error.details), (None, []))
                    self.assertTrue(error.message.startswith(f"({row.code}) {row.message}"))
                    headers = error.response.headers
                    self.assertEqual(headers["x-ms-error-code"], row.code)
                    self.assertRegex(headers["x-ms-request-id"], UUID)
                    self.assertEqual(list(json.loads(error.response.text())), ["error"])

    def test_the_fields_that_are_wrong(self):
        for name in TABLES:
            table = Table(name)
            for row in table.rows:
                with self.subTest(table=name, code=row.code):
                    error = self.refused(f"{table.url('detailed')}/{row.code}").error
                    self.assertEqual((error.code, error.target), (row.code, FIELD))
                    found = [(d.code, d.target, d.message) for d in error.details]
                    second = table.second_detail()
                    second = (second["code"], OTHER_FIELD, second.get("message"))
                    expected = [(None, FIELD, REASON), second]
                    self.assertEqual(found, expected)

    def test_a_head_has_its_code_in_a_header(self):
        table = Table("services/azure")
        for row in table.rows:
            with self.subTest(code=row.code):
                error = self.refused(f"{table.url()}/{row.code}", method="HEAD")
                self.assertIs(type(error), ERROR_MAP.get(row.status, HttpResponseError))
                self.assertEqual((error.status_code, error.error), (row.status, None))
                self.assertEqual(error.response.headers["x-ms-error-code"], row.code)

    def test_what_may_be_sent_again_is_after_the_wait_that_the_table_says(self):
        for name in TABLES:
            table = Table(name)
            for row in table.rows:
                with self.subTest(table=name, code=row.code):
                    self.refused(f"{table.url()}/{row.code}", retries=1)
                    waits = [row.retry_after] if row.retry_after else []
                    self.assertEqual([wait for wait in self.waits if wait > 1], waits)

    def test_what_the_table_answers_for_the_router(self):
        for name in TABLES:
            with self.subTest(table=name):
                table = Table(name)
                error = self.refused(f"{table.url()}/NoSuchCode")
                self.assertEqual(error.error.code, table.not_found.code)

    def test_a_success(self):
        response = self.call(f"{Table('services/azure').url()}/success")
        self.assertEqual(response.json(), {"name": "blob"})
        self.assertRegex(response.headers["x-ms-request-id"], UUID)


if __name__ == "__main__":
    unittest.main()
