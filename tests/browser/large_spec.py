"""Prints a spec of as many codes as the argument says, like those of a large service."""

import sys

THINGS = "Key Alias Secret Order Invoice Bucket Queue Topic Stream Cluster Node Volume Image Snapshot Route Tenant".split()
PROBLEMS = {
    "NotFound": 404, "AlreadyExists": 409, "LimitExceeded": 400, "InvalidFormat": 400,
    "Expired": 400, "Disabled": 409, "PendingDeletion": 409, "AccessDenied": 403,
    "Conflict": 409, "Throttled": 429, "Unavailable": 503, "TooLarge": 413,
}

ROW = """
[[error]]
code = "{thing}{group:03}.{problem}"
status = {status}
message = 'The {word} "{{id}}" of group {group} cannot be used: {problem}.'
params.id = {{ example = "{word}-{index}", doc = "The id of the {word}." }}
retryable = {retryable}
cause = "The {word} is in a state that does not allow the operation `Use{thing}`. That is what number {index} says of it, in a sentence as long as they commonly are."
fix = "Look at the state of the {word} with `Get{thing}` and wait until it has changed. If it does not, give the `RequestId` to the support."
"""

print('[catalog]\nname = "Large"\ntitle = "A Large Service"')
for index in range(int(sys.argv[1])):
    thing = THINGS[index % len(THINGS)]
    group, place = divmod(index // len(THINGS), len(PROBLEMS))
    problem, status = list(PROBLEMS.items())[place]
    retryable = str(status in (429, 503)).lower()
    print(ROW.format(word=thing.lower(), **globals()))
