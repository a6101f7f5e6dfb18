"""PyGithub: the class of each error, and what is in it."""

import logging
import unittest
from unittest import mock

import github
import requests
from github.GithubRetry import GithubRetry

from served import FIELD, REASON, UUID, Table

# It writes every retry to the terminal otherwise.
logging.getLogger("github").setLevel(logging.WARNING)

CLASSES = {
    "bad_credentials": github.BadCredentialsException,
    "rate_limited": github.RateLimitExceededException,
    "secondary_rate_limited": github.RateLimitExceededException,
    "not_found": github.UnknownObjectException,
}
TABLES = ["services/github", "styles/github"]


def client(url, retry=None):
    return github.Github(base_url=url, retry=retry, seconds_between_requests=None)


class PyGithub(unittest.TestCase):
    def refused(self, url, code):
        with self.assertRaises(github.GithubException) as caught:
            client(url).get_repo(f"octocat/{code}")
        return caught.exception

    def test_every_code(self):
        for name in TABLES:
            table = Table(name)
            for kind in ["plain", "detailed"]:
                for row in table.rows:
                    with self.subTest(table=name, kind=kind, code=row.code):
                        error = self.refused(table.url(kind), row.code)
                        self.assertIs(
                            type(error), CLASSES.get(row.code, github.GithubException)
                        )
                        self.assertEqual(error.status, row.status)
                        if type(error) is github.GithubException:
                            self.assertEqual(error.message, row.message)
                        expected = {
                            "message": row.message,
                            "documentation_url": row.doc_url,
                            "status": str(row.status),
                            "code": row.code,
                        }
                        if kind == "detailed":
                            expected["errors"] = [
                                {"field": FIELD, "message": REASON},
                                table.second_detail(),
                            ]
                        if not row.doc_url:
                            del expected["documentation_url"]
                        self.assertEqual(error.data, expected)
                        self.assertRegex(error.headers["x-github-request-id"], UUID)

    def test_what_may_be_sent_again_is(self):
        table = Table("services/github")
        for row in table.rows:
            with self.subTest(code=row.code), mock.patch("time.sleep") as sleep:
                with self.assertRaises((github.GithubException, requests.exceptions.RetryError)):
                    retry = GithubRetry(total=2, backoff_factor=1)
                    client(table.url(), retry).get_repo(f"octocat/{row.code}")
                self.assertEqual(sleep.called, row.retryable)

    def test_what_the_table_answers_for_the_router(self):
        table = Table("services/github")
        error = self.refused(table.url(), "no_such_code")
        self.assertIs(type(error), github.UnknownObjectException)
        self.assertEqual(error.data["code"], table.not_found.code)

    def test_a_success(self):
        repository = client(Table("services/github").url()).get_repo("octocat/success")
        self.assertEqual((repository.id, repository.full_name), (7, "octocat/hello"))


if __name__ == "__main__":
    unittest.main()
