"""One engine for every spelling table: longest grapheme first, one letter of context on either side, one
pass. Tables say what to write; this module only compiles and applies them.

A row is `grapheme = output` or `grapheme = [outputs, likeliest first]`. The grapheme may stand in contexts:
`^sch` at a word's start, `ow$` at its end, `<vowel>s<vowel>` between letters of a class, where a class is a
string of letters under `[classes]` and may hold "^" or "$", the word's edges.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby

from kzresolve.errors import TableError
from kzresolve.values import Value

# A letter, or a sign above, below or beside one: accents, vowel points, and the vowel signs of Asian scripts. Classes
# apart, since one of more than two ranges beyond ASCII takes long to compile, and this stands in most patterns.
LETTER = (
    "(?:[^\\W\\d_]|[\u0300-\u036f\u0591-\u05bd]|[\u064b-\u0670\u0900-\u1cff]"
    "|[\U00010a00-\U00011fff\U0001e900-\U0001e95f])"
)
KEY = re.compile(r"(?:<(?P<left>\w+)>|(?P<start>\^))?(?P<grapheme>[^<>^$]+)(?:<(?P<right>\w+)>|(?P<end>\$))?")


@dataclass(frozen=True, slots=True)
class Step(Value):
    """What was done: the rule's name, what stood there before and what stands there after it."""

    rule: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled row, called `name`. `left` and `right` are the letters allowed beside it, None where any may stand."""

    grapheme: str
    outputs: tuple[str, ...]
    left: frozenset[str] | None
    right: frozenset[str] | None
    name: str

    def fits(self, text: str, at: int) -> bool:
        """Whether it applies to `text` at a place, as the pattern of its table would find."""
        if not text.startswith(self.grapheme, at):
            return False
        end = at + len(self.grapheme)
        return is_among(text[max(0, at - 1) : at], self.left, "^") and is_among(text[end : end + 1], self.right, "$")

    def step(self, pick: int) -> Step:
        """What is done where output number `pick` is taken."""
        return Step(self.name, self.grapheme, self.outputs[pick])


def is_among(letter: str, letters: frozenset[str] | None, edge: str) -> bool:
    """Whether a letter, "" for none, is one that may stand beside a grapheme: of `letters`, or none where these hold
    the word's edge.
    """
    if not letters or (letter in letters and letter != edge):
        return True
    return edge in letters and not is_letter(letter)


@cache
def is_letter(char: str) -> bool:
    """Whether a character is a letter or a sign that belongs to one."""
    return re.fullmatch(LETTER, char) is not None


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
        f"{name}: {key}",
    )


class Rules:
    """A compiled table. `other`, where set, gives the output for a character that no row covers; else it is
    kept.

    All rows become one regular expression, an empty group after each telling which row matched. Rows that
    change nothing are left out where no shorter row could take their place, so that plain letters cost
    nothing. `rules` are the others, in the order of their groups; `kept` are the letters they leave out.
    """

    def __init__(
        self,
        name: str,
        rows: Mapping[str, Sequence[str]],
        classes: Mapping[str, str] | None = None,
        other: Callable[[str], str] | None = None,
    ) -> None:
        self.name = name
        self.other = other
        self._others: dict[str, Rule] = {}
        compiled = [compile_row(key, outputs, classes or {}, name) for key, outputs in rows.items()]
        # Longest first, then the row with more contexts; the sort is stable: otherwise the table's own order.
        compiled.sort(key=lambda r: (r.grapheme[0], -len(r.grapheme), (r.left is None) + (r.right is None)))
        self.rules = [rule for rule in compiled if not is_plain(rule)]
        self.kept = "".join([rule.grapheme for rule in compiled if is_plain(rule)])

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Compiled when first needed: of sixty tables a text needs a few."""
        return pattern_of(self.rules, self.kept, others=self.other is not None)

    def scan(self, text: str) -> list[tuple[int, Rule]]:
        """The rules that apply to `text` and where, in order; letters between them are kept."""
        found = []
        rules = self.rules
        for match in self._pattern.finditer(text):
            index = match.lastindex or 0
            found.append((match.start(), rules[index - 1] if index <= len(rules) else self.cover(match[0])))
        return found

    def apply(self, text: str) -> str:
        """`text` with every grapheme replaced by its likeliest output."""
        found = self.scan(text)
        if not found:
            return text
        written: list[str] = []
        at = 0
        for start, rule in found:
            written += text[at:start], rule.outputs[0]
            at = start + len(rule.grapheme)
        written.append(text[at:])
        return "".join(written)

    def outputs_of(self, letter: str) -> tuple[str, ...]:
        """What a letter may become where it stands alone in a word."""
        rule = next((rule for rule in self.rules if rule.fits(letter, 0)), None)
        if rule is not None:
            return rule.outputs
        return (letter,) if self.other is None or letter in self.kept else self.cover(letter).outputs

    def cover(self, char: str) -> Rule:
        """The rule for a character that no row covers."""
        rule = self._others.get(char)
        if rule is None:
            output = self.other(char) if self.other else char
            rule = Rule(char, (output,), None, None, f"{self.name}: other letter")
            self._others[char] = rule
        return rule


def is_plain(rule: Rule) -> bool:
    """Whether the rule is one letter, anywhere, kept as it is."""
    return len(rule.grapheme) == 1 and rule.outputs == (rule.grapheme,) and rule.left is None and rule.right is None


def pattern_of(rules: Sequence[Rule], kept: str, *, others: bool) -> re.Pattern[str]:
    """One pattern for rules sorted by their first letters: group n is that of rule n, the last that of all `others`
    but those kept.
    """
    branches = [
        f"{re.escape(first)}(?:{'|'.join(map(rest_of_pattern, alike))})"
        for first, alike in groupby(rules, key=lambda r: r.grapheme[0])
    ]
    if others:
        branches.append(f"[^{re.escape(kept)}]()" if kept else ".()")
    return re.compile("|".join(branches) or "(?!)", re.DOTALL)


def rest_of_pattern(rule: Rule) -> str:
    """The rule as a pattern that goes on after its first letter, which the branch has matched."""
    first = rule.grapheme[0]
    pattern = re.escape(rule.grapheme[1:]) + "()"
    if rule.right is not None:
        pattern = pattern[:-2] + beside(rule.right, "$", "(?={})", "(?!{})") + "()"
    if rule.left is not None:
        last = re.escape(first)
        pattern = beside(rule.left, "^", f"(?<={{}}{last})", f"(?<!{{}}{last})") + pattern
    return pattern


def beside(letters: frozenset[str], edge: str, there: str, not_there: str) -> str:
    """A look to the side: one of `letters`, or no letter at all where `letters` holds the word's edge."""
    listed = "".join(sorted(letters - {edge}))
    looks = [there.format(f"[{re.escape(listed)}]")] if listed else []
    if edge in letters:
        looks.append(not_there.format(LETTER))
    return f"(?:{'|'.join(looks)})"
