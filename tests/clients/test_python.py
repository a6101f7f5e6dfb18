"""Asks the clients in Python for what the one in Rust makes of the same responses."""

import copy
import importlib
import json
import pickle
import sys

modules = {}


def answer(module, response, body):
    error = module.ApiError.parse(response["status"], response["headers"], body)
    assert error.status == response["status"] and str(error), response
    for copied in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(copied) is type(error) and vars(copied) == vars(error), response
    kinds = [module.ClientError, module.ServerError]
    if error.code is None:
        assert type(error) is kinds[error.status >= 500], response
    else:
        assert isinstance(error, kinds[error.code.info.status >= 500]), response
    if error.code_text is None:
        return None
    return {
        "code": str(error.code or error.code_text),
        "message": error.message,
        "request_id": error.request_id,
        "params": dict(error.params),
        "details": [vars(detail) for detail in error.details],
        "retryable": error.is_retryable,
        "retry_after": error.retry_after,
        "fix": error.fix,
    }


with open(sys.argv[1], encoding="utf-8") as lines:
    responses = [json.loads(line) for line in lines]
for response in responses:
    name = response["table"].replace("-", "_")
    module = modules.setdefault(name, importlib.import_module(name))
    for body in (response["body"], response["body"].encode()):
        found = answer(module, response, body)
        if response["is_damaged"] and None in (found, response["answer"]):
            continue  # a parser may be stricter than another
        # As JSON, in which True is not 1.
        said, expected = (json.dumps(a, sort_keys=True) for a in (found, response["answer"]))
        assert said == expected, f"{response}\n  {said}\nis not\n  {expected}"

kms = modules["kms"]
for body in (b"\xff", '{"Code":"\ud800"}'.encode("utf-8", "surrogatepass"), b"<a>" + b"\x00" * 9):
    assert kms.ApiError.parse(502, {}, body).code_text is None
half = r'{"Code":"\ud800","Message":"\ud800","RequestId":"\udc00"}'
assert str(kms.ApiError.parse(502, {}, half)).encode() == "\ufffd: \ufffd".encode()
assert kms.Code.parse("Forbidden.KeyNotFound") is kms.Code.FORBIDDEN_KEY_NOT_FOUND
assert kms.Code.parse("toString") is None
assert f"{kms.Code.INTERNAL_FAILURE}" == "InternalFailure"
try:
    raise kms.ApiError.parse(404, {}, '{"Code":"Forbidden.KeyNotFound","Message":"m"}')
except kms.ForbiddenKeyNotFound as error:
    assert str(error) == "Forbidden.KeyNotFound: m"
print(f"Python: {len(responses)} responses of {len(modules)} tables")
