"""Coverage-guided fuzzing of every public verb: python tests/fuzz/harness.py [-max_total_time=SECONDS] [CORPUS].

Needs atheris (the extra "fuzz"; wheels for some Pythons on Linux only), whose options are libFuzzer's. A text that
breaks a promise of owed.py is written to a file, and the run ends with an error.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path


def main() -> None:
    """Fuzz until told to stop."""
    import atheris

    sys.path.insert(0, str(Path(__file__).parent))
    with atheris.instrument_imports(include=["kzresolve"]):
        import kzresolve

        for module in pkgutil.walk_packages(kzresolve.__path__, "kzresolve."):  # most are loaded when first used
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    from owed import check

    def one(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        check(provider.ConsumeUnicode(provider.ConsumeIntInRange(1, 60)))

    check("Касым-Жомарт Токаев")  # reads the tables, so that the first text is not taken for a slow one
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
