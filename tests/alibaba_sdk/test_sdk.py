"""Alibaba Cloud's own SDK understands every code that the generated crate sends.

XML is judged by Python's parser and by libxml2's.
"""

import json
import os
import subprocess
import unittest
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree

import lxml.etree
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest
from aliyunsdkkms.request.v20160120 import (
    CreateAliasRequest,
    CreateKeyRequest,
    DescribeKeyRequest,
    DisableKeyRequest,
    ListKeysRequest,
    ScheduleKeyDeletionRequest,
)

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))


def table():
    """The published table: code, message and status of each row."""
    path = os.path.join(ROOT, "tests", "kms_table", "common_error_codes.txt")
    with open(path, encoding="utf-8") as file:
        cells = file.read().strip().split("\n\n")
    return [(cells[i], cells[i + 1], int(cells[i + 2])) for i in range(0, len(cells), 3)]


class Sdk(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        server = os.path.join(TARGET, "debug", "kms_server")
        cls.server = subprocess.Popen([server, "--port", "0"], stdout=subprocess.PIPE, text=True)
        word, cls.url = cls.server.stdout.readline().split()
        assert word == "LISTENING", word
        cls.host = urllib.parse.urlparse(cls.url).netloc
        cls.client = AcsClient("id", "secret", "cn-hangzhou", auto_retry=False)

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        code = cls.server.wait(timeout=10)
        cls.server.stdout.close()
        assert code == 0, "SIGTERM is a graceful end"

    def send(self, request, method="POST"):
        request.set_endpoint(self.host)
        request.set_protocol_type("http")
        request.set_method(method)
        return json.loads(self.client.do_action_with_exception(request))

    def refused(self, request, method="POST"):
        with self.assertRaises(ServerException) as caught:
            self.send(request, method)
        return caught.exception

    def raw(self, headers=None, data=None, method=None, **parameters):
        """The status, headers and body of a plain request."""
        query = urllib.parse.urlencode(parameters)
        request = urllib.request.Request(
            f"{self.url}/?{query}", data=data, headers=headers or {}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return response.status, response.headers, response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    def test_every_code_arrives_through_the_sdk(self):
        self.assertEqual(len(table()), 32)
        for method in ["GET", "POST"]:
            for code, message, status in table():
                with self.subTest(code=code, method=method):
                    request = DescribeKeyRequest.DescribeKeyRequest()
                    request.set_KeyId(f"error:{code}")
                    error = self.refused(request, method)
                    self.assertEqual(error.get_error_code(), code)
                    self.assertEqual(error.get_error_msg(), message)
                    self.assertEqual(error.get_http_status(), status)
                    self.assertRegex(error.get_request_id(), r"^[0-9a-f-]{36}$")

    def test_every_code_arrives_through_a_common_request(self):
        for code, message, status in table():
            with self.subTest(code=code):
                request = CommonRequest(
                    domain=self.host, version="2016-01-20", action_name="CreateAlias"
                )
                request.set_protocol_type("http")
                request.set_method("POST")
                request.add_query_param("AliasName", f"error:{code}")
                with self.assertRaises(ServerException) as caught:
                    self.client.do_action_with_exception(request)
                error = caught.exception
                found = (error.get_error_code(), error.get_error_msg(), error.get_http_status())
                self.assertEqual(found, (code, message, status))

    def test_every_code_arrives_in_xml(self):
        parsers = [xml.etree.ElementTree.fromstring, lxml.etree.fromstring]
        for code, message, status in table():
            with self.subTest(code=code):
                found, headers, body = self.raw(Format="XML", KeyId=f"error:{code}")
                self.assertEqual(found, status)
                self.assertEqual(headers["content-type"], "application/xml")
                for parse in parsers:
                    root = parse(body)
                    members = [(member.tag, member.text) for member in root]
                    expected = [
                        ("HttpStatus", str(status)),
                        ("Code", code),
                        ("Message", message),
                        ("RequestId", headers["x-acs-request-id"]),
                    ]
                    self.assertEqual((root.tag, members), ("KMS", expected))

    def test_what_no_operation_answered_arrives_as_a_code(self):
        wrong_method = DescribeKeyRequest.DescribeKeyRequest()
        unknown_route = CommonRequest(domain=self.host, version="2016-01-20", uri_pattern="/nope")
        panic = DescribeKeyRequest.DescribeKeyRequest()
        panic.set_KeyId("panic:")
        messages = {code: (message, status) for code, message, status in table()}
        for request, method, code in [
            (wrong_method, "PUT", "UnsupportedHTTPMethod"),
            (wrong_method, "DELETE", "UnsupportedHTTPMethod"),
            (unknown_route, "GET", "ParseRequestParameterException"),
            (panic, "POST", "InternalFailure"),
        ]:
            with self.subTest(code=code, method=method):
                error = self.refused(request, method)
                self.assertEqual(error.get_error_code(), code)
                found = (error.get_error_msg(), error.get_http_status())
                self.assertEqual(found, messages[code])
                self.assertRegex(error.get_request_id(), r"^[0-9a-f-]{36}$")

    def test_a_key_lives_through_the_sdk(self):
        request = CreateKeyRequest.CreateKeyRequest()
        request.set_Description("<a> & \"b\"")
        key = self.send(request)["KeyMetadata"]
        self.assertEqual((key["KeyState"], key["Description"]), ("Enabled", "<a> & \"b\""))

        request = ListKeysRequest.ListKeysRequest()
        request.set_PageSize(100)
        listed = self.send(request)
        self.assertIn(key["KeyId"], [item["KeyId"] for item in listed["Keys"]["Key"]])

        request = CreateAliasRequest.CreateAliasRequest()
        request.set_AliasName("alias/sdk")
        request.set_KeyId(key["KeyId"])
        self.send(request)
        self.assertEqual(self.refused(request).get_error_code(), "AliasAlreadyExists")

        request = DisableKeyRequest.DisableKeyRequest()
        request.set_KeyId("alias/sdk")
        self.assertEqual(list(self.send(request)), ["RequestId"])
        self.assertEqual(self.refused(request).get_error_code(), "Rejected.Disabled")

        request = ScheduleKeyDeletionRequest.ScheduleKeyDeletionRequest()
        request.set_KeyId(key["KeyId"])
        self.assertEqual(
            self.refused(request).get_error_msg(),
            'The parameter "PendingWindowInDays" is needed but not provided.',
        )

    def test_a_success_in_xml(self):
        _, headers, body = self.raw(Action="ListKeys", Timestamp="2026-01-01T00:00:00Z", Format="xml")
        self.assertTrue(body.startswith(b'<?xml version="1.0" encoding="UTF-8"?><ListKeysResponse>'))
        for parse in [xml.etree.ElementTree.fromstring, lxml.etree.fromstring]:
            root = parse(body)
            self.assertEqual(root[0].tag, "RequestId")
            self.assertEqual(root[0].text, headers["x-acs-request-id"])

    def test_calls_that_no_sdk_would_send(self):
        now = "2026-01-01T00:00:00Z"

        def code(**request):
            status, _, body = self.raw(**request)
            return status, json.loads(body)["Code"]

        self.assertEqual(code(Action="ListKeys"), (400, "IllegalTimestamp"))
        self.assertEqual(code(Action="ListKeys", Timestamp="now"), (400, "IllegalTimestamp"))
        self.assertEqual(code(Timestamp=now), (400, "MissingParameter"))
        self.assertEqual(code(Action="Nope", Timestamp=now), (400, "InvalidParameter"))
        self.assertEqual(code(method="PUT", Action="ListKeys"), (403, "UnsupportedHTTPMethod"))
        status, _, body = self.raw(
            headers={
                "x-acs-action": "ListKeys",
                "x-acs-date": now,
                "content-type": "application/octet-stream",
            },
            data=b"",
        )
        self.assertEqual((status, "RequestId" in json.loads(body)), (200, True))
        form = urllib.parse.urlencode({"Action": "ListKeys", "Timestamp": now, "Format": "XML"})
        status, headers, _ = self.raw(data=form.encode())
        self.assertEqual((status, headers["content-type"]), (200, "application/xml"))
        broken = {"content-type": "application/x-www-form-urlencoded"}
        status, _, body = self.raw(headers=broken, data=b"Action=%ff")
        self.assertEqual(json.loads(body)["Code"], "ParseRequestParameterException")
        status, _, body = self.raw(Action="CreateKey", Timestamp=now, Description="\ufffd")
        self.assertEqual((status, "RequestId" in json.loads(body)), (200, True))
        status, _, body = self.raw(headers=broken, data=b"x" * 100_000)
        self.assertEqual((status, json.loads(body)["Code"]), (400, "ParseRequestParameterException"))


if __name__ == "__main__":
    unittest.main()
