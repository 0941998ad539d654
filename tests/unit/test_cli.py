"""How the command line ends: exit statuses, one sentence for what is wrong, and never a traceback."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from labclients import cli
from labclients.cli.parser import Parser


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("LABGURU_", "LABVANCED_"))]:
        monkeypatch.delenv(name)


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of all its commands."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from parsers(inner)


PARSERS = {parser.prog: parser for parser in parsers(cli._parser())}
COMMANDS = [prog for prog, parser in PARSERS.items() if parser._subparsers is None]


def run(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "labclients", *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, env=os.environ | environment)


class TestBadInput:
    @pytest.mark.parametrize(
        ("args", "status", "words"),
        [
            ("labvanced sessions abc", 2, "STUDY: must be a whole number from 1 on, not 'abc'"),
            ("labvanced download 61286 41000x4", 2, "SESSION: must be a whole number"),
            ("labvanced download 61286", 2, "name SESSIONs, or --all of them"),
            ("labvanced download 61286 3 --all", 2, "name SESSIONs, or --all of them"),
            ("labguru get experiments 0", 2, "ID: must be a whole number from 1 on"),
            ("labguru list experiments --where project_id", 2, "must be FIELD=VALUE"),
            ("labguru upload x --to 966", 2, "must be KIND:ID"),
            ("sandbox --latency soon", 2, "must be seconds"),
            ("labguru fetch", 2, "invalid choice: 'fetch'"),
            ("labvanced forget data", 2, "--session --subject --crowdsourcing-id is required"),
            ("labvanced forget data --crowdsourcing-id 5f1d", 2, "unrecognized arguments: 5f1d"),
            ("labvanced convert nowhere to", 1, "nowhere does not exist"),
            ("labvanced completeness nowhere", 1, "nowhere does not exist"),
            ("labvanced sessions 61286", 1, "no credentials: set LABVANCED_TOKEN"),
            ("labguru list experiments", 1, "no credentials: set LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD"),
        ],
    )
    def test_sentence(self, args: str, status: int, words: str) -> None:
        """Bad input is one sentence on standard error."""
        ended = run(*args.split())

        assert ended.returncode == status
        assert ended.stdout == ""
        [sentence] = ended.stderr.splitlines()
        assert sentence.startswith("labclients: ")
        assert words in sentence

    @pytest.mark.parametrize("service", ["labvanced sessions 61286", "labguru list projects"])
    @pytest.mark.parametrize("url", ["www.labvanced.com", "localhost:80", "ftp://host", "https://"])
    def test_base_url(self, service: str, url: str) -> None:
        """An address without a scheme or a host is refused before anything is sent."""
        ended = run(*service.split(), "--base-url", url, LABVANCED_TOKEN="t", LABGURU_TOKEN="t")

        assert ended.returncode == 1
        assert ended.stderr == "labclients: --base-url must begin with https:// and name a host\n"

    @pytest.mark.parametrize("flags", [[], ["--unpack"]])
    def test_file_for_directory(self, tmp_path: Path, flags: list[str]) -> None:
        """A directory that is a file is refused before anything is sent."""
        file = tmp_path / "file"
        file.touch()

        ended = run("labvanced", "download", "61286", "3", "--to", str(file), *flags, LABVANCED_TOKEN="t")

        assert ended.returncode == 1
        assert ended.stderr == f"labclients: {file} is not a directory\n"

    def test_no_command(self) -> None:
        """Without a command there is help, and the status of a usage error."""
        ended = run()

        assert (ended.returncode, ended.stdout) == (2, "")
        assert "labclients demo" in ended.stderr


class TestHelp:
    @pytest.mark.parametrize("prog", COMMANDS)
    def test_example(self, prog: str) -> None:
        """Every command teaches by an example of its own."""
        assert prog in (PARSERS[prog].epilog or "")

    @pytest.mark.parametrize("prog", COMMANDS)
    def test_example_works(self, prog: str) -> None:
        """The examples are understood."""
        import shlex

        examples, _, _ = (PARSERS[prog].epilog or "").partition("\n\n")
        for line in examples.splitlines()[1:]:
            words = shlex.split(re.split(" [<>] |     [(]", line)[0])
            cli.parse_arguments(words[1:])

    @pytest.mark.parametrize("prog", PARSERS)
    def test_width(self, prog: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Help fits a terminal of 80 columns."""
        monkeypatch.setenv("COLUMNS", "80")

        assert max(map(len, PARSERS[prog].format_help().splitlines())) <= 80

    def test_statuses(self) -> None:
        """The main help lists the exit statuses."""
        text = PARSERS["labclients"].format_help()

        assert all(f"\n  {status} " in text for status in (0, 1, 2, 130))

    @pytest.mark.parametrize("prog", COMMANDS)
    def test_own_statuses(self, prog: str) -> None:
        """Every command says how it may end."""
        _, _, said = PARSERS[prog].format_help().partition("exit status:")

        expected = ["0", "1", "2", "3", "130"] if prog == "labclients contract" else ["0", "1", "2", "130"]
        assert re.findall(r"\b[0-9]+\b", said) == expected

    @pytest.mark.parametrize("prog", sorted(PARSERS.keys() - COMMANDS))
    def test_way_in(self, prog: str) -> None:
        """What has commands of its own says where to begin."""
        assert f"begin here:\n  {prog} " in PARSERS[prog].format_help()

    @pytest.mark.parametrize("prog", COMMANDS)
    def test_same_words(self, prog: str) -> None:
        """One thing has one name in all commands: DIR, STUDY, SESSION, URL, FAMILY."""
        names = {"study": "STUDY", "directory": "DIR", "session": "SESSION", "sessions": "SESSION", "base_url": "URL"}
        shown = {action.dest: action.metavar for action in PARSERS[prog]._actions if action.dest in names}

        assert shown == {dest: names[dest] for dest in shown}

    @pytest.mark.parametrize("prog", COMMANDS)
    def test_shape_for_programs(self, prog: str) -> None:
        """Who has --jsonl has --json."""
        options = {option for action in PARSERS[prog]._actions for option in action.option_strings}

        assert "--json" in options or "--jsonl" not in options

    @pytest.mark.parametrize("prog", PARSERS)
    def test_no_secrets(self, prog: str) -> None:
        """No credential is an argument: arguments are seen by everybody on the machine."""
        options = {option for action in PARSERS[prog]._actions for option in (*action.option_strings, action.dest)}

        assert not [option for option in options if any(word in option for word in ("token", "password", "login"))]

    def test_no_ids_of_persons(self) -> None:
        """Who a participant is on another service is no argument either: the option takes no value."""
        [option] = [
            action for action in PARSERS["labclients labvanced forget"]._actions if action.dest == "crowdsourcing_id"
        ]
        assert option.nargs == 0


class TestEnds:
    def end(self, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
        """The exit status when a command raises."""

        def fail(_: argparse.Namespace) -> int:
            raise error

        parser = Parser(prog="labclients")
        parser.set_defaults(run=fail)
        monkeypatch.setattr(cli, "_parser", lambda: parser)
        return cli.main([])

    def test_interrupted(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Ctrl-C ends quietly."""
        assert self.end(monkeypatch, KeyboardInterrupt()) == 130
        assert capsys.readouterr() == ("", "")

    def test_disk(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """What the system refuses is a sentence."""
        assert self.end(monkeypatch, OSError(28, "No space left on device", "out.csv")) == 1
        assert capsys.readouterr().err == "labclients: out.csv: No space left on device\n"

    def test_bugs(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A bug is no sentence: it keeps its traceback."""
        with pytest.raises(ZeroDivisionError):
            self.end(monkeypatch, ZeroDivisionError())

    def test_version(self) -> None:
        """--version begins with the version of the library."""
        from labclients import __version__

        assert run("--version").stdout.startswith(f"labclients {__version__}\n")

    @pytest.mark.parametrize("command", ["demo", "sandbox"])
    def test_extra(self, command: str) -> None:
        """Without its extra, the sandbox says what to install."""
        code = (
            "import sys\n"
            "for name in ('starlette', 'uvicorn', 'openapi_core', 'jsonschema_rs'): sys.modules[name] = None\n"
            f"from labclients.cli import main; sys.exit(main([{command!r}]))"
        )
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)

        assert ended.returncode == 1
        assert ended.stderr == 'labclients: the sandbox needs: pip install "labclients[sandbox]"\n'

    def test_light(self) -> None:
        """Commands that need neither load neither tables nor the sandbox."""
        code = "import sys, labclients.cli; print({'polars', 'pyarrow', 'labclients.sandbox'} & {*sys.modules})"

        assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"
