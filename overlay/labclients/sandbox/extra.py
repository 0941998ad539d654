"""The modules of the extra ``[sandbox]``, imported when they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from labclients.errors import UsageError


def needed(name: str) -> Any:
    """Import a module of the extra.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError('the sandbox needs: pip install "labclients[sandbox]"') from error
