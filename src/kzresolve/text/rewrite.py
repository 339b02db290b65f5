"""One engine for every spelling table: longest grapheme first, one letter of context on either side, one pass.
Tables say what to write; this module only compiles and applies them.

A row is `grapheme = output` or `grapheme = [outputs, likeliest first]`. The grapheme may stand in contexts:
`^sch` at a word's start, `ow$` at its end, `<vowel>s<vowel>` between letters of a class, where a class is a string
of letters under `[classes]` and may hold "^" or "$", the word's edges.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kzresolve.errors import TableError
from kzresolve.values import Value

KEY = re.compile(r"(?:<(?P<left>\w+)>|(?P<start>\^))?(?P<grapheme>[^<>^$]+)(?:<(?P<right>\w+)>|(?P<end>\$))?")


@dataclass(frozen=True, slots=True)
class Step(Value):
    """What was done: the rule's name, what stood there before and what stands there after it."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled row. `left` and `right` are the letters allowed beside it, None where any may stand."""

    grapheme: str
    outputs: tuple[str, ...]
    left: frozenset[str] | None
    right: frozenset[str] | None
    steps: tuple[Step, ...]  # one per output, made once so that reading a word makes none


def grapheme_of(key: str) -> str:
    """The grapheme of a row's key without its contexts, "" where the key cannot be read."""
    found = KEY.fullmatch(key)
    return found["grapheme"] if found else ""


def compile_row(key: str, outputs: Sequence[str], classes: Mapping[str, str], name: str) -> Rule:
    """The rule of one row of the table called `name`.

    Raises TableError where the key cannot be read or names a class the table lacks.
    """
    found = KEY.fullmatch(key)
    if found is None:
        raise TableError(f"{name}: row {key!r}: expected a grapheme, with ^, $ or <class> beside it at most")

    def neighbours(named: str | None, edge: str | None) -> frozenset[str] | None:
        if named is None:
            return frozenset(edge) if edge else None
        if named not in classes:
            raise TableError(f"{name}: row {key!r}: no class {named!r}, expected one of {sorted(classes)}")
        return frozenset(classes[named])

    grapheme = found["grapheme"]
    return Rule(
        grapheme,
        tuple(outputs),
        neighbours(found["left"], found["start"]),
        neighbours(found["right"], found["end"]),
        tuple(Step(f"{name}: {key}", grapheme, output) for output in outputs),
    )


class Rules:
    """A compiled table. `other` gives the output for a character no row begins with (default: the character)."""

    def __init__(
        self,
        name: str,
        rows: Mapping[str, Sequence[str]],
        classes: Mapping[str, str] | None = None,
        other: Callable[[str], str] | None = None,
    ) -> None:
        self.name = name
        self.other = other
        self._unknown: dict[str, Rule] = {}
        by_first: dict[str, list[Rule]] = {}
        for key, outputs in rows.items():
            rule = compile_row(key, outputs, classes or {}, name)
            by_first.setdefault(rule.grapheme[0], []).append(rule)
        # Longest first, then the row with more contexts; sorting is stable, so otherwise the table's own order.
        self._by_first = {
            first: tuple(
                (len(r.grapheme), r.grapheme, r.left, r.right, r)
                for r in sorted(rules, key=lambda r: (-len(r.grapheme), (r.left is None) + (r.right is None)))
            )
            for first, rules in by_first.items()
        }

    def __contains__(self, char: str) -> bool:
        """Whether a row begins with `char`."""
        return char in self._by_first

    def scan(self, text: str) -> list[Rule]:
        """The rules that cover `text`, in order: together their graphemes are `text` again."""
        found = []
        by_first = self._by_first
        i, end = 0, len(text)
        while i < end:
            for size, grapheme, left, right, rule in by_first.get(text[i], ()):
                if size > 1 and not text.startswith(grapheme, i):
                    continue
                if left is not None and (text[i - 1] if i and text[i - 1].isalpha() else "^") not in left:
                    continue
                after = i + size
                if right is not None and (
                    text[after] if after < end and text[after].isalpha() else "$"
                ) not in right:
                    continue
                break
            else:
                rule = self._unknown.get(text[i]) or self._pass_on(text[i])
                size = 1
            found.append(rule)
            i += size
        return found

    def apply(self, text: str) -> str:
        """`text` with every grapheme replaced by its likeliest output."""
        return "".join([rule.outputs[0] for rule in self.scan(text)])

    def _pass_on(self, char: str) -> Rule:
        output = self.other(char) if self.other else char
        rule = Rule(char, (output,), None, None, (Step(f"{self.name}: other letter", char, output),))
        self._unknown[char] = rule
        return rule
