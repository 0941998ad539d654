"""Where the files of ``labclients labguru upload`` go, and what is there already."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, NamedTuple

from labclients import Labguru
from labclients.errors import UsageError
from labclients.labguru.attachments import owner_of
from labguru_api import models as m


class Taken(NamedTuple):
    """Which attachment a file is, and what was done for it."""

    attachment: int
    done: Literal["uploaded", "already there", "shown"]

    def __str__(self) -> str:
        if self.done == "already there":
            return f"already there (attachment {self.attachment})"
        return f"attachment {self.attachment}" + (", stored before, now shown there" if self.done == "shown" else "")


class Place:
    """A record, or a section or an element of one; or nothing: files are then stored unattached."""

    def __init__(self, labguru: Labguru, to: Any, *, via: Literal["form", "s3"] = "form") -> None:
        self._labguru = labguru
        self._to = to
        self._via: Literal["form", "s3"] = via
        owner = owner_of(labguru.call, to)
        self._section = owner.section_id
        self._elements = self._shown_in(to) if self._section is not None else set[int]()
        self._there = self._listed(owner.attachable_type, owner.attachable_id or getattr(to, "id", None))

    def take(self, file: Path) -> Taken:
        """Bring a file here, unless it is here by name and size."""
        same = [one for one in self._there if file.name in _names(one) and self._size(one) == file.stat().st_size]
        here = [one for one in same if self._section is None or one.element_id in self._elements]
        if here:
            return Taken(here[0].id, "already there")
        # An earlier run came as far as this; one of another section is not ours.
        loose = [one for one in same if one.element_id is None and one.section_id in (None, self._section)]
        if loose:
            self._follow(self._labguru.attachments.place(loose[0].id, self._to))
            return Taken(loose[0].id, "shown")
        stored = self._labguru.attachments.upload(file, to=self._to, via=self._via)
        self._follow(stored)
        return Taken(stored.id, "uploaded")

    def _listed(self, kind: str | None, id: int | None) -> list[m.Attachment]:
        if id is None:
            return []
        found = self._labguru.attachments.list(attachable_id=id).all()
        return [one for one in found if kind in (None, one.attachable_type)]

    def _shown_in(self, to: Any) -> set[int]:
        """The elements whose files count as here; of a section's, one that shows files is to show ours."""
        if isinstance(to, m.Element):
            return {to.id}
        elements: list[m.Element] = to.elements or []
        self._into(next((one.id for one in elements if one.element_type == "attachments"), None))
        return {one.id for one in elements}

    def _follow(self, placed: m.Attachment) -> None:
        """What follows goes into the element that was made for this one."""
        if isinstance(self._to, m.Section):
            self._into(placed.element_id)

    def _into(self, element: int | None) -> None:
        if element is not None:
            self._to = self._labguru.elements.get(element)

    def _size(self, one: m.Attachment) -> int:
        # No answer with this key was seen; it is what the library behind Labguru's other two file keys would call it.
        told = one["attachment_file_size"] if "attachment_file_size" in one else None  # noqa: SIM401 - has no get
        return told if isinstance(told, int) else self._labguru.attachments.size(one.id)


def section(labguru: Labguru, record: Any, name: str) -> m.Section:
    """A section of a record by its name; letters count, their case only where it makes a difference.

    Raises:
        UsageError: There is none, or several.
    """
    sections: list[m.Section] = getattr(record, "sections", [])
    found = [one for one in sections if one.name == name]
    found = found or [one for one in sections if (one.name or "").casefold() == name.casefold()]
    if len(found) == 1:
        return labguru.sections.get(found[0].id)
    if found:
        ids = ", ".join(f"section:{one.id}" for one in found)
        raise UsageError(f"{record!r} has {len(found)} sections {name!r}: name one by its id ({ids})")
    names = ", ".join(repr(one.name) for one in sections)
    raise UsageError(f"{record!r} has no section {name!r}; it has {names or 'none'}")


def _names(one: m.Attachment) -> tuple[str | None, ...]:
    return one.filename, one.attachment_file_name, one.title
