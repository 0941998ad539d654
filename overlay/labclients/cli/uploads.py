"""For ``labclients labguru upload``: upload files that are not there already."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, NamedTuple

from labclients import Labguru
from labclients.errors import UsageError
from labclients.labguru.attachments import owner_of
from labguru_api import models as m


class Upload(NamedTuple):
    """The attachment of a file, and what was done: `shown` is a file that was stored before, and is attached now."""

    attachment: int
    done: Literal["uploaded", "already there", "shown"]

    def __str__(self) -> str:
        if self.done == "already there":
            return f"already there (attachment {self.attachment})"
        return f"attachment {self.attachment}" + (", stored before, now shown there" if self.done == "shown" else "")


class Destination:
    """A record, or a section or an element of one; or None: files are then stored unattached."""

    def __init__(self, labguru: Labguru, to: Any, *, via: Literal["form", "s3"] = "form") -> None:
        self._labguru = labguru
        self._to = to
        self._via: Literal["form", "s3"] = via
        owner = owner_of(labguru.call, to)
        self._section = owner.section_id
        self._elements = self._elements_of(to) if self._section is not None else set[int]()
        self._existing = self._list(owner.attachable_type, owner.attachable_id or getattr(to, "id", None))

    def upload(self, file: Path) -> Upload:
        """Upload a file, unless one of its name and size is there."""
        size = file.stat().st_size
        same = [record for record in self._existing if file.name in _names(record) and self._size(record) == size]
        here = [record for record in same if self._section is None or record.element_id in self._elements]
        if here:
            return Upload(here[0].id, "already there")
        # A run that was interrupted may have stored it without showing it; those of other sections do not count.
        hidden = [record for record in same if record.element_id is None and record.section_id in (None, self._section)]
        if hidden:
            self._show_next_in(self._labguru.attachments.place(hidden[0].id, self._to))
            return Upload(hidden[0].id, "shown")
        stored = self._labguru.attachments.upload(file, to=self._to, via=self._via)
        self._show_next_in(stored)
        return Upload(stored.id, "uploaded")

    def _list(self, owner_class: str | None, owner_id: int | None) -> list[m.Attachment]:
        if owner_id is None:
            return []
        records = self._labguru.attachments.list(attachable_id=owner_id).all()
        return [record for record in records if self._is_class(owner_class, record.attachable_type or "")]

    def _is_class(self, owner_class: str | None, found: str) -> bool:
        """Whether a class is the owner's, since records of several classes share an id.

        Not every record tells its class. Labguru's classes end in what a record is: ``Projects::Project``.
        """
        if owner_class is None:
            return found.rpartition("::")[2] == type(self._to).__name__
        return found == owner_class

    def _elements_of(self, to: Any) -> set[int]:
        """The elements whose files are at the destination. One of a section that shows files is to show ours, too."""
        if isinstance(to, m.Element):
            return {to.id}
        elements: list[m.Element] = to.elements or []
        for element in elements:
            if element.element_type == "attachments":
                self._to = self._labguru.elements.get(element.id)
                break
        return {element.id for element in elements}

    def _show_next_in(self, attachment: m.Attachment) -> None:
        """Show further files in the element that was made for this one."""
        if isinstance(self._to, m.Section) and attachment.element_id is not None:
            self._to = self._labguru.elements.get(attachment.element_id)

    def _size(self, record: m.Attachment) -> int:
        # No answer with this key was seen; it is what the library behind Labguru's other two file keys would call it.
        size = record["attachment_file_size"] if "attachment_file_size" in record else None  # noqa: SIM401 - has no get
        return size if isinstance(size, int) else self._labguru.attachments.size(record.id)


def find_section(labguru: Labguru, record: Any, name: str) -> m.Section:
    """A section of a record by its name; case counts only if there are several otherwise.

    Raises:
        UsageError: There is none, or several.
    """
    sections: list[m.Section] = getattr(record, "sections", [])
    exact = [section for section in sections if section.name == name]
    matches = exact or [section for section in sections if (section.name or "").casefold() == name.casefold()]
    if len(matches) == 1:
        return labguru.sections.get(matches[0].id)
    if matches:
        ids = ", ".join(f"section:{section.id}" for section in matches)
        raise UsageError(f"{record!r} has {len(matches)} sections {name!r}: name one by its id ({ids})")
    names = ", ".join(repr(section.name) for section in sections)
    raise UsageError(f"{record!r} has no section {name!r}; it has {names or 'none'}")


def _names(record: m.Attachment) -> tuple[str | None, ...]:
    return record.filename, record.attachment_file_name, record.title
