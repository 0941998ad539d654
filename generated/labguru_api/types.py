"""What every generated module stands on: endpoints, records, request bodies. Nothing here does I/O."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import IO, Any, ClassVar, Final, Generic, Literal, Never, ParamSpec, Self, TypeVar, overload
from urllib.parse import quote

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

#: Of a body: attribute -> (key on the wire, types that are sent).
Wire = Mapping[str, tuple[str, tuple[type, ...]]]


class Unset:
    """The type of UNSET: a field that is left out, and so stays as it is on the server."""

    _one: ClassVar[Unset | None] = None

    def __new__(cls) -> Unset:
        if cls._one is None:
            cls._one = super().__new__(cls)
        return cls._one

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Final = Unset()


class File:
    """A file to send: its name, its bytes (or an open binary file), its media type."""

    __slots__ = ("content", "media_type", "name")

    def __init__(self, name: str, content: bytes | IO[bytes], media_type: str = "application/octet-stream") -> None:
        self.name = name
        self.content = content
        self.media_type = media_type

    def __repr__(self) -> str:
        return f"<File {self.media_type}>"


class Request:
    """What an endpoint sends, before anything that belongs to the network (host, token, headers).

    Its repr shows the operation and the method only: the body of a login holds a password, and tracebacks print this.
    It is no tuple and no dataclass, since Sentry and rich look into those.
    """

    __slots__ = ("form", "json", "method", "operation", "params", "path")

    def __init__(
        self,
        operation: str,
        method: str,
        path: str,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        form: Mapping[str, Any] | None = None,
    ) -> None:
        self.operation = operation
        self.method = method
        self.path = path
        self.params = params or {}
        self.json = json
        self.form = form

    def __repr__(self) -> str:
        return f"<Request {self.operation} {self.method}>"


class Endpoint(Generic[P, T_co]):
    """One operation of the API as two pure functions: what to send, and what came back."""

    __slots__ = ("_parse", "_request", "operation")

    def __init__(self, request: Callable[P, Request], parse: Callable[[Any], T_co], operation: str = "") -> None:
        self._request = request
        self._parse = parse
        self.operation = operation

    @property
    def request(self) -> Callable[P, Request]:
        """What to send."""
        return self._request

    @property
    def parse(self) -> Callable[[Any], T_co]:
        """What came back, from its decoded JSON."""
        return self._parse


class Record(Mapping[str, Any]):
    """A read-only view over one object of a response, and a Mapping: ``dict(record)`` has all keys.

    Known fields are attributes, and None where the server sent nothing; any key is there as ``record["Display Name"]``.
    """

    __slots__ = ("_data",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def __getitem__(self, key: str) -> Any:
        return self._data[key]

    def __contains__(self, key: object) -> bool:
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record):
            return NotImplemented
        return type(self) is type(other) and self._data == other._data

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        # The name of a recording session may be that of who took part.
        told = ("rec_session_id",) if "rec_session_id" in self._data else ("id", "title", "name")
        shown = (f"{key}={self._data[key]!r}" for key in told if key in self._data)
        return f"<{' '.join([type(self).__name__, *shown])}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._data,)

    def replace(self, **changes: Any) -> Self:
        """A copy in which these keys have another value; nothing is sent."""
        return type(self)({**self._data, **changes})

    def to_dict(self) -> dict[str, Any]:
        """What came, key by key: a copy that is yours to change."""
        return _copied(dict(self._data))


def _copied(value: dict[str, Any]) -> dict[str, Any]:
    """A copy of JSON; by a list of what is left to do, since JSON may be nested deeper than Python calls."""
    whole: dict[str, Any] = {}
    left: list[tuple[Any, Any]] = [(value, whole)]
    while left:
        old, new = left.pop()
        for key, item in old.items() if isinstance(old, dict) else enumerate(old):
            if isinstance(item, (dict, list)):
                left.append((item, {} if isinstance(item, dict) else []))
                item = left[-1][1]
            if isinstance(new, dict):
                new[key] = item
            else:
                new.append(item)
    return whole


R = TypeVar("R", bound=Record)


class Field(Generic[T]):
    """A known key of a record; dicts and lists of dicts read as views where the API describes them."""

    __slots__ = ("_items", "_key", "_model")

    def __init__(
        self, key: str, model: Callable[[], type[Record]] | None = None, items: Callable[[], type[Record]] | None = None
    ) -> None:
        self._key = key
        self._model = model
        self._items = items

    @overload
    def __get__(self, record: None, owner: Any = None) -> Field[T]: ...
    @overload
    def __get__(self, record: Record, owner: Any = None) -> T | None: ...
    def __get__(self, record: Record | None, owner: Any = None) -> Any:
        if record is None:
            return self
        value = record._data.get(self._key)
        if self._model is not None and isinstance(value, dict):
            return self._model()(value)
        if self._items is not None and isinstance(value, list):
            return view(value, items=self._items())
        return value

    def __set__(self, record: Record, value: Never) -> None:
        raise AttributeError(f"a {type(record).__name__} is a read-only view; {self._key} is changed through an update")


class Given(Field[T]):
    """A key that no record can be without, such as its id."""

    __slots__ = ()

    @overload
    def __get__(self, record: None, owner: Any = None) -> Given[T]: ...
    @overload
    def __get__(self, record: Record, owner: Any = None) -> T: ...
    def __get__(self, record: Record | None, owner: Any = None) -> Any:
        if record is not None and record._data.get(self._key) is None:
            raise AttributeError(f"this {type(record).__name__} came without its {self._key}")
        return super().__get__(record, owner)


def view(value: Any, model: type[Record] | None = None, items: type[Record] | None = None) -> Any:
    """Records over an object, or over each object of a list; what has another shape than expected stays as it came."""
    if model is not None and isinstance(value, dict):
        return model(value)
    if items is not None and isinstance(value, list):
        return [items(item) if isinstance(item, dict) else item for item in value]
    return value


class Body:
    """Base of what is sent. Fields are keyword-only, and converted and checked when the body is made.

    A field that is left out stays as it is on the server; None clears it. ``extra`` holds keys that the API does not
    document, custom columns under their display names among them.
    """

    _wire: ClassVar[Wire] = {}

    def __attrs_post_init__(self) -> None:
        for name, (_, types) in self._wire.items():
            value = getattr(self, name)
            if value is not UNSET:
                setattr(self, name, accept(name, value, types))
        extra = accept("extra", getattr(self, "extra", {}), (dict,))
        for name, (key, types) in self._wire.items():
            if key in extra and getattr(self, name) is not UNSET:
                raise TypeError(f"{key} is given twice, as {name}= and in extra")
            if key in extra:
                extra[key] = accept(key, extra[key], types)
        if extra:
            self.extra = {key: value for key, value in extra.items() if value is not UNSET}

    def __repr__(self) -> str:
        given = (name for name in self._wire if getattr(self, name, UNSET) is not UNSET)
        return f"<{type(self).__name__} with {', '.join(given)}>"  # a value may be a password

    def to_dict(self) -> dict[str, Any]:
        """What will be sent: fields that were left out are left out."""
        sent = {key: _plain(getattr(self, name)) for name, (key, _) in self._wire.items()}
        return {key: value for key, value in sent.items() if value is not UNSET} | dict(getattr(self, "extra", {}))


def _plain(value: Any) -> Any:
    if isinstance(value, Body):
        return value.to_dict()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def native(value: Any) -> Any:
    """A value as JSON takes it; UNSET for a missing one.

    Numbers of numpy, pandas and decimal become Python's, dates and times ISO 8601 text, tuples lists. NaN, NaT and NA
    mean that there is no value.
    """
    if type(value) in _JSON_SCALARS:
        return value
    if type(value).__name__ in ("NaTType", "NAType") or (isinstance(value, (float, Decimal)) and value != value):
        return UNSET
    if hasattr(value, "dtype") and getattr(value, "ndim", None) == 0:
        return native(value.item())
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return native(value.value)
    if isinstance(value, (list, tuple)):
        return [native(item) for item in value]
    if isinstance(value, dict):
        return {key: native(item) for key, item in value.items()}
    return str(value) if isinstance(value, str) else value


_JSON_SCALARS = (str, int, bool, type(None))


def accept(name: str, value: object, types: tuple[type, ...]) -> Any:
    """The value in one of the types, as JSON takes it; UNSET for a missing one.

    Digits count as a whole number, a number as text, as tables have them.

    Raises:
        TypeError: It cannot be converted to one of the types.
    """
    plain = native(value)
    if plain is UNSET or object in types:
        return plain
    is_number = isinstance(plain, (int, float)) and not isinstance(plain, bool)
    if int in types and isinstance(plain, float) and plain.is_integer():
        plain = int(plain)
    elif isinstance(plain, str) and str not in types:
        plain = _number_of(plain, types)
    elif is_number and str in types and not {int, float} & {*types}:
        plain = str(value if isinstance(value, Decimal) else plain)
    if isinstance(plain, types) and not (isinstance(plain, bool) and bool not in types):
        return plain
    if isinstance(plain, int) and not isinstance(plain, bool) and float in types:
        return plain
    wanted = " or ".join("None" if allowed is type(None) else allowed.__name__ for allowed in types)
    raise TypeError(f"{name} must be {wanted}, not {type(value).__name__} {value!r:.80}")


def _number_of(text: str, types: tuple[type, ...]) -> Any:
    """The number that a text writes, if one of the types is a number; else the text."""
    if int in types and text.strip().isascii() and text.strip().isdecimal():
        return int(text)
    try:
        return float(text) if float in types else text
    except ValueError:
        return text


def required(name: str, value: object, types: tuple[type, ...]) -> Any:
    """The same for a parameter that cannot be left out."""
    accepted = accept(name, value, types)
    if accepted is UNSET:
        raise TypeError(f"{name} must be given, not {value!r}")
    return accepted


def optional(name: str, value: object, types: tuple[type, ...]) -> Any:
    """The same for a parameter that can be left out: then None."""
    accepted = None if value is None else accept(name, value, types)
    return None if accepted is UNSET else accepted


def segment(name: str, value: object, types: tuple[type, ...]) -> str:
    """A path parameter, converted, checked and percent-encoded as one segment."""
    text = str(required(name, value, types))
    if text in ("", ".", ".."):
        raise ValueError(f"{name} must not be {text!r}")
    return quote(text, safe="")


def lazy(package: str, modules: Mapping[str, str], attribute: str | None = None) -> tuple[Any, Any]:
    """``__getattr__`` and ``__dir__`` of a package whose names are imported when first used."""

    def __getattr__(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = importlib.import_module(f".{modules[name]}", package)
        found = getattr(module, attribute or name) if attribute != "" else module
        setattr(sys.modules[package], name, found)
        return found

    return __getattr__, lambda: list(sys.modules[package].__all__)
