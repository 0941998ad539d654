"""Every operation of Labguru's specification, and the public way to it: used by the tests of the families.

The way to ``cell_lines.get`` is ``labguru.cell_lines.get``, called with as little as the operation takes; what is
named or called otherwise is listed here.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Coroutine
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
from tools.specs import operations

import labguru_api
from labclients import AsyncListing, Listing
from labguru_api import models as m
from labguru_api.resource import AnyResource
from labguru_api.types import Body

VERBS = ("list", "get", "create", "update", "delete")
DOCUMENT = labguru_api.openapi()
OPERATIONS = {operation.name: operation for operation in operations(DOCUMENT["paths"])}
CSV = Path(__file__).parent / "data" / "labguru" / "documented.tsv"  # any file

Way = Callable[[Any], Any]

#: Operations that no user needs to call, and why.
WITHOUT = {
    "sessions.create": "the client logs in by itself",
    "attachments.download_by_id": "the file that attachments.download gives",
}

RENAMED = {
    name: f"{operation.family}.{operation.body['x-method']}"
    for name, operation in OPERATIONS.items()
    if operation.body.get("x-method")
}

#: How `attachments.upload` sends a large file; see its own tests.
WITHOUT |= dict.fromkeys(
    ("attachments.s3_direct_upload", "attachments.s3_multipart_upload", "attachments.s3_multipart_finished"),
    'attachments.upload(via="s3") makes it',
)

#: What is asked decides which of two operations it is, or the family is no attribute of its own.
SPECIAL: dict[str, Way] = {
    "attachments.create": lambda labguru: labguru.attachments.upload(CSV),
    "attachments.download": lambda labguru: labguru.call(labguru_api.api.attachments.download, 1),
    "biocollections.collections": lambda labguru: labguru.collections(),
    "biocollections.derived_collections": lambda labguru: labguru.collection("Our Primers").derived_collections(),
    "biocollections.derived_items": lambda labguru: labguru.collection("Our Primers").derived_items(1),
    **{
        f"biocollections.{verb}": lambda labguru, verb=verb: called(
            getattr(labguru.collection("Our Primers"), verb), f"biocollections.{verb}", skip=1
        )
        for verb in VERBS
    },
    "elements.convert_xlsx_to_json": lambda labguru: labguru.elements.convert_xlsx_to_json(CSV),
    "experiments.create_v2": lambda labguru: labguru.experiments.create(**minimal(m.ExperimentCreateV2)),
    "experiments.list": lambda labguru: labguru.experiments.list(name="PCR"),
    "experiments.list_v2": lambda labguru: labguru.experiments.list(),
    "instruments.list": lambda labguru: labguru.instruments.list(name="PCR"),
    "instruments.list_v2": lambda labguru: labguru.instruments.list(),
    "plates.update_layer": lambda labguru: labguru.plates.update_layer(1, CSV),
    "rodent_cages.list": lambda labguru: labguru.rodent_cages.list(order_by="id"),
    "rodent_cages.list_v2": lambda labguru: labguru.rodent_cages.list(),
    "searches.global_search": lambda labguru: labguru.search("PCR"),
    "stocks.get_stocks_by_barcode": lambda labguru: labguru.stocks.by_barcode("100"),
    "submodules.derived_collections": lambda labguru: labguru.cell_lines.derived_collections(),
    "submodules.derived_items": lambda labguru: labguru.cell_lines.derived_items(1),
    "submodules.parents": lambda labguru: labguru.cell_lines.parents(1),
}


def way(name: str) -> Way:
    """How an operation is reached through a client, with as little as it takes."""
    if name in SPECIAL:
        return SPECIAL[name]
    family, verb = RENAMED.get(name, name).split(".")
    return lambda labguru: called(getattr(getattr(labguru, family), verb), name)


def called(method: Callable[..., Any], name: str, *, skip: int = 0) -> Any:
    """Call a method with what its operation needs, but for the first `skip` arguments."""
    plain, named = arguments(name)
    return method(*plain[skip:], **named)


def arguments(name: str) -> tuple[list[Any], dict[str, Any]]:
    """What an operation cannot do without: the arguments of its path, and those of its query and body by name."""
    needed = [one for one in signature(name).parameters.values() if one.default is one.empty]
    named = minimal(body_of(name)) if any(one.name == "body" for one in needed) else {}
    plain = {one: 1 if one.annotation == "int" else "PCR" for one in needed if one.name != "body"}
    in_query = {one.name: value for one, value in plain.items() if one.kind is one.KEYWORD_ONLY}
    return [value for one, value in plain.items() if one.name not in in_query], in_query | named


def signature(name: str) -> inspect.Signature:
    """The signature of an operation's request."""
    family, verb = name.split(".")
    return inspect.signature(getattr(import_module(f"labguru_api.api.{family}"), verb).request)


def body_of(name: str) -> type[Body]:
    """The model of an operation's body."""
    return getattr(m, signature(name).parameters["body"].annotation)  # type: ignore[no-any-return]


def minimal(model: type[Any]) -> dict[str, Any]:
    """The fields that a body cannot do without."""
    needed = (field for field in attrs.fields(model) if field.default is attrs.NOTHING)
    return {field.name: _value(field.type, *model._wire[field.name][1]) for field in needed}


def _value(annotation: Any, kind: type, *_: type) -> Any:
    if kind is Body:
        model = getattr(m, annotation)
        return model(**minimal(model))
    plain = {int: 1, str: "PCR", float: 1.0, bool: True, object: {"PCR": 1}}
    return plain[kind] if kind in plain else kind()


def result(found: Any) -> Any:
    """What a call gives: a listing is read."""
    return found.all() if isinstance(found, Listing | AsyncListing) else found


async def now(found: Any) -> Any:
    """What a direct client returned, or an async one gives to be awaited; a listing is read."""
    found = result(found)
    return await found if inspect.isawaitable(found) else found


def played(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Play something written for both kinds of clients with a direct one: there is nothing to wait for."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("a direct client gave something to await")


def families(labguru: Any) -> dict[str, AnyResource]:
    """Every family of a client by the names of its attributes, aliases too."""
    public = (name for name in dir(type(labguru)) if not name.startswith("_"))
    found = ((name, getattr(labguru, name)) for name in public)
    return {name: one for name, one in found if isinstance(one, AnyResource)}


run = asyncio.run
