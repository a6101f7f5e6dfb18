"""Has models of openapi-python-client read each documented example, and say the same again.

Usage: test_openapi.py DOCUMENT, with the models' package on PYTHONPATH as `client`.
"""

import json
import sys

from client.models.error import Error

document = json.load(open(sys.argv[1]))
read = 0
for response in document["components"]["responses"].values():
    for content_type, content in response["content"].items():
        if not content["schema"]["$ref"].endswith("/Error") or "xml" in content_type:
            continue
        for code, example in content["examples"].items():
            said = Error.from_dict(example["value"]).to_dict()
            assert said == example["value"], (code, said)
            read += 1
assert read, "no example in JSON"
print(f"openapi-python-client: {read} examples of {sys.argv[1].rsplit('/', 1)[-1]} read alike")
