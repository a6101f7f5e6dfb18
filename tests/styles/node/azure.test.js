// Azure's own library for its clients.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createRestError, getClient } from "@azure-rest/core-client";
import { FIELD, OTHER_FIELD, REASON, table, UUID } from "./served.js";

for (const name of ["services/azure", "styles/azure"]) {
  for (const kind of ["plain", "detailed"]) {
    const { rows, second, url } = table(name);
    for (const row of rows) {
      test(`azure says ${row.code} of ${kind} ${name}`, async () => {
        const client = getClient(url(kind), {
          allowInsecureConnection: true,
          retryOptions: { maxRetries: 0 },
        });
        const response = await client.path(`/${row.code}`).get();
        const error = createRestError(response);
        assert.equal(error.name, "RestError");
        assert.deepEqual([error.code, error.message], [row.code, row.message]);
        assert.equal(error.statusCode, row.status);
        assert.equal(response.headers["x-ms-error-code"], row.code);
        assert.match(response.headers["x-ms-request-id"], UUID);
        const { target, details } = response.body.error;
        if (kind === "plain") {
          assert.deepEqual([target, details], [undefined, undefined]);
        } else {
          assert.equal(target, FIELD);
          assert.deepEqual(details, [
            { target: FIELD, message: REASON },
            { ...second, target: OTHER_FIELD },
          ]);
        }
      });
    }
  }
}
