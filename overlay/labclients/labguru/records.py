"""Records of Labguru that can do more than show their fields."""

from __future__ import annotations

from labclients._json import as_list, as_object
from labclients.errors import UnexpectedResponse, UsageError
from labclients.labguru import values
from labclients.labguru.values import Value
from labguru_api import models as m
from labguru_api.types import Field, Record


class Element(m.Element):
    """An element of a section; `value` is what it holds, `data` the same as it came."""

    __slots__ = ()

    @property
    def value(self) -> Value:
        """What it holds, read anew each time: a text's HTML, `Samples`, `Steps`, a `Plate`, a `Form`, a `Workbook`, or
        `Files` (see `labclients.labguru.values`); of other types the JSON or text that came. Nothing is an empty one
        of these, or None. Change it, and write it back with ``elements.set_value``.

        Raises:
            UnexpectedResponse: The data cannot be read, which real notebooks do hold; `data` is there all the same.
            UsageError: The element came without its data, as inside of an experiment: get it by its id.
        """
        if "data" not in self:
            raise UsageError(f"element {self._data.get('id')} came without its data: get it with elements.get")
        try:
            return values.read(self._data)
        except ValueError as error:
            reason = str(error)
        # Not within the except clause: json's own error holds the whole text, and would be the context of ours.
        about = f"element {self._data.get('id')} ({self.element_type})"
        raise UnexpectedResponse(f"{about} cannot be read: {reason}; its data is there as it came")


class Section(m.Section):
    """A section of an experiment, protocol, document or report."""

    __slots__ = ()

    elements: Field[list[Element]] = Field("elements", items=lambda: Element)  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]
    """In short form, without data; protocols give the data too."""


class Sectioned(Record):
    """A record that has sections."""

    __slots__ = ()

    @property
    def sections(self) -> list[Section]:
        """Its sections. Labguru wraps them where one experiment or protocol is asked for, not in lists nor in projects
        and folders; here they are alike."""
        found = (as_object(one) or {} for one in as_list(self._data.get("experiment_procedures")) or [])
        sections = (as_object(one.get("experiment_procedure", one)) for one in found)
        return [Section(section) for section in sections if section]


class Experiment(Sectioned, m.Experiment):
    """An experiment."""

    __slots__ = ()


class Protocol(Sectioned, m.Protocol):
    """A protocol; the elements of its sections come with their data."""

    __slots__ = ()
