"""Learn which sounds of foreign names Han signs stand for: tables/han/foreign.tsv.

    python benchmarks/learn_han_sounds.py TOKENS

TOKENS: a TSV, gzipped or not, with latin and target: one word of a name and its rendering in Han (Merhav & Ash 2018,
train part). A sign in its simplified form stands for the traditional one as well.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import defaultdict
from math import log
from pathlib import Path

from sign_sounds import learn

from kzresolve.text.han import simplified
from kzresolve.text.readings import read_word
from kzresolve.text.scripts import scripts_of

OUT = Path(__file__).parent.parent / "src" / "kzresolve" / "tables" / "han" / "foreign.tsv"
LONGEST = 4  # phonemes of a sign
WORD = 7  # signs of a word
WAYS = 3  # readings of the Latin word
SMALL = str.maketrans("CJS", "čžš")  # the phonemes that are capitals, in letters that tables/readings can read
FEWEST = 3  # words that a sign stands in
LEAST, MOST = 0.03, 6  # share of a sound among those of its sign, and sounds of a sign


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("tokens", type=Path)
    pairs = read_pairs(parser.parse_args().tokens)
    shares = learn(pairs, LONGEST, 0)
    seen: dict[str, int] = defaultdict(int)
    for _, signs in pairs:
        for sign in set(signs):
            seen[sign] += 1
    together: dict[tuple[int, str], list[str]] = defaultdict(list)
    for sign, heard in sorted(shares.items()):
        ordered = sorted(heard.items(), key=lambda entry: (-entry[1], entry[0]))
        for sound, share in ordered[:MOST] if seen[sign] >= FEWEST else ():
            if share >= LEAST:
                together[round(-2 * log(share)), sound].append(sign)
    write(together, len(pairs))


def read_pairs(path: Path) -> list[tuple[tuple[str, ...], str]]:
    text = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode()
    pairs = []
    for row in csv.DictReader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE):
        signs = row["target"]
        if len(signs) > WORD or scripts_of(signs) != ("Han",) or not signs.isalpha():
            continue
        heard = [reading.text for reading in read_word(row["latin"])[:WAYS]]
        sounds = tuple(s for s in heard if s.isalpha() and s.isascii() and len(signs) <= 2 * len(s) <= 8 * len(signs))
        if sounds:
            pairs.append((sounds, "".join(map(simplified, signs))))
    return pairs


def write(together: dict[tuple[int, str], list[str]], words: int) -> None:
    lines = [
        "# The sounds of foreign names that Han signs stand for, in phonemes; cost 0 is likeliest. Learned from",
        f"# {words} words (Merhav & Ash 2018, CC0, train part) by benchmarks/learn_han_sounds.py.",
        "column\tcost\treading\tsigns",
    ]
    lines += [
        f"foreign\t{cost}\t{sound.translate(SMALL)}\t{''.join(signs)}"
        for (cost, sound), signs in sorted(together.items())
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(lines) - 3} rows, {len({s for signs in together.values() for s in signs})} signs")


if __name__ == "__main__":
    main()
