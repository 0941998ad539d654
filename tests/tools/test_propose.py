"""The nightly pull request: one, of generated files only, its words as plain text. GitHub is played by a list here."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tools import propose

OWN = {
    "specs/labvanced.yaml": "paths: {}\n",
    "generated/api/__init__.py": "",
    "overlay/client.py": "hand = 'written'\n",
}
NIGHT = {"labvanced.txt": "+ GET /news\n", "labvanced.status": "1\n", "labguru.txt": "", "labguru.status": "0\n"}


class GitHub:
    """What GitHub was asked, and the pull requests it has open."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, *words: str) -> str:
        self.asked.append(words)
        if "GET" in words:
            return "\n".join(self.open)
        if "PATCH" not in words:
            self.open.append("7")
        return ""

    def count(self, word: str) -> int:
        return sum(word in words for words in self.asked)

    @property
    def created(self) -> int:
        return sum("--method" not in words for words in self.asked)


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shallow clone, as a checkout is, of a repository whose branch main has the files of OWN."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A person")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "person@example.org")
    _git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
    _git(tmp_path, "clone", "--quiet", (tmp_path / "origin.git").as_uri(), "first")
    for path, words in OWN.items():
        _write(tmp_path / "first" / path, words)
    _git(tmp_path / "first", "add", ".")
    _git(tmp_path / "first", "commit", "--quiet", "-m", "First")
    _git(tmp_path / "first", "push", "--quiet", "origin", "HEAD:main")
    _git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=main", (tmp_path / "origin.git").as_uri(), "clone")
    # The tool says itself who commits.
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")
    monkeypatch.setattr(propose, "ROOT", tmp_path / "clone")
    return tmp_path / "clone"


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> GitHub:
    for name, value in {
        "GITHUB_REPOSITORY": "lab/clients",
        "GITHUB_REPOSITORY_OWNER": "lab",
        "GITHUB_REF_NAME": "main",
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_RUN_ID": "1",
    }.items():
        monkeypatch.setenv(name, value)
    played = GitHub()
    monkeypatch.setattr(propose, "github", played)
    return played


@pytest.fixture
def night(clone: Path, tmp_path: Path) -> Callable[..., Path]:
    """What the first job leaves, for a change of files: path to words, or to a function that changes the work tree."""

    def leave(files: dict[str, str], *commands: tuple[str, ...]) -> Path:
        folder = tmp_path / "night"
        for name, words in NIGHT.items():
            _write(folder / name, words)
        for path, words in files.items():
            _write(clone / path, words)
        _git(clone, "add", "--all")
        for command in commands:
            _git(clone, *command)
        patch = _git(clone, "diff", "--cached", "--binary", "--no-renames", "HEAD")
        _write(folder / "change.patch", patch)
        _git(clone, "reset", "--quiet", "--hard", "HEAD")
        _git(clone, "clean", "--quiet", "-fdx")
        return folder

    return leave


def _write(file: Path, words: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(words.encode())


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True)
    return done.stdout.decode()


def _branch(clone: Path, *, field: str = "%H") -> str:
    origin = clone.parent / "origin.git"
    return _git(origin, "log", "-1", f"--format={field}", propose.BRANCH).strip()


def test_a_change_becomes_a_commit_of_the_bot_on_main_and_one_pull_request(
    clone: Path, night: Callable[..., Path], github: GitHub
) -> None:
    """The branch has the change and nothing else, and a request is opened from it."""
    propose.request(night({"specs/labvanced.yaml": "paths: {/news: {}}\n", "generated/api/news.py": "x = 1\n"}))
    changed = _git(clone.parent / "origin.git", "diff", "--name-only", "main", propose.BRANCH).split()
    assert changed == ["generated/api/news.py", "specs/labvanced.yaml"]
    assert _branch(clone, field="%ae %ce %P").split() == [
        propose.BOT[1],
        propose.BOT[1],
        _git(clone, "rev-parse", "HEAD").strip(),
    ]
    assert github.created == 1
    assert "head=nightly/spec" in github.asked[-1]
    assert "base=main" in github.asked[-1]


def test_the_same_change_the_next_night_pushes_nothing_and_opens_nothing(
    clone: Path, night: Callable[..., Path], github: GitHub
) -> None:
    """An open request is not doubled, and its reviewers see no new push."""
    files = {"specs/labvanced.yaml": "paths: {/news: {}}\n"}
    propose.request(night(files))
    before = _branch(clone)
    said = propose.request(night(files))
    assert _branch(clone) == before
    assert "has this change already" in said
    assert (github.created, github.count("PATCH")) == (1, 1)


def test_another_change_replaces_the_first_in_the_same_request(
    clone: Path, night: Callable[..., Path], github: GitHub
) -> None:
    """The branch is the last night's change on main, one commit."""
    propose.request(night({"specs/labvanced.yaml": "paths: {/news: {}}\n"}))
    propose.request(night({"specs/labvanced.yaml": "paths: {/other: {}}\n"}))
    origin = clone.parent / "origin.git"
    assert "/other" in _git(origin, "show", f"{propose.BRANCH}:specs/labvanced.yaml")
    assert _git(origin, "rev-list", "--count", f"main..{propose.BRANCH}").strip() == "1"
    assert (github.created, github.count("PATCH")) == (1, 1)


def test_the_commits_of_a_person_on_the_branch_stay(clone: Path, night: Callable[..., Path], github: GitHub) -> None:
    """Somebody adapts the overlay in the request: the night does not push over it."""
    propose.request(night({"specs/labvanced.yaml": "paths: {/news: {}}\n"}))
    first = clone.parent / "first"
    _git(first, "fetch", "--quiet", "origin", propose.BRANCH)
    _git(first, "checkout", "--quiet", "FETCH_HEAD")
    person = ("-c", "user.name=P", "-c", "user.email=p@example.org")
    _git(first, *person, "commit", "--quiet", "--allow-empty", "-m", "Adapt")
    _git(first, "push", "--quiet", "origin", f"HEAD:{propose.BRANCH}")
    before = _branch(clone)
    said = propose.request(night({"specs/labvanced.yaml": "paths: {/other: {}}\n"}))
    assert _branch(clone) == before
    assert "a person's" in said


@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/ci.yml",
        "overlay/client.py",
        "tools/propose.py",
        "tests/contract/known/a.json",
        "specs-of-ours.yaml",
        "specs/../noxfile.py",
    ],
)
def test_a_patch_that_touches_anything_else_is_refused(
    path: str, clone: Path, night: Callable[..., Path], github: GitHub
) -> None:
    """The job that made the patch ran a stranger's file: it cannot reach the workflows, or the code that is by hand."""
    with pytest.raises(propose.ProposeError):
        propose.request(night({"specs/labvanced.yaml": "paths: {/news: {}}\n", path: "evil\n"}))
    assert _git(clone, "ls-remote", "origin", propose.BRANCH) == ""
    assert github.asked == []


def test_a_patch_that_makes_a_program_or_a_link_is_refused(
    clone: Path, night: Callable[..., Path], github: GitHub
) -> None:
    """Generated files are plain files."""
    blob = _git(clone, "rev-parse", "HEAD:specs/labvanced.yaml").strip()
    for mode in ("100755", "120000"):
        folder = night({}, ("update-index", "--add", "--cacheinfo", f"{mode},{blob},generated/odd"))
        with pytest.raises(propose.ProposeError, match="no plain file"):
            propose.request(folder)
        _git(clone, "reset", "--quiet", "--hard", "HEAD")
    assert github.asked == []


def test_what_a_vendor_wrote_stands_as_plain_text(tmp_path: Path) -> None:
    """No Markdown, mention, page or control character of theirs has an effect in the request or the summary."""
    evil = "```\n# head\r\r<img src=x>\n@everyone ::add-mask::a\n\x1b[31m\u202e$(id) ${{ github.token }}\x85end\n"
    _write(tmp_path / "labvanced.txt", evil)
    _write(tmp_path / "labvanced.status", "2")
    lines = propose.text(tmp_path).splitlines()
    begin = lines.index("### labvanced: breaking changes")
    theirs = lines[begin + 2 : begin + 8]
    assert theirs == [
        "    ```",
        "    # head",
        "    ",
        "    <img src=x>",
        "    @everyone ::add-mask::a",
        "    [31m$(id) ${{ github.token }}end",
    ]
    assert "".join(theirs).isprintable()


def test_a_long_text_is_cut_to_what_a_request_holds(tmp_path: Path) -> None:
    """GitHub refuses a body of more than 65,536 characters, of lines that are all indented."""
    for name in ("labvanced", "labguru", "fetch", "generate"):
        _write(tmp_path / f"{name}.txt", "a\n" * 100_000)
    shown = propose.text(tmp_path)
    assert len(shown) < 65_000
    assert shown.count("... (cut;") == 4


@pytest.mark.parametrize(
    ("files", "wrong"),
    [
        (NIGHT, []),
        (NIGHT | {"labvanced.status": "2\n", "tests.status": "passed\n"}, []),
        (NIGHT | {"labvanced.status": "3\n"}, ["labvanced: could not tell"]),
        (NIGHT | {"labguru.status": "2\n"}, ["labguru: breaking changes"]),
        (NIGHT | {"labguru.status": "137\n"}, ["labguru: the comparison itself failed"]),
        (NIGHT | {"tests.status": "failed\n"}, ["the tests of the changed clients failed"]),
        ({}, ["labvanced: the comparison itself failed", "labguru: the comparison itself failed"]),
    ],
)
def test_a_night_is_red_for_what_no_pull_request_tells(files: dict[str, str], wrong: list[str], tmp_path: Path) -> None:
    """Not knowing, failing tests and news of Labguru are; news of Labvanced is a pull request."""
    for name, words in files.items():
        _write(tmp_path / name, words)
    assert propose.verdict(tmp_path) == wrong
    assert propose.main("verdict", tmp_path) == bool(wrong)


def test_what_git_or_github_refuse_is_a_sentence_and_a_failure(
    clone: Path, night: Callable[..., Path], github: GitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    """A night that could not propose is red, and says why."""
    folder = night({"specs/labvanced.yaml": "paths: {/news: {}}\n"})
    (clone.parent / "origin.git").rename(clone.parent / "gone.git")
    assert propose.main("request", folder) == 1
    assert capsys.readouterr().err.startswith("propose: nothing more was done: git")
