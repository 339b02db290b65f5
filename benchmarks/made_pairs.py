"""Pairs that ordinary lists of names lack: one word for a person, half of a joined name, the feminine of a man's name.

Made by rule from real names; which share of them is one person is our judgement of how such mentions are used.
"""

from __future__ import annotations

from collections import defaultdict
from random import Random

PEOPLE = 6000  # taken from the list
STRANGERS = 0.45  # per person meant by his family name, others of that name
HALF_IS_SAME = 0.25  # half of a joined given name is oftener another person: Kassym, uncle of Kassym-Jomart
FEMININE_IS_SAME = {"Latin": 0.3, "Cyrillic": 0.6}  # a lone -ova may be a man's genitive, in Cyrillic above all
SURNAMES = ("ов", "ев", "ин", "ov", "ev", "in")

Row = dict[str, str]


def made_pairs(people: list[Row]) -> list[Row]:
    """Rows as in the pair files, each under the entity it was made from. `people`: rows with entity_id and name."""
    random = Random(1)
    names: dict[str, list[str]] = defaultdict(list)
    for row in people:
        names[row["entity_id"]].append(row["name"])
    parts = {entity: spoken(names[entity][0]) for entity in random.sample(sorted(names), min(PEOPLE, len(names)))}
    known = {entity: found for entity, found in parts.items() if found is not None}
    givens, families = ([found[i] for found in known.values()] for i in (0, 1))
    out: list[Row] = []
    for n, (entity, (given, family)) in enumerate(known.items()):
        if "-" in given:
            out += halves(entity, given, family, random)
        if n % 4 == 0:
            out += by_family(entity, family, random.choice(names[entity]), random.choice(givens), random)
        elif n % 4 == 1:
            out += by_given(entity, given, random.choice(names[entity]), random.sample(families, 2))
        elif family.endswith(SURNAMES):
            out += feminines(entity, given, family, random.choice(givens), random)
    return out


def spoken(name: str) -> tuple[str, str] | None:
    """Given and family name as written, where the name shows them."""
    from kzresolve.names.parse import parse

    made = parse(name, "PER")
    given, family = made.having("given"), made.having("family")
    return (given[0].text.title(), family[-1].text.title()) if given and family else None


def halves(entity: str, given: str, family: str, random: Random) -> list[Row]:
    """Half of a joined given name; several rows, for such names are few."""
    half = f"{given.partition('-')[0]} {family}"
    return [pair("half", half, f"{given} {family}", random.random() < HALF_IS_SAME, entity) for _ in range(4)]


def by_family(entity: str, family: str, written: str, other: str, random: Random) -> list[Row]:
    found = [pair("family", family, written, True, entity)]
    if random.random() < STRANGERS:
        found.append(pair("family", family, f"{other} {family}", False, entity))
    return found


def by_given(entity: str, given: str, written: str, families: list[str]) -> list[Row]:
    strangers = [pair("given", given, f"{given} {family}", False, entity) for family in families]
    return [pair("given", given.partition("-")[0], written, True, entity), *strangers]


def feminines(entity: str, given: str, family: str, other: str, random: Random) -> list[Row]:
    script = "Latin" if family.isascii() else "Cyrillic"
    feminine, man = family + ("a" if script == "Latin" else "а"), f"{given} {family}"
    return [
        pair("feminine", f"{given} {feminine}", man, False, entity),
        pair("feminine", f"{other} {feminine}", man, False, entity),
        pair("feminine", feminine, man, random.random() < FEMININE_IS_SAME[script], entity),
    ]


def pair(kind: str, one: str, two: str, same: bool, entity: str) -> Row:
    return {"name1": one, "name2": two, "same": str(int(same)), "kind": kind, "entity1": entity}
