"""How promising each of many names is for one that is looked up, from how like their words are: cheaper by far than
comparing them, and enough to tell which are worth it.

Names are met (meeting.py) and ranked by how far their words are known to agree (agreeing.py); the best are looked at
again, every word beside every word. This is done for many names that are looked up at once, as for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from kzresolve.match.agreeing import Agreeing
from kzresolve.match.filed import Filed, weighty
from kzresolve.match.meeting import View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kzresolve.match.postings import Places
    from kzresolve.match.terms import Terms

    Values = NDArray[np.float32]
    Chances = NDArray[np.int64]

_AGAIN, _AGAIN_ALONE, _AGAIN_ROUGH = 32, 64, 256  # names looked at again; for a single word, or one told only roughly
_AGREE, _FULLY = 0.5, 0.9  # likeness from which words agree at all, and from which they do so fully
_EACH, _LIGHT = 2.0, 0.4  # what a word that agrees promises, and what part of that a light one does
_RARE = 0.4  # what it promises beside that if it is rare
_LACKING, _AGAINST = 0.3, 0.5  # and what a word takes off that only the other name has, and one that both have
_UNLIKELY = 0.8  # words on both sides that agree with nothing, from which a name is not likely to be meant
_UNLIKELY_ALONE = 0.15  # the same where one name is a single word and the other is not
_CONTRARY, _ONE_WORD = 0.95, 1.2  # the same from which a name is hopeless, if no more agrees than about one word
_MOST = 16  # likely names that are compared with one in full, those written alike counted once
_FIRST, _FIRST_ALONE = 3, 12  # and texts that others are among, for one of several words and for a single word
_ALIKE, _NEARLY = 4, 0.01  # names that may promise as much as the first, or so little less, if it is hopeless
_BEHIND = 1.5  # by how much a name may promise less than the best to be compared
_AT_ONCE = 64  # names that are looked up at once
_TIE = 2.0**-52  # makes of 32 bits too little to count against what names promise


# What chance a name has. Likely: each word of one of both names may be in the other; lone: the same, but one of them is
# a single word. Hopeless: they share a word at most, and another of each agrees with nothing.
HOPELESS, OPEN, LONE, LIKELY = range(4)

# The number of a name; what it promises: the more, the better; and its chance.
Promise = tuple[int, float, int]


def promising(filed: Filed, sought: Sequence[Terms], most: int) -> list[list[Promise]]:
    """For each of some names that are looked up at most so many names that may match it, best first."""
    parts = [sought[start : start + _AT_ONCE] for start in range(0, len(sought), _AT_ONCE)]
    return [found for part in parts for found in _promising(filed, part, most)]


def _promising(filed: Filed, sought: Sequence[Terms], most: int) -> list[list[Promise]]:
    import numpy as np

    if not len(filed):
        return [[] for _ in sought]
    views = [View(name, each, words) for name, each in enumerate(sought) for words in each.views]
    names, judge = Agreeing(filed, views), _Judge(filed, views)
    promise = judge.promise(names)
    names.keep(_best(promise - filed.column(filed.order)[names.numbers] * _TIE, names.bounds(), views))
    names.look_again()
    promise, chance = judge.chance(names)
    ranks = filed.column(filed.order)[names.numbers]
    order = np.lexsort((ranks, -promise, names.view_of))
    name_of = np.array([view.name for view in views])[names.view_of]
    if len(views) > len(sought):  # of several views the best of each in turn: a view of more words promises more
        turn = np.arange(len(order)) - np.repeat(names.bounds()[:-1], np.diff(names.bounds()))
        order = order[np.lexsort((ranks[order], -promise[order], turn, name_of))]
    ranked = list(zip(*[each[order].tolist() for each in (names.numbers, promise, chance)], strict=True))
    found = []
    for start, end in pairwise(name_of.searchsorted(np.arange(len(sought) + 1)).tolist()):
        if len(views) > len(sought):
            best: dict[int, Promise] = {}
            for each in ranked[start:end]:
                best.setdefault(each[0], each)
            found.append(list(best.values())[:most])
        else:
            found.append(ranked[start : min(end, start + most)])
    return found


def _best(ranks: NDArray[np.float64], bounds: list[int], views: list[View]) -> Places:
    """The places of the names that are to be looked at again, ascending; the first of those that rank the same."""
    import numpy as np

    kept = []
    for view, (start, end) in zip(views, pairwise(bounds), strict=True):
        many = _AGAIN_ROUGH if view.is_rough else _AGAIN_ALONE if len(view.words) == 1 else _AGAIN
        if end - start > many:
            here = ranks[start:end]
            least = np.partition(here, -many)[-many]
            better = here > least
            better[np.flatnonzero(here == least)[: many - np.count_nonzero(better)]] = True
            kept.append(start + np.flatnonzero(better))
        else:
            kept.append(np.arange(start, end))
    return np.concatenate(kept)


def worthwhile(found: Sequence[Promise], sought: Terms) -> list[Promise]:
    """Those of some promising names that may be worth comparing in full, before it is known whose they are.

    Likely ones, unless they promise much less than the first; what else is not hopeless, if it is among the first; of
    the hopeless those that promise most, where these are few: many share a common word. All are where little is to be
    gone by: for a single word or the name of a place, and where a script tells sounds only roughly.
    """
    if not found or _is_little(sought) or sought.is_rough:
        return list(found)
    most = found[0][1]
    behind, nearly = most - _BEHIND, most - _NEARLY
    among_first = max(behind, found[min(_FIRST, len(found)) - 1][1])
    few = sum([promise >= nearly for _, promise, _ in found]) <= _ALIKE
    least = (nearly if few else inf, among_first, among_first, behind)  # by chance
    return [each for each in found if each[1] >= least[each[2]]]


def chosen(found: Sequence[Promise], entries: Sequence[tuple[str, str]], sought: Terms) -> list[tuple[str, str]]:
    """Of these the key and text of those that are compared; entries: of all. Names of one key go together, so that
    another name of an entity cannot take the place of the one that fits best.

    The likely ones, names written alike counted once, since they are compared but once, and the first. All are where a
    script tells sounds only roughly.
    """
    if sought.is_rough:
        return list(entries)
    likely = LONE if _is_little(sought) else LIKELY
    texts = [text for (_, text), each in zip(entries, found, strict=True) if each[2] >= likely]
    counted = set(list(dict.fromkeys(texts))[:_MOST])
    keys = {key for (key, text), each in zip(entries, found, strict=True) if each[2] >= likely and text in counted}
    leading: dict[str, str] = {}  # by key the text that it is first met by; ties between keys are of one text
    for key, text in entries:
        leading.setdefault(key, text)
    first = set(list(dict.fromkeys(leading.values()))[: _FIRST_ALONE if len(sought.views[0]) == 1 else _FIRST])
    return [(key, text) for key, text in entries if key in keys or leading[key] in first]


def _is_little(sought: Terms) -> bool:
    """Whether there is little to go by in a name: a single word, or a place."""
    return len(sought.views[0]) == 1 or bool(sought.places)


class _Judge:
    """Says what names promise, from how their words agree with those of the views that they were met by."""

    def __init__(self, filed: Filed, views: list[View]) -> None:
        import numpy as np

        self._filed = filed
        self._words = np.array([weighty(view.words) for view in views], np.float32)
        self._initials = np.array([view.sought.initials for view in views], np.float32)
        # By place of a word (rows) and view: whether it is one of few light words among others.
        self._light = np.zeros((max([len(view.words) for view in views]), len(views)), bool)
        for number, view in enumerate(views):
            light = [term.light for term in view.words]
            if any(light) and not all(light):
                self._light[: len(light), number] = light

    def promise(self, names: Agreeing) -> Values:
        """What each name promises."""
        return self._judged(names)[0]

    def chance(self, names: Agreeing) -> tuple[Values, Chances]:
        """What each name promises, and its chance."""
        import numpy as np

        promise, total, against, words, others = self._judged(names)
        lone = (np.minimum(words, others) <= 1) & (words != others)
        likely = against <= np.where(lone, np.float32(_UNLIKELY_ALONE), np.float32(_UNLIKELY))
        likely |= self._filed.column(self._filed.rough)[names.numbers] > 0
        likely &= total > 0
        hopeless = (against >= _CONTRARY) & (total <= _ONE_WORD)
        chance = np.where(likely, np.where(lone, LONE, LIKELY), np.where(hopeless, HOPELESS, OPEN))
        return promise, np.where(names.marked > 0, LIKELY, chance)

    def _judged(self, names: Agreeing) -> tuple[Values, ...]:
        import numpy as np

        filed = self._filed
        words = self._words[names.view_of] - filed.column(filed.initials)[names.numbers]
        others = filed.column(filed.weighty)[names.numbers] - self._initials[names.view_of]
        fully = np.maximum(np.minimum((names.agree - _AGREE) / (_FULLY - _AGREE), 1), 0)
        total = _sum(fully)
        agreed = total
        if self._light.any():
            light = _sum(fully * self._light[:, names.view_of])
            agreed = total - light
            total = agreed + _LIGHT * light
        lacking = np.maximum(others - agreed - names.more, 0)
        against = np.minimum(np.maximum(words - agreed, 0), lacking)
        rare = _RARE * _sum(fully * names.rare[:, names.view_of])
        promise = _EACH * total + rare - _LACKING * lacking - _AGAINST * against + names.marked
        return promise, total, against, words, others


def _sum(rows: Values) -> Values:
    """The sum of some rows, one after another: alike however many other names stand beside one."""
    whole: Values = rows[0].copy()
    for row in rows[1:]:
        whole += row
    return whole
