"""How large registries fare: a million names written, read, put into a database, opened, looked up and extended.

    python benchmarks/registry_size.py [ENTITIES]     default 333334, of three made-up names each

Prints seconds of processor time and the most memory the program has held so far.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kzresolve import Alias, Entity, Registry
from kzresolve.registry import files


@contextmanager
def timed(what: str) -> Iterator[None]:
    begun = time.process_time()
    yield
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:34s} {time.process_time() - begun:8.3f} s  {memory:5d} MB", flush=True)


def made(count: int) -> Iterator[Entity]:
    for n in range(count):
        yield Entity(f"e{n}", f"Name Number{n}", "PER", [Alias(f"Имя Номер{n}", "ru"), Alias(f"Alt {n} Name")])


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with timed("written as TSV"):
            files.write(folder / "r.tsv", made(count))
        with timed("TSV to JSONL"):
            files.write(folder / "r.jsonl", files.read(folder / "r.tsv"))
        with timed("TSV into a database"), Registry.open(folder / "r.db") as registry:
            registry.extend(files.read(folder / "r.tsv"))
        with timed("database opened, one name found"):
            registry = Registry.open(folder / "r.db")
            assert registry.find(f"имя номер{count // 2}")
        with timed("one name added"):
            registry.add_alias("e5", "Another")
        with timed("a thousand entities added"):
            registry.extend(Entity(f"x{n}", "B") for n in range(1000))
        with timed("all read"):
            assert sum(len(entity.names()) for entity in registry) == 3 * count + 1001
        registry.close()
        with timed("TSV into memory"):
            held = Registry.read(folder / "r.tsv")
        with timed("extended in memory"):
            held.extend(Entity(f"x{n}", "B") for n in range(1000))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 333_334)
