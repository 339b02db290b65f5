"""The Resolver: what users make of a registry. It resolves names, one by one or many, groups lists, annotates texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kzresolve.errors import InputError
from kzresolve.registry.dates import as_date
from kzresolve.registry.model import check_kind
from kzresolve.resolve.batch import Progress, as_names
from kzresolve.resolve.results import Annotations, Group
from kzresolve.resolve.search import Search

if TYPE_CHECKING:
    from kzresolve.resolve.annotate import Finder


class Resolver(Search):
    """Finds who names mean in a registry.

    registry: the entities. config: thresholds and prior, None for the defaults. May be shared by threads; sees what is
    added to the registry later.

    >>> from kzresolve import Entity, Registry
    >>> resolver = Resolver(Registry([Entity(id="t", name="Kassym-Jomart Tokayev", kind="PER")]))
    >>> resolver.resolve("Qasym-Zhomart Toqaev").entity.id
    't'
    """

    def group(
        self,
        names: Iterable[str],
        kind: str | None = None,
        *,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> list[Group]:
        """The names, grouped by whom they mean; every name is in exactly one group, and their order does not matter.

        workers: how many processes share the first part, looking the names up in the registry. progress: a function
        that is called now and then with how many of the distinct names have been looked up.
        """
        from kzresolve.resolve.grouping import group  # here, so that the first name looked up does not wait for it

        check_kind(kind)
        return group(as_names(names), kind, self, workers=workers, progress=progress)

    def annotate(
        self, texts: Mapping[str, str], dates: Mapping[str, object] | None = None, finder: Finder | None = None
    ) -> Annotations:
        """Who is in the texts, given as {document id: text}.

        dates: {document id: date or ISO string}; names are then read as of that day. finder: another way to find names,
        a function from a text to (start, end, kind) spans; None for our own.
        """
        from kzresolve.resolve.annotate import annotate

        if not isinstance(texts, Mapping):
            raise InputError(f"annotate takes a mapping of document ids to texts, not {type(texts).__name__}")
        dates = {} if dates is None else dates
        if not isinstance(dates, Mapping) or not dates.keys() <= texts.keys():
            raise InputError("dates: expected a mapping of ids of these documents to dates")
        if finder is not None and not callable(finder):
            raise InputError(f"finder: expected a function, not {type(finder).__name__}")
        with self.lock:
            return annotate(texts, {d: as_date(on) for d, on in dates.items()}, finder, self)
