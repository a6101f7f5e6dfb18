"""Alibaba Cloud's own SDK, with another table than that of `tests/alibaba_sdk`."""

import json
import unittest
import urllib.parse

from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest

from served import UUID, Table

TABLE = Table("styles/alibaba")
CLIENT = AcsClient("id", "secret", "cn-hangzhou", auto_retry=False)


def call(end):
    url = urllib.parse.urlparse(f"{TABLE.url()}/{end}")
    request = CommonRequest(domain=url.netloc, version="2024-01-01", uri_pattern=url.path)
    request.set_protocol_type("http")
    request.set_method("GET")
    return json.loads(CLIENT.do_action_with_exception(request))


class Aliyun(unittest.TestCase):
    def test_every_code(self):
        ends = [(row.code, row) for row in TABLE.rows]
        for end, row in [*ends, ("NoSuchCode", TABLE.not_found)]:
            with self.subTest(end=end):
                with self.assertRaises(ServerException) as caught:
                    call(end)
                error = caught.exception
                found = (error.get_error_code(), error.get_error_msg(), error.get_http_status())
                self.assertEqual(found, (row.code, row.message, row.status))
                self.assertRegex(error.get_request_id(), UUID)

    def test_a_success(self):
        answer = call("success")
        self.assertRegex(answer.pop("RequestId"), UUID)
        self.assertEqual(answer, {"Keys": 2})


if __name__ == "__main__":
    unittest.main()
