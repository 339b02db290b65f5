"""python -m kzresolve is the command line."""

from __future__ import annotations

from kzresolve.doors.cli import main

if __name__ == "__main__":
    main()
