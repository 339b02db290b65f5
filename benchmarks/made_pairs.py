"""Pairs that ordinary lists of names lack: one word for a person or place, half of a joined name, a man's name made
feminine, a father's name.

Made by rule from real names; which share of them is one person is our judgement of how such mentions are used.
"""

from __future__ import annotations

import re
from collections import defaultdict
from random import Random

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kzresolve.text.scripts import script_of

PEOPLE = 6000  # taken from the list
STRANGERS = 0.35  # per person meant by his family name, others of that name
HALF_IS_SAME = 0.3  # half of a joined given name is oftener another person: Kassym, uncle of Kassym-Jomart
FEMININE_IS_SAME = {"Latin": 0.3, "Cyrillic": 0.6}  # a lone -ova may be a man's genitive, in Cyrillic above all
FATHERS = 1500  # pairs of a man and his child at most
LONE = 4  # names of a place that are taken as lone words
FEMININE = ("a", "ia", "ina")  # what makes women's names of men's
ALIKE = 3  # neighbours in sound per name: the lists have few of the world's names
PARTS = (("North", "South"), ("Upper", "Lower"), ("Северный", "Южный"), ("East", "West"), ("Верхний", "Нижний"))
SORTS = (("District", "район"), ("Region", "область"), ("Lake", "озеро"), ("River", "река"), ("Province", "облысы"))
FEATURE_IS_SAME = 0.5  # the Caspian is the Caspian Sea, Chad is no lake
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
    near = Neighbours(families)
    out: list[Row] = []
    for n, (entity, (given, family)) in enumerate(known.items()):
        if "-" in given:
            out += halves(entity, given, family, random)
        if n % 4 == 0:
            out += by_family(entity, family, names[entity], random.choice(givens), random)
            for alike in near.of(family, ALIKE):
                out += neighbours(entity, family, alike, random.choice(givens))
        elif n % 4 == 1:
            out += by_given(entity, given, random.choice(names[entity]), random.sample(families, 2))
        elif family.endswith(SURNAMES):
            out += feminines(entity, given, family, random.choice(givens), random)
    return out + by_father(names, givens, random)


def made_places(places: list[Row]) -> list[Row]:
    """One word for a place against its most alike neighbour, and against longer names that hold it. `places`: rows with
    entity_id and name.
    """
    random = Random(1)
    names: dict[str, list[str]] = defaultdict(list)
    for row in places:
        names[row["entity_id"]].append(row["name"])
    words = {entity: next(filter(is_word, found)) for entity, found in names.items() if any(map(is_word, found))}
    near = Neighbours(list(words.values()))
    out = []
    for entity, name in words.items():
        other = random.choice(list(words.values()))
        for alike in near.of(name, ALIKE):
            out += neighbours(entity, name, alike, other)
        out.append(pair("longer", name, f"{other} {name}", False, entity))
        out.append(pair("part", *[f"{part} {name}" for part in random.choice(PARTS)], False, entity))
        out += by_sort(entity, name, names[entity], near.of(name, 1), random)
        out += [pair("name", name, random.choice(names[entity]), True, entity) for _ in range(3)]
    return out + of_several_words(names, near, random)


def by_sort(entity: str, name: str, every: list[str], alike: list[str], random: Random) -> list[Row]:
    """A place with a word for its sort: other names of it with a translation of that, also as a Russian adjective, and
    a neighbour with the same sort.
    """
    here, there = random.choice(SORTS)
    stems = [each for each in every if re.fullmatch("[А-Я][а-я]+[бвгдзклмнпрстх]", each)]
    lake = random.random() < FEATURE_IS_SAME
    return [
        pair("sort", f"{name} {here}", f"{there} {random.choice(every)}", True, entity),
        pair("feature", name, f"{SORTS[2][0]} {name}", lake, entity),
        *[pair("sort", f"{name} {here}", f"{stem}ский {there}", True, entity) for stem in stems[:1]],
        *[pair("sort", f"{name} {here}", f"{near} {there}", False, entity) for near in alike],
    ]


def of_several_words(names: dict[str, list[str]], near: Neighbours, random: Random) -> list[Row]:
    """A place of several words against other names of it, and against what shares one word with it, or nearly: longer
    names, shorter ones, and strangers. `near`: names of one word.
    """
    several = {
        entity: [name for name in found if len(cut(name)) > 1 and name.isascii()] for entity, found in names.items()
    }
    others = [cut(name) for found in several.values() for name in found]
    out = []
    for entity, found in several.items():
        for name in random.sample(found, min(LONE, len(found))):
            words, other = cut(name), random.choice(others)
            kept, strange = random.choice(words), random.choice(other)
            alike = near.of(kept, 1)
            out.append(pair("stranger", name, " ".join([*alike, strange]), False, entity))
            out.append(pair("stranger", name, " ".join([strange, *alike]), False, entity))
            out.append(pair("stranger", name, " ".join(other), sorted(words) == sorted(other), entity))
            out.append(pair("longer", name, f"{strange} {name}", False, entity))
            out.append(pair("shorter", name, kept, False, entity))
            out += [pair("name", name, random.choice(names[entity]), True, entity) for _ in range(3)]
    return out


def cut(name: str) -> list[str]:
    return name.replace("-", " ").split()


def made_lone(places: list[Row]) -> list[Row]:
    """Lone words of any script: two names of one place, and names of two, chosen by chance. `places`: as above."""
    random = Random(1)
    names: dict[str, list[str]] = defaultdict(list)
    for row in places:
        if len(row["name"].split()) == 1 and "-" not in row["name"]:
            names[row["entity_id"]].append(row["name"])
    every = sorted(names)
    out = []
    for entity in every:
        for name in random.sample(names[entity], min(LONE, len(names[entity]))):
            other = random.choice(every)
            out.append(pair("lone", name, random.choice(names[other]), entity == other, entity))
            out.append(pair("lone", name, random.choice(names[entity]), True, entity))
    return out


def made_siblings(people: list[Row]) -> list[Row]:
    """A person under another given name that sounds much like his own (Serik, Berik), or is its feminine (Viktor,
    Viktoria), and as many times under two spellings; of alphabets that tell all sounds. `people`: as above.
    """
    from kzresolve.match.likeness import are_two_names
    from kzresolve.match.words import word
    from kzresolve.tables import read_tsv

    random = Random(1)
    names: dict[str, list[str]] = defaultdict(list)
    for row in people:
        if script_of(row["name"]) in ("Latin", "Cyrillic"):
            names[row["entity_id"]].append(row["name"])
    forms = [form for row in read_tsv("names/given.tsv") for form in row["forms"].split()]
    known = {word(form).sounds[0] for form in forms}
    near = {
        script: Neighbours([form for form in forms if script_of(form) == script]) for script in ("Latin", "Cyrillic")
    }
    out = []
    for entity, written in sorted(names.items()):
        name = random.choice(written)
        parts = spoken(name)
        if len(set(written)) < 2 or parts is None or script_of(parts[0]) not in near:
            continue
        given, family = word(parts[0]), parts[1]
        for hers in [parts[0] + end for end in FEMININE]:
            if word(hers).sounds[0] in known and are_two_names(given, word(hers)):
                sister = f"{hers} {family}{'a' * family.endswith(SURNAMES)}"
                out.append(pair("sister", sister, f"{parts[0]} {family}", False, entity))
        if given.sounds[0] not in known:
            continue
        alike = [one for one in near[given.script].of(given.text, ALIKE) if are_two_names(given, word(one))]
        if alike:
            out.append(pair("sibling", random.choice(written), f"{random.choice(alike)} {family}", False, entity))
            out.append(pair("spelling", *random.sample(sorted(set(written)), 2), True, entity))
    return out


def is_word(name: str) -> bool:
    return name.isalpha() and name.istitle()


def spoken(name: str) -> tuple[str, str] | None:
    """Given and family name as written, where the name shows them."""
    from kzresolve.names.parse import parse

    made = parse(name, "PER")
    given, family = made.having("given"), made.having("family")
    return (given[0].text.title(), family[-1].text.title()) if given and family else None


def halves(entity: str, given: str, family: str, random: Random) -> list[Row]:
    """Half of a joined given name, with and without its hyphen; several rows, for such names are few."""
    half = f"{given.partition('-')[0]} {family}"
    return [
        pair("half", half, f"{whole} {family}", random.random() < HALF_IS_SAME, entity)
        for whole in (given, given, given.replace("-", "").capitalize())
        for _ in range(2)
    ]


def by_family(entity: str, family: str, written: list[str], other: str, random: Random) -> list[Row]:
    found = [pair("family", family, random.choice(written), True, entity)]
    respelled = spoken(random.choice(written))
    if respelled is not None and respelled[1] != family:
        found.append(pair("family", family, respelled[1], True, entity))
    if random.random() < STRANGERS:
        found.append(pair("family", family, f"{other} {family}", False, entity))
    return found


class Neighbours:
    """Names by sound."""

    def __init__(self, names: list[str]) -> None:
        from kzresolve.match.words import word

        self.sounds = {word(name).sounds[0]: name for name in sorted(set(names))}

    def of(self, name: str, most: int) -> list[str]:
        """The names that sound most like another without sounding the same, nearest first."""
        from kzresolve.match.words import word

        here = word(name).sounds
        others = process.extract(here[0], self.sounds.keys(), scorer=OSA.normalized_similarity, limit=len(here) + most)
        return [self.sounds[sound] for sound, _, _ in others if sound not in here][:most]


def neighbours(entity: str, family: str, near: str, other: str) -> list[Row]:
    """A family name alone against the most alike of another family, alone and in a whole name."""
    return [pair("near", family, near, False, entity), pair("near", family, f"{other} {near}", False, entity)]


def by_father(names: dict[str, list[str]], givens: list[str], random: Random) -> list[Row]:
    """A given name against a whole name whose patronymic comes from it, alone and with the family name."""
    from kzresolve.match.words import father, word
    from kzresolve.names.parse import parse

    by_sound = {word(given).sounds[0]: given for given in sorted(set(givens))}
    out = []
    for entity in random.sample(sorted(names), len(names)):
        made = parse(random.choice(names[entity]), "PER")
        for part in made.having("patronymic")[:1]:
            given = next((by_sound[sound] for sound in father(part.text).sounds if sound in by_sound), None)
            if given is not None:
                out.append(pair("father", given, made.original, False, entity))
                out += [
                    pair("father", f"{given} {each.text}", made.original, False, entity)
                    for each in made.having("family")
                ]
    return out[:FATHERS]


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
