"""Elements of sections: text, steps, samples, plate, form, excel, attachments. Labguru has no list of them
all; `experiments.elements(id)` lists those of one experiment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from .. import api
from .. import models as m
from ..resource import AsyncResource, ViewedResource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import builtins
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any


R = TypeVar("R", bound="m.Element")


class Elements(ViewedResource[R]):
    """Elements of sections: text, steps, samples, plate, form, excel, attachments. Labguru has no list of them
    all; `experiments.elements(id)` lists those of one experiment."""

    resource_name = "elements"

    def convert_xlsx_to_json(
        self, file: str | Path, exp_pro_container_id: int | None = None, *, extra: Mapping[str, Any] | None = None
    ) -> m.PlateData:
        """Read the data of a plate from an XLSX file.

        Documented nowhere. What comes back is meant for `elements.update` of a plate, as JSON in a text. Whether
        anything is kept on the server is not known, so this counts as a write. The part is named `file_name[0]`.

        Args:
            file: The XLSX file.
            exp_pro_container_id: Id of the section. One script of the vendor gives it here, another as a part of
                the form.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            UsageError: The file cannot be read.
        """
        return self._client.record(
            api.elements.convert_xlsx_to_json,
            body=self._client.build(
                m.PlateFileCreate,
                field_0=self._client.read_file(
                    file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                ),
                extra=dict(extra or {}),
            ),
            exp_pro_container_id=exp_pro_container_id,
        )

    def create(
        self,
        *,
        container_id: int,
        container_type: str,
        element_type: str,
        data: str | None,
        name: str | Unset = UNSET,
        rows: int | Unset = UNSET,
        cols: int | Unset = UNSET,
        description: str | Unset = UNSET,
        settings: Any | Unset = UNSET,
        readonly: bool | Unset = UNSET,
        field_name: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> R:
        """Add an element to a section.

        Args:
            container_id: Id of the section.
            container_type: ExperimentProcedure.
            element_type: samples, equipment, code, compound, reaction, text, steps, excel or plate are documented;
                form and attachments work too.
            data: HTML for a text; for most other types JSON as a text; null or empty for none.
            name: A default name if missing.
            rows: Of a plate, and required there. Sizes (cols x rows): 3x2, 4x3, 6x4, 8x6, 12x6, 12x8, 24x16.
            cols: Of a plate, and required there.
            description: Of a form: its definition, as JSON in a text (live).
            settings: Of a form: an object, or JSON in a text (live).
            readonly: In scripts only.
            field_name: In scripts only.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            self._viewed(api.elements.create),
            body=self._client.build(
                m.ElementCreate,
                container_id=container_id,
                container_type=container_type,
                element_type=element_type,
                data=data,
                name=name,
                rows=rows,
                cols=cols,
                description=description,
                settings=settings,
                readonly=readonly,
                field_name=field_name,
                extra=dict(extra or {}),
            ),
        )

    def delete(self, id: int) -> None:
        """Delete an element.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.elements.delete, id)

    def export_plate_to_xlsx_file(self, id: int) -> bytes:
        """Download a plate as an XLSX file.

        Documented nowhere; for elements of type plate.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.result(api.elements.export_plate_to_xlsx_file, id)

    def get(self, id: int) -> R:
        """Get an element with its data.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(self._viewed(api.elements.get), id)

    def sort(
        self,
        *,
        container_id: int,
        container_type: str,
        list_: builtins.list[int],
        extra: Mapping[str, Any] | None = None,
    ) -> m.Acknowledgement:
        """Put elements in another order.

        The vendor's text calls the container a section while its default type is the experiment; the one call that
        was seen to run passes the experiment's id and Projects::Experiment.

        Args:
            container_id: Id of the experiment (live); the vendor's text says of the section.
            container_type: Projects::Experiment.
            list_: Ids of the elements, in the order wanted.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return self._client.record(
            api.elements.sort,
            body=self._client.build(
                m.ElementSortCreate,
                container_id=container_id,
                container_type=container_type,
                list_=list_,
                extra=dict(extra or {}),
            ),
        )

    def update(
        self,
        id: int,
        *,
        data: str | None | Unset = UNSET,
        form_json: Any | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> R:
        """Replace the content of an element.

        The whole content is replaced, never merged. Four shapes of the body are in use: `{data}` (documented, and
        in the vendor's examples), `{form_json}` (documented, for forms), `{element: {...}}` (live) and `{item:
        {...}}` (vendor, old). The first two are described here; for the others write the wrapper as an extra key.
        One customer had to set a samples element to null before writing it anew. A field that is left out stays as
        it is; None clears it.

        Args:
            data: The new content: HTML, or JSON as a text.
            form_json: Values of a form, by the names of its fields: JSON as a text, in one example an object.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return self._client.record(
            self._viewed(api.elements.update),
            id,
            body=self._client.build(m.ElementUpdate, data=data, form_json=form_json, extra=dict(extra or {})),
        )


class AsyncElements(AsyncResource, Generic[R]):
    """Elements of sections: text, steps, samples, plate, form, excel, attachments. Labguru has no list of them
    all; `experiments.elements(id)` lists those of one experiment."""

    resource_name = "elements"

    def __init__(self, sync: Elements[R]) -> None:
        super().__init__(sync._client)
        self._sync = sync

    async def convert_xlsx_to_json(
        self, file: str | Path, exp_pro_container_id: int | None = None, *, extra: Mapping[str, Any] | None = None
    ) -> m.PlateData:
        """Read the data of a plate from an XLSX file.

        Documented nowhere. What comes back is meant for `elements.update` of a plate, as JSON in a text. Whether
        anything is kept on the server is not known, so this counts as a write. The part is named `file_name[0]`.

        Args:
            file: The XLSX file.
            exp_pro_container_id: Id of the section. One script of the vendor gives it here, another as a part of
                the form.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            UsageError: The file cannot be read.
        """
        return await self._client.run_in_thread(
            self._sync.convert_xlsx_to_json, file, exp_pro_container_id, extra=extra
        )

    async def create(
        self,
        *,
        container_id: int,
        container_type: str,
        element_type: str,
        data: str | None,
        name: str | Unset = UNSET,
        rows: int | Unset = UNSET,
        cols: int | Unset = UNSET,
        description: str | Unset = UNSET,
        settings: Any | Unset = UNSET,
        readonly: bool | Unset = UNSET,
        field_name: str | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> R:
        """Add an element to a section.

        Args:
            container_id: Id of the section.
            container_type: ExperimentProcedure.
            element_type: samples, equipment, code, compound, reaction, text, steps, excel or plate are documented;
                form and attachments work too.
            data: HTML for a text; for most other types JSON as a text; null or empty for none.
            name: A default name if missing.
            rows: Of a plate, and required there. Sizes (cols x rows): 3x2, 4x3, 6x4, 8x6, 12x6, 12x8, 24x16.
            cols: Of a plate, and required there.
            description: Of a form: its definition, as JSON in a text (live).
            settings: Of a form: an object, or JSON in a text (live).
            readonly: In scripts only.
            field_name: In scripts only.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.create,
            container_id=container_id,
            container_type=container_type,
            element_type=element_type,
            data=data,
            name=name,
            rows=rows,
            cols=cols,
            description=description,
            settings=settings,
            readonly=readonly,
            field_name=field_name,
            extra=extra,
        )

    async def delete(self, id: int) -> None:
        """Delete an element.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.delete, id)

    async def export_plate_to_xlsx_file(self, id: int) -> bytes:
        """Download a plate as an XLSX file.

        Documented nowhere; for elements of type plate.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.export_plate_to_xlsx_file, id)

    async def get(self, id: int) -> R:
        """Get an element with its data.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.get, id)

    async def sort(
        self,
        *,
        container_id: int,
        container_type: str,
        list_: builtins.list[int],
        extra: Mapping[str, Any] | None = None,
    ) -> m.Acknowledgement:
        """Put elements in another order.

        The vendor's text calls the container a section while its default type is the experiment; the one call that
        was seen to run passes the experiment's id and Projects::Experiment.

        Args:
            container_id: Id of the experiment (live); the vendor's text says of the section.
            container_type: Projects::Experiment.
            list_: Ids of the elements, in the order wanted.
            extra: Keys beyond the documented ones, such as custom columns under their display names.
        """
        return await self._client.run_in_thread(
            self._sync.sort, container_id=container_id, container_type=container_type, list_=list_, extra=extra
        )

    async def update(
        self,
        id: int,
        *,
        data: str | None | Unset = UNSET,
        form_json: Any | Unset = UNSET,
        extra: Mapping[str, Any] | None = None,
    ) -> R:
        """Replace the content of an element.

        The whole content is replaced, never merged. Four shapes of the body are in use: `{data}` (documented, and
        in the vendor's examples), `{form_json}` (documented, for forms), `{element: {...}}` (live) and `{item:
        {...}}` (vendor, old). The first two are described here; for the others write the wrapper as an extra key.
        One customer had to set a samples element to null before writing it anew. A field that is left out stays as
        it is; None clears it.

        Args:
            data: The new content: HTML, or JSON as a text.
            form_json: Values of a form, by the names of its fields: JSON as a text, in one example an object.
            extra: Keys beyond the documented ones, such as custom columns under their display names.

        Raises:
            NotFound: There is no such record.
        """
        return await self._client.run_in_thread(self._sync.update, id, data=data, form_json=form_json, extra=extra)
