"""Endpoints by family: ``api.<family>.<verb>``. Each is imported when first used."""

from typing import TYPE_CHECKING

from ..types import lazy

if TYPE_CHECKING:
    from . import attachments as attachments
    from . import biocollections as biocollections
    from . import elements as elements
    from . import experiments as experiments
    from . import milestones as milestones
    from . import projects as projects
    from . import sections as sections
    from . import sessions as sessions
    from . import stocks as stocks
else:
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "attachments": "attachments",
            "biocollections": "biocollections",
            "elements": "elements",
            "experiments": "experiments",
            "milestones": "milestones",
            "projects": "projects",
            "sections": "sections",
            "sessions": "sessions",
            "stocks": "stocks",
        },
        "",
    )

__all__ = (
    "attachments",
    "biocollections",
    "elements",
    "experiments",
    "milestones",
    "projects",
    "sections",
    "sessions",
    "stocks",
)
