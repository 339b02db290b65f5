"""A spelling table run for its outcome alone, which takes a third of the time of telling each step.

A draft holds one sign for each grapheme that has several outputs; the ways to write it are these spelled out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import groupby, product
from math import prod

from kzresolve.text.rewrite import Rule, Rules, pattern_of

CHOICES = 4  # combinations of doubtful graphemes tried one by one; beyond that all take the second output
SECOND = 0.2  # cost of taking a grapheme's second output
FIRST_SIGN = 0xE000  # of the private use area, which no output holds
_FEW, _LONG = 50, 64  # words that a table is tried on before it is compiled, and letters of longer ones
_SIGN = re.compile("[\ue000-\uf8ff]")


class Drafter:
    """The rules of a table whose outputs are ASCII. `doubts`: the signs that a draft may hold, and what each may stand
    for, likeliest first.

    Letters beyond ASCII that one row alone covers, whatever stands beside them, are translated all at once; the rest
    goes through one regular expression, which is compiled when the table is used often: that takes as long as trying
    its rules one by one on some hundred words.
    """

    def __init__(self, table: Rules) -> None:
        several = dict.fromkeys([rule.outputs for rule in table.rules if len(rule.outputs) > 1])
        self._signs = {outputs: chr(FIRST_SIGN + n) for n, outputs in enumerate(several)}
        self.doubts = {sign: outputs for outputs, sign in self._signs.items()}
        rows = Counter([rule.grapheme[0] for rule in table.rules])
        easy = [rule for rule in table.rules if stands_alone(rule) and rows[rule.grapheme] == 1]
        self._easy = {ord(rule.grapheme): self._output(rule) for rule in easy}
        self._hard = [rule for rule in table.rules if ord(rule.grapheme[0]) not in self._easy]
        self._written = writer([self._output(rule) for rule in self._hard], table)
        self._table = table
        self._uses = 0
        self._kept = frozenset(table.kept).union(map(chr, self._easy))
        self._by_letter = {letter: list(rules) for letter, rules in groupby(self._hard, lambda r: r.grapheme[0])}

    def _output(self, rule: Rule) -> str:
        return rule.outputs[0] if len(rule.outputs) == 1 else self._signs[rule.outputs]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return pattern_of(self._hard, "".join(sorted(self._kept)), others=self._table.other is not None)

    def draft(self, text: str) -> str:
        """`text` with every grapheme replaced by its output or the sign of its doubts; ASCII where there are none."""
        if self._uses < _FEW and len(text) <= _LONG:
            self._uses += 1
            draft = self._tried(text)
        else:
            draft = self._pattern.sub(self._written, text)
        return draft if text.isascii() else draft.translate(self._easy)

    def _tried(self, text: str) -> str:
        """What the regular expression makes of `text`, found by trying the rules."""
        written = []
        at = 0
        while at < len(text):
            letter = text[at]
            for rule in self._by_letter.get(letter, ()):
                if text.startswith(rule.grapheme, at) and rule.fits(text, at):
                    written.append(self._output(rule))
                    at += len(rule.grapheme)
                    break
            else:
                covered = self._table.other is not None and letter not in self._kept
                written.append(self._table.cover(letter).outputs[0] if covered else letter)
                at += 1
        return "".join(written)

    def drafts(self, text: str) -> Sequence[tuple[str, float]]:
        """The ways in which `text` may be written over, likeliest first, and what each costs."""
        draft = self.draft(text)
        return ((draft, 0.0),) if draft.isascii() else self.ways(draft)

    def ways(self, draft: str) -> Sequence[tuple[str, float]]:
        """The ways to write a draft out."""
        doubts = [self.doubts[sign] for sign in _SIGN.findall(draft)]
        if len(doubts) == 1:
            before, after = _SIGN.split(draft)
            return [(f"{before}{output}{after}", SECOND * pick) for pick, output in enumerate(doubts[0])]
        first, *parts = _SIGN.split(draft)
        found = []
        for picks, cost in choices(tuple(map(len, doubts))):
            chosen = [outputs[pick] + part for outputs, pick, part in zip(doubts, picks, parts, strict=True)]
            found.append((first + "".join(chosen), cost))
        return found


def writer(outputs: Sequence[str], table: Rules) -> Callable[[re.Match[str]], str]:
    """What is written for a match of the pattern of some rules of a table, by the number of its group."""
    by_group = ["", *outputs, None]  # groups count from 1; the last is that of all other characters

    def written(found: re.Match[str]) -> str:
        output = by_group[found.lastindex or 0]
        return table.cover(found[0]).outputs[0] if output is None else output

    return written


@lru_cache(maxsize=256)
def choices(sizes: tuple[int, ...]) -> list[tuple[tuple[int, ...], float]]:
    """Which of so many outputs to take of each doubtful grapheme, likeliest first, and what that costs: all
    combinations while few, else all alike.
    """
    if prod(sizes) <= CHOICES:
        return [(picks, SECOND * sum(picks)) for picks in product(*map(range, sizes))]
    return [(tuple([min(pick, size - 1) for size in sizes]), SECOND * pick) for pick in range(max(sizes))]


def stands_alone(rule: Rule) -> bool:
    """Whether the rule is one letter beyond ASCII, anywhere."""
    return len(rule.grapheme) == 1 and not rule.grapheme.isascii() and rule.left is None and rule.right is None
