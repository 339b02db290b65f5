"""Annotated articles as one HTML page to read, send or print: every name marked, and who it is; no script, no network.

Texts run left to right or right to left as their letters say. Nothing of a text is taken for markup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kzresolve.doors.show import count

if TYPE_CHECKING:
    from kzresolve.registry.registry import Registry
    from kzresolve.resolve.results import AnnotatedEntity, Annotations, Mention

_KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_STYLE = """
:root { color-scheme: light dark; --PER: #d7ecff; --ORG: #ffe9c7; --LOC: #d9f2d3; --faint: #6a6a6a; --line: #ddd; }
@media (prefers-color-scheme: dark) {
  :root { --PER: #173f63; --ORG: #5a3d0b; --LOC: #1f4a1b; --faint: #a5a5a5; --line: #444; }
}
* { box-sizing: border-box; }
body { font: 16px/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 80rem; padding: 1rem; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.05rem; overflow-wrap: anywhere; }
main { display: grid; gap: 0 2.5rem; grid-template-columns: minmax(0, 5fr) minmax(0, 3fr); }
@media (max-width: 50rem) { main { grid-template-columns: minmax(0, 1fr); } }
.text { overflow-wrap: anywhere; unicode-bidi: plaintext; white-space: pre-wrap; }
.text a { border-radius: .2em; color: inherit; padding: 0 .15em; text-decoration: none; }
.text a:hover { outline: 1px solid; }
.PER { background: var(--PER); } .ORG { background: var(--ORG); } .LOC { background: var(--LOC); }
.kind { border-radius: .2em; font-size: .75rem; padding: .1em .4em; }
ul { list-style: none; margin: 0; padding: 0; }
li { border-bottom: 1px solid var(--line); overflow-wrap: anywhere; padding: .5rem .25rem; }
:target { outline: 2px solid; scroll-margin: 4rem; }
.faint, footer { color: var(--faint); font-size: .85rem; }
.faint a { color: inherit; }
@media print { main { display: block; } body { max-width: none; } }
"""


def write_page(path: str, result: Annotations, texts: Mapping[str, str], registry: Registry) -> None:
    """Write the page wholly or not at all. Raises TableError where the file cannot be written."""
    from kzresolve.registry.textfile import write_lines

    write_lines(Path(path), page(result, texts, registry))


def page(result: Annotations, texts: Mapping[str, str], registry: Registry) -> Iterator[str]:
    """The lines of the page. texts: those that were annotated, by id. registry: what it was done with; tells Wikidata's
    ids, which are linked.
    """
    numbers = {entity.id: n for n, entity in enumerate(result.entities, 1)}
    names = {entity.id: entity.name for entity in result.entities}
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in result.mentions:
        mentions[mention.doc].append(mention)
    found = f"{count(len(result.mentions), 'mention')} of {count(len(names), 'entity', 'entities')}"
    title = f"{found} in {count(len(texts), 'document')}"
    yield '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>\n<main>\n<div>"
    places = {doc: f"d{n}" for n, doc in enumerate(texts, 1)}
    for doc, text in texts.items():
        yield f'<article id="{places[doc]}">\n<h2 dir="auto">{escape(doc)}</h2>'
        yield f'<div class="text" dir="auto">{"".join(_marked(text, mentions[doc], numbers, names))}</div>\n</article>'
    yield "</div>\n<nav>\n<h2>Who is named</h2>\n<ul>"
    for entity in result.entities:
        yield _entity(entity, numbers[entity.id], places, registry)
    made = f"made with registry {result.registry_version}, weights {result.weights_version}"
    yield f"</ul>\n</nav>\n</main>\n<footer><p>kzresolve, {made}</p></footer>\n</html>"


def _marked(
    text: str, mentions: Sequence[Mention], numbers: Mapping[str, int], names: Mapping[str, str]
) -> Iterator[str]:
    """A text with its names as links to the list."""
    done = 0
    for mention in sorted(mentions, key=lambda mention: mention.start):
        if mention.start < done:  # inside another
            continue
        told = escape(f"{names[mention.entity_id]}, {_KINDS[mention.kind]}, {mention.score:.2f}", quote=True)
        yield escape(text[done : mention.start])
        yield f'<a class="{mention.kind}" dir="auto" href="#e{numbers[mention.entity_id]}" title="{told}">'
        yield f"{escape(mention.surface)}</a>"
        done = mention.end
    yield escape(text[done:])


def _entity(entity: AnnotatedEntity, number: int, places: Mapping[str, str], registry: Registry) -> str:
    """An entry of the list: name, kind, spellings with how often they stand there, where, and what it is called
    elsewhere."""
    spellings = ", ".join(
        f"<bdi>{escape(form)}</bdi>{f'&nbsp;×{times}' if times > 1 else ''}" for form, times in entity.spellings
    )
    docs = ", ".join(f'<a href="#{places[doc]}"><bdi>{escape(doc)}</bdi></a>' for doc in entity.docs)
    held = registry.get(entity.id)
    items = [one.id for one in held.ids if one.scheme == "wikidata"] if held else []
    links = "".join(
        f' · <a href="https://www.wikidata.org/wiki/{escape(i, quote=True)}">{escape(i)}</a>' for i in items
    )
    return (
        f'<li id="e{number}"><strong><bdi>{escape(entity.name)}</bdi></strong> '
        f'<span class="kind {entity.kind}">{_KINDS[entity.kind]}</span> ×{entity.count}<br>{spellings}'
        f'<div class="faint"><bdi>{escape(entity.id)}</bdi>{links}<br>in {docs}</div></li>'
    )
