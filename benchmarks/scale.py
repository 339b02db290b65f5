"""Time and memory against the number of names: kzresolve beside its peers, on the same invented names, in one run.

    python benchmarks/scale.py [--sizes 1000,10000] [--tools ...] [--peers PYTHON] [--limit SECONDS] [--out FOLDER]

Peers: rapidfuzz (brute force), string_grouper, nomenklatura's logic-v2, Splink. PYTHON is an interpreter that has them
(pip install rapidfuzz unidecode pandas string_grouper nomenklatura "splink>=5"); what it lacks is skipped, and why is
said. Names are put together of given and family names of the package's word lists, so nobody is meant; half have a
second spelling. Each run is a process of its own, which is ended after --limit seconds; larger sizes are then left out.
Written are scale.tsv and scale.svg into FOLDER (docs), and a table for docs/benchmarks.md is printed.
"""

from __future__ import annotations

import argparse
import csv
import json
import platform
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scale_plot import plot

HERE = Path(__file__).resolve().parent
LISTS = HERE.parent / "src" / "kzresolve" / "tables" / "lexicons"  # sources in the README there
TOOLS = HERE / "scale_tools.py"
GROUPERS = ("kzresolve", "string_grouper", "splink", "rapidfuzz")
RESOLVERS = ("kzresolve", "string_grouper", "logic-v2", "rapidfuzz")
QUERIES = 1000
FIELDS = ("task", "tool", "names", "prepare_s", "run_s", "cpu_s", "peak_MB", "quality", "note")
CYRILLIC = range(0x400, 0x530)


def parts(file: str) -> dict[str, list[str]]:
    """The names of a list by the script they are in."""
    with (LISTS / file).open(encoding="utf8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    cyrillic = [text for text in texts if ord(text[0]) in CYRILLIC]
    return {"Cyrillic": cyrillic, "Latin": [text for text in texts if text not in set(cyrillic)]}


def people(count: int, rng: random.Random) -> Iterator[tuple[int, str]]:
    """Invented people, each with one or two spellings: number of the person, name."""
    given, family = parts("given_names.tsv"), parts("family_names.tsv")
    for person in range(count):
        script = "Cyrillic" if rng.random() < 0.2 else "Latin"
        first, last = rng.choice(given[script]), rng.choice(family[script])
        yield person, f"{first} {last}"
        if rng.random() < 0.5:
            yield person, respelled(first, last, rng)


def respelled(first: str, last: str, rng: random.Random) -> str:
    """Another spelling of a name: words in the other order, a letter left out, doubled or exchanged with the next."""
    change = rng.randrange(4)
    if change == 0:
        return f"{last}, {first}"
    at = rng.randrange(1, max(2, len(last) - 1))
    if change == 1:
        return f"{first} {last[:at]}{last[at + 1 :]}"
    if change == 2:
        return f"{first} {last[: at + 1]}{last[at:]}"
    return f"{first} {last[:at]}{last[at + 1 : at + 2]}{last[at : at + 1]}{last[at + 2 :]}"


def task(kind: str, size: int) -> dict[str, object]:
    """What a tool is given: names to group, or a registry and queries; and who is who, to judge it by."""
    rng = random.Random(size)
    if kind == "group":
        rows = [row for _, row in zip(range(size), people(size, rng), strict=False)]
        rng.shuffle(rows)
        return {"names": [name for _, name in rows], "truth": [person for person, _ in rows]}
    registry: dict[int, str] = {}
    queries: list[tuple[int, str]] = []
    for person, name in people(size + 4 * QUERIES, rng):
        if person in registry:
            queries.append((person, name))
        elif len(registry) < size:
            registry[person] = name
    queries = rng.sample(queries, min(QUERIES, len(queries)))
    ids = list(registry)
    return {
        "names": list(registry.values()),
        "queries": [n for _, n in queries],
        "truth": [ids.index(p) for p, _ in queries],
    }


def measure(python: str, tool: str, kind: str, given: bytes, limit: float) -> dict[str, object]:
    """One run in a process of its own: its figures, or a note why there are none."""
    try:
        done = subprocess.run(
            [python, str(TOOLS), tool, kind], input=given, capture_output=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return {"note": f"more than {limit:.0f} s"}
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        return {"note": lines[-1] if lines else f"ended with {done.returncode}"}
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Run everything, print the table, write the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--tools", default=",".join(dict.fromkeys([*GROUPERS, *RESOLVERS])))
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--limit", type=float, default=600.0)
    parser.add_argument("--out", type=Path, default=HERE.parent / "docs")
    options = parser.parse_args()
    wanted = options.tools.split(",")
    rows: list[dict[str, object]] = []
    over: set[tuple[str, str]] = set()
    for size in map(int, options.sizes.split(",")):
        for kind, tools in (("group", GROUPERS), ("resolve", RESOLVERS)):
            given = json.dumps(task(kind, size)).encode()
            for tool in (tool for tool in tools if tool in wanted and (kind, tool) not in over):
                python = sys.executable if tool == "kzresolve" else options.peers
                found = measure(python, tool, kind, given, options.limit)
                if "note" in found:
                    over.add((kind, tool))
                rows.append({"task": kind, "tool": tool, "names": size, **found})
                print("\t".join(str(rows[-1].get(field, "")) for field in FIELDS), flush=True)
    with (options.out / "scale.tsv").open("w", encoding="utf8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, delimiter="\t", lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    (options.out / "scale.svg").write_text(plot(rows), encoding="utf8")
    print(f"\n{platform.machine()}, Python {platform.python_version()}\n")
    print(table(rows))


def table(rows: list[dict[str, object]]) -> str:
    """The figures as a table of Markdown."""
    lines = [
        "| task | tool | names | prepare, s | run, s | CPU, s | peak, MB | quality |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        cells = [row["task"], row["tool"], f"{row['names']:,}"]
        cells += [row["note"], "", "", "", ""] if "note" in row else [row[field] for field in FIELDS[3:8]]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
