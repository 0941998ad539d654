"""Records of Labguru that can do more than show their fields."""

from __future__ import annotations

from labclients.shapes import as_list, as_object
from labguru_api import models as m


class Experiment(m.Experiment):
    """An experiment."""

    __slots__ = ()

    @property
    def sections(self) -> list[m.Section]:
        """Its sections: Labguru wraps them where one experiment is asked for, not in lists; here they are alike."""
        found = (as_object(one) or {} for one in as_list(self._data.get("experiment_procedures")) or [])
        sections = (as_object(one.get("experiment_procedure", one)) for one in found)
        return [m.Section(section) for section in sections if section]
