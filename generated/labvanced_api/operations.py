"""Facts of the operations, beside what their endpoints know: made from openapi.json, which takes longer to read."""

from __future__ import annotations

from typing import TypeAlias

# Of a list that obeys filters: each field, its set of operators, and the key that records have it under.
Filters: TypeAlias = tuple[tuple[str, str, str], ...]
# Method, path, effect, query parameters, filters if the list obeys any, whether it is public (needs no token), and
# whether its response is binary (no JSON).
Facts: TypeAlias = tuple[str, str, str, tuple[str, ...], Filters | None, bool, bool]

SERVER = "https://www.labvanced.com"
# Where the token goes (header or query), under which name, after which prefix.
TOKEN = ("header", "Authorization", "")
# How the specification came about.
STATE = "transcribed"
# Sets of operators: our word, and the server's.
OPERATORS: dict[str, dict[str, str]] = {}
OPERATIONS: dict[str, Facts] = {
    "sessions.download": ("GET", "/api/{expId}/download/{recSessionId}", "read", (), None, False, True),
    "sessions.list": ("GET", "/api/{expId}/sessions", "read", (), None, False, False),
}
