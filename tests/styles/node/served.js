// The server, and the tables that it serves.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after } from "node:test";
import { parse } from "smol-toml";

const FOLDERS = { styles: "tests/downstream/styles", services: "tests/styles/services" };
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

// What `/detailed` says of two fields; the second reason is the table's first code.
export const FIELD = "KeyId";
export const REASON = 'It has no "key-" before it.';
export const OTHER_FIELD = "Days";

const { ROOT, CARGO_TARGET_DIR: TARGET = join(ROOT, "target") } = process.env;

const server = spawn(join(TARGET, "debug/style_server"), { stdio: ["pipe", "pipe", "inherit"] });
const [line] = await once(server.stdout, "data");
const ADDRESS = line.toString().trim().split(" ")[1];
after(() => server.stdin.end());

/** A table such as `services/kms`. */
export function table(name) {
  const [folder, file] = name.split("/");
  const spec = parse(readFileSync(join(ROOT, FOLDERS[folder], `${file}.toml`), "utf8"));
  const rows = spec.error.map((row) => ({
    ...row,
    message: row.message.replace(/\{(\w+)\}/g, (_, param) => row.params[param].example),
    docUrl: row.doc_url ?? spec.catalog.docs_url?.replace("{code}", row.code),
  }));
  // The message of a code is sent where it has no parameters.
  const { code, message, params } = rows[0];
  const second = params ? { code } : { code, message };
  return { rows, second, url: (kind = "plain") => `${ADDRESS}/${kind}/${name}` };
}

/** The error of a promise that must fail. */
export async function refused(promise) {
  const [result] = await Promise.allSettled([promise]);
  if (result.status === "fulfilled") throw new Error("it succeeded");
  return result.reason;
}
