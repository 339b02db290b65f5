"""Builds the large word lists under src/kzresolve/tables/lexicons/ from packaged sources and hand-written lists.

Run as `python benchmarks/build_lexicons.py` where these are installed; the output depends on nothing else:

- Faker 40.x (`pip install faker`, MIT): given and family names by locale, a list of Russian words;
- names 0.3.0 (`pip install names`, MIT, its data in the public domain): the files of the US census of 1990;
- SCOWL 2020.12.07 (Debian: `apt-get install scowl`, permissive, notice kept in the README of the lexicons);
- benchmarks/lexicon_sources/: written by hand for this project, source `unverified`.

A list holds words, never entities: names that are those of countries or weekdays are left out (EXCLUDED).
"""

from __future__ import annotations

import argparse
import importlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import product
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "lexicon_sources"
TARGET = HERE.parent / "src" / "kzresolve" / "tables" / "lexicons"

# Faker's locales whose names are written in Latin or Cyrillic letters. Left out: locales in other scripts (they are
# romanised below or written by hand), "John Doe" placeholders, en_KE (its list comes from a site that claims rights in
# it), ga_IE's family names (phrases) and is_IS's, which are given names in the genitive.
FAKER_GIVEN = (
    "az_AZ bg_BG cs_CZ da_DK de_AT de_CH de_DE en en_GB en_IE en_IN en_NG en_NZ en_TH en_US es_AR es_CA es_CL es_CO es_ES "
    "es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG is_IS it_IT ja_JP lt_LT lv_LV "
    "mk_MK nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI sv_SE sw tr_TR tw_GH uk_UA uz_UZ vi_VN yo_NG "
    "zh_CN zh_TW zu_ZA el_GR ka_GE hy_AM"
).split()
FAKER_FAMILY = [x for x in FAKER_GIVEN if x not in {"ga_IE", "is_IS", "zu_ZA"}]
GIVEN_LISTS = ("first_names", "first_names_male", "first_names_female", "first_names_unisex", "first_names_nonbinary")
FAMILY_LISTS = ("last_names", "last_names_male", "last_names_female", "male_last_names", "unisex_last_names")
KEEP_REGION = {"en_IN", "en_NG", "en_TH", "en_IE", "zh_TW"}  # here the region says more than the language

SIZES = (10, 20, 35, 40, 50)  # of SCOWL, from the commonest words on
CENSUS_GIVEN = 2500  # of either sex, commonest first; below stand initials, misspellings and common words
CENSUS_FAMILY = 4000
FREQUENT_GIVEN, FREQUENT_FAMILY = 1000, 3000  # so common that a name stays one although it is a word as well

# Names that somewhere are given to people, but in news are another thing nearly always.
EXCLUDED = frozenset(
    "Africa America Arabia Armenia Asia Australia Austria Belgium Berlin Bolivia Brazil Britain Cairo Canada China "
    "Croatia Cuba Denmark Egypt England Ethiopia Europe Finland France Geneva Georgia Germany Greece Hungary Iceland "
    "India Iran Iraq Ireland Israel Italy Jamaica Japan Kenya Kiev Korea Kyiv London Macedonia Madrid Mali Malta Mexico "
    "Milan Moscow Nepal Nigeria Norway Palestine Paris Persia Peru Poland Portugal Rome Russia Samara Scotland Serbia "
    "Somalia Spain Sweden Switzerland Syria Taiwan Texas Tibet Tokyo Tunisia Ukraine Venice Vienna Vietnam Wales "
    "Америка Армения Африка Болгария Греция Европа Индия Македония Россия Сербия "
    "American Arab Asian British Chinese Dutch English European French German Greek Indian Irish Italian Japanese Jewish "
    "Korean Polish Roman Russian Scottish Spanish Swedish Swiss Turk Turkish Welsh "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March July September October November "
    "December Spring Summer Autumn Winter "
    "North South East West Northern Southern Eastern Western President Minister Doctor Doe".split()
)
# Words that no capital makes a name: at the start of a sentence they would be found everywhere.
FUNCTION_WORDS = frozenset(
    "a about above after again all also although am an and any are as at be because been before being below between both "
    "but by can could did do does down during each either else even ever every few for from had has have he her here hers "
    "him his how i if in into is it its just less like many me mine more most much must my near neither never next no nor "
    "not now of off often on once one only or other our out over own per see shall she should since so some soon still "
    "such than that the their them then there these they this those though through thus to today too two under until up "
    "upon us very was we well were what when where whether which while who whom whose why with within would yes yet you "
    "your".split()
)
PARTICLES = frozenset("van der den de la del dos da do das le von zu ter ten te af di st y e het 't in op los las".split())

# From Cyrillic, Georgian, Armenian and Greek letters to the spellings news in English uses; several where it does.
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo e", "ж": "zh", "з": "z", "и": "i", "й": "i y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i", "ў": "u", "ҳ": "h",
    "ҷ": "j", "ӣ": "i", "ӯ": "u",
    "ая": "aya aia", "ия": "iya ia", "ье": "ye", "ьё": "yo", "ью": "yu", "ья": "ya", "ый$": "y", "ий$": "y iy i",
    "кс": "ks x", "^е": "ye e", "^э": "e",
}  # fmt: skip
LANGUAGES = {
    "ru": CYRILLIC,
    "uk": CYRILLIC | {"г": "h", "зг": "zgh", "и": "y", "і": "i", "ї": "i", "є": "ie", "ґ": "g", "^є": "ye", "^ї": "yi",
                      "^й": "y", "^ю": "yu", "^я": "ya", "е": "e", "^е": "e", "ю": "iu yu", "я": "ia ya", "ь": "",
                      "ия": "yia", "ія": "iia ia", "ая": "aia", "ий$": "yi y", "кс": "ks", "’": ""},
    "bg": CYRILLIC | {"щ": "sht", "ъ": "a", "й": "y", "х": "h", "^е": "e", "я": "ya", "ия": "iya ia", "ий$": "iy"},
    "mk": CYRILLIC | {"ѓ": "gj", "ѕ": "dz", "ј": "j", "љ": "lj", "њ": "nj", "ќ": "kj", "џ": "dzh", "ц": "c", "х": "h",
                      "^е": "e"},
    "ka": dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
                   "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(), strict=True)),
    "hy": dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցփքօֆև",
                   "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts p k o f ev".split(),
                   strict=True)) | {"ու": "u", "^ե": "ye", "^ո": "vo", "ւ": "v", "յա": "ya", "յան$": "yan"},
    "el": dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True))
    | {"ου": "ou", "αυ": "av", "ευ": "ev", "μπ": "mp", "^μπ": "b", "ντ": "nt", "^ντ": "d", "γγ": "ng", "γκ": "gk",
       "^γκ": "g", "γι": "gi yi", "χ": "ch h"},
}  # fmt: skip
LANGUAGES |= dict.fromkeys(("kk", "ky", "uz", "tg", "tk", "tt", "az", "be", "caucasus"), CYRILLIC)
ROMANISED = {"ru_RU": "ru", "uk_UA": "uk", "bg_BG": "bg", "mk_MK": "mk", "ka_GE": "ka", "hy_AM": "hy", "el_GR": "el"}

Names = dict[str, tuple[set[str], set[str]]]  # text -> origins, sources


def romanised(name: str, lang: str, limit: int = 8) -> Iterator[str]:
    """Spellings in Latin letters of a name in the script of `lang`, longest letter groups first; at most `limit`."""
    table = LANGUAGES[lang]
    text = "^" + (strip_marks(name.lower()) if lang == "el" else name.lower()) + "$"
    parts: list[list[str]] = []
    while text:
        key = next((text[:n] for n in (4, 3, 2, 1) if text[:n] in table), None)
        if key is None:
            parts.append([] if text[0] in "^$" else [text[0]])
            text = text[1:]
        else:
            parts.append(table[key].split() or [""])
            text = text[len(key) :]
    for letters in list(product(*(p for p in parts if p)))[:limit]:
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
    """The words to list for a name that may be several: of "van den Berg" the last, of "María José" both."""
    words = clean(name).split()
    if family and len(words) > 1:
        words = words[-1:] if all(w.lower() in PARTICLES for w in words[:-1]) else []
    for word in words:
        if len(word) > 1 and word[0].isupper() and all(c.isalpha() or c in "-'" for c in word) and word[-1].isalpha():
            yield word


def add(names: Names, text: str, origin: str, source: str) -> None:
    """Enter a name, and without its diacritics where it is Latin and has any."""
    if text in EXCLUDED or text.lower() in FUNCTION_WORDS or len(text) < 2:
        return
    forms = {text, strip_marks(text)} if is_latin(text) else {text}
    for form in forms - EXCLUDED:
        if form.lower() not in FUNCTION_WORDS:
            names[form][0].add(origin)
            names[form][1].add(source)


def from_faker(names: Names, locales: Iterable[str], lists: Iterable[str]) -> None:
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        origin = locale if locale in KEEP_REGION else locale.split("_")[0]
        family = "last_names" in lists
        wanted = [*lists, "last_romanized_names" if family else "first_romanized_names"]
        found = [getattr(provider, kind, ()) for kind in wanted]  # now and then a property, which an instance would fill
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
    """The commonest names of a file of the US census of 1990, commonest first: "SMITH  1.006  1.006  1"."""
    lines = files("names").joinpath(file).read_text(encoding="ascii").splitlines()[:limit]
    names = [line.split()[0].capitalize() for line in lines]
    return ["Mc" + n[2:].capitalize() if n.startswith("Mc") and len(n) > 4 else n for n in names]


def from_census(names: Names, listed: Iterable[str], apostrophe: bool) -> None:
    """The census writes OBRIEN; where an O'Brien is known already that is the one entered."""
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
    """Take out what is a word first: a name from a broad list that is a common word, a rare or romanised one ("Long",
    "Song") that is among the commonest. Frequent names of the census and Western short forms stay ("Will", "Sue").
    """
    for name, (origins, sources) in list(names.items()):
        by_hand = "unverified" in sources
        kept = name in frequent or (by_hand and ("west" in origins or not is_latin(name)))
        if not kept and name.lower() in (commonest if by_hand else common):
            del names[name]


def scowl(folder: Path, sizes: Iterable[int]) -> set[str]:
    """Lower-case words of SCOWL up to a size, American and British, contractions in, possessives out."""
    found: set[str] = set()
    for spelling, kind, size in product(("english", "american", "british"), ("words", "contractions"), sizes):
        path = folder / f"{spelling}-{kind}.{size}"
        if path.is_file():
            found.update(unicodedata.normalize("NFC", w) for w in path.read_text(encoding="utf-8").split())
    return {w for w in found if w.islower() and not w.endswith("'s") and (len(w) > 1 or w in {"a", "o"})}


def inflected(file: str, paradigms: dict[str, list[str]]) -> set[str]:
    """Words of a hand-written file: "[paradigm]" sections of stems, each with every ending; "[]" as they stand."""
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
    parser.add_argument("--scowl", type=Path, default=Path("/usr/share/dict/scowl"), help="folder of SCOWL's word lists")
    folder = parser.parse_args().scowl
    words, common, commonest = (scowl(folder, SIZES[:n]) for n in (5, 3, 2))
    faker_ru = set(importlib.import_module("faker.providers.lorem.ru_RU").Provider.word_list)
    russian = inflected("ru_words.txt", paradigms("ru_paradigms.txt")) | (faker_ru - {"ленинград"})
    kazakh = inflected("kk_words.txt", paradigms("kk_paradigms.txt"))

    given: Names = defaultdict(lambda: (set(), set()))
    family: Names = defaultdict(lambda: (set(), set()))
    males, females = census("dist.male.first", CENSUS_GIVEN), census("dist.female.first", CENSUS_GIVEN)
    surnames = census("dist.all.last", CENSUS_FAMILY)
    from_faker(given, FAKER_GIVEN, GIVEN_LISTS)
    from_faker(family, FAKER_FAMILY, FAMILY_LISTS)
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
    found = [f"{kind}:{s}" for kind, table in (("given", given), ("family", family)) if name in table for s in sorted(table[name][1])]
    return "+".join(["scowl", *found])


if __name__ == "__main__":
    main()
