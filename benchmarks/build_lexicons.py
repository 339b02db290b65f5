"""Builds the large word lists in src/kzresolve/tables/lexicons/ from packaged sources and hand-written lists.

Run as `python benchmarks/build_lexicons.py` where these are installed; the output depends on nothing else:

- Faker 40.x (`pip install faker`, MIT): given and family names by locale, a list of Russian words;
- names 0.3.0 (`pip install names`, MIT, its data in the public domain): the files of the US census of 1990;
- SCOWL 2020.12.07 (Debian: `apt-get install scowl`, permissive, notice kept in the README of the lexicons);
- benchmarks/lexicon_sources/: written by hand for this project, source `unverified`.

A list holds words, never entities: names of countries, weekdays and function words stay out (left_out.txt).
"""

from __future__ import annotations

import argparse
import importlib
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import islice, product
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "lexicon_sources"
TARGET = HERE.parent / "src" / "kzresolve" / "tables" / "lexicons"

GIVEN_LISTS = (
    "first_names",
    "first_names_male",
    "first_names_female",
    "first_names_unisex",
    "first_names_nonbinary",
)
FAMILY_LISTS = ("last_names", "last_names_male", "last_names_female", "male_last_names", "unisex_last_names")
KEEP_REGION = {"en_IN", "en_NG", "en_TH", "en_IE", "zh_TW"}  # here the region says more than the language

SIZES = (10, 20, 35, 40, 50)  # of SCOWL, from the commonest words on
CENSUS_GIVEN = 2500  # of either sex, commonest first; below stand initials, misspellings and common words
CENSUS_FAMILY = 4000
FREQUENT_GIVEN, FREQUENT_FAMILY = 800, 1200  # so common that a name stays one although it is a word as well

ROMANISED = {
    "ru_RU": "ru",
    "uk_UA": "uk",
    "bg_BG": "bg",
    "mk_MK": "mk",
    "ka_GE": "ka",
    "hy_AM": "hy",
    "el_GR": "el",
}

SETTINGS = tomllib.loads((SOURCES / "sources.toml").read_text(encoding="utf-8"))

Names = dict[str, tuple[set[str], set[str]]]  # text -> origins, sources


@cache
def letters_of(lang: str) -> dict[str, list[str]]:
    """Letters of a language and their spellings: the table of Cyrillic, changed by its own."""
    tables = SETTINGS["romanisation"]
    text = tables["cyrillic"] if lang not in {"ka", "hy", "el"} else ""
    pairs = (pair.split("=") for pair in f"{text}|{tables.get(lang, '')}".replace("\n", " ").split("|") if "=" in pair)
    return {key.strip(): spellings.strip().split("/") for key, spellings in pairs}


def romanised(name: str, lang: str, limit: int = 8) -> Iterator[str]:
    """Spellings in Latin letters of a name written in `lang`, at most `limit`."""
    table = letters_of(lang)
    text = "^" + (strip_marks(name.lower()) if lang == "el" else name.lower()) + "$"
    parts: list[list[str]] = []
    while text:
        key = next((text[:n] for n in (4, 3, 2, 1) if text[:n] in table), None)
        if key is None:
            parts.append([] if text[0] in "^$" else [text[0]])
            text = text[1:]
        else:
            parts.append(table[key])
            text = text[len(key) :]
    for letters in islice(product(*(p for p in parts if p)), limit):
        yield "-".join(x[:1].upper() + x[1:] for x in "".join(letters).split("-"))


def strip_marks(text: str) -> str:
    """Without diacritics, as agencies print names: Müller -> Muller, Łukasz -> Lukasz, Əliyev -> Aliyev."""
    text = text.translate(str.maketrans("łŁøØđĐıəƏ", "lLoOdDiaA") | {ord("ß"): "ss", ord("æ"): "ae", ord("þ"): "th"})
    text = text.translate({ord("Æ"): "Ae", ord("Þ"): "Th", ord("ð"): "d", ord("Ð"): "D"})
    return unicodedata.normalize("NFC", re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", text)))


def is_latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())


def clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text.strip())
    text = re.sub("[\u2018\u2019\u02bb\u02bc`´]", "'", text).replace("\u2010", "-")
    return text.title() if text.isupper() and len(text) > 1 else text  # Faker's zh_TW: "CHIA-HAO"


def words_of(name: str, family: bool) -> Iterator[str]:
    """Single words of a name that may be several: of "van den Berg" the last, of "María José" both."""
    words = clean(name).split()
    if family and len(words) > 1:
        words = words[-1:] if all(w.lower() in SETTINGS["particles"].split() for w in words[:-1]) else []
    for word in words:
        letters = word.replace("-", "").replace("'", "")
        one_script = is_latin(word) or not any(is_latin(c) for c in letters)
        if len(word) > 1 and one_script and letters.isalpha() and word[0].isupper() and word[-1].isalpha():
            yield word


@cache
def left_out() -> frozenset[str]:
    lines = (SOURCES / "left_out.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def add(names: Names, text: str, origin: str, source: str) -> None:
    """Enter a name, and without its diacritics where it is Latin and has any."""
    for form in {text, strip_marks(text)} if is_latin(text) else {text}:
        if len(form) > 1 and form not in left_out() and text not in left_out():
            names[form][0].add(origin)
            names[form][1].add(source)


def from_faker(names: Names, locales: Iterable[str], lists: Iterable[str]) -> None:
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        origin = locale if locale in KEEP_REGION else locale.split("_")[0]
        family = "last_names" in lists
        wanted = [*lists, "last_romanized_names" if family else "first_romanized_names"]
        found = [
            getattr(provider, kind, ()) for kind in wanted
        ]  # now and then a property, which an instance would fill
        for name in sorted({n for x in found if not isinstance(x, property) for n in x}):
            for word in words_of(name, family):
                lang = ROMANISED.get(locale)
                if lang is None and is_latin(word):
                    add(names, word, origin, "faker")
                if lang in {"ru", "uk", "bg", "mk"}:
                    add(names, word, origin, "faker")
                if lang is not None:
                    for text in romanised(word, lang):
                        add(names, text, origin, "faker-romanised")


def census(file: str, limit: int) -> list[str]:
    """Read the commonest names of a file of the US census of 1990: "SMITH  1.006  1.006  1"."""
    lines = files("names").joinpath(file).read_text(encoding="ascii").splitlines()[:limit]
    names = [line.split()[0].capitalize() for line in lines]
    return ["Mc" + n[2:].capitalize() if n.startswith("Mc") and len(n) > 4 else n for n in names]


def from_census(names: Names, listed: Iterable[str], apostrophe: bool) -> None:
    """Enter names of the census, which writes OBRIEN: where an O'Brien is known already, that."""
    for name in listed:
        irish = f"O'{name[1:].capitalize()}"
        add(names, irish if apostrophe and irish in names else name, "en", "census1990")


def by_hand(names: Names, file: str) -> None:
    """Lines of "origin: name name ..."; names in Cyrillic are entered romanised as well."""
    for line in (SOURCES / file).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        origin, _, text = line.partition(":")
        for name in text.split():
            add(names, clean(name), origin, "unverified")
            if not is_latin(name):
                for spelling in romanised(clean(name), origin):
                    add(names, spelling, origin, "unverified")


def drop_words(names: Names, common: set[str], commonest: set[str], frequent: set[str]) -> None:
    """Take out what is a word first: a name from a broad list that is a common word, one listed by hand
    ("Long") that is among the commonest. Names frequent in the census stay, and Western ones ("Will", "Sue").
    """
    for name, (origins, sources) in list(names.items()):
        by_hand = "unverified" in sources
        kept = name in frequent or (by_hand and ("west" in origins or not is_latin(name)))
        if not kept and name.lower() in (commonest if by_hand else common):
            del names[name]


def scowl(folder: Path, sizes: Iterable[int]) -> set[str]:
    """Lower-case words of SCOWL, American and British: contractions in, possessives and accents out."""
    found: set[str] = set()
    for spelling, kind, size in product(("english", "american", "british"), ("words", "contractions"), sizes):
        path = folder / f"{spelling}-{kind}.{size}"
        if path.is_file():
            found.update(strip_marks(w) for w in path.read_text(encoding="utf-8").split())
    return {w for w in found if w.islower() and not w.endswith("'s") and (len(w) > 1 or w in {"a", "o"})}


def inflected(file: str, paradigms: dict[str, list[str]]) -> set[str]:
    """Words of a hand-written file: stems under "[paradigm]" with every ending, under "[]" as they are."""
    endings, found = [""], set()
    for line in (SOURCES / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            endings = paradigms[line.strip("[]")]
        elif not line.startswith("#"):
            found |= {stem + ending for stem in line.split() for ending in endings}
    return {unicodedata.normalize("NFC", w) for w in found}


def paradigms(file: str) -> dict[str, list[str]]:
    """Lines of "name: ending ending ..."; "-" is the empty ending."""
    rows = (line.partition(":") for line in (SOURCES / file).read_text(encoding="utf-8").splitlines() if ":" in line)
    return {name: [e.replace("-", "") for e in ends.split()] for name, _, ends in rows} | {"": [""]}


def write_words(path: str, source: str, words: set[str]) -> None:
    head = f"# Lower-case words, one a line. Source: {source}. See README.md in lexicons/.\n"
    (TARGET / path).parent.mkdir(parents=True, exist_ok=True)
    (TARGET / path).write_text(head + "".join(f"{w}\n" for w in sorted(words)), encoding="utf-8")


def write_names(path: str, names: Names) -> None:
    rows = (f"{text}\t{'+'.join(sorted(o))}\t{'+'.join(sorted(s))}\n" for text, (o, s) in sorted(names.items()))
    (TARGET / path).write_text("text\torigin\tsource\n" + "".join(rows), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the word lists under src/kzresolve/tables/lexicons/.")
    parser.add_argument(
        "--scowl", type=Path, default=Path("/usr/share/dict/scowl"), help="folder of SCOWL's word lists"
    )
    folder = parser.parse_args().scowl
    words, common, commonest = (scowl(folder, SIZES[:n]) for n in (5, 3, 2))
    faker_ru = set(importlib.import_module("faker.providers.lorem.ru_RU").Provider.word_list)
    russian = inflected("ru_words.txt", paradigms("ru_paradigms.txt")) | (faker_ru - {"ленинград"})
    kazakh = inflected("kk_words.txt", paradigms("kk_paradigms.txt"))

    given: Names = defaultdict(lambda: (set(), set()))
    family: Names = defaultdict(lambda: (set(), set()))
    males, females = census("dist.male.first", CENSUS_GIVEN), census("dist.female.first", CENSUS_GIVEN)
    surnames = census("dist.all.last", CENSUS_FAMILY)
    from_faker(given, SETTINGS["given_locales"].split(), GIVEN_LISTS)
    from_faker(family, SETTINGS["family_locales"].split(), FAMILY_LISTS)
    from_census(given, males + females, apostrophe=False)
    from_census(family, surnames, apostrophe=True)
    by_hand(given, "given_names.txt")
    by_hand(family, "family_names.txt")
    often_given = set(males[:FREQUENT_GIVEN] + females[:FREQUENT_GIVEN])
    often_family = set(surnames[:FREQUENT_FAMILY])
    drop_words(given, common | russian | kazakh, commonest, often_given)
    drop_words(family, common | russian | kazakh, commonest, often_family)

    write_names("given_names.tsv", given)
    write_names("family_names.tsv", family)
    write_words("en/words.txt", "SCOWL 2020.12.07, sizes 10 to 50 (Debian package scowl)", words)
    write_words("ru/words.txt", "Faker (MIT), lorem words of ru_RU; else unverified", russian)
    write_words("kk/words.txt", "unverified", kazakh)
    western = {name for name, (origins, _) in given.items() if "west" in origins}
    both = {n.lower() for n in (often_given & given.keys()) | (often_family & family.keys()) | western} & words
    rows = [(w, sources_of(w.capitalize(), given, family)) for w in sorted(both)]
    (TARGET / "en" / "name_words.tsv").write_text("text\tsource\n" + "".join(f"{w}\t{s}\n" for w, s in rows), "utf-8")


def sources_of(name: str, given: Names, family: Names) -> str:
    """Where a name that is a word came from, and as what: "scowl+given:census1990+family:faker"."""
    found = [
        f"{kind}:{s}"
        for kind, table in (("given", given), ("family", family))
        if name in table
        for s in sorted(table[name][1])
    ]
    return "+".join(["scowl", *found])


if __name__ == "__main__":
    main()
