"""Endpoints of compounds."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .compounds_create import endpoint as create
    from .compounds_delete import endpoint as delete
    from .compounds_get import endpoint as get
    from .compounds_list import endpoint as list
    from .compounds_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "create": "compounds_create",
            "delete": "compounds_delete",
            "get": "compounds_get",
            "list": "compounds_list",
            "update": "compounds_update",
        },
        "endpoint",
    )

__all__ = ("create", "delete", "get", "list", "update")
