"""From links to reasons: what was found, in words, and as the few numbers that weights are learned for.

A reason has named features; its weight is their weighted sum (score.py). Nothing else enters a score.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from kzresolve.match.align import AGREE, Link
from kzresolve.match.channel import signs_of, spelled_out
from kzresolve.match.likeness import STRANGERS, Likeness, are_two_names
from kzresolve.match.missing import is_crossed, missing_reason
from kzresolve.match.places import place_reason
from kzresolve.match.reason import Features, Reason, less, rarity_of, role_among, role_of, rough
from kzresolve.match.whole import whole
from kzresolve.match.words import KEPT, LONGEST, Word, child, undone, word
from kzresolve.names.lexicon import place_features, place_parts

if TYPE_CHECKING:
    from kzresolve.match.sketch import Sketch, Unit

# Family names with these ends are a woman's nominative as well as a man's genitive.
_LIKE_FEMININE = ("ова", "ева", "ёва", "ина", "ына", "ska", "ova", "eva", "owa", "ewa", "ina", "yna", "ová")
_SIGNS_TELL = frozenset({"Han", "Hangul", "Hiragana", "Katakana", "Arabic", "Hebrew"})
_PLENTY = 25.0  # nats in favour of a spelling beyond which more says nothing
_OWN_NAME: Features = (("less:own-name", 1.0),)  # what may be a case form of a given name, and is one itself
_DAMAGED_SOUND = 0.62  # below this on phonemes, what agreement there is comes from the consonants


def reasons(a: Sketch, b: Sketch, links: list[Link], *, damage: bool = True) -> list[Reason]:
    """The reasons that the links of two names give, the names as wholes last.

    damage: whether words that sound apart may count as alike for their consonants, as after translation and back.
    """
    named = place_reason(a, b)
    if named is not None and named.kind == "exonym":
        return [named]
    if not damage:
        links = [_taken_at_its_sound(link) for link in links]
    roles = list(map(role_of, links))
    found = [_of_link(link, role_among(role, links), links) for link, role in zip(links, roles, strict=True)]
    if named is not None and not all(reason.kind == "same" for reason in found):  # Aksu is the name of many places
        found.append(named)
    if a.suffix and b.suffix and a.suffix != b.suffix:
        found.append(Reason("contradicted", a.suffix, b.suffix, "different generations", (("generations", 1.0),)))
    found.append(whole(a, b, links, roles))
    return found


def _taken_at_its_sound(link: Link) -> Link:
    """The link as it is if words are no more alike than they sound; a spelling that a channel explains is no damage."""
    like = link.likeness
    if like is None or like.kind != "near" or like.fit is not None or like.sound >= _DAMAGED_SOUND:
        return link
    lowered = [min(figure, like.sound) for figure in (like.level, like.coarse, like.bones)]
    heard = replace(like, level=lowered[0], coarse=lowered[1], bones=lowered[2])
    return Link("left-over" if heard.level < AGREE else link.state, link.left, link.right, heard)


def _of_link(link: Link, role: str, links: list[Link]) -> Reason:
    left, right = _text(link.left), _text(link.right)
    like = link.likeness
    if link.state == "missing":
        return missing_reason(left, right, link, links)
    if like is None:
        if link.left[0].role == link.right[0].role:
            role = "both"
        elif any(map(is_crossed, links)):
            role = "crossed"  # Jon Porter, Porter J. Goss
        return _initial_reason(left, right, role if link.state == "initial" else "")
    if like.kind == "inflected":
        own = _is_own_name(link, like, links)
        return _inflected(left, right, like, role, rarity_of(link), _explained(link, like, links), own=own)
    if len(link.left) + len(link.right) > 2:
        lacking = (*less("joined", like.level), *(less("joined~", like.level) if rough(link) else ()), *_of_fit(like))
        return Reason("joined", left, right, like.detail, (*_same(role, rarity_of(link)), *lacking))
    if _are_other_parts(link.left[0], link.right[0]):
        return _other_part(left, right, like.detail)
    own = _is_own_name(link, like, links)
    return _pair(link.left[0].word, link.right[0].word, left, right, like, role, own=own)


def _text(units: tuple[Unit, ...]) -> str:
    if len(units) == 1:
        return units[0].text
    return " ".join(unit.text for unit in units)


# Reasons for the same two words are made once: most words of a new pair of names were seen before.


@lru_cache(maxsize=KEPT)
def _initial_reason(left: str, right: str, fits: str) -> Reason:
    if fits:
        return Reason("initial", left, right, "the initial fits", ((f"initial:{fits}", 1.0),))
    return Reason("contradicted", left, right, "another initial", (("initial-conflict", 1.0),))


@lru_cache(maxsize=KEPT)
def _other_part(left: str, right: str, detail: str) -> Reason:
    return Reason("contradicted", left, right, detail or "another part of a place", (("less:other-part", 1.0),))


@lru_cache(maxsize=KEPT)
def _inflected(left: str, right: str, like: Likeness, role: str, rare: float, kind: str, *, own: bool) -> Reason:
    shown = "inflected" if kind in ("ending", "clitic") else kind
    lacking = ((f"less:{kind}:{role}", 1.0), *(_OWN_NAME if own else ()))
    return Reason(shown, left, right, like.detail, (*_same(role, rare), *lacking))


@lru_cache(maxsize=KEPT)
def _pair(one: Word, two: Word, left: str, right: str, like: Likeness, role: str, *, own: bool) -> Reason:
    if like is STRANGERS:
        rarities = (one.rarity, two.rarity) if one.rarity <= two.rarity else (two.rarity, one.rarity)
        return Reason("contradicted", left, right, like.detail, _of_strangers(role, *rarities))
    same = (*_same(role, min(one.rarity, two.rarity)), *_other_letters(one, two), *(_OWN_NAME if own else ()))
    if role == "patronymic" and {child(left), child(right)} == {"m", "f"}:
        same += (("less:child", 1.0),)
    if like.kind == "same":
        return Reason("same", left, right, like.detail, same)
    if like.kind == "cognate":  # Aleksandr is Alexander more often than Yegor is George
        apart = less("cognate", like.coarse)
        return Reason(like.kind, left, right, like.detail, (*same, (f"less:cognate:{role}", 1.0), *apart))
    if like.kind in ("exonym", "feminine", "suffix", "short", "half"):
        shown = "short" if like.kind == "half" else like.kind
        return Reason(shown, left, right, like.detail, (*same, (f"less:{like.kind}:{role}", 1.0)))
    mark = "^" if like.fit else "~" if one.rough or two.rough else ""
    lacking = _near(like, role, mark, min(one.rarity, two.rarity), max(one.rarity, two.rarity))
    if like.kind == "other":
        lacking = (*lacking, (f"less:other-name:{role}", 1.0))
    told = f"{one.sounds[0]} ~ {two.sounds[0]}, sounds alike {like.sound:.2f}"
    if like.fit is not None and like.level >= AGREE:
        told = f"spelled {spelled_out(one, two)}"
    detail = f"{like.detail}; {told}" if like.detail else told
    return Reason(_nearness(like), left, right, detail, (*same, *lacking))


@lru_cache(maxsize=KEPT)
def _of_strangers(role: str, commoner: float, rarer: float) -> Features:
    return (*_same(role, commoner), *_near(STRANGERS, role, "", commoner, rarer))


def _same(role: str, rare: float) -> Features:
    same, named_rare = _names_of_same(role)
    return (same, (named_rare, rare))


@cache
def _names_of_same(role: str) -> tuple[tuple[str, float], str]:
    return (f"same:{role}", 1.0), f"same.rare:{role}"


def _other_letters(one: Word, two: Word) -> Features:
    """Within a script that has one sign for a syllable, or leaves vowels out, other signs are another name, though they
    may sound alike.
    """
    if one.text == two.text or one.script != two.script or one.script not in _SIGNS_TELL:
        return ()
    lacking = 1 - OSA.normalized_similarity(_signs(one), _signs(two))
    if not lacking:
        return ()
    return ((f"less:{one.script}", 1.0), (f"less:{one.script}.share", lacking))


@lru_cache(maxsize=KEPT)
def _signs(one: Word) -> tuple[str, ...]:
    """The signs of a word; of Han the likeliest sounds, which are the same for simplified and traditional forms."""
    text = one.text[:LONGEST]
    return tuple([word(sign).sounds[0] for sign in text] if one.script == "Han" else signs_of(text, one.script))


def _are_other_parts(one: Unit, two: Unit) -> bool:
    """Whether two words make different places of one name, however alike they sound: "East" and "West", or "Lake" and
    "River".
    """
    if one.concept == two.concept:
        return False
    concepts = {one.concept, two.concept}
    return concepts <= place_parts() or concepts <= place_features()


# -- one kind each -----------------------------------------------------------------------------------------------


def _explained(link: Link, like: Likeness, links: list[Link]) -> str:
    """What was undone: "clitic", "inflected", "ending" (put on foreign names in the nominative), or "feminine".

    The last where the form looks feminine and the rest of the name stands in no case.
    """
    text, case = like.cases[0]
    if case in ("clitic", "article"):
        return "clitic"
    if case == "nom":
        return "ending"
    if case != "fem" and not (case == "gen" and text.casefold().endswith(_LIKE_FEMININE)):
        return "inflected"
    side = "left" if any(unit.text == text for unit in link.left) else "right"
    others = [
        (unit, other.likeness)
        for other in links
        if other is not link
        for unit in (other.left if side == "left" else other.right)
        if unit.role not in ("particle", "patronymic", "initial")
    ]
    if any(_declined(unit, like) for unit, like in others):
        return "inflected"
    alone_in_english = text.isascii() and not text.casefold().endswith("wa")  # -wa is Polish, where names have cases
    return "feminine" if others or alone_in_english else "inflected"


def _is_own_name(link: Link, like: Likeness, links: list[Link]) -> bool:
    """Whether a form taken for a case is another given name, and nothing beside it shows a case: Alexandra Petrova may
    be Alexander Petrov's genitive in Polish, but "Daniela Obajtka" must be one. Cyrillic texts have cases everywhere.
    """
    if not like.cases or like.cases[0][1] in ("clitic", "article") or not like.cases[0][0].isascii():
        return False
    if not are_two_names(link.left[0].word, link.right[0].word):
        return False
    others = [other.likeness.cases for other in links if other is not link and other.likeness is not None]
    return all(not cases or cases[0][0].casefold().endswith(_LIKE_FEMININE) for cases in others)


def _declined(unit: Unit, like: Likeness | None) -> bool:
    """Whether a word beside the form in question is a case form too: linked as one, or commoner once undone."""
    if like is not None and like.cases and like.cases[0][0] == unit.text:
        return True
    return any(found.case == "gen" and found.word.rarity < unit.word.rarity for found in undone(unit.text))


def _nearness(like: Likeness) -> str:
    if like.level < AGREE:
        return "contradicted"
    return "damaged" if like.sound < _DAMAGED_SOUND and like.fit is None else "near"


def _of_fit(like: Likeness) -> Features:
    """What is lacking in the way one word spells the other."""
    if like.fit is None:
        return ()
    return (*less("fit", like.fit.likeness), *less("fit.odds", like.fit.odds / _PLENTY))


def _near(like: Likeness, role: str, mark: str, commoner: float, rarer: float) -> Features:
    """What is lacking on each level, by the rarities of both words. Two words both common are two names, not one and a
    slip: `known`. mark: what nearness was found by.
    """
    sound, coarse, bones, level, marked = _levels(mark, role)
    lacking: Features = (
        (sound, like.sound, 1.0),
        (coarse, like.coarse, 1.0),
        (bones, like.bones, 1.0),
        (level, like.level, 1.0),
    )
    if mark:
        lacking = (*lacking, (marked, like.level, 1.0), *_of_fit(like))
    if like.level < AGREE:
        lacking = (*lacking, ("less:left.rare", commoner))
    return (*lacking, ("less:known", like.sound, 1 - rarer))


@cache
def _levels(mark: str, role: str) -> tuple[str, ...]:
    """The names of features of nearness, with the mark of what it was found by."""
    names = ("sound" + mark, "coarse" + mark, "bones" + mark, f"level:{role}", f"level{mark}:{role}")
    return tuple([f"less:{name}" for name in names])
