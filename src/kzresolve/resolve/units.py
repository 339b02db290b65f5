"""Capitalised runs of running text, cut into units: registry names, titles, heads, demonyms, plain name words.

A run is what could be one or several names standing together; it ends with its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kzresolve.resolve.document import Document
from kzresolve.resolve.lexicon import CALENDAR, DEMONYM, HEAD, NONNAME, TITLE, Head, Lexicon
from kzresolve.resolve.phrases import is_join
from kzresolve.resolve.spot import Spot
from kzresolve.resolve.tokens import CAP, CAPS, INITIAL, MIXED, NUMBER, POSSESSIVE, Token

# Labels of a unit beside those of the lexicon
SPOT, WORD, LINK = "spot", "word", "link"

MODIFIER = "modifier"  # the class of titles like "deputy", "national", "former", which are some only before another
HONORIFIC = "honorific"  # the class of titles like "Mr"
FURNITURE = "furniture"  # the class of non-names like "read more"; one word is furniture only where it stands alone
EVENTS = frozenset({"event", "work"})  # classes of non-names that take the words beside them along: "Hurricane Maria"

_DOUBTFUL = frozenset({HEAD, DEMONYM, CALENDAR, NONNAME})  # "Theresa May", "Islam Karimov": these words are names too
_ORDINARY = frozenset({HEAD, DEMONYM, CALENDAR})
_CAPITAL = frozenset({CAP, CAPS, MIXED, INITIAL})
_LINKS = frozenset({"of", "for", "on", "and", "&", "the", "'s", "по", "и", "мен"})
_GLUE = frozenset({"&", ","})  # a comma is a link only before a legal form: "Dow Jones & Company, Inc."
_MOST_LINKS = 2  # "of the", "for the", "and the": never a longer string of small words inside a name


class Unit(NamedTuple):
    """Tokens start..stop of a run.

    detail: class of a title or non-name, country of a demonym, key of a link. spot, head: for those labels. first: its
    first token. ordinary: made of words of ordinary prose. idle: ordinary, and its capital says nothing. glue: a link
    that holds a name together.
    """

    start: int
    stop: int
    label: str
    first: Token
    detail: str = ""
    spot: Spot | None = None
    head: Head | None = None
    ordinary: bool = False
    idle: bool = False
    glue: bool = False

    @property
    def words(self) -> int:
        """How many tokens it has."""
        return self.stop - self.start

    @property
    def is_weak(self) -> bool:
        """Whether all that the registry name may mean has it as a weak form."""
        return self.spot is not None and all(sense.alias.strength == "weak" for sense in self.spot.senses)

    @property
    def is_place(self) -> bool:
        """Whether it is a registry name that a place has."""
        return self.spot is not None and bool(self.spot.places())

    @property
    def country(self) -> str:
        """The country it speaks of, or ""."""
        if self.label == DEMONYM:
            return self.detail
        return next((place.country for place in self.spot.places()), "") if self.spot else ""


def is_capital(token: Token) -> bool:
    """Whether the token is written like a name or part of one."""
    return token.shape in _CAPITAL


def runs(document: Document, lexicon: Lexicon) -> Iterator[list[Unit]]:
    """The runs of the text in order, each a list of units that follow each other, the last no link."""
    scanner = _Scanner(document, lexicon)
    end = 0
    for i, token in enumerate(document.tokens):
        if i >= end and (token.shape in _CAPITAL or i in document.spots):
            run = scanner.run_from(i)
            end = run[-1].stop
            while run and run[-1].label == LINK:
                run.pop()
            if run:
                yield run


class _Scanner:
    """Cuts units off a document; `run` are those of the run so far."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.tokens = document.tokens
        self.spots = document.spots
        self.unsure = document.unsure
        self.lexicon = lexicon
        self.run: list[Unit] = []

    def run_from(self, i: int) -> list[Unit]:
        """The run that begins at token `i`, links at its end included."""
        self.run = [self.unit_at(i)]
        while (i := self.run[-1].stop) < len(self.tokens) and not self.tokens[i].begins:
            if is_capital(self.tokens[i]) or i in self.spots:
                self.run.append(self.unit_at(i))
            elif head := self.small_head_at(i):
                self.run.append(head)
            else:
                links = self.links_at(i)
                if not links:
                    break
                self.run += [self.made(k, k + 1, LINK, self.tokens[k].key) for k in range(i, i + links)]
        return self.run

    def made(
        self, start: int, stop: int, label: str, detail: str = "", spot: Spot | None = None, head: Head | None = None
    ) -> Unit:
        """A unit with what its first word says."""
        first = self.tokens[start]
        common = first.key in self.lexicon.words
        return Unit(
            start,
            stop,
            label,
            first,
            detail,
            spot,
            head,
            ordinary=label in _ORDINARY or (label in (WORD, TITLE) and common),
            idle=common and start in self.unsure,
            glue=label == LINK and (detail in _GLUE or detail in self.lexicon.particles),
        )

    def unit_at(self, i: int) -> Unit:
        """The unit that begins at token `i`: the longest that any table knows, a registry name where equal."""
        token, lexicon = self.tokens[i], self.lexicon
        word = self.made(i, self._word_end(i), WORD)
        beside_given = self._follows(i) and self.tokens[i - 1].key in lexicon.given
        before_name = token.key in lexicon.given and self._is_capital(word.stop) and not self._is_common(word.stop)
        best = word
        for stop, rows in lexicon.labels.from_token(self.tokens, i):
            if stop >= best.stop:
                units = (self._labelled(i, stop, label, value, beside_given or before_name) for label, value in rows)
                best = next(filter(None, units), best)
        if best is word and word.words > 2 and lexicon.demonyms.longest(self.tokens, word.stop - 1):
            best = self.made(i, word.stop, DEMONYM)  # "Franco-German"
        spot = self.spots.get(i)
        if spot and spot.stop >= best.stop and not self._is_part_of_more(spot):
            return self.made(i, spot.stop, SPOT, spot=spot, head=best.head if best.stop == spot.stop else None)
        named = beside_given or before_name or token.shape == INITIAL or self._is_acronym(i)
        if best is word and token.key in lexicon.function and not named:
            return self.made(i, i + 1, LINK, token.key)
        return best

    def _labelled(self, i: int, stop: int, label: str, value: str | Head, beside_name: bool) -> Unit | None:
        """The unit that a table row makes of the tokens i..stop, or None where something speaks against it."""
        single = stop == i + 1
        head, detail = (value, "") if isinstance(value, Head) else (None, value)
        if single and label in _DOUBTFUL and (beside_name or self._is_called(i, label, head)):
            return None  # part of a person's name
        if detail == MODIFIER and not self.lexicon.titles.longest(self.tokens, min(stop, len(self.tokens) - 1)):
            return None
        if detail == FURNITURE and single and (self._follows(i) or self._is_capital(stop)):
            return None
        behind = (
            self.tokens[i + 1 : stop] if self.tokens[i].key.isascii() else ()
        )  # elsewhere only the first word has one
        if label != NONNAME and not all(is_capital(t) or t.key in _LINKS or is_join(t) for t in behind):
            return None
        return self.made(i, stop, label, detail, head=head)

    def _is_called(self, i: int, label: str, head: Head | None) -> bool:
        """Whether the word at `i` follows a title as a name: "Senator Hill", "Director Roman Polanski", "Mr May"."""
        if not self._follows(i) or self.run[-1].label != TITLE:
            return False
        if label == CALENDAR:
            return self.run[-1].detail == HONORIFIC
        if label == DEMONYM:
            return self._is_capital(i + 1) and not self._is_common(i + 1)
        return head is not None and head.kind == "LOC"

    def small_head_at(self, i: int) -> Unit | None:
        """A head in small letters that ends a name, as in Russian and Kazakh: "Алматы облысы", "Қаржы министрлігі"; a
        body only behind ordinary words, since "Путин үкіметі" is no name.
        """
        if self.tokens[i].key.isascii() or not self._follows(i) or self.run[-1].label not in (WORD, DEMONYM, SPOT):
            return None
        found = self.lexicon.heads.longest(self.tokens, i)
        head = found[1][0] if found else None
        if not found or not head or head.position == "first" or (head.kind == "ORG" and not self.run[-1].ordinary):
            return None
        return self.made(i, found[0], HEAD, head=head)

    def links_at(self, i: int) -> int:
        """How many small words at `i` may join the run to a capitalised word behind them; 0 for none."""
        for k in range(i, min(i + _MOST_LINKS, len(self.tokens) - 1)):
            token, behind = self.tokens[k], self.tokens[k + 1]
            legal = token.text == "," and behind.key in self.lexicon.legal
            small = token.key in _LINKS or token.key in self.lexicon.particles or token.shape == POSSESSIVE
            if not (small or legal or is_join(token)) or token.begins:
                return 0
            if (is_capital(behind) or k + 1 in self.spots) and not behind.begins:
                return k + 1 - i
        return 0

    def _word_end(self, i: int) -> int:
        """Where the word at `i` ends: parts joined by a hyphen belong to it when they are capitalised or numbers,
        unless both sides are registry names of their own.
        """
        stop = i + 1
        while stop + 1 < len(self.tokens) and is_join(self.tokens[stop]) and self.tokens[stop + 1].tight:
            joined = self.tokens[stop + 1]
            if not (is_capital(joined) or joined.shape == NUMBER or self._is_compound(i, joined)):
                break
            if i in self.spots and stop + 1 in self.spots:
                break
            stop += 2
        return stop

    def _is_compound(self, i: int, joined: Token) -> bool:
        """Whether the two make one ordinary word: "Co-operation", but not "Apple-owned"."""
        words = self.lexicon.words
        return self.tokens[i].key in words and joined.key in words and not joined.key.endswith("ed")

    def _follows(self, i: int) -> bool:
        """Whether the run goes on at `i` without a gap."""
        return bool(self.run) and self.run[-1].stop == i

    def _is_capital(self, i: int) -> bool:
        """Whether a capitalised word that goes on with the sentence stands at `i`."""
        return i < len(self.tokens) and is_capital(self.tokens[i]) and not self.tokens[i].begins

    def _is_common(self, i: int) -> bool:
        return self.tokens[i].key in self.lexicon.words

    def _is_part_of_more(self, spot: Spot) -> bool:
        """Whether it is one ordinary word with capitalised words directly beside it."""
        beside = (self._follows(spot.start) and self.run[-1].label in (WORD, HEAD)) or self._is_capital(spot.stop)
        return beside and spot.is_ordinary_word(self.tokens, self.lexicon.words)

    def _is_acronym(self, i: int) -> bool:
        """Whether token `i` is set in capitals and its neighbours are not: "US" is no pronoun then."""
        beside = (*self.tokens[max(0, i - 1) : i], *self.tokens[i + 1 : i + 2])
        return self.tokens[i].shape == CAPS and all(token.shape != CAPS for token in beside)
