"""Endpoints of elements."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .elements_convert_xlsx_to_json import endpoint as convert_xlsx_to_json
    from .elements_create import endpoint as create
    from .elements_delete import endpoint as delete
    from .elements_export_plate_to_xlsx_file import endpoint as export_plate_to_xlsx_file
    from .elements_get import endpoint as get
    from .elements_sort import endpoint as sort
    from .elements_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "convert_xlsx_to_json": "elements_convert_xlsx_to_json",
            "create": "elements_create",
            "delete": "elements_delete",
            "export_plate_to_xlsx_file": "elements_export_plate_to_xlsx_file",
            "get": "elements_get",
            "sort": "elements_sort",
            "update": "elements_update",
        },
        "endpoint",
    )

__all__ = ("convert_xlsx_to_json", "create", "delete", "export_plate_to_xlsx_file", "get", "sort", "update")
