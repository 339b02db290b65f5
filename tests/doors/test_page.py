"""The page of annotated articles: nothing of a text is lost, nothing of it is markup, every link leads somewhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kzresolve import Entity, ExternalId, KzresolveError, Registry, Resolver
from kzresolve.doors.cli import cli
from kzresolve.doors.page import page

HOSTILE = '<script>alert(1)</script> & Tokayev met "Karim Massimov" <b>in</b> Almaty.\n\nقال توكاييف'
REGISTRY = Registry(
    [
        Entity('t"><i>', "Kassym-Jomart Tokayev", "PER", ["Tokayev"], ids=[ExternalId("wikidata", "Q1")]),
        Entity("m", "Karim Massimov", "PER"),
        Entity("a", "Almaty", "LOC", country="kz"),
    ]
)


class Read(HTMLParser):
    """What a browser would see: texts by class, ids, links, tags."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.text, self.ids, self.links, self.tags = "", list[str](), list[str](), set[str]()
        self._depth = 0
        self.feed("\n".join(lines))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if self._depth or given.get("class") == "text":
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth and tag)

    def handle_data(self, data: str) -> None:
        self.text += data if self._depth else ""


def read(text: str) -> Read:
    result = Resolver(REGISTRY).annotate({'a"><b>.txt': text})
    return Read(list(page(result, {'a"><b>.txt': text}, REGISTRY)))


def test_a_text_stands_there_as_it_was_and_its_names_lead_to_the_list() -> None:
    found = read(HOSTILE)
    assert found.text == HOSTILE
    assert not found.tags & {"script", "b", "i"}
    inside = [link[1:] for link in found.links if link.startswith("#")]
    assert set(inside) <= set(found.ids)
    assert len(found.ids) == len(set(found.ids)) == 1 + 3
    assert "https://www.wikidata.org/wiki/Q1" in found.links


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("<>&\"'; Tokayev\tАლ漢قא\u202e\U0001f600"), max_size=60))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    try:
        found = read(f"{text} Karim Massimov {text}")
    except KzresolveError:
        return
    assert found.text == f"{text} Karim Massimov {text}"


def test_the_command_writes_it_beside_what_it_prints(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HOSTILE, encoding="utf-8")
    REGISTRY.write(tmp_path / "my.tsv")
    arguments = ["annotate", "--no-bundled", "--registry", f"{tmp_path}/my.tsv", f"{tmp_path}/a.txt", "--html"]
    done = CliRunner().invoke(cli, [*arguments, f"{tmp_path}/out.html"])
    assert done.exit_code == 0, done.stderr
    assert "3 mentions of 3 entities" in done.stdout
    assert "<title>3 mentions of 3 entities in 1 document</title>" in (tmp_path / "out.html").read_text(
        encoding="utf-8"
    )
    failed = CliRunner().invoke(cli, [*arguments, f"{tmp_path}/nowhere/out.html"])
    assert (failed.exit_code, failed.stdout) == (2, "")
