// Asks the clients in TypeScript for what the one in Rust makes of the same responses.

import { deepStrictEqual, strictEqual } from "node:assert";
import { readFileSync } from "node:fs";

import * as kms from "./kms.js";
import * as nested from "./nested.js";

interface Answer {
  code: string;
  message: string;
  params: Record<string, unknown>;
  details: { field: string; code: string | null; message: string | null }[];
}

interface Response {
  table: string;
  format: string;
  status: number;
  headers: Record<string, string>;
  body: string;
  answer: Answer | null;
  is_damaged: boolean;
}

function answer(error: kms.ApiError): unknown {
  if (error.code === undefined) {
    return null;
  }
  const { code, message, params, details } = error;
  return {
    code,
    message,
    request_id: error.requestId ?? null,
    params,
    details: details.map(({ field, code = null, message = null }) => ({ field, code, message })),
    retryable: error.isRetryable ?? null,
    retry_after: error.retryAfter ?? null,
    fix: error.fix ?? null,
  };
}

/** JavaScript has no integers of 64 bits: a client leaves them out. */
function expected(answer: Answer | null): unknown {
  if (answer === null) {
    return null;
  }
  const isExact = ([, value]: [string, unknown]) =>
    !/^-?\d{16,}$/.test(String(value)) || Number.isSafeInteger(value);
  const params = Object.fromEntries(Object.entries(answer.params).filter(isExact));
  return { ...answer, message: answer.message || answer.code, params };
}

let count = 0;
const lines = readFileSync(process.argv[2] ?? "", "utf8").trimEnd().split("\n");
for (const line of lines) {
  const response = JSON.parse(line) as Response;
  const { status, headers, body } = response;
  const module = (await import(`./${response.table.replace("-", "_")}.js`)) as typeof kms;
  const error = module.ApiError.parse(status, headers, body);
  strictEqual(error.status, status);
  if (response.format === "xml") {
    continue; // it is read by no client in TypeScript
  }
  if (response.is_damaged && (response.answer === null || error.code === undefined)) {
    continue; // a parser may be stricter than another
  }
  count += 1;
  deepStrictEqual(answer(error), expected(response.answer), line);
  deepStrictEqual(answer(module.ApiError.parse(status, new Headers(), body)), answer(
    module.ApiError.parse(status, {}, body),
  ));
}

// What the compiler knows.
const missing: unknown = kms.ApiError.parse(400, new Headers({ "Retry-After": "7" }), {
  Code: "MissingParameter",
  Message: 'The parameter "KeyId" is needed but not provided.',
});
if (!kms.ApiError.isApiError(missing) || !missing.is("MissingParameter")) {
  throw new Error("narrowing");
}
const name: string | undefined = missing.params.parameter_name;
const code: "MissingParameter" = missing.code;
// @ts-expect-error: there is no such parameter
missing.params.key_id satisfies string;
deepStrictEqual([name, code, missing.retryAfter], ["KeyId", "MissingParameter", 7]);

function advice(code: nested.KnownCode): string {
  switch (code) {
    case nested.codes.OrderNotFound:
      return "look again";
    case "Busy":
    case "Broken":
      return "wait";
  }
}
strictEqual(advice("Busy"), "wait");
strictEqual(kms.ApiError.isApiError(nested.ApiError.parse(500, {}, "")), false);
strictEqual(kms.ApiError.parse(400, {}, '{"Code":"toString","Message":"m"}').known, undefined);
strictEqual(kms.ApiError.parse(502, {}, "<html>").message, "HTTP 502");
strictEqual(kms.info["Forbidden.KeyNotFound"].status, 404);
console.log(`TypeScript: ${count} responses`);
