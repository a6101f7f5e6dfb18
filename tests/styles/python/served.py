"""The server, and the tables that it serves."""

import atexit
import dataclasses
import os
import subprocess
import tomllib

STYLES = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(os.path.dirname(STYLES))
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
FILES = {
    "styles": os.path.join(ROOT, "tests", "downstream", "styles"),
    "services": os.path.join(STYLES, "services"),
}

# What `/detailed` says of two fields; the second reason is the table's first code.
FIELD, REASON, OTHER_FIELD = "KeyId", 'It has no "key-" before it.', "Days"
UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"


@dataclasses.dataclass(frozen=True)
class Row:
    """A code as its table has it, its message filled in with the examples."""

    code: str
    status: int
    message: str
    params: dict
    retryable: bool
    retry_after: int | None
    doc_url: str | None
    fix: str | None
    members: dict


class Table:
    """A table such as `services/kms`."""

    def __init__(self, name):
        self.name = name
        folder, file = name.split("/")
        with open(os.path.join(FILES[folder], f"{file}.toml"), "rb") as spec:
            spec = tomllib.load(spec)
        self.domain = spec["catalog"]["name"]
        docs_url = spec["catalog"].get("docs_url")
        self.rows = [row(error, docs_url) for error in spec["error"]]
        self.not_found = next(r for r in self.rows if r.code == spec["fallback"]["not_found"])

    def second_detail(self):
        """The detail that is a code: its message is sent where it has no parameters."""
        first = self.rows[0]
        detail = {"field": OTHER_FIELD, "code": first.code}
        return detail if first.params else detail | {"message": first.message}

    def url(self, kind="plain"):
        """Where it is served."""
        return f"{URL}/{kind}/{self.name}"


def row(error, docs_url):
    examples = {name: param["example"] for name, param in error.get("params", {}).items()}
    doc_url = docs_url and docs_url.replace("{code}", error["code"])
    return Row(
        code=error["code"],
        status=error["status"],
        message=error["message"].format(**examples),
        params=examples,
        retryable=error.get("retryable", False),
        retry_after=error.get("retry_after"),
        doc_url=error.get("doc_url", doc_url),
        fix=error.get("fix"),
        members=error.get("members", {}),
    )


def start():
    server = subprocess.Popen(
        [os.path.join(TARGET, "debug", "style_server")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    word, url = server.stdout.readline().split()
    assert word == "LISTENING", word
    atexit.register(server.communicate)
    return url


URL = start()
