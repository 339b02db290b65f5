"""What a new program waits for its first answer: import kzresolve, then resolve one name, in new processes.

    python benchmarks/first_answer.py [--runs 10] [--fresh]

The index and the tables are saved, and byte code is written, by runs that do not count; --fresh saves them anew each
time, as on a machine that has never seen kzresolve. Seconds of processor time (the least is what a quiet machine takes)
and of the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from tempfile import TemporaryDirectory

CODE = """
import json, time
cpu, clock = time.process_time(), time.perf_counter()
import kzresolve
imported = time.process_time()
kzresolve.resolve("Kassym-Schomart Tokajew")
print(json.dumps([imported - cpu, time.process_time() - imported, time.perf_counter() - clock]))
"""


def measured(cache: str) -> list[float]:
    """Processor seconds of the import and of the first answer, and both by the clock, in a process of its own."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["KZRESOLVE_CACHE"] = cache
    out = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
    found: list[float] = json.loads(out.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--fresh", action="store_true")
    wanted = parser.parse_args()
    with TemporaryDirectory() as folder:
        if not wanted.fresh:
            measured(folder)
            measured(folder)
        runs = [measured(f"{folder}/{number}" if wanted.fresh else folder) for number in range(wanted.runs)]
    for what, values in zip(("import", "first answer", "both, by the clock"), zip(*runs, strict=True), strict=True):
        print(f"{what:20} least {min(values):.3f} s, median {statistics.median(values):.3f} s")


if __name__ == "__main__":
    main()
