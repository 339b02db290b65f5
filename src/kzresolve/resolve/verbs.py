"""The three verbs on the bundled registry: kz.resolve, kz.group, kz.annotate. For another registry make a Resolver."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from kzresolve.registry.registry import Registry
from kzresolve.resolve.resolver import Resolver
from kzresolve.resolve.results import Annotations, Group, Resolution

if TYPE_CHECKING:
    from kzresolve.resolve.annotate import Finder


@cache
def bundled_resolver() -> Resolver:
    """The one Resolver over the bundled registry that the verbs share, made on first use."""
    return Resolver(Registry.bundled())


def resolve(
    name: str, kind: str | None = None, on: object = None, context: object = None, limit: int = 10
) -> Resolution:
    """Resolver.resolve on the bundled registry.

    >>> resolve("Qasym-Zhomart Toqaev").entity.name
    'Kassym-Jomart Tokayev'
    """
    return bundled_resolver().resolve(name, kind=kind, on=on, context=context, limit=limit)


def group(names: Iterable[str], kind: str | None = None) -> list[Group]:
    """Resolver.group on the bundled registry.

    >>> [g.members for g in group(["Karim Massimov", "Akezhan Kazhegeldin", "Кәрім Мәсімов"])]
    [(0, 2), (1,)]
    """
    return bundled_resolver().group(names, kind=kind)


def annotate(
    texts: Mapping[str, str], dates: Mapping[str, object] | None = None, finder: Finder | None = None
) -> Annotations:
    """Resolver.annotate on the bundled registry.

    >>> print(annotate({"a": "President Qasym-Zhomart Toqaev met Karim Masimov."}))
    PER  Karim Massimov (1 in 1): Karim Masimov ×1
    PER  Kassym-Jomart Tokayev (1 in 1): Qasym-Zhomart Toqaev ×1
    """
    return bundled_resolver().annotate(texts, dates=dates, finder=finder)
