"""The nightly job's report and its one pull request: `python -m tools.propose text|verdict|request FOLDER`.

FOLDER is what the job that fetched and generated left behind: `labvanced.txt` and `labguru.txt` (what drift said), its
exit status in `<service>.status`; `fetch.txt`, `generate.txt`, `tests.status`, `change.patch`, as far as it came.

That job ran code made from a stranger's file. So nothing of the folder is run or trusted here: words are shown as plain
text, and the patch may only give plain files that generation writes. Only the standard library, git and gh are used.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tools.paths import ROOT

BRANCH = "nightly/spec"
TITLE = "The vendor's specification, or what is made from it, has changed"
BOT = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")
MAY_CHANGE = ("specs/", "generated/", "tests/contract/cassettes/")
PLAIN, GONE = "100644", "000000"  # modes of git: no program, no link, no repository
MEANING = {"0": "nothing new", "1": "additions", "2": "breaking changes", "3": "could not tell"}
SHOWN = 12_000  # characters of each text; a pull request holds 65,536


class ProposeError(Exception):
    """What stopped the proposal, in one sentence."""


def text(folder: Path) -> str:
    """The night as Markdown: the tests, what drift says of each service, what fetching and generating said."""
    parts = [f"Tests of the changed clients: **{_word(folder / 'tests.status', 'not run')}**."]
    for service in ("labvanced", "labguru"):
        parts.append(_part(f"{service}: {meaning(folder, service)}", folder / f"{service}.txt"))
    parts += [_part(name, folder / f"{name}.txt") for name in ("fetch", "generate")]
    return "\n\n".join(filter(None, parts)) + "\n"


def verdict(folder: Path) -> list[str]:
    """What the night cannot be called good for, in sentences.

    News of Labvanced is not among it: the pull request tells it. Our description of Labguru is written by hand, so its
    news leads to no request, and would pass unseen.
    """
    good = {"labvanced": ("0", "1", "2"), "labguru": ("0",)}
    wrong = [
        f"{service}: {meaning(folder, service)}"
        for service, statuses in good.items()
        if _word(folder / f"{service}.status") not in statuses
    ]
    return wrong + ["the tests of the changed clients failed"] * (_word(folder / "tests.status") == "failed")


def meaning(folder: Path, service: str) -> str:
    """What the exit status of drift says."""
    return MEANING.get(_word(folder / f"{service}.status"), "the comparison itself failed")


def request(folder: Path) -> str:
    """Have the change on the branch and one pull request open for it; returns what was done, in one sentence."""
    commit = committed(folder / "change.patch")
    body = folder / "body.md"
    body.write_text(f"{_made_by()}\n\n{text(folder)}", encoding="utf-8")
    pushed = push(commit)
    numbers = _open_requests()
    if numbers:
        github("--method", "PATCH", f"{_pulls()}/{numbers[0]}", "-F", f"body=@{body}")
        return f"{pushed}; the text of pull request {numbers[0]} is up to date"
    base = os.environ["GITHUB_REF_NAME"]
    github(_pulls(), "-f", f"title={TITLE}", "-f", f"head={BRANCH}", "-f", f"base={base}", "-F", f"body=@{body}")
    return f"{pushed}; a pull request was opened"


def committed(patch: Path) -> str:
    """A commit of the patch on HEAD, by its hash; ProposeError when it is anything but generated files."""
    git("apply", "--cached", str(patch.resolve()))
    for line in git("diff-index", "--cached", "--no-renames", "HEAD").splitlines():
        facts, _, path = line.partition("\t")
        # git puts an odd path in quotes, so it begins like none of ours.
        if facts.split()[1] not in (PLAIN, GONE) or not path.startswith(MAY_CHANGE):
            raise ProposeError(f"{path!r} is no plain file that generation writes")
    tree = git("write-tree")
    if tree == git("rev-parse", "HEAD^{tree}"):
        raise ProposeError("the patch changes nothing")
    return git("commit-tree", tree, "-p", "HEAD", "-m", TITLE)


def push(commit: str) -> str:
    """Put the commit on the branch, in place of an older one of ours; the work of a person stays."""
    old = git("ls-remote", "origin", f"refs/heads/{BRANCH}").partition("\t")[0]
    if old:
        git("fetch", "--quiet", "--depth=1", "origin", old)
        if git("show", "--no-patch", "--format=%ae", old) != BOT[1]:
            return f"{BRANCH} was left alone, for its last commit is a person's"
        if git("diff-tree", "-r", old, commit) == "":
            return f"{BRANCH} has this change already"
    git("push", "--quiet", f"--force-with-lease=refs/heads/{BRANCH}:{old}", "origin", f"{commit}:refs/heads/{BRANCH}")
    return f"{BRANCH} has the change"


def git(*words: str) -> str:
    """Run git in the repository as the bot; what it printed."""
    name, mail = BOT
    return _run("git", "-C", str(ROOT), "-c", f"user.name={name}", "-c", f"user.email={mail}", *words)


def github(*words: str) -> str:
    """Ask GitHub's API; what it answered."""
    return _run("gh", "api", *words)


def _open_requests() -> list[str]:
    """Numbers of the open pull requests from our branch; a fork's branch of this name is not ours."""
    owner = os.environ["GITHUB_REPOSITORY_OWNER"]
    asked = ("-f", f"head={owner}:{BRANCH}", "-f", "state=open")
    return github("--method", "GET", _pulls(), *asked, "--jq", ".[].number").split()


def _pulls() -> str:
    return f"repos/{os.environ['GITHUB_REPOSITORY']}/pulls"


def _made_by() -> str:
    env = os.environ
    run = f"{env['GITHUB_SERVER_URL']}/{env['GITHUB_REPOSITORY']}/actions/runs/{env['GITHUB_RUN_ID']}"
    return f"Made by the nightly job ({run}). What the vendors wrote stands indented."


def _part(title: str, file: Path) -> str:
    """A heading and a file's words, indented, which no Markdown in them escapes; empty when there is no file."""
    if not file.exists():
        return ""
    words = file.read_text(encoding="utf-8", errors="replace")
    plain = "".join(char for char in words if char.isprintable() or char in "\n\t").strip("\n")
    shown = re.sub("^", "    ", plain, flags=re.MULTILINE)
    cut = "" if len(shown) <= SHOWN else "\n    ... (cut; the artifact of the run has all)"
    return f"### {title}\n\n{shown[:SHOWN]}{cut}"


def _word(file: Path, otherwise: str = "") -> str:
    return file.read_text(encoding="ascii", errors="replace").strip() if file.exists() else otherwise


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise ProposeError(f"{' '.join(command)} failed: {done.stderr.strip()}")
    return done.stdout.strip()


def main(task: str, folder: Path) -> int:
    """Do one task; 0, or 1 with the reason on standard error."""
    try:
        if task == "verdict":
            wrong = verdict(folder)
            print("\n".join(wrong), file=sys.stderr)
            return 1 if wrong else 0
        print({"text": text, "request": request}[task](folder))
    except ProposeError as error:
        print(f"propose: nothing more was done: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
