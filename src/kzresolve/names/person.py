"""Who is what in a person's name: titles, given names, patronymics, family names, initials.

Order is read from commas, capitals, patronymics and endings; what shows no role stays "word".
"""

from __future__ import annotations

from collections.abc import Iterable

from kzresolve.names.lexicon import (
    Father,
    father_ending,
    letter_names,
    particles,
    patronymics,
    postnominals,
    suffixes,
    titles,
    unaccented,
)
from kzresolve.names.looks import FAMILY, PATRONYMIC, look
from kzresolve.names.tokens import Token, gap_before
from kzresolve.text.readings import heard
from kzresolve.text.scripts import script_of

_FULL = 3  # words: given name, father's name, family name
_WHOLE_SYLLABLES = frozenset({"Han", "Hangul", "Hiragana", "Katakana"})


def mark_person(found: list[Token], words: list[str], roles: list[str], *, listed: bool) -> None:
    """Write the roles of a person's words into `roles`, whose entries are "" where nothing is known yet.

    words: the tokens folded. listed: whether any of them is in a list of words that are no names.
    """
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
            if len(words[i]) == len(words[after]) == 1:  # M. K. Gandhi is no Monsieur
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
    while end < len(found) and found[end - 1].dotted and not gap_before(found, end):
        end += 1
    return end - i


def _mark_suffixes(found: list[Token], words: list[str], roles: list[str]) -> None:
    for i in range(1, len(words)):
        last = i == len(words) - 1 or found[i + 1].comma
        numeral = words[i] in ("ii", "iii", "iv") and not found[i].text.isupper()
        if last and not roles[i] and words[i] in suffixes() and not numeral:
            roles[i] = "suffix"


def _mark_initials(found: list[Token], words: list[str], roles: list[str], *, listed: bool) -> None:
    """One letter, or up to three with a full stop ("Zh.", "Дж."), in a script where a letter is not a word, with a full
    stop also one with its vowel sign ("மு." for M.); and the name of a letter with a full stop, in the middle or
    before another ("جی." for G.).
    """
    likely = [i for i, token in enumerate(found) if listed or token.dotted or len(token.text) == 1]
    if not likely or len(found) == 1:
        return
    cased = any(token.text[0].isupper() for token in found)
    for i in likely:
        token = found[i]
        bare = token.text.replace("-", "")
        alone = len(bare) == 1 and (token.dotted or not (cased and bare.islower()))  # "w", "в" are prepositions
        short = alone or (token.dotted and len(bare) <= 3 and bare[0].isupper())
        signed = token.dotted and not bare.isalpha() and len([sign for sign in bare if sign.isalpha()]) == 1
        letter = ((short and bare.isalpha()) or signed) and script_of(bare) not in _WHOLE_SYLLABLES
        if not roles[i] and (letter or (listed and _names_letter(found, words, i))):
            roles[i] = "initial"


def _names_letter(found: list[Token], words: list[str], i: int) -> bool:
    names = letter_names()
    middle = 0 < i < len(words) - 1 and words[i] not in particles()
    leading = i == 0 and len(words) > 2 and words[1] in names
    return (found[i].dotted or middle or leading) and words[i] in names


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
        sounds = heard(found[i].text)
        if len(rest) > 2 and not table.apart.isdisjoint(sounds):
            roles[i] = roles[rest[place - 1]] = "patronymic"
        elif look(found[i].text) & PATRONYMIC and not _like_surname(found, i, sounds, rest):
            roles[i] = "patronymic"
    if len(rest) == _FULL and "patronymic" not in roles:
        _mark_father(found, rest, roles)


def _mark_father(found: list[Token], rest: list[int], roles: list[str]) -> None:
    """Of three words the father's name that only its place tells: Armenian "Vigeni" between given and family name, or
    after family and given name; Greek "Athanasiou" between two names; Bulgarian "Ivanov" before another family name.
    """
    first, middle, last = [found[i].text for i in rest]
    row = father_ending(middle, script_of(middle))
    if row is not None and (not row.beside or (_ends(last, row) and not _ends(first, row))):
        roles[rest[1]] = "patronymic"
        return
    row = father_ending(last, script_of(last))
    if row is not None and row.place == "either" and _ends(first, row) and not _ends(last, row):
        roles[rest[2]] = "patronymic"


def _ends(family: str, row: Father) -> bool:
    return unaccented(family).endswith(row.beside)


def _like_surname(found: list[Token], i: int, sounds: Iterable[str], rest: list[int]) -> bool:
    """Of two words the second in -ich or -zoda is as often a family name (Milošević) as a patronymic; the last of any
    in -oğlu is one, unless the first looks like it.
    """
    table = patronymics()
    if len(rest) == 2 and any(sound.endswith(table.surnames) for sound in sounds):
        return True
    last = i == rest[-1] and any(sound.endswith(table.last) for sound in sounds)
    return last and not _family_like(found[rest[0]])


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
    return bool(look(token.text) & FAMILY)
