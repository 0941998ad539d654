"""Boxes, in which stocks are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import api
from .. import models as m
from ..resource import AsyncResource, Resource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..resource import AsyncListing, Listing


class Boxes(Resource):
    """Boxes, in which stocks are stored."""

    resource_name = "boxes"

    def create(
        self,
        *,
        name: str,
        rows: int | Unset = UNSET,
        cols: int | Unset = UNSET,
        box_type: int | str | Unset = UNSET,
        color: str | Unset = UNSET,
        shared: bool | Unset = UNSET,
        barcode: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Box:
        """Add a box.

        Args:
            box_type: A number: Primer 0, General or Tube -1, Seed -2, Fly -3, Bacterium -4, Cell Line -5, Tissue
                -6, Antibody -7, Plasmid -8, Glycerol -9, Enzyme -10, Consumable -11, Yeast -12, Fungus -13, Virus
                -14, Protein -15, Lipid -16, Worm -17, Sequence -18, Zebrafish -19, Gene -20, Compound -21. A name
                such as Tissue worked, too (live, 2017).
            color: pink, red, orange, yellow, beige, white, blue, purple, green, brown, gray or black.
            shared: False keeps the box to its owner; true by default.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.boxes.create,
            body=self._client.build(
                m.BoxCreate,
                name=name,
                rows=rows,
                cols=cols,
                box_type=box_type,
                color=color,
                shared=shared,
                barcode=barcode,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete a box.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.boxes.delete, id)

    def get(self, id: int) -> m.Box:
        """Get a box.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(api.boxes.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> Listing[m.Box]:
        """List boxes.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.listing(api.boxes.list, m.Box, None, page_size=page_size, name=name)

    def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        rows: int | None | Unset = UNSET,
        cols: int | None | Unset = UNSET,
        box_type: int | str | None | Unset = UNSET,
        color: str | None | Unset = UNSET,
        shared: bool | None | Unset = UNSET,
        barcode: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Box:
        """Update a box.

        A field that is left out stays as it is; None clears it.

        Args:
            box_type: See BoxCreate.
            color: See BoxCreate.
            shared: False keeps the box to its owner; true by default.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            api.boxes.update,
            id,
            body=self._client.build(
                m.BoxUpdate,
                name=name,
                rows=rows,
                cols=cols,
                box_type=box_type,
                color=color,
                shared=shared,
                barcode=barcode,
                extra=dict(extra or {}),
            ),
        )


class AsyncBoxes(AsyncResource):
    """Boxes, in which stocks are stored."""

    resource_name = "boxes"

    def __init__(self, sync: Boxes) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def create(
        self,
        *,
        name: str,
        rows: int | Unset = UNSET,
        cols: int | Unset = UNSET,
        box_type: int | str | Unset = UNSET,
        color: str | Unset = UNSET,
        shared: bool | Unset = UNSET,
        barcode: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Box:
        """Add a box.

        Args:
            box_type: A number: Primer 0, General or Tube -1, Seed -2, Fly -3, Bacterium -4, Cell Line -5, Tissue
                -6, Antibody -7, Plasmid -8, Glycerol -9, Enzyme -10, Consumable -11, Yeast -12, Fungus -13, Virus
                -14, Protein -15, Lipid -16, Worm -17, Sequence -18, Zebrafish -19, Gene -20, Compound -21. A name
                such as Tissue worked, too (live, 2017).
            color: pink, red, orange, yellow, beige, white, blue, purple, green, brown, gray or black.
            shared: False keeps the box to its owner; true by default.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            name=name,
            rows=rows,
            cols=cols,
            box_type=box_type,
            color=color,
            shared=shared,
            barcode=barcode,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete a box.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def get(self, id: int) -> m.Box:
        """Get a box.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    def list(self, *, page_size: int | None = None, name: str | None = None) -> AsyncListing[m.Box]:
        """List boxes.

        Args:
            page_size: Records per page; the server's own number by default.
            name: Exact name or title of the records sought. In the vendor's scripts, for a few lists; for others it
                is assumed, so look at the names that come back.
        """
        return self._client.awaited(self._sync.list(page_size=page_size, name=name))

    async def update(
        self,
        id: int,
        *,
        name: str | None | Unset = UNSET,
        rows: int | None | Unset = UNSET,
        cols: int | None | Unset = UNSET,
        box_type: int | str | None | Unset = UNSET,
        color: str | None | Unset = UNSET,
        shared: bool | None | Unset = UNSET,
        barcode: str | None | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> m.Box:
        """Update a box.

        A field that is left out stays as it is; None clears it.

        Args:
            box_type: See BoxCreate.
            color: See BoxCreate.
            shared: False keeps the box to its owner; true by default.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(
            self._sync.update,
            id,
            name=name,
            rows=rows,
            cols=cols,
            box_type=box_type,
            color=color,
            shared=shared,
            barcode=barcode,
            extra=extra,
        )
