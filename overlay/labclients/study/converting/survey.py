"""The first pass over a study: what each of its sources holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from contextlib import closing
from pathlib import Path

from labclients.study.converting.conversions import Place, mirrors, remember
from labclients.study.converting.ledger import Entry, Identity, identity
from labclients.study.converting.passes import each
from labclients.study.converting.profiles import profile
from labclients.study.reading.recordings import Source, find

__all__ = ["survey"]


def survey(
    study: Path,
    place: Place,
    executor: Executor | None = None,
    known: Mapping[Identity, Entry] | None = None,
    keep: Callable[[Iterable[Entry]], None] = lambda entries: None,
) -> list[tuple[Source, Entry]] | None:
    """The sources, in order, each with what it holds; None if one has changed while it was read.

    What is known already is not read again, unless something was wrong with it: a share may have been away. A mirror
    is told first where it is converted to.

    Args:
        study: Where it lies.
        place: Where it is converted to.
        executor: What reads; this program unless given.
        known: What an earlier conversion found.
        keep: Called after each source with all that is known then.
    """
    sources = find(study)
    for mirror in mirrors(sources):
        remember(mirror, place)
    found = {source: identity(source, study) for source in sources}
    all_known = dict(known or {})
    unread = [source for source, what in found.items() if what not in all_known or all_known[what].profile.problems]
    with closing(each(profile, unread, executor)) as profiles:
        for source, read in zip(unread, profiles, strict=True):
            what = found[source]
            if what is None or identity(source, study) != what:
                return None
            old = all_known.get(what)
            all_known[what] = old if old and old.profile == read else Entry(what, read)
            keep(all_known.values())
    return [(source, all_known[what]) for source, what in found.items() if what is not None]
