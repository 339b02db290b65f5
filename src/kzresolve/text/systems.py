"""The spelling systems, one TOML file each: `orthographies/` write one script in another, `readings/` say
how a language's letters sound. Here the files are found and checked; romanize.py and readings.py run them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kzresolve.errors import TableError, UnknownError
from kzresolve.tables import list_tables, read_toml
from kzresolve.text.syllables import SIGN, consonant_rows, outputs_of
from kzresolve.values import Value

PHONEMES = "phonemes"
REQUIRED = {"id", "name", "langs", "source_script", "source"}
# What else a file may say. Rows ([letters], [classes]) are explained in rewrite.py.
KNOWN = REQUIRED | {
    "inherits",  # files whose rows and classes lie beneath its own
    "letters",
    "classes",
    # alphasyllabaries, see syllables.py
    "consonants",  # letters that carry the vowel `inherent` where none of `signs` follows
    "signs",
    "inherent",
    "silencer",  # the sign (virama) to be put where the inherent vowel is not spoken: as in Hindi, or ...
    "silent",  # ... "final": only at a word's end
    "closed_by",  # ... only before a consonant with this sign
    "leading_vowels",  # vowels written before their consonant, or before one of the groups of it ...
    "onsets",  # ... listed here
    "unwritten",  # the vowels of an open and of a closed syllable that are not written
    "glides",  # letters that after a certain vowel are part of it: the vowel and the letter
    "stacker",  # the sign between stacked consonants
    # orthographies
    "target_script",  # Latin unless said
    "reversible",
    "default",  # used for its languages where the system asked for has no table for them
    "bridge",  # brings its language into this one, which more systems cover
    "capitals",  # small letter = capital, where Unicode pairs them otherwise (i = "İ")
    "supplied_vowel",  # put between the first two and the last two consonants, where short vowels are not written
    "back",  # rows of the way back, where its letters tell more than the inverse of [letters]
    "prefix",  # sign put before a word with a letter of `front` and none of `unless`
    # readings
    "cost",  # how implausible this reading is beside the others of its script, 0 to 1
    "marks",  # a word is read so only where one of these stands in it (in other scripts: beside likelier languages)
    "alphabet",  # letters of the language, to guess it by
    "rank",  # order of guessing
    "against",  # a Latin word is less likely to be read so where one of these stands in it
    "style_of",  # it sounds letters as that reading does, and only names who writes so, where `marks` show it
    "inverse_of",  # read what this orthography writes ...
    "through",  # ... as this reading table sounds the letters
    "decompose",  # take Hangul syllables apart first
    "between_consonants",  # vowels that may be left out there; "^a": only between a word's first two
    "han",  # a column of tables/han: Han signs are first written out in it
}


@dataclass(frozen=True, slots=True)
class System(Value):
    """A spelling system. `target_script` is "phonemes" for a reading; `reversible` means that text in the
    system's alphabet can be restored letter by letter. Systems share an id where one standard covers several
    languages.
    """

    id: str
    name: str
    langs: tuple[str, ...]
    source_script: str
    target_script: str
    source: str
    reversible: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A system's file: its description, its rows (likeliest output first), and its other settings as they
    stand.
    """

    path: str
    system: System
    rows: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, str]
    settings: Mapping[str, Any]


@cache
def load(path: str) -> Table:
    """The table at `path`, with the rows and classes of the tables it inherits from beneath its own.

    Raises TableError where a key is missing or unknown.
    """
    data = read_toml(path)
    if missing := REQUIRED - data.keys():
        raise TableError(f"{path}: lacks {sorted(missing)}")
    if unknown := data.keys() - KNOWN:
        raise TableError(f"{path}: unknown keys {sorted(unknown)}, expected some of {sorted(KNOWN)}")
    rows: dict[str, tuple[str, ...]] = {}
    classes: dict[str, str] = {}
    for parent in data.get("inherits", ()):
        inherited = load(f"{path.rpartition('/')[0]}/{parent}.toml")
        rows |= inherited.rows
        classes |= inherited.classes
    rows |= consonant_rows(data)
    rows |= {key: outputs_of(value) for key, value in data.get("letters", {}).items()}
    classes |= data.get("classes", {})
    if "signs" in data:
        classes[SIGN] = "".join(sign[0] for sign in data["signs"])
    target = PHONEMES if path.startswith("readings/") else data.get("target_script", "Latin")
    system = System(
        data["id"], data["name"], tuple(data["langs"]), data["source_script"], target, data["source"],
        data.get("reversible", False),
    )  # fmt: skip
    return Table(path, system, rows, classes, data)


@cache
def orthographies() -> tuple[Table, ...]:
    """The tables that write one script in another, those for certain languages before those for all of a script."""
    return tuple(sorted(map(load, list_tables("orthographies", ".toml")), key=lambda table: not table.system.langs))


@cache
def reading_tables() -> dict[str, Table]:
    """The tables of how letters sound, by id."""
    tables = [load(path) for path in list_tables("readings", ".toml")]
    return {table.system.id: table for table in tables}


@cache
def tables_reading(script: str) -> tuple[Table, ...]:
    """The tables of how the letters of a script sound."""
    paths = list_tables("readings", ".toml")
    return tuple(load(path) for path in paths if read_toml(path).get("source_script") == script)


def systems() -> tuple[System, ...]:
    """Every spelling system known: romanizations and alphabets first, then the readings."""
    return tuple(table.system for table in (*orthographies(), *reading_tables().values()))


def find(system: str, lang: str, script: str) -> Table | None:
    """The orthography `system` for text in `lang` and `script`; None where the standard has no table for
    them.

    Raises UnknownError, naming the ids there are, where no orthography has that id.
    """
    tables = [table for table in orthographies() if table.system.id == system]
    if not tables:
        known = sorted({table.system.id for table in orthographies()})
        raise UnknownError(f"no spelling system {system!r}; known are: {', '.join(known)}")
    for table in tables:
        if covers(table, lang, script):
            return table
    return None


def covers(table: Table, lang: str, script: str) -> bool:
    """Whether `table` is for text in `lang` and `script`; one that names no language is for all of its
    script.
    """
    return table.system.source_script == script and (not table.system.langs or lang in table.system.langs)


def default_for(lang: str, script: str) -> Table | None:
    """The orthography used where the one asked for has no table for text in `lang` and `script`."""
    for table in orthographies():
        if table.settings.get("default") and covers(table, lang, script):
            return table
    return None


def bridge_for(lang: str) -> Table | None:
    """The table that brings `lang` into another language of its script, known to more systems (Kazakh to
    Russian).
    """
    for table in orthographies():
        if "bridge" in table.settings and lang in table.system.langs:
            return table
    return None


@cache
def second_alphabet(lang: str, script: str) -> Table | None:
    """The orthography that writes `lang` in `script`, not Latin, from its first alphabet (Kazakh in Arabic letters)."""
    for table in orthographies():
        system = table.system
        if script != "Latin" and system.target_script == script != system.source_script and lang in system.langs:
            return table
    return None


@cache
def spoken_in(script: str) -> tuple[str, ...]:
    """The first language of each reading table of a script whose tables need no alphabet to be told apart; Han, which
    many languages share, tells none.
    """
    tables = tables_reading(script)
    return tuple(t.system.langs[0] for t in tables if t.system.source_script == script not in ("Latin", "Han"))


@cache
def alphabets(script: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """(language, its letters) of the languages written in `script`, in the order in which they are
    guessed.
    """
    tables = [table for table in tables_reading(script) if "alphabet" in table.settings]
    tables.sort(key=lambda t: (t.settings["rank"], t.system.id))
    return tuple((t.system.langs[0], frozenset(t.settings["alphabet"])) for t in tables)


def languages_of(text: str, script: str) -> tuple[str, ...]:
    """The languages whose alphabet has every letter of `text` that is in `script`, likeliest first.

    Where none has, the one that lacks the fewest. Empty for Latin, which too many share, and unknown scripts.
    """
    known = alphabets(script)
    if not known:
        return spoken_in(script)
    users, shared = users_of_letters(script)
    letters = {char for char in set(text.lower()) - shared if char.isalpha() and not char.isascii()}
    fitting = (1 << len(known)) - 1
    for letter in letters:
        fitting &= users.get(letter, 0)
    return languages_in(script, fitting) or (min(known, key=lambda pair: len(letters - pair[1]))[0],)


@cache
def users_of_letters(script: str) -> tuple[dict[str, int], frozenset[str]]:
    """The languages whose alphabet has a letter, as a number: bit n is that of language n of `alphabets`; and the
    letters that all of them have.
    """
    users: dict[str, int] = {}
    for n, (_, letters) in enumerate(alphabets(script)):
        for letter in letters:
            users[letter] = users.get(letter, 0) | 1 << n
    shared = frozenset.intersection(*[letters for _, letters in alphabets(script)])
    return users, shared


@lru_cache(maxsize=1 << 12)
def languages_in(script: str, users: int) -> tuple[str, ...]:
    """The languages of `alphabets` whose bits are set."""
    return tuple([lang for n, (lang, _) in enumerate(alphabets(script)) if users >> n & 1])
