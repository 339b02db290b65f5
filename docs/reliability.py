"""Draw docs/reliability.svg and fill the tables of docs/thresholds.md: how far a score may be taken at its word.

Run it from the folder above: python docs/reliability.py TASKS, a folder of kz_pairs.tsv, ps_pairs.tsv and
world_pairs.tsv (name1, name2, same, entity1). Only entities that `part_of` calls "test" count: nothing is learned
from those.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

from kzresolve import compare

SETS = {"kz": "Kazakhstan", "ps": "post-Soviet", "world": "all scripts"}
BASES = (1, 100, 10_000)  # pairs of strangers for every pair that is one person
THRESHOLDS = (0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.99)
BINS = 10
SIDE, GAP, LEFT, TOP = 250, 62, 56, 62  # of a panel, in the picture's units
Pairs = list[tuple[float, bool]]  # score, whether one person


def part_of(entity: str) -> str:
    """The development split by entity: 70 in 100 are "train"."""
    return "train" if int(hashlib.sha256(("part:" + entity).encode()).hexdigest()[:8], 16) % 100 < 70 else "test"


def scored(path: Path) -> Pairs:
    """The scores of the test part of a file of pairs."""
    with path.open(encoding="utf8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    test = [row for row in rows if part_of(row["entity1"]) == "test"]
    return [(compare(row["name1"], row["name2"]).score, row["same"] == "1") for row in test]


# -- figures -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bin:
    """Pairs of about one score: how many, their mean score, the share that is one person, and its 95% interval."""

    n: int
    score: float
    share: float
    low: float
    high: float


def binned(pairs: Pairs) -> list[Bin]:
    """The pairs by tenths of the score; tenths without pairs are left out.

    >>> [(each.n, each.score, each.share) for each in binned([(0.02, False), (0.91, True), (0.93, False)])]
    [(1, 0.02, 0.0), (2, 0.92, 0.5)]
    """
    found = []
    for tenth in range(BINS):
        here = [pair for pair in pairs if min(int(pair[0] * BINS), BINS - 1) == tenth]
        if here:
            n, ones = len(here), sum(same for _, same in here)
            found.append(Bin(n, round(sum(score for score, _ in here) / n, 6), ones / n, *wilson(ones, n)))
    return found


def wilson(ones: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share counted as `ones` of `n` (Wilson, JASA 22, 1927).

    >>> [round(bound, 2) for bound in wilson(5, 10)]
    [0.24, 0.76]
    """
    middle, spread = ones / n + z * z / (2 * n), z * ((ones / n * (1 - ones / n) + z * z / (4 * n)) / n) ** 0.5
    return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)


def error(bins: list[Bin]) -> float:
    """The expected calibration error: how far score and share are apart, by tenths, in the mean over the pairs."""
    return sum(each.n * abs(each.score - each.share) for each in bins) / max(1, sum(each.n for each in bins))


def by_chance(pairs: Pairs, times: int = 200) -> float:
    """The calibration error that as many pairs of the same scores show in the mean, were these perfectly calibrated."""
    random = Random(1)  # the same figure every time
    drawn = [[(score, random.random() < score) for score, _ in pairs] for _ in range(times)]
    return sum(error(binned(sample)) for sample in drawn) / times


def precision(recall: float, false: float, base: int) -> float:
    """The share of right ones among what is accepted, where each pair of one person meets `base` pairs of strangers.

    recall: share of the right pairs accepted. false: share of the strangers accepted.

    >>> precision(0.9, 0.01, 1), round(precision(0.9, 0.01, 100), 3)
    (0.989010989010989, 0.474)
    """
    return recall / (recall + base * false) if recall else 0.0


# -- tables ------------------------------------------------------------------------------------------------------


def table_of_bases(pairs: Pairs) -> str:
    """Recall and precision by threshold and base rate; one stranger more than counted is taken as accepted."""
    ones, strangers = ([score for score, same in pairs if same is wanted] for wanted in (True, False))
    head = "| accept from | recall | strangers accepted | " + " | ".join(f"precision at 1:{base:,}" for base in BASES)
    lines = [head + " |", "|---" * (3 + len(BASES)) + "|"]
    for threshold in THRESHOLDS:
        recall = sum(score >= threshold for score in ones) / len(ones)
        accepted = sum(score >= threshold for score in strangers)
        false = (accepted + 1) / (len(strangers) + 1)
        cells = [f"{threshold:g}", f"{recall:.3f}", f"{accepted} of {len(strangers):,}"]
        cells += [f"{precision(recall, false, base):.3f}" for base in BASES]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def table_of_sets(found: dict[str, Pairs]) -> str:
    """Calibration by set."""
    head = "| set | pairs | one person | calibration error | of scores from 0.05 to 0.95 (pairs) | the same by chance |"
    lines = [head, "|---" * 6 + "|"]
    for name, pairs in found.items():
        between = [pair for pair in pairs if 0.05 < pair[0] < 0.95]
        share = sum(same for _, same in pairs) / len(pairs)
        middle = f"{error(binned(between)):.3f} ({len(between)})"
        lines.append(
            f"| {name}, {SETS[name]} | {len(pairs):,} | {share:.0%} | {error(binned(pairs)):.3f} | {middle} |"
            f" {by_chance(between):.3f} |"
        )
    return "\n".join(lines)


def filled(page: str, name: str, table: str) -> str:
    """The page with the table between the comments of that name replaced."""
    return re.sub(
        rf"(<!-- {name} -->\n).*?(?=<!-- end -->)", lambda found: f"{found[1]}{table}\n", page, flags=re.DOTALL
    )


# -- picture -----------------------------------------------------------------------------------------------------


def panel(name: str, pairs: Pairs, x: float) -> str:
    """One set: the diagonal, and for each tenth a dot with its interval, larger for more pairs."""
    bins = binned(pairs)

    def at(score: float, share: float) -> tuple[float, float]:
        return x + score * SIDE, TOP + (1 - share) * SIDE

    shapes = [f'<rect x="{x}" y="{TOP}" width="{SIDE}" height="{SIDE}" class="frame"/>']
    for tick in (0, 0.25, 0.5, 0.75, 1):
        across, up = at(tick, tick)
        shapes += [
            f'<path d="M{across:g} {TOP}v{SIDE}M{x} {up:g}h{SIDE}" class="grid"/>',
            f'<text x="{across:g}" y="{TOP + SIDE + 17}" class="small middle">{tick:g}</text>',
            f'<text x="{x - 7}" y="{up + 4:g}" class="small end">{tick:g}</text>',
        ]
    shapes.append(f'<path d="M{x} {TOP + SIDE}l{SIDE} -{SIDE}" class="even"/>')
    for each in bins:
        (cx, cy), (_, low), (_, high) = [at(each.score, share) for share in (each.share, each.low, each.high)]
        radius = 2.5 + 0.25 * each.n**0.5
        shapes += [
            f'<path d="M{cx:.1f} {low:.1f}V{high:.1f}" class="bar"/>',
            f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{radius:.1f}"><title>{each.n} pairs</title></circle>',
        ]
    label = f"{len(pairs):,} pairs, calibration error {error(bins):.3f}"
    return "\n".join(
        [
            *shapes,
            f'<text x="{x}" y="{TOP - 24}" class="head">{name}: {SETS[name]}</text>',
            f'<text x="{x}" y="{TOP - 8}" class="small">{label}</text>',
            f'<text x="{x + SIDE / 2}" y="{TOP + SIDE + 36}" class="small middle">score</text>',
        ]
    )


STYLE = """text { font: 14px system-ui, 'DejaVu Sans', sans-serif; fill: #24292f }
.small { font-size: 11px; fill: #57606a } .head { font-weight: bold } .middle { text-anchor: middle }
.end { text-anchor: end } .frame { fill: none; stroke: #8c959f } .grid { stroke: #d8dee4; stroke-width: .5 }
.even { stroke: #8c959f; stroke-dasharray: 4 4 } .bar { stroke: #0969da; stroke-width: 1.5 } circle { fill: #0969da }"""


def drawn(found: dict[str, Pairs]) -> str:
    """The picture of all sets, side by side."""
    width, height = LEFT + len(found) * (SIDE + GAP) - GAP + 16, TOP + SIDE + 78
    panels = "\n".join(panel(name, pairs, LEFT + i * (SIDE + GAP)) for i, (name, pairs) in enumerate(found.items()))
    note = (
        "Pairs of politicians' names not learned from, half of them one person, the others chosen as look-alikes. "
        "Bars: 95% intervals. Larger dots: more pairs."
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">\n<style>{STYLE}</style>\n'
        f'<rect width="100%" height="100%" rx="8" fill="#fff"/>\n{panels}\n'
        f'<text transform="translate(16 {TOP + SIDE / 2}) rotate(-90)" class="small middle">'
        f'share that is one person</text>\n<text x="{LEFT}" y="{height - 14}" class="small">{note}</text>\n</svg>\n'
    )


def main() -> None:
    """Score, draw, fill in."""
    found = {name: scored(Path(sys.argv[1]) / f"{name}_pairs.tsv") for name in SETS}
    Path("docs/reliability.svg").write_text(drawn(found), encoding="utf-8")
    page = Path("docs/thresholds.md")
    text = filled(page.read_text(encoding="utf-8"), "sets", table_of_sets(found))
    text = filled(text, "bases", table_of_bases([pair for pairs in found.values() for pair in pairs]))
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
