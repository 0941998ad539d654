"""What differs between two OpenAPI documents, for those who call the API: ``python -m tools.changes [OLD [NEW]]``.

As a library: `diff(old, new)` lists the changes, breaking first. A change breaks when a call that was right may fail,
or when an answer may lack what it had or hold what it could not.

As a program: the API part of a release's changelog, in Markdown and in the names that users write. OLD and NEW are two
files, or revisions of git whose built specs are meant: by default the last tag, and the working tree.
"""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools import shapes, specs, upstream
from tools.paths import ROOT
from tools.shapes import Api, Field, Json, Operation, Texts


class ChangesError(Exception):
    """Why there is nothing to compare, in one sentence."""


class Change(NamedTuple):
    """One difference. `operation` and `part` name it as `shapes` does; without an operation it concerns several."""

    what: str  # a key of SENTENCES
    breaking: bool
    operation: str = ""
    title: str = ""  # the operation as written: GET /api/{expId}/sessions
    name: str = ""  # its operationId, or nothing
    part: str = ""
    field: str = ""  # the part by its schema, which operations share: Experiment.title
    was: str = ""
    now: str = ""
    about: str = ""  # the type of what is new

    @property
    def key(self) -> str:
        """What a list of known differences calls it: the same as long as the difference is the same."""
        values = f"{self.was} -> {self.now}" if self.was or self.now else ""
        return ": ".join(filter(None, (self.what, self.operation, self.part, values)))

    def sentence(self, subject: str) -> str:
        """What became of a subject, which is the operation, or its part."""
        answered = f"{self.what} answer" if self.part.startswith("answer") else ""
        about = f" ({self.about})" if self.about else ""
        return SENTENCES.get(answered, SENTENCES[self.what]).format(subject, was=self.was, now=self.now) + about

    @property
    def spoken(self) -> str:
        """The part in words: `item.title of the body`; nothing for the operation itself."""
        place, _, name = self.part.partition(" ")
        if place in ("body", "answer"):
            return f"{name} of the {place}" if name else f"the {place}"
        return f"the {place} parameter {name}" if place else ""


SENTENCES = {
    "added": "{} is new",
    "added required": "{} is new and required",
    "removed": "{} is gone",
    "renamed": "{} is called {now} now, was {was}",
    "moved": "{} is at {now} now, was at {was}",
    "required": "{} is required now",
    "required answer": "{} is always there now",
    "optional": "{} is not required any more",
    "optional answer": "{} may be missing now",
    "type": "{} is {now} now, was {was}",
    "values": "the values of {} are {now} now, were {was}",
    "values added": "{} may be {now} now",
    "values removed": "{} cannot be {was} any more",
    "security": "the security of {} is {now} now, was {was}",
    "servers": "the server of {} is {now} now, was {was}",
}


def diff(old: Json, new: Json) -> list[Change]:
    """What became of the first document in the second, breaking first."""
    return compare(shapes.api(old), shapes.api(new))


def compare(old: Api, new: Api) -> list[Change]:
    """What became of one table of operations in the other, breaking first."""
    moved = _moved(old, new)
    pairs = {key: (old[key], new[moved.get(key, key)]) for key in old if moved.get(key, key) in new}
    found = [
        change for key, (before, after) in pairs.items() for change in _operation(key, before, after, key in moved)
    ]
    found += [_whole("removed", True, key, old[key]) for key in old.keys() - pairs.keys()]
    found += [_whole("added", False, key, new[key]) for key in new.keys() - pairs.keys() - set(moved.values())]
    found += _around(list(pairs.values()))
    return sorted(found, key=lambda change: (not change.breaking, change.title, change.part, change.what))


def _moved(old: Api, new: Api) -> dict[str, str]:
    """The operations that kept their name, and neither their method nor their path."""
    gone = {old[key].name: key for key in old.keys() - new.keys() if old[key].name}
    come = {new[key].name: key for key in new.keys() - old.keys()}
    return {gone[name]: come[name] for name in gone.keys() & come.keys()}


def _whole(what: str, breaking: bool, key: str, operation: Operation, **more: str) -> Change:
    return Change(what, breaking, key, operation.title, operation.name, **more)


def _operation(key: str, old: Operation, new: Operation, moved: bool) -> Iterator[Change]:
    if moved:
        yield _whole("moved", True, key, old, was=old.title, now=new.title)
    elif old.name and new.name and old.name != new.name:
        yield _whole("renamed", True, key, old, was=old.name, now=new.name)
    for part in _tops(old.parts.keys() - new.parts.keys()):
        yield _part("removed", True, key, old, part)
    for part in _tops(new.parts.keys() - old.parts.keys()):
        needed = new.parts[part].required and not part.startswith("answer")
        about = str(new.parts[part])
        yield _part("added required" if needed else "added", needed, key, new, part, about=about)
    for part in old.parts.keys() & new.parts.keys():
        for what, breaking, was, now in _field(old.parts[part], new.parts[part], part.startswith("answer")):
            yield _part(what, breaking, key, old, part, was=was, now=now)


def _tops(parts: set[str]) -> list[str]:
    """Without what stands inside another of them."""
    return [part for part in parts if not parts.intersection(shapes.above(part))]


def _part(what: str, breaking: bool, key: str, operation: Operation, part: str, **more: str) -> Change:
    owner, schema = shapes.owner(operation, part)
    field = f"{schema}.{part[len(owner) + 1 :]}" if schema else ""
    return _whole(what, breaking, key, operation, part=part, field=field, **more)


def _field(old: Field, new: Field, answered: bool) -> Iterator[tuple[str, bool, str, str]]:
    """What changed, whether it breaks, and the two values. An answer may become narrower, what is sent wider."""
    if old.required != new.required:
        yield ("required" if new.required else "optional"), new.required != answered, "", ""
    if old.types != new.types:
        allowed = _covers(old.types, new.types) if answered else _covers(new.types, old.types)
        yield "type", not allowed, str(old), str(new)
    if bool(old.values) != bool(new.values):
        yield "values", bool(new.values) and not answered, _listed(old.values), _listed(new.values)
    elif added := new.values - old.values:
        yield "values added", False, "", _listed(added)
    if new.values and (removed := old.values - new.values):
        yield "values removed", not answered, _listed(removed), ""


def _covers(wide: Texts, narrow: Texts) -> bool:
    return not wide or (bool(narrow) and narrow <= (wide | {"integer"} if "number" in wide else wide))


def _listed(values: Texts) -> str:
    return ", ".join(sorted(values)) or "anything"


def _around(pairs: list[tuple[Operation, Operation]]) -> Iterator[Change]:
    """Security and servers, said once for all the operations that share a change."""
    for what in ("security", "servers"):
        shared: dict[tuple[Texts, Texts], list[Operation]] = defaultdict(list)
        for old, new in pairs:
            shared[getattr(old, what), getattr(new, what)].append(old)
        for (was, now), those in shared.items():
            if was != now:
                title, name = (_some([getattr(one, word) for one in those], len(pairs)) for word in ("title", "name"))
                listed = {"was": " or ".join(sorted(was)), "now": " or ".join(sorted(now))}
                yield Change(what, not was <= now, title=title, name=name, **listed)


def _some(names: list[str], of: int) -> str:
    if len(names) == of:
        return "every operation"
    return ", ".join(sorted(names)) if len(names) < 4 else f"{len(names)} operations"


# A release's changelog ------------------------------------------------------------------------------------------------


def markdown(service: str, changes: list[Change]) -> str:
    """The changes in the names of users, by family, breaking first; what schemas share is said once. May be empty."""
    families: dict[tuple[bool, str], set[str]] = defaultdict(set)
    for change in changes:
        family = change.name.partition(".")[0] if change.operation else "every family"
        families[change.breaking, _line(service, change)].add(family)
    grouped: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for (breaking, line), found in families.items():
        grouped[not breaking, found.pop() if len(found) == 1 else "several families"].append(f"  - {line}")
    text: list[str] = []
    for later, title in enumerate((f"API of {service.capitalize()}, breaking", f"API of {service.capitalize()}")):
        chosen = sorted(family for order, family in grouped if order == bool(later))
        text += [f"### {title}", ""] if chosen else []
        for family in chosen:
            text += [f"- {family}", *sorted(grouped[bool(later), family])]
        text += [""] if chosen else []
    return "\n".join(text)


def _line(service: str, change: Change) -> str:
    if not change.operation:
        return change.sentence(change.name)
    operation = f"`{service}.{change.name}`"
    inside = f"`{change.field}`" if change.field else f"{change.spoken} of {operation}"
    return change.sentence(inside if change.part else operation)


def main(arguments: list[str]) -> int:
    try:
        for service, old, new in _documents(arguments):
            print(markdown(service, diff(old, new)) or f"API of {service.capitalize()}: nothing changed\n")
    except (ChangesError, upstream.UpstreamError) as error:
        print(f"changes: {error}", file=sys.stderr)
        return 1
    return 0


def _documents(arguments: list[str]) -> Iterator[tuple[str, Json, Json]]:
    if len(arguments) > 2:
        raise ChangesError("usage: python -m tools.changes [OLD [NEW]], two files or revisions of git")
    if len(arguments) == 2 and all(Path(one).is_file() for one in arguments):
        before, after = (upstream.parse(Path(one).read_bytes()) for one in arguments)
        yield Path(arguments[1]).name.partition(".")[0], before, after
        return
    revisions = arguments or [_git("describe", "--tags", "--abbrev=0", missing="there is no tag yet: name a revision")]
    for service in specs.SERVICES:
        old, *new = [upstream.parse(_built(service, one)) for one in revisions]
        yield service, old, new[0] if new else specs.read(specs.SPECS / f"{service}.yaml")


def _built(service: str, revision: str) -> bytes:
    missing = f"git knows no specs/{service}.yaml of {revision}"
    return _git("show", f"{revision}:specs/{service}.yaml", missing=missing).encode()


def _git(command: str, *arguments: str, missing: str) -> str:
    try:
        told = subprocess.run(["git", "-C", ROOT, command, *arguments], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise ChangesError(missing) from None
    return told.stdout.decode().strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
