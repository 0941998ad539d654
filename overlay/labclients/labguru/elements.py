"""Elements of the notebook: what sections are made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from labclients._client import build
from labclients._modes import Mode, dual_mode
from labclients.errors import Conflict, UsageError
from labclients.labguru import families, methods
from labclients.labguru.families import Deletes, Gets
from labclients.paging import unwrap
from labguru_api import api
from labguru_api import models as m
from labguru_api.types import view

if TYPE_CHECKING:
    from labclients.labguru.records import Element
    from labclients.labguru.values import Value


def _element() -> type[Element]:
    from labclients.labguru.records import Element

    return Element


def listed(data: Any) -> list[Element]:
    """Elements out of the answer to a list of them.

    Raises:
        UnexpectedResponse: There is no list in it.
    """
    elements: list[Element] = view(unwrap(data)[0], items=_element())
    return elements


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Elements(Gets[Mode, "Element"], Deletes[Mode, "Element"]):
    """Elements of sections: text, steps, samples, plate, form, excel, attachments. Labguru has no list of them all;
    ``experiments.elements(id)`` lists those of one experiment."""

    family = "elements"
    record = staticmethod(_element)

    create = methods.create(lambda: api.elements.create, lambda: m.ElementCreate, _element)
    update = methods.change(lambda: api.elements.update, lambda: m.ElementUpdate, _element)
    sort = methods.create(lambda: api.elements.sort, lambda: m.ElementSortCreate, lambda: m.Acknowledgement)
    export_plate_to_xlsx_file = methods.call(lambda: api.elements.export_plate_to_xlsx_file)

    @dual_mode
    def convert_xlsx_to_json(self, file: str | Path, *, exp_pro_container_id: int | None = None) -> m.PlateData:
        """Let Labguru read an XLSX file as the data of a plate, for the section of this id.

        Raises:
            UsageError: The file cannot be read.
        """
        body = build(m.PlateFileCreate, field_0=families.read_file(file, XLSX))
        endpoint = api.elements.convert_xlsx_to_json
        request = build(endpoint.request, body=body, exp_pro_container_id=exp_pro_container_id)
        return self._client.record(request, m.PlateData)

    @dual_mode
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
        from labclients.labguru.values import written

        body = build(m.ElementUpdate, **build(written, value))
        if if_unchanged is not None:
            self._refuse_if_changed(id, if_unchanged)
        return self._client.record(build(api.elements.update.request, id, body=body), _element())

    def _refuse_if_changed(self, id: int, before: Element) -> None:
        if before.id != id or "data" not in before:
            raise UsageError(f"if_unchanged must be element {id} with its data: what elements.get gave")
        now = self._get(id)
        # updated_at has no seconds, so it tells too little alone.
        changed = [key for key in _TELLING if key in before and (key not in now or before[key] != now[key])]
        if changed:
            text = f"element {id} has changed since it was read ({', '.join(changed)}); nothing was written"
            raise self._client.runner(build(api.elements.get.request, id)).error(Conflict, text)


_TELLING = ("updated_at", "data", "description", "form_data_json")
