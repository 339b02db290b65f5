"""Every file format: reading what was written gives it back, whatever the strings, but for what was said to be lost."""

from __future__ import annotations

import bz2
import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kzresolve.errors import TableError
from kzresolve.registry import files
from kzresolve.registry.formats.base import Options, Report
from kzresolve.registry.formats.tsv import escape, unescape
from kzresolve.registry.model import KINDS, STRENGTHS, Alias, Entity, ExternalId, Role
from kzresolve.registry.registry import Registry

# Strings that break files: separators, quotes, comment signs, escapes, all line ends, bidi and combining marks.
SHARP = "\t\n\r\\#\"'tnr0,;|+<>@\x00\x0b\x0c\x1c\x1f\x85\u2028\u2029\ufeff\u202e\u0301aә王"
HOSTILE = st.one_of(
    st.text(st.sampled_from(SHARP), max_size=12),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
NAMES = HOSTILE.filter(str.strip)
IDS = HOSTILE.filter(lambda text: text.strip() == text != "")
DATES = st.sampled_from(["", "2019", "2019-03", "2019-03-23"])
LANGS = st.one_of(st.sampled_from(["", "", "kk", "ru", "en", "mul", "zh-hans"]), HOSTILE)
ALIASES = st.builds(
    Alias,
    text=NAMES,
    lang=LANGS,
    strength=st.sampled_from([s for s in STRENGTHS if s != "name"]),
    valid_from=DATES,
    valid_to=DATES,
    source=HOSTILE,
    note=HOSTILE,
    script=HOSTILE,
    orthography=HOSTILE,
)
ROLES = st.builds(Role, text=NAMES, lang=LANGS, valid_from=DATES, valid_to=DATES, source=HOSTILE, note=HOSTILE)
EXTERNAL = st.builds(
    ExternalId, scheme=st.sampled_from(["wikidata", "geonames", "x.y"]), id=IDS, source=HOSTILE, note=HOSTILE
)
ENTITIES = st.builds(
    Entity,
    id=IDS,
    name=NAMES,
    kind=st.sampled_from([None, *KINDS]),
    aliases=st.lists(ALIASES, max_size=3).map(tuple),
    country=HOSTILE,
    roles=st.lists(ROLES, max_size=2).map(tuple),
    ids=st.lists(EXTERNAL, max_size=2).map(tuple),
    fame=st.integers(0, 400),
)
# Entities of which most formats carry all.
PLAIN = st.builds(
    Entity,
    id=st.from_regex(r"Q[1-9][0-9]{0,3}", fullmatch=True),
    name=NAMES,
    kind=st.sampled_from([None, *KINDS]),
    aliases=st.lists(NAMES, max_size=3).map(tuple),
)
LISTS = st.lists(st.one_of(ENTITIES, PLAIN), max_size=3, unique_by=lambda entity: entity.id)
ENDINGS = {"tsv": "tsv", "csv": "csv", "jsonl": "jsonl", "skos": "nt"}
ANYWHERE = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def there_and_back(folder: Path, entities: list[Entity], name: str) -> tuple[list[Entity], tuple[str, ...]]:
    path = folder / f"registry.{ENDINGS.get(name, name)}"
    losses = files.write(path, entities, name)
    return list(files.read(path, name)), tuple(loss.what for loss in losses)


def in_any_order(entities: list[Entity]) -> list[tuple[Entity, frozenset[Alias]]]:
    """Entities with their names as a set: formats that sort names by rank keep no other order."""
    return [(replace(entity, aliases=()), frozenset(entity.aliases)) for entity in entities]


@settings(ANYWHERE, max_examples=50)
@given(entities=LISTS, ending=st.sampled_from(["tsv", "jsonl", "tsv.gz", "jsonl.gz"]))
def test_our_own_formats_lose_nothing(tmp_path: Path, entities: list[Entity], ending: str) -> None:
    path = tmp_path / f"registry.{ending}"
    registry = Registry(entities)
    assert registry.write(path) == ()
    again = Registry.read(path)
    assert list(again) == entities
    assert again.version == registry.version


@pytest.mark.parametrize("name", files.FORMATS)
@ANYWHERE
@given(entities=LISTS)
def test_what_is_not_said_to_be_lost_comes_back(tmp_path: Path, name: str, entities: list[Entity]) -> None:
    again, losses = there_and_back(tmp_path, entities, name)
    if not losses:
        assert in_any_order(again) == in_any_order(entities)


@pytest.mark.parametrize("name", files.FORMATS)
@ANYWHERE
@given(entities=LISTS)
def test_what_came_through_once_comes_through_again(tmp_path: Path, name: str, entities: list[Entity]) -> None:
    once, _ = there_and_back(tmp_path, entities, name)
    twice, _ = there_and_back(tmp_path, once, name)
    assert in_any_order(twice) == in_any_order(once)


@pytest.mark.parametrize("name", files.FORMATS)
@ANYWHERE
@given(entity=PLAIN)
def test_every_format_carries_the_names_of_a_person(tmp_path: Path, name: str, entity: Entity) -> None:
    tame = Entity("Q1", "A", "PER", [alias.text for alias in entity.names() if alias.text.isalnum()])
    assert in_any_order(there_and_back(tmp_path, [tame], name)[0]) == in_any_order([tame])


@settings(max_examples=100, deadline=None)
@given(HOSTILE)
def test_escaping_a_cell_keeps_it_on_one_line_and_can_be_undone(cell: str) -> None:
    assert not set(escape(cell)) & set("\t\n\r\0")
    assert unescape(escape(cell)) == cell


ASTANA = Entity(
    id="Q1520",
    name="Astana",
    kind="LOC",
    country="kz",
    aliases=(
        Alias("Астана", "kk"),
        Alias("Nur-Sultan", valid_from="2019-03-23", valid_to="2022-09-17", source="unverified"),
        Alias("the capital", strength="weak"),
    ),
)


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("tsv", []),
        ("jsonl", []),
        ("csv", []),
        ("ftm", ["dates of names", "sources", "languages"]),
        ("opensanctions", ["dates of names", "sources", "languages", "weak names"]),
        ("wikidata", ["dates of names", "sources", "kinds other than person", "weak names as such", "countries"]),
        ("jrc", ["entities that are neither people nor organisations, left out"]),
        ("skos", ["dates of names", "sources", "countries"]),
    ],
)
def test_what_a_format_cannot_carry_is_said(tmp_path: Path, name: str, lost: list[str]) -> None:
    losses = files.write(tmp_path / "r", [ASTANA], name)
    assert [loss.what for loss in losses] == lost
    assert all("1 entity, first 'Q1520'" in str(loss) for loss in losses)


def test_a_loss_is_counted_once_an_entity(tmp_path: Path) -> None:
    people = [Entity(f"p{n}", "A", "PER", [Alias("B", "kk"), Alias("C", "ru")]) for n in range(3)]
    (loss,) = files.write(tmp_path / "r.ftm", people)
    assert (loss.what, loss.count, loss.example) == ("languages", 3, "p0")


def written(folder: Path, name: str, content: str) -> Path:
    (folder / name).write_text(content, encoding="utf-8", newline="")
    return folder / name


def test_followthemoney_as_others_write_it(tmp_path: Path) -> None:
    rows = [
        {
            "id": "NK-1",
            "caption": "Kassym-Jomart Tokayev",
            "schema": "Person",
            "datasets": ["x"],
            "properties": {
                "name": ["Қасым-Жомарт Тоқаев", "Kassym-Jomart Tokayev"],
                "alias": ["Kasym Tokaev"],
                "weakAlias": ["KT"],
                "previousName": ["K. Tokaev"],
                "nationality": ["kz"],
                "position": ["president of Kazakhstan"],
                "wikidataId": ["Q1"],
                "birthDate": ["1953"],
            },
        },
        {"id": "own-1", "schema": "Ownership", "properties": {"owner": ["NK-1"]}},
    ]
    path = written(tmp_path, "entities.json", "".join(json.dumps(row) + "\n" for row in rows))
    (entity,) = files.read(path)
    assert entity == Entity(
        id="NK-1",
        name="Kassym-Jomart Tokayev",
        kind="PER",
        country="kz",
        aliases=(
            Alias("Қасым-Жомарт Тоқаев"),
            Alias("Kasym Tokaev"),
            Alias("KT", strength="weak"),
            Alias("K. Tokaev", note="previous name"),
        ),
        roles=("president of Kazakhstan",),
        ids={"wikidata": "Q1"},
    )


def test_targets_simple_csv(tmp_path: Path) -> None:
    content = (
        '"id","schema","name","aliases","birth_date","countries"\n'
        '"NK-1","Person","Ivan Petrov","Иван Петров;""Petrov; Ivan""","1970","ru"\n'
        '"NK-2","Company","Ast\nLtd","","","kz;ru"\n'
    )
    first, second = files.read(written(tmp_path, "targets.simple.csv", content))
    assert first == Entity("NK-1", "Ivan Petrov", "PER", ["Иван Петров", "Petrov; Ivan"], "ru")
    assert second == Entity("NK-2", "Ast\nLtd", "ORG")


def time(text: str, precision: int) -> list[object]:
    return [{"datavalue": {"value": {"time": text, "precision": precision}}}]


def official(text: str, lang: str, **qualifiers: object) -> dict[str, object]:
    return {
        "mainsnak": {"datavalue": {"value": {"text": text, "language": lang}}},
        "qualifiers": qualifiers,
        "rank": "normal",
    }


def item(**fields: object) -> str:
    labels = {"kk": {"language": "kk", "value": "Астана"}, "en": {"language": "en", "value": "Astana"}}
    return json.dumps({"type": "item", "id": "Q1", "labels": labels, "aliases": {}, **fields}, ensure_ascii=False)


def test_a_dump_of_wikidata_with_its_brackets_commas_and_packing(tmp_path: Path) -> None:
    dated = official(
        "Nur-Sultan",
        "mul",
        P580=time("+2019-03-23T00:00:00Z", 11),
        P582=time("+2022-09-00T00:00:00Z", 10),
    )
    claims = {"P1448": [dated], "P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q99"}}}, "rank": "normal"}]}
    other = {"en": [{"language": "en", "value": "Tselinograd"}]}
    lines = [
        "[",
        item(aliases=other, claims=claims, sitelinks={"enwiki": {}, "kkwiki": {}, "commonswiki": {}}) + ",",
        json.dumps({"type": "property", "id": "P31", "labels": {"en": {"language": "en", "value": "x"}}}) + ",",
        item(id="Q2", claims={"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}, "rank": "normal"}]}),
        "]",
    ]
    (tmp_path / "dump.json.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    place, person = files.read(tmp_path / "dump.json.gz", options=Options(kinds={"Q99": "LOC"}))
    assert place == Entity(
        id="Q1",
        name="Astana",
        kind="LOC",
        aliases=(
            Alias("Astana", "en", "name"),
            Alias("Астана", "kk"),
            Alias("Tselinograd", "en"),
            Alias("Nur-Sultan", valid_from="2019-03-23", valid_to="2022-09"),
        ),
        fame=2,
    )
    assert person.kind == "PER"


def position(item_id: str, rank: str = "normal", **qualifiers: object) -> dict[str, object]:
    return {"mainsnak": {"datavalue": {"value": {"id": item_id}}}, "qualifiers": qualifiers, "rank": rank}


def test_positions_held_are_roles_where_the_file_has_their_labels(tmp_path: Path) -> None:
    """The labels may stand before or behind; of a position elsewhere nothing is known but its number."""
    since, till = time("+2019-03-20T00:00:00Z", 11), time("+2013-00-00T00:00:00Z", 9)
    held = [
        position("Q7", P580=since),
        position("Q8", P582=till),
        position("Q7", "deprecated"),
        position("Q9"),
        {"mainsnak": {"snaktype": "somevalue"}, "rank": "normal"},
    ]
    label = {lang: {"language": lang, "value": f"speaker in {lang}"} for lang in ("en", "kk", "de")}
    lines = [
        json.dumps({"type": "item", "id": "Q8", "labels": label}),
        item(claims={"P39": held}),
        json.dumps({"entities": {"Q7": {"type": "item", "id": "Q7", "labels": {"mul": {"value": "president"}}}}}),
        item(id="Q2", claims={"P39": [position("Q9")]}),
    ]
    path = written(tmp_path, "x.wikidata.json", "\n".join(lines))
    report = Report(str(path), collect=True)
    found = {r.entity.id: r.entity for r in files.records(path, report, options=Options(langs=("en", "kk")))}
    assert list(found) == ["Q8", "Q1", "Q7", "Q2"]
    assert found["Q1"].roles == (
        Role("president", valid_from="2019-03-20"),
        Role("speaker in en", "en", valid_to="2013"),
        Role("speaker in kk", "kk", valid_to="2013"),
    )
    assert [str(problem) for problem in report.problems] == [
        f"{path}, line {line}, column P39: position Q9 left out: the file has no label of it" for line in (2, 4)
    ]
    assert found["Q2"].roles == ()


@pytest.mark.parametrize(
    "claims", [1, {"P39": 1}, {"P39": [1]}, {"P39": [{}]}, {"P39": [position("Q1") | {"qualifiers": 1}]}]
)
def test_positions_that_are_none_are_told(tmp_path: Path, claims: object) -> None:
    path = written(tmp_path, "x.wikidata.json", item(claims=claims) + "\n")
    with pytest.raises(TableError, match="line 1: not an entity"):
        list(files.read(path))


def test_dumps_are_packed_as_bz2_too(tmp_path: Path) -> None:
    (tmp_path / "dump.json.bz2").write_bytes(bz2.compress(("[\n" + item() + ",\n]\n").encode()))
    assert [entity.name for entity in files.read(tmp_path / "dump.json.bz2")] == ["Astana"]
    with pytest.raises(TableError, match="unknown kind of file"):
        files.write(tmp_path / "x.tsv.bz2", [ASTANA])


def test_languages_can_be_chosen(tmp_path: Path) -> None:
    path = written(tmp_path, "item.json", item())
    (entity,) = files.read(path, options=Options(langs=("ru",)))
    assert [alias.text for alias in entity.names()] == ["Astana"]


def test_what_special_entitydata_gives_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "Q1.json", '{"entities": {"Q1": ' + item() + "}}")
    assert [entity.id for entity in files.read(path)] == ["Q1"]


def test_jrc_names(tmp_path: Path) -> None:  # the form of the rows: "1000595 P u Dani+Ábalo"
    content = "1000595\tP\tu\tDani+Ábalo\n7\tO\ten\tRed+Cross\n1000595\tP\tes\tD.+Ábalo\n8\tX\tu\tSomething\n"
    assert {e.id: e for e in files.read(written(tmp_path, "entities", content), "jrc")} == {
        "1000595": Entity("1000595", "Dani Ábalo", "PER", [Alias("D. Ábalo", "es")]),
        "7": Entity("7", "Red Cross", "ORG", [Alias("Red Cross", "en", "name")]),
        "8": Entity("8", "Something"),
    }


NT = """# a thesaurus
<http://x.org/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Алматы"@ru .
<http://x.org/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Al\\u006Daty"@en . # Almaty
<http://x.org/2> <http://www.w3.org/2004/02/skos/core#altLabel> "Nothing \\"else\\"" .
<http://x.org/1> <http://www.w3.org/2004/02/skos/core#hiddenLabel> "Alma" .
<http://x.org/1> <http://www.w3.org/2004/02/skos/core#exactMatch> <http://www.wikidata.org/entity/Q35493> .
<http://x.org/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Place> .
_:b1 <http://www.w3.org/2004/02/skos/core#broader> _:b2 .
"""
ALMATY = Entity(
    id="http://x.org/1",
    name="Almaty",
    kind="LOC",
    aliases=(Alias("Almaty", "en", "name"), Alias("Алматы", "ru"), Alias("Alma", strength="weak")),
    ids={"wikidata": "Q35493"},
)


def test_skos_statements(tmp_path: Path) -> None:
    found = list(files.read(written(tmp_path, "places.nt", NT)))
    assert in_any_order(found) == in_any_order([ALMATY, Entity("http://x.org/2", 'Nothing "else"')])


def test_turtle_through_rdflib(tmp_path: Path) -> None:
    pytest.importorskip("rdflib")
    turtle = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix s: <http://schema.org/> .
    <http://x.org/1> a s:Place ; skos:prefLabel "Almaty"@en, "Алматы"@ru ; skos:hiddenLabel "Alma" ;
    skos:exactMatch <http://www.wikidata.org/entity/Q35493> ."""
    assert in_any_order(list(files.read(written(tmp_path, "x.ttl", turtle)))) == in_any_order([ALMATY])
    with pytest.raises(TableError, match=r"bad.ttl: not turtle"):
        list(files.read(written(tmp_path, "bad.ttl", "<<")))


def test_what_is_written_as_turtle_is_turtle_and_rdf_xml_is_not_written(tmp_path: Path) -> None:
    pytest.importorskip("rdflib")
    files.write(tmp_path / "x.ttl", [ALMATY])
    assert in_any_order(list(files.read(tmp_path / "x.ttl"))) == in_any_order([ALMATY])
    with pytest.raises(TableError, match=r"expected an ending among"):
        files.write(tmp_path / "x.rdf", [ALMATY])


def test_anybodys_table_told_which_column_is_which(tmp_path: Path) -> None:
    content = 'Nr;Name;Also;Type\n1;"Marat Ospanov";"Марат Оспанов | M. Ospanov";Person\n2;Almaty;;place\n'
    columns = {"id": "Nr", "text": "Name", "aliases": "Also", "kind": "Type"}
    assert list(files.read(written(tmp_path, "x.csv", content), options=Options(columns=columns))) == [
        Entity("1", "Marat Ospanov", "PER", ["Марат Оспанов", "M. Ospanov"]),
        Entity("2", "Almaty", "LOC"),
    ]


def test_a_table_without_ids_gets_them_from_its_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "x.csv", "Name\nAlmaty\nAstana\n")
    found = files.read(path, options=Options(columns={"text": "Name"}, kind="LOC"))
    assert [(e.id, e.kind) for e in found] == [("x.csv:2", "LOC"), ("x.csv:3", "LOC")]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("x.csv", "Name\nA\n", "line 1: column id and text missing"),
        ("x.csv", "id,text\n1,A\n2\n", "line 3: 1 cells, expected 2"),
        ("x.simple.csv", "id,name\n", "line 1: column schema missing"),
        ("x.ftm", "[1]\n", "line 1: not a FollowTheMoney entity"),
        ("x.ftm", '{"id": "a", "properties": {"name": "A"}}\n', r"line 1: not an entity \(properties.name must be"),
        ("x.ftm", '{"properties": {"name": ["A"]}}\n', r"line 1: not an entity"),
        ("x.wikidata.json", "{}\n", "line 1: not a Wikidata item"),
        ("x.wikidata.json", '{"id": "Q1", "labels": {"en": "A"}}\n', "line 1: not an entity"),
        ("x.jrc", "1\tP\tu\n", r"line 1: 3 cells, expected 4 \(id, type, language, name\)"),
        ("x.nt", "<a> <b> c .\n", "line 1: not a statement of N-Triples"),
        ("x.json", "nothing", "not one JSON object a line"),
        ("x.tsv", "id\ttext\n1\tA\0\n", "not a text file"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    path = written(tmp_path, name, content)
    with pytest.raises(TableError, match=sentence) as caught:
        list(files.read(path))
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"name": "Name"}, "unknown column 'name' in the mapping"),
        ({"id": "Name"}, "the mapping says no column for text"),
        ({"text": "Nome"}, "column 'Nome' is not there; it has Name"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(tmp_path: Path, columns: dict[str, str], sentence: str) -> None:
    path = written(tmp_path, "x.csv", "Name\nA\n")
    with pytest.raises(TableError, match=sentence):
        list(files.read(path, options=Options(columns=columns)))


def test_a_file_that_breaks_off_packed_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.tsv.gz").write_bytes(gzip.compress(b"id\ttext\na\tA\n" * 50)[:-20])
    with pytest.raises(TableError, match=r"x.tsv.gz: cannot be read"):
        list(files.read(tmp_path / "x.tsv.gz"))


def test_rows_that_do_not_stand_together_are_one_entity(tmp_path: Path) -> None:
    path = written(tmp_path, "x.tsv", "id\ttext\na\tA\nb\tB\na\tC\nc\tD\n")
    assert {e.id: [a.text for a in e.names()] for e in files.read(path)} == {"a": ["A", "C"], "b": ["B"], "c": ["D"]}


def test_a_million_rows_would_pass_through_little_memory(tmp_path: Path) -> None:
    """Reading gives entities before the file is at its end."""
    path = written(tmp_path, "x.tsv", "id\ttext\n" + "".join(f"a{n}\tA\n" for n in range(1000)) + "broken\n")
    found = files.read(path)
    assert next(found).id == "a0"
    with pytest.raises(TableError, match="line 1002"):
        list(found)
