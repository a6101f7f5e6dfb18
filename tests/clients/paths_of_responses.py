"""Gives a document of components a path for each group of its responses, as a service has.

Reads the document on stdin and writes it to stdout.
"""

import json
import re
import sys

document = json.load(sys.stdin)
paths = document["paths"] = {}
for name in document["components"]["responses"]:
    group, status = re.fullmatch(r"(.*)(\d{3})", name).groups()
    post = {"operationId": group, "responses": {"204": {"description": "Done."}}}
    operation = paths.setdefault(f"/{group}", {"post": post})["post"]
    operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}
json.dump(document, sys.stdout)
