// Stripe's own SDK: the class of each error, and what is in it.

import assert from "node:assert/strict";
import { test } from "node:test";
import Stripe from "stripe";
import { FIELD, refused, table, UUID } from "./served.js";

const { errors } = Stripe;
const CLASSES = {
  400: errors.StripeInvalidRequestError,
  401: errors.StripeAuthenticationError,
  402: errors.StripeCardError,
  403: errors.StripePermissionError,
  404: errors.StripeInvalidRequestError,
  429: errors.StripeRateLimitError,
};

function classOf(status, type) {
  if (status === 400 && type === "idempotency_error") return errors.StripeIdempotencyError;
  return CLASSES[status] ?? errors.StripeAPIError;
}

/** The SDK takes a host, no path. */
function client(url) {
  const { hostname, port, pathname } = new URL(url);
  const stripe = new Stripe("sk_test_1", {
    host: hostname,
    port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
  });
  return (code) => stripe.rawRequest("GET", `${pathname}/v1/customers/${code}`);
}

for (const name of ["services/stripe", "styles/stripe"]) {
  for (const kind of ["plain", "detailed"]) {
    const { rows, url } = table(name);
    for (const row of rows) {
      test(`stripe says ${row.code} of ${kind} ${name}`, async () => {
        const error = await refused(client(url(kind))(row.code));
        const type = row.members?.["error.type"] ?? "invalid_request_error";
        assert.equal(error.constructor, classOf(row.status, type));
        assert.deepEqual(
          [error.code, error.message, error.statusCode, error.rawType],
          [row.code, row.message, row.status, type],
        );
        assert.equal(error.param, kind === "detailed" ? FIELD : undefined);
        assert.equal(error.doc_url, row.docUrl);
        assert.match(error.requestId, UUID);
      });
    }
  }
}
