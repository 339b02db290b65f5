"""Write docs/systems.md: the spelling systems that kzresolve knows, from the tables themselves.

Run it from the folder above, after a table is added: python docs/systems.py.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import kzresolve as kz

PAGE = Path(__file__).with_name("systems.md")
OPENING = """# Spelling systems

A *system* is a way of writing: a romanization, an alphabet, an orthography. `kz.systems()` gives them as values, with
the source of each table. This page is written by `docs/systems.py`.

## Writing

`kz.romanize(text, system=..., lang=...)` writes a text by one of these; `kz.restore(text, system, lang)` goes the way
back. *Exact* means that every letter comes back. The others go back by the likeliest letter; `plain` has no way back.

```python
>>> import kzresolve as kz
>>> kz.romanize("Қасым-Жомарт Тоқаев", system="kk-latn-2021")
'Qasym-Jomart Toqaev'
>>> kz.romanize("قاسىم-جومارت توقايەۆ", system="bgn-pcgn")
'qasym-zhomart toqaev'
>>> kz.romanize("नरेंद्र मोदी"), kz.romanize("สมชาย"), kz.romanize("とうきょう"), kz.romanize("왕십리")
('narendra modi', 'somchai', 'tōkyō', 'wangsimni')
>>> kz.restore("Nūrsūltan Nazarbaev", "kk-latn-2021", "kk")
'Нұрсұлтан Назарбаев'

```

A language that the system asked for does not cover is written by its script's default, Kazakh by way of Russian where
the system covers that. Text without any table goes through unidecode.

"""
READING = """
## Reading

`kz.readings(name)` reads a name by those of these orthographies that may have written it. A Latin word is read by one
only where it shows its letters or groups of letters; a word in another script by the languages whose alphabet it fits.

```python
>>> [(r.text, r.system) for r in kz.readings("Kasym-Žomart Tokajev")][0]
('kasimJomart tokaev', 'cs')
>>> kz.readings("Qasym-Zhomart Toqaev")[0].system
'rferl'

```

"""


def page() -> str:
    """The page as it must stand in docs/systems.md."""
    known = kz.systems()
    written = [system for system in known if system.target_script != "phonemes"]
    read = [system for system in known if system.target_script == "phonemes"]
    return "".join([OPENING, *writing(written), READING, *reading(read)])


def writing(systems: Iterable[kz.System]) -> Iterable[str]:
    """The table of orthographies, one row for each id and pair of scripts."""
    yield "| id | from | to | languages | exact | name |\n|---|---|---|---|---|---|\n"
    ordered = sorted(systems, key=lambda s: (s.id, s.source_script, s.target_script, s.name))
    for (name, source, target), alike in groupby(ordered, key=lambda s: (s.id, s.source_script, s.target_script)):
        rows = list(alike)
        langs = " ".join(lang for row in rows for lang in row.langs or ("all",))
        exact = "yes" if all(row.reversible for row in rows) else ""
        titles = "; ".join(row.name for row in rows)
        yield f"| `{name}` | {source} | {target} | {langs} | {exact} | {titles} |\n"


def reading(systems: Iterable[kz.System]) -> Iterable[str]:
    """The table of readings."""
    yield "| id | script | languages | name |\n|---|---|---|---|\n"
    for system in sorted(systems, key=lambda s: (s.source_script != "Latin", s.source_script, s.id)):
        yield f"| `{system.id}` | {system.source_script} | {' '.join(system.langs)} | {system.name} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
