"""Checks of the package as installed: quick and light to import, small on disk. Run it with the Python it is in."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

LARGEST = 150.0  # MB on disk, kzresolve and what it needs
SLOWEST = 100.0  # ms to import, the best of several runs: the machine may be busy
HEAVY = ("numpy", "rich", "spacy")
TOOLS = ("pip", "setuptools", "_distutils_hack", "pkg_resources")  # what a fresh environment brings along
PROBE = (
    "import time; t = time.perf_counter(); import kzresolve; ms = 1000 * (time.perf_counter() - t); import sys; "
    f"print(ms, *[name for name in {HEAVY} if name in sys.modules])"
)


def main() -> None:
    """Print the figures; exit with a sentence where one is too large."""
    site = Path(sysconfig.get_paths()["purelib"])
    import_time, loaded = probe()
    size = megabytes(site)
    print(f"import {import_time:.0f} ms (at most {SLOWEST:.0f}), installed {size:.0f} MB (at most {LARGEST:.0f})")
    if loaded:
        sys.exit(f"import kzresolve loads {', '.join(loaded)}, which it must not")
    if import_time > SLOWEST:
        sys.exit("import kzresolve takes too long")
    if size > LARGEST:
        sys.exit("the installed package and what it needs are too large")
    if not (site / "kzresolve").is_dir():
        sys.exit(f"kzresolve is not installed in {site}")


def probe() -> tuple[float, list[str]]:
    """Milliseconds to import kzresolve in a new process, best of seven, and the heavy modules that came with it."""
    runs = [
        subprocess.run([sys.executable, "-c", PROBE], check=True, capture_output=True, text=True).stdout.split()
        for _ in range(7)
    ]
    return min(float(run[0]) for run in runs), runs[0][1:]


def megabytes(site: Path) -> float:
    """What lies in site-packages, the environment's own tools left out."""
    ours = [path for path in site.iterdir() if not path.name.startswith(TOOLS)]
    files = [file for path in ours for file in ([path] if path.is_file() else path.rglob("*"))]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


if __name__ == "__main__":
    main()
