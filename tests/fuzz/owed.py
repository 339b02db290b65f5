"""What every public verb owes to any text at all: an answer of the promised form, or a KzresolveError.

`check` runs them all on one text; the tests here and the coverage-guided harness (harness.py) share it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import kzresolve as kz
from kzresolve.match.compare import Match
from kzresolve.match.terms import terms
from kzresolve.names.parts import ROLES
from kzresolve.names.phonetic import encode, matchers
from kzresolve.names.tokens import tokens
from kzresolve.text.normalise import normalise

KNOWN = {"tokayev": ("Kassym-Jomart Tokayev", "Касым-Жомарт Токаев"), "kbtu": ("KBTU", "КБТУ")}
SYSTEMS = ("bgn-pcgn", "kk-latn-2021", "kk-arab", "ru-iso-9", "russian")


@cache
def resolver() -> kz.Resolver:
    """A registry of two, so that a text may be found in it or not."""
    return kz.Resolver(kz.Registry([kz.Entity(id=i, name=name, aliases=more) for i, (name, *more) in KNOWN.items()]))


def parse(text: str) -> None:
    """Every token ends in exactly one part, and a part stands where it says."""
    parts = kz.parse(text).parts
    covered = [i for part in parts for i in range(part.start, part.end)]
    assert covered == sorted({i for token in tokens(text) for i in range(token.start, token.end)})
    assert all(text[part.start : part.end] == part.text and part.role in ROLES for part in parts)


def readings(text: str) -> None:
    """Cheapest first, and never none for a name with a letter."""
    found = kz.readings(text)
    assert [reading.cost for reading in found] == sorted(reading.cost for reading in found)
    assert all(reading.text and 0 <= reading.cost <= 1 for reading in found)
    assert found or not has_letter(text)


def variants(text: str) -> None:
    """Each once, at most as many as asked for."""
    found = [variant.text for variant in kz.variants(text, limit=20)]
    assert len(found) == len(set(found)) <= 20
    assert text not in found


def romanize(text: str) -> None:
    """A string for every system; what is Latin already is kept."""
    for system in SYSTEMS:
        kz.romanize(text, system=system)


def compare(text: str) -> None:
    """Symmetric, and never surer of two names than of either with itself."""
    for other in (text[::-1], "Kassym-Jomart Tokayev", f"{text} Токаев"):
        match, back = kz.compare(text, other), kz.compare(other, text)
        assert match.score == back.score
        assert match.verdict in {"same", "different", "unsure"}
        assert 0 <= match.score <= itself(match) + 1e-12
        assert all(str(reason) for reason in match.evidence)


def itself(match: Match) -> float:
    """How sure the less sure of two names is of itself; read as what the other one shows itself to be, or alone."""
    kinds = [kz.parse(name).kind for name in (match.left, match.right)]
    kind = kinds[0] or kinds[1]
    return min(max(kz.compare(name, name, k).score for k in (None, kind)) for name in (match.left, match.right))


def codes(text: str) -> None:
    """A code for every word with a letter by our own matcher, and a word that the name is found by."""
    assert encode(text) or not has_letter(text)
    assert terms(text).views[0] or not has_letter(text)
    for matcher in matchers():
        encode(text, matcher)


def resolve(text: str) -> None:
    """It answers or abstains."""
    found = resolver().resolve(text, context="Токаев в Астане")
    assert (found.status == "resolved") == (found.entity is not None)
    assert 0 <= found.score <= 1


def group(text: str) -> None:
    """Every name is in one group, and equal names are in the same."""
    groups = resolver().group([text, "Ann Lee", text])
    assert sorted(i for group in groups for i in group.members) == [0, 1, 2]
    assert any({0, 2} <= set(group.members) for group in groups)


def annotate(text: str) -> None:
    """Mentions stand where they say, in order, none in another."""
    whole = f"President {text} met Касыма-Жомарта Токаева, {text} said."
    end = 0
    for mention in resolver().annotate({"a": whole}).mentions:
        assert end <= mention.start < mention.end
        assert whole[mention.start : mention.end] == mention.surface
        assert mention.entity_id and 0 < mention.score <= 1
        end = mention.end


OWED: dict[str, Callable[[str], None]] = {
    verb.__name__: verb for verb in (parse, readings, variants, romanize, compare, codes, resolve, group, annotate)
}


def has_letter(text: str) -> bool:
    """Whether a reader would find a letter in it, tatweel not counted."""
    return any(map(str.isalpha, normalise(text)[0]))


def check(text: str, verbs: tuple[str, ...] = tuple(OWED)) -> None:
    """Every verb on one text; nothing but a KzresolveError is taken for an answer."""
    for verb in verbs:
        try:
            OWED[verb](text)
        except kz.KzresolveError as error:
            assert str(error), verb
