"""POST /api/v1/visualizations"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import models
from ...types import Endpoint, Request, view

if TYPE_CHECKING:
    from ...models.visualization import Visualization
    from ...models.visualization_create import VisualizationCreate


def request(*, body: VisualizationCreate) -> Request:
    """Add an image to a dataset

    Upload the image with `attachments.create` first. The UI shows it with the dataset, under Visualizations.
    """
    return Request("visualizations.create", "POST", "/api/v1/visualizations", json={"item": body.to_dict()})


def parse(data: Any) -> Visualization:
    """The answer, typed."""
    result: Visualization = view(data, models.Visualization)
    return result


endpoint = Endpoint(request, parse, "visualizations.create")
