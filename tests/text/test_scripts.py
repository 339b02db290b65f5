"""Scripts of texts: names as their own Wikipedias write them."""

from __future__ import annotations

import pytest

from kzresolve.text.scripts import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Kassym-Jomart", "Latin"),
        ("Қасым-Жомарт", "Cyrillic"),
        ("قاسىم-جومارت", "Arabic"),
        ("托卡耶夫", "Han"),
        ("トカエフ", "Katakana"),
        ("トーマス", "Katakana"),
        ("さいとう", "Hiragana"),
        ("鈴木さん", "Japanese"),
        ("토카예프", "Hangul"),
        ("მარგველაშვილი", "Georgian"),
        ("Փաշինյան", "Armenian"),
        ("Μητσοτάκης", "Greek"),
        ("नरेन्द्र", "Devanagari"),
        ("Ｔｏｋａｙｅｖ", "Latin"),
        ("Cерік", "Mixed"),
        ("12 – 34", ""),
        ("", ""),
    ],
)
def test_script(text: str, script: str) -> None:
    assert script_of(text) == script
