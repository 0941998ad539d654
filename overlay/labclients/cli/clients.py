"""The clients that commands use, with the credentials of the environment."""

from __future__ import annotations

import argparse
import sys

from labclients import AsyncLabvanced, Labguru, Labvanced
from labclients._environment import environment_variables
from labclients.cli import output
from labclients.errors import UsageError
from labclients.labguru.client import account_number


def labvanced(args: argparse.Namespace) -> Labvanced:
    """A client of Labvanced.

    Raises:
        UsageError: LABVANCED_TOKEN is not set.
    """
    _require_labvanced_token()
    return Labvanced(base_url=args.base_url)


def async_labvanced(args: argparse.Namespace) -> AsyncLabvanced:
    """A client of Labvanced whose downloads can be awaited together."""
    _require_labvanced_token()
    return AsyncLabvanced(base_url=args.base_url)


def labguru(args: argparse.Namespace, *, read_only: bool = False) -> Labguru:
    """A client of Labguru; asks for the password at a terminal, where only the login is set.

    Raises:
        UsageError: There are no credentials.
    """
    names = ("LABGURU_TOKEN", "LABGURU_LOGIN", "LABGURU_PASSWORD", "LABGURU_ACCOUNT_ID")
    variables = environment_variables(*names)
    login = variables.get("LABGURU_LOGIN")
    if "LABGURU_TOKEN" in variables or (login and "LABGURU_PASSWORD" in variables):
        return Labguru(base_url=args.base_url, read_only=read_only)
    if login and sys.stdin.isatty():
        password = output.ask_hidden(f"Labguru password of {login}: ")
        account = account_number(variables.get("LABGURU_ACCOUNT_ID"))
        return Labguru(login=login, password=password, account_id=account, base_url=args.base_url, read_only=read_only)
    raise UsageError("no credentials: set LABGURU_TOKEN, or LABGURU_LOGIN and LABGURU_PASSWORD")


def _require_labvanced_token() -> None:
    if not environment_variables("LABVANCED_TOKEN"):
        text = "no credentials: set LABVANCED_TOKEN (the study's owner makes it: My Account, API Credentials)"
        raise UsageError(text)
