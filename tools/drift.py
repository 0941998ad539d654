"""What is new at the vendors, against what is committed: ``python -m tools.drift [labvanced] [labguru] [--json]``.

The vendors' files are fetched by the rules of `tools.fetch`; nothing is written into the repository.

- Labvanced: its file now against the one that we keep; and whether our patch still fits, and the result still builds.
- Labguru: its description against ours, but for the differences that specs/labguru/differences.toml explains.

Ends with 0 for nothing new, 1 for additions, 2 for what breaks, 3 when it could not tell: the worst of both services.
"""

from __future__ import annotations

import copy
import json
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from tools import changes, fetch, lint, shapes, specs, upstream
from tools.changes import Change
from tools.shapes import Api, Field, Json

NOTHING: Json = {"target": "$", "update": {}}  # an action that always matches and does nothing
OBJECT = Field(frozenset({"object"}), False, frozenset(), "")


class DriftError(Exception):
    """Why it cannot be told what is new, in one sentence."""


class Finding(NamedTuple):
    """One thing that is new."""

    breaking: bool
    key: str  # what differences.toml would call it
    sentence: str
    place: str  # in our specs


class Report(NamedTuple):
    """What was found out about one service."""

    service: str
    compared: list[str]
    findings: list[Finding]
    note: str
    failed: str  # why it cannot be told, or not wholly

    @property
    def status(self) -> int:
        return 3 if self.failed else max((1 + one.breaking for one in self.findings), default=0)


def report(service: str, root: Path = specs.SPECS) -> Report:
    """Fetch and compare one service; whatever a vendor sends is told in the report."""
    compared: list[str] = []
    findings: list[Finding] = []
    note = failed = ""
    try:
        files = [fetch.got(url) for url in fetch.sources(service)]
        compared = [f"{file.url} (version {file.version or 'unknown'})" for file in files]
        note = _note(root / service)
        for finding in COMPARE[service](files, root):
            findings.append(finding)  # one by one: what was found before a failure stays
    except (fetch.FetchError, upstream.UpstreamError, specs.SpecError, DriftError, OSError) as error:
        failed = str(error)
    except Exception as error:  # Python itself would end with 1, which says "additions"
        failed = f"the file came, but could not be compared ({type(error).__name__}: {str(error)[:80]})"
    return Report(service, compared, sorted(findings, key=lambda one: not one.breaking), note, failed)


def _note(folder: Path) -> str:
    if (folder / "source.toml").exists() and upstream.source(folder)["state"] == "transcribed":
        return "what we keep is a transcription of public pages: this is what the vendor's own file says otherwise"
    return ""


# Labvanced ------------------------------------------------------------------------------------------------------------


def labvanced(files: list[fetch.Got], root: Path) -> Iterator[Finding]:
    folder = root / "labvanced"
    kept = upstream.parse((folder / upstream.source(folder)["file"]).read_bytes())
    (new,) = files
    # The calls go on as they are when an operation gets another name upstream: its name here is ours.
    found = changes.compare(_absolute(shapes.api(kept)), _absolute(shapes.api(new.document)))
    found = [change._replace(breaking=change.breaking and change.what != "renamed") for change in found]
    misfits = list(_misfits(new.document, specs.read(folder / "patch.yaml")))
    names, failed = ({}, "") if misfits else _built(new, folder)
    names |= _names(shapes.api(specs.read(root / "labvanced.yaml")))
    lines = _lines(folder)
    for change in found:
        place = _place(lines, f"'{re.escape(change.title.partition(' ')[2])}'") or "specs/labvanced/patch.yaml"
        yield _finding(change, names, place)
    for sentence in misfits:
        target = re.search(r"its target (.*) matches", sentence)
        place = _place(lines, f"target: {re.escape(target[1])}$") if target else ""
        yield Finding(True, f"patch: {sentence}", sentence, place or "specs/labvanced/patch.yaml")
    if failed:
        raise DriftError(failed)


def _absolute(api: Api) -> Api:
    """With servers as a client needs them; they may be relative to the place of the document."""
    return {
        key: one._replace(servers=frozenset(urljoin(specs.LABVANCED_URL, url).rstrip("/") for url in one.servers))
        for key, one in api.items()
    }


def _misfits(document: Json, patch: Json) -> Iterator[str]:
    """The actions that no longer match, a sentence each; the build stops at the first."""
    document = copy.deepcopy(document)
    specs.lift(document)
    actions = list(patch.get("actions", ()))
    for index in range(len(actions)):
        try:
            specs.patched(document, {"actions": actions[: index + 1]})
        except specs.SpecError as error:
            actions[index] = NOTHING
            yield str(error)


def _built(new: fetch.Got, folder: Path) -> tuple[dict[str, str], str]:
    """Our names of the operations in what the new file builds, and why `nox -s generate` would refuse it, if so."""
    with tempfile.TemporaryDirectory() as temporary:
        trial = Path(temporary) / "labvanced"
        upstream.keep(trial, new.content, url=new.url, version=new.version)
        (trial / "patch.yaml").write_bytes((folder / "patch.yaml").read_bytes())
        try:
            document = specs.build("labvanced", trial.parent)
        except specs.SpecError as error:
            return {}, f"the new file does not build: {error}"
    wrong = "; ".join(lint.lint(document, hand_written=False))
    return _names(shapes.api(document)), wrong and f"what the new file builds breaks our rules: {wrong}"


# Labguru --------------------------------------------------------------------------------------------------------------


def labguru(files: list[fetch.Got], root: Path) -> Iterator[Finding]:
    ours = shapes.api(specs.read(root / "labguru.yaml"))
    theirs: Api = {}
    for file in files:
        theirs |= shapes.api(file.document)
    known = Known(root / "labguru" / "differences.toml")
    lines, names = _lines(root / "labguru"), _names(ours)
    for change in changes.compare(_comparable(ours), _comparable(theirs)):
        if not known.explains(change):
            yield _finding(change, names, _in_fragments(lines, ours, change) or "specs/labguru/, a new family")
    for pattern in known.stale:
        sentence = f"the known difference `{pattern}` is there no more: take it out"
        yield Finding(False, f"stale: {pattern}", sentence, known.place(pattern))


def _comparable(api: Api) -> Api:
    """Without what both sides may say in different ways and mean the same.

    The vendor names no operation, ends no path in `.json`, takes the token for a parameter of every operation, writes
    `item[title]` for fields of a form, and nowhere says what may be null.
    """
    return {
        key.removesuffix(".json"): one._replace(title=one.title.removesuffix(".json"), name="", parts=_plain(one.parts))
        for key, one in api.items()
    }


def _plain(parts: dict[str, Field]) -> dict[str, Field]:
    plain = {
        re.sub(r"\[(\w+)\]", r".\1", part): field._replace(types=field.types - {"null"})
        for part, field in parts.items()
        if part not in ("query token", "body token")
    }
    holders = {one for part in plain.keys() - parts.keys() for one in shapes.above(part) if " " in one}
    return dict.fromkeys(holders, OBJECT) | plain


class Known:
    """The differences that are explained, by patterns on the keys of changes in which only `*` is special."""

    def __init__(self, file: Path) -> None:
        try:
            self._text = file.read_text(encoding="utf-8")
            entries = tomllib.loads(self._text)["known"]
            patterns = {pattern: entry for entry in entries if entry["reason"] for pattern in entry["changes"]}
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise DriftError(f"specs/labguru/{file.name} cannot be read: {type(error).__name__}: {error}") from None
        self._but = {one: [_pattern(but) for but in entry.get("but", ())] for one, entry in patterns.items()}
        self._patterns = {one: _pattern(one) for one in patterns}
        self.stale = list(patterns)  # what explained nothing so far

    def explains(self, change: Change) -> bool:
        fitting = [one for one, pattern in self._patterns.items() if pattern.fullmatch(change.key)]
        fitting = [one for one in fitting if not any(but.fullmatch(change.key) for but in self._but[one])]
        self.stale = [one for one in self.stale if one not in fitting]
        return bool(fitting)

    def place(self, pattern: str) -> str:
        before = re.split(rf"""["']{re.escape(pattern)}["']""", self._text)[0]
        return f"specs/labguru/differences.toml:{before.count(chr(10)) + 1}"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text).replace(r"\*", ".*"))


def _in_fragments(lines: list[tuple[str, str]], ours: Api, change: Change) -> str:
    """Where our schema, operation or at least family is said."""
    if not change.operation:
        return _place(lines, "  securitySchemes:" if change.what == "security" else "servers:")
    operation = ours.get(change.operation)
    schema = shapes.owner(operation, change.part)[1] if operation else ""
    family = re.escape("/".join(change.title.split(" ")[1].split("/")[:4]))
    wanted = [rf"    {re.escape(schema)}:.*"] if schema else []
    wanted += [rf" *operationId: {re.escape(operation.name)}"] if operation else []
    return _place(lines, *wanted, rf"  {family}(/.*)?:")


# Both -----------------------------------------------------------------------------------------------------------------


COMPARE = {"labvanced": labvanced, "labguru": labguru}


def _names(api: Api) -> dict[str, str]:
    return {key: one.name for key, one in api.items()}


def _finding(change: Change, names: dict[str, str], place: str) -> Finding:
    subject = f"{change.title} ({names[change.operation]})" if names.get(change.operation) else change.title
    subject = f"{change.spoken} of {subject}" if change.part else subject
    return Finding(change.breaking, change.key, change.sentence(subject), place)


def _lines(folder: Path) -> list[tuple[str, str]]:
    """The lines of our own files of a service, each with its place."""
    files = sorted(set(folder.glob("*.yaml")) - {folder / form for form in upstream.FORMS})
    return [
        (f"specs/{folder.name}/{file.name}:{number}", line)
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
    ]


def _place(lines: list[tuple[str, str]], *wanted: str) -> str:
    """The first line with the first of some patterns that is anywhere, or nothing."""
    for pattern in map(re.compile, wanted):
        for place, line in lines:
            if pattern.search(line):
                return place
    return ""


def text(found: Report) -> str:
    """The report for people. Names are the vendor's, so whatever could steer a terminal or a CI's log is left out."""
    lines = [f"{found.service}: {_verdict(found)}", *(f"  compared with {one}" for one in found.compared)]
    lines += [f"  note: {found.note}"] if found.note else []
    for breaking, title in ((True, "breaking"), (False, "not breaking")):
        chosen = [one for one in found.findings if one.breaking == breaking]
        lines += [f"  {title}:"] if chosen else []
        lines += [line for one in chosen for line in (f"  - {one.sentence}", f"      {one.place}    {one.key}")]
    return "\n".join("".join(filter(str.isprintable, line)) for line in lines)


def _verdict(found: Report) -> str:
    if found.failed:
        return f"could not tell: {found.failed}"
    return ("nothing new", "additions", "breaking changes")[found.status]


def data(found: Report) -> dict[str, Any]:
    """The report for programs."""
    return {
        **found._asdict(),
        "status": found.status,
        "findings": [finding._asdict() for finding in found.findings],
    }


def main(arguments: list[str]) -> int:
    services = [one for one in arguments if one != "--json"]
    if set(services) - set(specs.SERVICES):
        print(f"usage: python -m tools.drift [{'] ['.join(specs.SERVICES)}] [--json]", file=sys.stderr)
        return 3
    found = [report(service) for service in services or specs.SERVICES]
    as_json = json.dumps([data(one) for one in found], indent=2)
    print(as_json if "--json" in arguments else "\n\n".join(map(text, found)))
    return max(one.status for one in found)


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
