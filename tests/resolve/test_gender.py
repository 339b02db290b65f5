"""What the cases of a family name tell of its bearer."""

from __future__ import annotations

import pytest

from kzresolve.resolve.gender import HE, SHE, gender


@pytest.mark.parametrize(
    ("written", "form", "told"),
    [
        (["Трампа", "Трампом"], "Трамп", HE),
        (["Trumpem"], "Trump", HE),
        (["Harrisová", "Harrisovou"], "Harris", SHE),
        (["Зеленской"], "Зеленская", SHE),
        (["Зеленскому"], "Зеленский", HE),
        (["Schicka"], "Schick", HE),  # though women's names end so: Nowicka
        (["Obamovi"], "Obama", HE),
        (["Obamy", "Obamie"], "Obama", ""),  # his or hers
        (["Trump"], "Trump", ""),
        (["Ivanki Trump", "Ivanka Trump"], "Ivanka Trump", SHE),
        (["Luka Modrić"], "Luka Modrić", ""),  # a man's given name in -a tells nothing
        (["Luke Modrića"], "Luka Modrić", HE),
        (["Angela Merkel", "Angeli Merkel"], "Angela Merkel", SHE),
    ],
)
def test_gender_of_a_name_in_a_list(written: list[str], form: str, told: str) -> None:
    assert gender(written, form) == told
