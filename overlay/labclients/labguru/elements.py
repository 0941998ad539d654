"""Elements of the notebook: what sections are made of."""

from __future__ import annotations

from typing import Any

from labclients._client import build
from labclients.errors import Conflict, UnexpectedResponse, UsageError
from labclients.labguru import values
from labclients.labguru.resource import LabguruClient
from labclients.labguru.values import Value
from labguru_api import api
from labguru_api import models as m
from labguru_api.resources import elements as generated

# What shows that an element was changed; updated_at has no seconds, so it is not enough alone.
CHANGES = ("updated_at", "data", "description", "form_data_json")


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
        name = f"element {self._data.get('id')} ({self.element_type})"
        raise UnexpectedResponse(f"{name} cannot be read: {reason}; its data is there as it came")


class Elements(generated.Elements[Element]):
    """Elements of sections: text, steps, samples, plate, form, excel, attachments. Labguru has no list of them all;
    ``experiments.elements(id)`` lists those of one experiment."""

    _record = Element

    def __init__(self, client: LabguruClient) -> None:
        super().__init__(client)
        self._labguru = client

    def set_value(self, id: int, value: Value, *, if_unchanged: Element | None = None) -> Element:
        """Replace what an element holds, as a whole.

        One customer had to clear a samples element, ``set_value(id, None)``, before it took new rows.

        Args:
            id: Id of the element.
            value: What ``element.value`` gave, changed; or HTML, or plain lists and dicts of the same shape. Of a form
                only its values are written.
            if_unchanged: The element as you read it. It is read again first, and if it has changed since, nothing is
                written. Reading and writing are two requests: an edit between the two is still lost.

        Raises:
            Conflict: Somebody has changed the element since `if_unchanged` was read; nothing was written.
            UsageError: The value holds what JSON cannot, or `if_unchanged` is no use: of another element, or without
                data.
        """
        fields: dict[str, Any] = build(values.written, value)
        if if_unchanged is not None:
            self._refuse_if_changed(id, if_unchanged)
        return self.update(id, **fields)

    def _refuse_if_changed(self, id: int, before: Element) -> None:
        if before.id != id or "data" not in before:
            raise UsageError(f"if_unchanged must be element {id} with its data: what elements.get gave")
        now = self.get(id)
        changed = [key for key in CHANGES if key in before and (key not in now or before[key] != now[key])]
        if changed:
            text = f"element {id} has changed since it was read ({', '.join(changed)}); nothing was written"
            raise self._labguru.runner(build(api.elements.get.request, id)).error(Conflict, text)


class AsyncElements(generated.AsyncElements[Element]):
    """Elements of sections: text, steps, samples, plate, form, excel, attachments. Labguru has no list of them all;
    ``experiments.elements(id)`` lists those of one experiment."""

    def __init__(self, sync: Elements) -> None:
        super().__init__(sync)
        self._elements = sync

    async def set_value(self, id: int, value: Value, *, if_unchanged: Element | None = None) -> Element:
        """Replace what an element holds, as a whole; see `Elements.set_value`."""
        return await self._client.run_in_thread(self._elements.set_value, id, value, if_unchanged=if_unchanged)
