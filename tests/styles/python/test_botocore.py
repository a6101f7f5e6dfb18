"""AWS's own SDK for Python: KMS speaks JSON, STS the query protocol, S3 REST and XML."""

import unittest
from unittest import mock

import botocore.config
import botocore.session
from botocore.exceptions import ClientError

from served import UUID, Table

SESSION = botocore.session.Session()


def client(service, url, tries=1):
    # A client has one address, so each code has a client.
    return SESSION.create_client(
        service,
        region_name="eu-west-1",
        endpoint_url=url,
        aws_access_key_id="id",
        aws_secret_access_key="secret",
        config=botocore.config.Config(
            retries={"total_max_attempts": tries, "mode": "standard"},
            s3={"addressing_style": "path"},
        ),
    )


def describe(kms):
    return kms.describe_key(KeyId="key-1")


def identify(sts):
    return sts.get_caller_identity()


def list_buckets(s3):
    return s3.list_buckets()


CALLS = {"kms": describe, "sts": identify, "s3": list_buckets}
TABLES = [
    ("services/kms", "kms"),
    ("styles/aws-json", "kms"),
    ("services/sts", "sts"),
    ("styles/aws-query", "sts"),
    ("services/s3", "s3"),
    ("styles/s3", "s3"),
]


class Botocore(unittest.TestCase):
    def refused(self, service, url, call=None, tries=1):
        with self.assertRaises(ClientError) as caught, mock.patch("time.sleep"):
            (call or CALLS[service])(client(service, url, tries))
        return caught.exception

    def assert_row(self, response, row, service):
        found, metadata = response["Error"], response["ResponseMetadata"]
        self.assertEqual((found["Code"], found["Message"]), (row.code, row.message))
        self.assertEqual(metadata["HTTPStatusCode"], row.status)
        header = "x-amz-request-id" if service == "s3" else "x-amzn-requestid"
        self.assertRegex(metadata["RequestId"], UUID)
        self.assertEqual(metadata["RequestId"], metadata["HTTPHeaders"][header])
        if service == "sts":
            fault = "Sender" if row.status < 500 else "Receiver"
            self.assertEqual(found["Type"], fault)

    def test_every_code(self):
        for name, service in TABLES:
            table = Table(name)
            for kind in ["plain", "detailed"]:
                for row in table.rows:
                    with self.subTest(table=name, kind=kind, code=row.code):
                        error = self.refused(service, f"{table.url(kind)}/{row.code}")
                        self.assert_row(error.response, row, service)
                        self.assertEqual(error.response["ResponseMetadata"]["RetryAttempts"], 0)

    def test_what_may_be_sent_again_is(self):
        for name, service in TABLES:
            table = Table(name)
            for row in table.rows:
                with self.subTest(table=name, code=row.code):
                    error = self.refused(service, f"{table.url()}/{row.code}", tries=2)
                    retries = error.response["ResponseMetadata"]["RetryAttempts"]
                    self.assertEqual(retries, int(row.retryable))

    def test_codes_of_the_service_have_classes(self):
        for service, codes in {
            "kms": [
                "NotFoundException",
                "DisabledException",
                "AlreadyExistsException",
                "InvalidCiphertextException",
                "KMSInternalException",
                "KeyUnavailableException",
                "DependencyTimeoutException",
            ],
            "sts": [
                "ExpiredTokenException",
                "MalformedPolicyDocument",
                "PackedPolicyTooLarge",
                "IDPCommunicationError",
                "IDPRejectedClaim",
                "RegionDisabledException",
            ],
            "s3": [
                "NoSuchKey",
                "NoSuchBucket",
                "NoSuchUpload",
                "AccessDenied",
                "InvalidObjectState",
                "BucketAlreadyOwnedByYou",
            ],
        }.items():
            table = Table(f"services/{service}")
            for code in codes:
                with self.subTest(service=service, code=code):
                    exceptions = client(service, table.url()).exceptions
                    modeled = exceptions.from_code(code)
                    self.assertIsNot(modeled, ClientError)
                    error = self.refused(service, f"{table.url()}/{code}")
                    self.assertEqual(type(error).__name__, modeled.__name__)

    def test_what_the_table_answers_for_the_router(self):
        for name, service in TABLES:
            with self.subTest(table=name):
                table = Table(name)
                error = self.refused(service, f"{table.url()}/NoSuchCode")
                self.assert_row(error.response, table.not_found, service)

    def test_a_key_of_a_bucket(self):
        def get(s3, key):
            return s3.get_object(Bucket="bucket", Key=key)

        def put(s3, key):
            return s3.put_object(Bucket="bucket", Key=key, Body=bytes(1 << 18))

        table = Table("services/s3")
        for call in [get, put]:
            for row in table.rows:
                with self.subTest(call=call.__name__, code=row.code):
                    error = self.refused("s3", table.url(), lambda s3: call(s3, row.code))
                    self.assert_row(error.response, row, "s3")

    def test_a_head_has_a_status_and_an_id(self):
        table = Table("services/s3")
        for row in table.rows:
            if row.status == 400:
                continue  # botocore asks again where the bucket is.
            with self.subTest(code=row.code):
                error = self.refused(
                    "s3", table.url(), lambda s3: s3.head_object(Bucket="bucket", Key=row.code)
                ).response
                self.assertEqual(error["Error"]["Code"], str(row.status))
                self.assertEqual(error["ResponseMetadata"]["HTTPStatusCode"], row.status)
                # Without a body botocore reads of a 5xx the headers alone.
                headers = error["ResponseMetadata"]["HTTPHeaders"]
                self.assertRegex(headers["x-amz-request-id"], UUID)
                self.assertGreater(int(headers["content-length"]), 0)

    def test_a_success(self):
        def succeeds(service):
            url = f"{Table(f'services/{service}').url()}/success"
            answer = CALLS[service](client(service, url))
            self.assertRegex(answer["ResponseMetadata"]["RequestId"], UUID)
            return answer

        key = succeeds("kms")["KeyMetadata"]
        self.assertEqual(key, {"KeyId": "key-1", "Enabled": True})
        identity = succeeds("sts")
        found = (identity["Account"], identity["UserId"])
        self.assertEqual(found, ("111122223333", '<u> & "v"'))
        buckets = succeeds("s3")["Buckets"]
        self.assertEqual([bucket["Name"] for bucket in buckets], ["a", "b"])


if __name__ == "__main__":
    unittest.main()
