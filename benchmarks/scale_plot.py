"""The picture of benchmarks/scale.py: four panels, time and memory of both tasks against the number of names."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Any

SIDE, GAP, LEFT, TOP = 250, 70, 60, 56  # of a panel, in the picture's units
LEGEND = 128  # from one tool to the next
COLOURS = {
    "kzresolve": "#0b6e4f",
    "string_grouper": "#c8553d",
    "splink": "#3d5a9e",
    "rapidfuzz": "#8a6d1f",
    "logic-v2": "#7a3e8e",
}
PANELS = (
    ("group", "cpu_s", "group: seconds of CPU"),
    ("group", "peak_MB", "group: memory, MB"),
    ("resolve", "cpu_s", "1,000 names resolved: seconds of CPU"),
    ("resolve", "peak_MB", "resolve: memory, MB"),
)
STYLE = """text { font: 12px sans-serif; fill: #333 } .small { font-size: 11px; fill: #666 }
.frame { fill: none; stroke: #bbb } .grid { stroke: #eee } path { fill: none; stroke-width: 2 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .small { fill: #aaa } .grid { stroke: #333 } }"""


def plot(rows: Sequence[dict[str, Any]]) -> str:
    """The picture as SVG; rows: as scale.py makes them, those with a note left out."""
    good = [row for row in rows if "note" not in row]
    panels = [
        panel([row for row in good if row["task"] == task], field, title, n % 2, n // 2)
        for n, (task, field, title) in enumerate(PANELS)
    ]
    width, height = LEFT + 2 * SIDE + GAP + 30, TOP + 2 * (SIDE + GAP) + 10
    tools = [tool for tool in COLOURS if any(row["tool"] == tool for row in good)]
    legend = "".join(
        f'<path d="M{LEFT + LEGEND * n} 18 h18" stroke="{COLOURS[tool]}"/>'
        f'<text x="{LEFT + 24 + LEGEND * n}" y="22">{tool}</text>'
        for n, tool in enumerate(tools)
    )
    size = f'viewBox="0 0 {width} {height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n<style>{STYLE}</style>\n{legend}\n{"".join(panels)}</svg>\n'
    )


def panel(rows: Sequence[dict[str, Any]], field: str, title: str, column: int, row: int) -> str:
    """One panel, both axes logarithmic."""
    if not rows:
        return ""
    x0, y0 = LEFT + column * (SIDE + GAP), TOP + row * (SIDE + GAP)
    across = floor(log10(min(r["names"] for r in rows))), ceil(log10(max(r["names"] for r in rows)))
    values = [max(r[field], 1e-3) for r in rows]
    up = floor(log10(min(values))), ceil(log10(max(values)))

    def x(value: float) -> float:
        return x0 + SIDE * (log10(value) - across[0]) / max(1, across[1] - across[0])

    def y(value: float) -> float:
        return y0 + SIDE - SIDE * (log10(max(value, 1e-3)) - up[0]) / max(1, up[1] - up[0])

    parts = [f'<text x="{x0}" y="{y0 - 10}">{title}</text>\n']
    for power in range(across[0], across[1] + 1):
        at = x(10**power)
        parts.append(f'<path class="grid" d="M{at:.1f} {y0} v{SIDE}"/>')
        parts.append(f'<text class="small" x="{at:.1f}" y="{y0 + SIDE + 16}" text-anchor="middle">{10**power:,}</text>')
    for power in range(up[0], up[1] + 1):
        at = y(10.0**power)
        parts.append(f'<path class="grid" d="M{x0} {at:.1f} h{SIDE}"/>')
        parts.append(f'<text class="small" x="{x0 - 6}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>')
    parts.append(f'<rect class="frame" x="{x0}" y="{y0}" width="{SIDE}" height="{SIDE}"/>\n')
    for tool, colour in COLOURS.items():
        points = sorted((r["names"], r[field]) for r in rows if r["tool"] == tool)
        if points:
            line = " L".join(f"{x(n):.1f} {y(value):.1f}" for n, value in points)
            parts.append(f'<path d="M{line}" stroke="{colour}"/>')
            parts += [f'<circle cx="{x(n):.1f}" cy="{y(v):.1f}" r="3" fill="{colour}"/>' for n, v in points]
            parts.append("\n")
    return "".join(parts)
