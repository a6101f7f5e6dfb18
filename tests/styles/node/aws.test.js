// AWS's own SDK for JavaScript: KMS speaks JSON, STS the query protocol, S3 REST and XML.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as kms from "@aws-sdk/client-kms";
import * as s3 from "@aws-sdk/client-s3";
import * as sts from "@aws-sdk/client-sts";
import { refused, table, UUID } from "./served.js";

const MODULES = { kms, sts, s3 };
const SERVICES = {
  kms: [kms.KMSClient, kms.DescribeKeyCommand, { KeyId: "key-1" }],
  sts: [sts.STSClient, sts.GetCallerIdentityCommand, {}],
  s3: [s3.S3Client, s3.ListBucketsCommand, {}],
};

function call(service, url) {
  const [Client, Command, input] = SERVICES[service];
  const client = new Client({
    region: "eu-west-1",
    endpoint: url,
    credentials: { accessKeyId: "id", secretAccessKey: "secret" },
    maxAttempts: 1,
    forcePathStyle: true,
  });
  return client.send(new Command(input));
}

for (const [name, service] of [
  ["services/kms", "kms"],
  ["styles/aws-json", "kms"],
  ["services/sts", "sts"],
  ["styles/aws-query", "sts"],
  ["services/s3", "s3"],
  ["styles/s3", "s3"],
]) {
  for (const kind of ["plain", "detailed"]) {
    const { rows, url } = table(name);
    for (const row of rows) {
      test(`${service} says ${row.code} of ${kind} ${name}`, async () => {
        const error = await refused(call(service, `${url(kind)}/${row.code}`));
        assert.equal(error.message, row.message);
        // Classes of the SDK have the word behind their names that some codes lack.
        const names = [row.code, `${row.code}Exception`];
        assert.ok(names.includes(error.name), error.name);
        const Class = MODULES[service][error.name];
        if (Class) assert.equal(error.constructor, Class);
        assert.equal(error.$metadata.httpStatusCode, row.status);
        assert.match(error.$metadata.requestId, UUID);
      });
    }
  }
}
