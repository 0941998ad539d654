"""Endpoints of experiments."""

from typing import TYPE_CHECKING

from ...types import lazy

if TYPE_CHECKING:
    from .experiments_copy_section import endpoint as copy_section
    from .experiments_create import endpoint as create
    from .experiments_create_v2 import endpoint as create_v2
    from .experiments_delete import endpoint as delete
    from .experiments_elements import endpoint as elements
    from .experiments_get import endpoint as get
    from .experiments_item_experiments import endpoint as item_experiments
    from .experiments_list import endpoint as list
    from .experiments_list_v2 import endpoint as list_v2
    from .experiments_set_flag_as import endpoint as set_flag_as
    from .experiments_update import endpoint as update
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "copy_section": "experiments_copy_section",
            "create": "experiments_create",
            "create_v2": "experiments_create_v2",
            "delete": "experiments_delete",
            "elements": "experiments_elements",
            "get": "experiments_get",
            "item_experiments": "experiments_item_experiments",
            "list": "experiments_list",
            "list_v2": "experiments_list_v2",
            "set_flag_as": "experiments_set_flag_as",
            "update": "experiments_update",
        },
        "endpoint",
    )

__all__ = (
    "copy_section",
    "create",
    "create_v2",
    "delete",
    "elements",
    "get",
    "item_experiments",
    "list",
    "list_v2",
    "set_flag_as",
    "update",
)
