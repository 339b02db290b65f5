"""Draw docs/annotate.svg: what `kzresolve annotate seeds/*.txt` prints on a terminal.

Run it from the folder above: python docs/picture.py.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from pathlib import Path

COLUMNS = 116
ROWS = 40  # then a line with dots, and the summary
STYLES = {"1": "font-weight:bold", "2": "opacity:.6", "32": "fill:#3fb950", "33": "fill:#d29922", "36": "fill:#39c5cf"}
SEEDS = Path("seeds")


def printed() -> list[str]:
    """The lines that a terminal of that width receives."""
    import pty  # there is none on Windows

    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "kzresolve", "annotate", *map(str, sorted(SEEDS.glob("*.txt")))]
    environment = {**os.environ, "COLUMNS": str(COLUMNS)}
    with subprocess.Popen(command, stdout=follower, env=environment):
        os.close(follower)
        received = b""
        try:
            while piece := os.read(leader, 65536):
                received += piece
        except OSError:  # how Linux says that the other side has closed
            pass
    os.close(leader)
    return received.decode().splitlines()


def drawn(lines: list[str]) -> str:
    """Lines with colour codes as a picture."""
    width, height = COLUMNS * 8.43 + 32, len(lines) * 18 + 32
    rows = "\n".join(f'<text x="16" y="{30 + 18 * n}">{spans(line)}</text>' for n, line in enumerate(lines))
    font = "14px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" xml:space="preserve">\n'
        f"<style>text {{ font: {font}; fill: #e6edf3; white-space: pre }}</style>\n"
        f'<rect width="100%" height="100%" rx="8" fill="#0d1117"/>\n{rows}\n</svg>\n'
    )


def spans(line: str) -> str:
    """One line: each stretch of one style is a tspan."""
    pieces, style = [], ""
    for code, text in re.findall(r"(?:\x1b\[(\d+)m)?([^\x1b]*)", line):
        style = STYLES.get(code, "") if code else style
        if text:
            escaped = html.escape(text)
            pieces.append(f'<tspan style="{style}">{escaped}</tspan>' if style else escaped)
    return "".join(pieces)


def main() -> None:
    """Write the picture."""
    lines = [f"\x1b[2m$\x1b[0m kzresolve annotate {SEEDS}/*.txt", *printed()]
    shown = [*lines[:ROWS], "\x1b[2m…\x1b[0m", *lines[-2:]]
    Path("docs/annotate.svg").write_text(drawn(shown), encoding="utf-8")


if __name__ == "__main__":
    main()
