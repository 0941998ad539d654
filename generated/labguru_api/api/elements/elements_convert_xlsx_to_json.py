"""POST /api/v1/elements/convert_xlsx_to_json"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, optional, view

if TYPE_CHECKING:
    from ...models.plate_data import PlateData
    from ...models.plate_file_create import PlateFileCreate


def request(*, body: PlateFileCreate, exp_pro_container_id: int | None = None) -> Request:
    """Read the data of a plate from an XLSX file

    Documented nowhere. What comes back is meant for `elements.update` of a plate, as JSON in a text. Whether
    anything is kept on the server is not known, so this counts as a write. The part is named `file_name[0]`.

    Args:
        exp_pro_container_id: Id of the section. One script of the vendor gives it here, another as a part of the form.
    """
    exp_pro_container_id = optional("exp_pro_container_id", exp_pro_container_id, (int,))
    return Request(
        "elements.convert_xlsx_to_json",
        "POST",
        "/api/v1/elements/convert_xlsx_to_json",
        params={"exp_pro_container_id": exp_pro_container_id},
        form={"file_name": body.to_dict()},
    )


def parse(data: Any) -> PlateData:
    """The answer, typed."""
    result: PlateData = view(data, models.PlateData)
    return result


endpoint = Endpoint(request, parse, "elements.convert_xlsx_to_json")
