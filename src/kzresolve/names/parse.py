"""Who is what in a written name: titles, given names, patronymics, family names, initials, legal forms.

Order is read from commas, capitals, patronymics and endings; what shows no role stays "word".
"""

from __future__ import annotations

import re
from functools import lru_cache

from kzresolve.errors import InputError
from kzresolve.names.han import family_length, likeliest
from kzresolve.names.lexicon import (
    family_endings,
    folded,
    legal_forms,
    letter_names,
    listed_words,
    org_words,
    particles,
    patronymics,
    place_parts,
    place_words,
    postnominals,
    suffixes,
    titles,
)
from kzresolve.names.parts import Name, Part
from kzresolve.names.tokens import Token, check, tokens
from kzresolve.text.readings import sounds_of
from kzresolve.text.scripts import script_of

_RUN_ON = re.compile(
    r"(?<=[a-zа-яёәіңғүұқөһ]{2})(?=[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][a-zа-яёәіңғүұқөһ]{4})"
)  # a capital inside a word
KINDS = (None, "PER", "ORG", "LOC")
_WHOLE_SYLLABLES = frozenset({"Han", "Hangul", "Hiragana", "Katakana"})
_SURNAMES_TOO = (
    "iC",
    "ic",
    "iCa",
    "iCu",
    "iCem",
    "iCe",
    "zoda",
    "zade",
)  # ends of family names as well
_SOLID_SCRIPTS = frozenset({"Han", "Hangul", "Japanese"})
_DOTTED = 8  # letters of a dotted legal form at most; a longer run is none


def parse(text: str, kind: str | None = None) -> Name:
    """Take a name apart.

    `text`: a name of a person, organisation or place in any script. `kind`: "PER", "ORG", "LOC" or None; with None an
    organisation is recognised by its legal form or a generic word ("Ministry"), a place by "Region" or "East"; anything
    else is read as a person's name may be. Every token is in exactly one part. Raises InputError for a non-string, a
    lone surrogate, an unknown kind or more than 100,000 characters.
    """
    check(text)
    if kind not in KINDS:
        raise InputError(f"kind must be PER, ORG, LOC or None, not {kind!r}")
    return _parsed(text, kind)


@lru_cache(maxsize=1 << 15)
def _parsed(text: str, kind: str | None) -> Name:
    found = tokens(text)
    if not found:
        return Name(text, (), kind)
    if _RUN_ON.search(text):
        found = [piece for token in found for piece in _taken_apart(token)]
    roles: list[str] = [""] * len(found)
    words = [folded(token.text) for token in found]
    listed = not listed_words().isdisjoint(words)  # most names have no word of any list
    if listed or "." in text:
        _mark_legal(found, words, roles)
        kind = kind or _kind_told(words, roles)
    if kind in ("ORG", "LOC"):
        _mark_rest_as_words(words, roles)
    else:
        _mark_person(found, words, roles, listed=listed)
    parts = tuple(part for token, role in zip(found, roles, strict=True) for part in _parts_of(token, role, len(found)))
    return Name(text, parts, kind)


def _taken_apart(token: Token) -> list[Token]:
    """The given name and the patronymic that lost the space between them: TolegenToktasynovich."""
    cut = _RUN_ON.search(token.text)
    if cut is None or not any(sound.text.endswith(patronymics().solid) for sound in sounds_of(token.text[cut.end() :])):
        return [token]
    first, second = token.text[: cut.end()], token.text[cut.end() :]
    return [Token(first, token.start, False, token.comma), Token(second, token.start + len(first), token.dotted, False)]


# -- organisations -----------------------------------------------------------------------------------------------


def _mark_legal(found: list[Token], words: list[str], roles: list[str]) -> None:
    """Legal forms stand first or last, and never alone."""
    legal = legal_forms()
    i = 0
    while i < len(words):
        length = legal.length_at(words, i) or _dotted_run(found, words, i)
        edge = i == 0 or i + length == len(words) or found[i].comma
        if length and edge and length < len(words) and not _is_initials(found, words, i, length):
            roles[i : i + length] = ["legal"] * length
        i += max(1, length)


def _dotted_run(found: list[Token], words: list[str], start: int) -> int:
    """Length of a run of dotted letters that spell a legal form ("S.A.", "s.r.o."), else 0."""
    end, most = start, min(len(found), start + _DOTTED + 1)
    while end < most and found[end].dotted and len(words[end]) == 1 and (end == start or not _gap(found, end)):
        end += 1
    return end - start if 1 < end - start <= _DOTTED and "".join(words[start:end]) in legal_forms() else 0


def _gap(found: list[Token], i: int) -> bool:
    return found[i].start - found[i - 1].end > 1


def _is_initials(found: list[Token], words: list[str], start: int, length: int) -> bool:
    """Tell "А.О. Иванов", a man, from "АО Иванов", a company."""
    return found[start].dotted and all(map(_is_letter, words[start : start + length])) and len(words) - length <= 1


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _kind_told(words: list[str], roles: list[str]) -> str | None:
    if _looks_like_organisation(words, roles):
        return "ORG"
    return "LOC" if _looks_like_place(words) else None


def _looks_like_organisation(words: list[str], roles: list[str]) -> bool:
    if "legal" in roles:
        return True
    generic = org_words()
    # Short generic words (Rada, Fond, Rat) are people's names as well.
    return len(words) > 1 and any(len(w) > 4 and generic.value(w) not in (None, "of") for w in words)


def _looks_like_place(words: list[str]) -> bool:
    """A sort of place anywhere ("Region"), or a part of one in front ("East Kazakhstan", but Kanye West)."""
    concepts = [place_words().value(word) for word in words]
    sorts = any(concept and concept not in place_parts() for concept in concepts)
    return len(words) > 1 and (sorts or concepts[0] in place_parts())


def _mark_rest_as_words(words: list[str], roles: list[str]) -> None:
    for i, word in enumerate(words):
        if not roles[i]:
            roles[i] = "particle" if org_words().value(word) == "of" and len(words) > 1 else "word"


# -- persons -----------------------------------------------------------------------------------------------------


def _mark_person(found: list[Token], words: list[str], roles: list[str], *, listed: bool) -> None:
    """`listed`: whether any word is in a list of words that are no names."""
    if listed:
        _mark_titles(found, words, roles)
        _mark_postnominals(found, words, roles)
        _mark_suffixes(found, words, roles)
    _mark_initials(found, words, roles, listed=listed)
    if listed:
        _mark_particles(found, words, roles)
    rest = [i for i, role in enumerate(roles) if not role]
    if not rest:
        _promote(roles)
        return
    _mark_patronymics(found, rest, roles)
    names = [i for i in rest if not roles[i]]
    if not names:  # only patronymics: a family name that looks like one (Petrović)
        names = [rest[-1]]
        roles[rest[-1]] = ""
    for i, role in zip(names, _order(found, rest, names, roles), strict=True):
        roles[i] = role


def _promote(roles: list[str]) -> None:
    """Something must be the name: where all is titles, particles or suffixes, the last of them is."""
    if "initial" not in roles:
        roles[-1] = "word"


def _mark_titles(found: list[Token], words: list[str], roles: list[str]) -> None:
    """Leading titles, and those that lead after a comma ("Gopal, Dr. K."), as long as a name follows; not a family name
    before a comma ("King, Angus") or in capitals.
    """
    shouted = _shouted(found)
    commas = [i for i in range(1, len(words)) if found[i].comma]
    for i in [0, *commas[:1]]:
        while i < len(words) - 1:
            length = titles().length_at(words, i)
            after = i + length
            if not length or after >= len(words) or found[after].comma or shouted[i]:
                break
            roles[i:after] = ["title"] * length
            if found[i].comma:
                found[after] = found[after]._replace(comma=True)
            i = after


def _mark_postnominals(found: list[Token], words: list[str], roles: list[str]) -> None:
    """Honours and degrees: after a comma of two where a given name may follow it, else as the table says."""
    lexicon = postnominals()
    i = 1
    while i < len(words):
        length = _solid_run(found, i)
        where = lexicon.value("".join(words[i : i + length])) or lexicon.value(words[i])
        apart = i > 1 and (found[i].comma or roles[i - 1] == "title")
        if where == "rest" and found[i].comma and i > 1:
            roles[i:] = ["title"] * (len(words) - i)
            return
        if (where == "last" and i + length == len(words)) or (where == "comma" and apart):
            roles[i : i + length] = ["title"] * length
        i += length


def _solid_run(found: list[Token], i: int) -> int:
    """How many tokens from `i` on stand together with nothing but full stops between them ("M.Si")."""
    end = i + 1
    while end < len(found) and found[end - 1].dotted and not _gap(found, end):
        end += 1
    return end - i


def _mark_suffixes(found: list[Token], words: list[str], roles: list[str]) -> None:
    for i in range(1, len(words)):
        last = i == len(words) - 1 or found[i + 1].comma
        numeral = words[i] in ("ii", "iii", "iv") and not found[i].text.isupper()
        if last and not roles[i] and words[i] in suffixes() and not numeral:
            roles[i] = "suffix"


def _mark_initials(found: list[Token], words: list[str], roles: list[str], *, listed: bool) -> None:
    """One letter, or up to three with a full stop ("Zh.", "Дж."), in a script where a letter is not a word; also the
    name of a letter with a full stop or in the middle ("جی." for G.).
    """
    if len(found) == 1:
        return
    cased = any(token.text[0].isupper() for token in found)
    for i, token in enumerate(found):
        bare = token.text.replace("-", "")
        alone = len(bare) == 1 and (token.dotted or not (cased and bare.islower()))  # "w", "в" are prepositions
        short = alone or (token.dotted and len(bare) <= 3 and bare[0].isupper())
        letter = short and bare.isalpha() and script_of(bare) not in _WHOLE_SYLLABLES
        if not roles[i] and (letter or (listed and _names_letter(found, words, i))):
            roles[i] = "initial"


def _names_letter(found: list[Token], words: list[str], i: int) -> bool:
    middle = 0 < i < len(words) - 1 and words[i] not in particles()
    return (found[i].dotted or middle) and words[i] in letter_names()


def _mark_particles(found: list[Token], words: list[str], roles: list[str]) -> None:
    """Not the last word, and not a capitalised first one before a single other ("Ben Affleck", "Al Gore")."""
    for i in range(len(words) - 1):
        leading = i == 0 and len(words) == 2 and found[i].text[0].isupper()
        if not roles[i] and not leading and words[i] in particles() and not found[i + 1].comma:
            roles[i] = "particle"


def _mark_patronymics(found: list[Token], rest: list[int], roles: list[str]) -> None:
    if len(rest) < 2:
        return
    table = patronymics()
    for place, i in enumerate(rest):
        if place == 0:
            continue
        heard = [sound.text for sound in sounds_of(found[i].text)]
        if len(rest) > 2 and not table.apart.isdisjoint(heard):
            roles[i] = roles[rest[place - 1]] = "patronymic"
        elif any(text.endswith(table.solid) for text in heard) and not _like_surname(heard, rest):
            roles[i] = "patronymic"


def _like_surname(heard: list[str], rest: list[int]) -> bool:
    """Of two words the second in -ich or -zoda is as often a family name (Milošević) as a patronymic."""
    return len(rest) == 2 and any(text.endswith(_SURNAMES_TOO) for text in heard)


def _order(found: list[Token], rest: list[int], names: list[int], roles: list[str]) -> list[str]:
    """The roles of the words at `names`, which are neither patronymic nor anything smaller."""
    commas = [i for i in rest if found[i].comma and i != rest[0]]
    if commas:
        before = [i < commas[0] for i in names]
        return _family_where(before) if any(before) else _family_last(names)
    shouted = _shouted(found)
    loud = [shouted[i] for i in names]
    if any(loud) and not all(loud):
        return _family_where(loud)
    if len(names) == 1:
        return _single(found, names[0], rest, roles)
    if "patronymic" in roles:
        return _around_patronymic(names, roles)
    if len(names) == 2 and _family_like(found[names[0]]) and not _family_like(found[names[1]]):
        return ["family", "given"]
    if "initial" in roles:
        return ["family" if len(names) == 1 or i == names[-1] else "given" for i in names]
    return _family_last(names)


def _family_where(flags: list[bool]) -> list[str]:
    return ["family" if flag else "given" for flag in flags]


def _family_last(names: list[int]) -> list[str]:
    return ["given"] * (len(names) - 1) + ["family"] if len(names) > 1 else ["word"]


def _single(found: list[Token], i: int, rest: list[int], roles: list[str]) -> list[str]:
    """One word: beside initials a family name, before a patronymic a given name, else what its ending says."""
    if "patronymic" in roles and (i == rest[0] or roles[rest[0]] == "patronymic"):
        return ["given"]
    if "initial" in roles or _family_like(found[i]):
        return ["family"]
    return ["word"]


def _around_patronymic(names: list[int], roles: list[str]) -> list[str]:
    """Order "Given Patronymic Family" or "Family Given Patronymic"."""
    patronymic = roles.index("patronymic")
    after = [i > patronymic for i in names]
    if all(after):  # "Bakyt uulu Azamat": the son of Bakyt
        return ["given"] * len(names)
    if any(after):
        return _family_where(after)
    return ["family"] + ["given"] * (len(names) - 1)


def _shouted(found: list[Token]) -> list[bool]:
    """Which words are written in capitals where the name has small letters too ("ТОКАЕВ Касым-Жомарт")."""
    capitals = [len(token.text) > 1 and token.text.isupper() for token in found]
    if True not in capitals:
        return capitals
    small = any(not loud for loud, token in zip(capitals, found, strict=True) if len(token.text) > 1)
    return capitals if small else [False] * len(found)


def _family_like(token: Token) -> bool:
    sounds = sounds_of(token.text)
    return bool(sounds) and sounds[0].text.endswith(family_endings())


# -- tokens to parts ---------------------------------------------------------------------------------------------


def _parts_of(token: Token, role: str, total: int) -> list[Part]:
    """The parts of one token: one, but two where family and given name are written without a space (习近平)."""
    text = token.text
    if total == 1 and role in ("word", "family") and 2 <= len(text) <= 5 and script_of(text) in _SOLID_SCRIPTS:
        cut = family_length(text, likeliest(text))
        return [
            Part("family", text[:cut], token.start, token.start + cut),
            Part("given", text[cut:], token.start + cut, token.end),
        ]
    return [Part(role, text, token.start, token.end)]
