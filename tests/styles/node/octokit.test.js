// GitHub's own SDK.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Octokit } from "@octokit/core";
import { FIELD, OTHER_FIELD, REASON, refused, table, UUID } from "./served.js";

for (const name of ["services/github", "styles/github"]) {
  for (const kind of ["plain", "detailed"]) {
    const { rows, second, url } = table(name);
    for (const row of rows) {
      test(`octokit says ${row.code} of ${kind} ${name}`, async () => {
        const octokit = new Octokit({ baseUrl: url(kind) });
        const error = await refused(octokit.request(`GET /repos/octocat/${row.code}`));
        const errors = [
          { field: FIELD, message: REASON },
          { field: OTHER_FIELD, ...second },
        ];
        const { data, headers } = error.response;
        assert.equal(error.name, "HttpError");
        assert.equal(error.status, row.status);
        assert.match(headers["x-github-request-id"], UUID);
        assert.deepEqual([data.code, data.status], [row.code, String(row.status)]);
        assert.equal(data.documentation_url, row.docUrl);
        const behind = row.docUrl ? ` - ${row.docUrl}` : "";
        if (kind === "plain") {
          assert.equal(error.message, row.message + behind);
        } else {
          const listed = errors.map((item) => JSON.stringify(item)).join(", ");
          assert.equal(error.message, `${row.message}: ${listed}${behind}`);
        }
      });
    }
  }
}
