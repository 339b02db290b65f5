"""A body called by its sort alone: "Unia" joins "Unia Europejska" where no other union is named nearly as often, and
"Sąd Najwyższy" the supreme court of the country whose one is named most.

The sorts are the heads of tables/names/glossary.tsv, so that "Komise" joins "Европейская комиссия" as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from kzresolve.resolve.glossary import heads, sort_and_country
from kzresolve.resolve.lexicon import given_names
from kzresolve.resolve.linkage import join_each

Said = frozenset[str]  # words of the glossary

_LEAD = 2  # times as often as any other body of its sort is the one named that is meant


def join_heads(
    groups: Sequence[Sequence[int]],
    spelled: Sequence[Sequence[str]],
    sizes: Sequence[int],
    may_join: Callable[[int, int], bool],
    joined: Callable[[int, int], None],
) -> list[list[int]]:
    """The groups, those of bodies called by their sort alone, or without a country, joined to the one of that sort that
    is named most.

    groups: of indices into `spelled`, which holds the forms of each name in the list. sizes: how often each name
    stands there. may_join, joined: as in linkage.join_each.
    """
    names = [[name for i in members for name in spelled[i]] for members in groups]
    alone: dict[int, Said] = {}
    bodies: defaultdict[Said, dict[int, int]] = defaultdict(dict)
    for group, forms in enumerate(names):
        fewest = _said_alone(forms)
        if fewest:
            alone[group] = fewest
        for said in _said_with_more(forms):
            bodies[said][group] = sum(sizes[i] for i in groups[group])
    leaders = {group: _leader(bodies.get(said, {})) for group, said in alone.items()}
    return join_each(groups, leaders, may_join, joined)


def _said_alone(forms: Sequence[str]) -> Said:
    """What the names of a group say, most of them, and no more: a sort ("court"), or sorts ("court", "supreme")."""
    if not any(" " in form for form in forms):
        sorts = frozenset.intersection(*map(heads, forms))
        return sorts if len(sorts) == 1 else frozenset()
    said = Counter(sort_and_country(form) for form in forms if " " in form)
    (words, country), many = said.most_common(1)[0]
    return words if not country and 2 * many > said.total() and not any(named for _, named in said) else frozenset()


def _said_with_more(forms: Sequence[str]) -> frozenset[Said]:
    """What names of a group say beside more: their sort, or all but the country."""
    long = [form for form in forms if " " in form]
    sorts = {frozenset({sort}) for form in long for sort in heads(form)}
    return frozenset(sorts | {words for words, country in map(sort_and_country, long) if words and country})


def is_called_after(a: str, b: str) -> bool:
    """Whether one of two names is a person's and the other that of a body: the cabinet of Theresa May is not her."""
    if bool(heads(a)) == bool(heads(b)):
        return False
    first, *others = (b if heads(a) else a).split() or [""]
    return bool(others) and first.casefold() in given_names()


def _leader(sizes: Mapping[int, int]) -> int | None:
    """The group that is named far more often than any other, if one is."""
    if not sizes:
        return None
    first, *others = sorted(sizes, key=lambda group: (-sizes[group], group))
    return first if not others or sizes[first] >= _LEAD * sizes[others[0]] else None
