"""Tokens stand where they say, and their shapes and beginnings are those of news prose in three languages."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kzresolve.resolve.tokens import CAP, CAPS, INITIAL, LOWER, MIXED, NUMBER, POSSESSIVE, WEB, Token, tokenize

ABBREVIATIONS = frozenset({"mr", "gen", "inc", "г"})
PIECES = st.sampled_from(
    ["Mr.", "gen", "U.S.", "K.", "J.", "’s", "'", "Nur-Sultan", "N’Djamena", "-", ".", "…", "\r\n", "\n\n", " ", "\t",
     "kapital.kz", "https://x.kz/a", "@kz", "1,5", "й", "\u0301", "\u200b", "😀", "Ғ", "“", "”", "(", ")", "\x00",
     "г.", "ʻ"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=20).map("".join))


def texts(text: str) -> list[str]:
    return [token.text for token in tokenize(text, ABBREVIATIONS)]


def only(text: str, word: str) -> Token:
    """The one token of `text` that reads `word`."""
    (token,) = [token for token in tokenize(text, ABBREVIATIONS) if token.text == word]
    return token


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("Mr.")
@example("Mr.@0")
@example("г..г")
@example("Mr.@0")
def test_tokens_stand_in_order_where_they_say_and_leave_out_only_space(text: str) -> None:
    end = 0
    for token in tokenize(text, ABBREVIATIONS):
        assert not text[end : token.start].strip()
        assert end <= token.start < token.end
        assert text[token.start : token.end] == token.text
        assert token.key
        assert token.tight == (0 < token.start == end)
        end = token.end
    assert not text[end:].strip()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["Almaty", "Токаев", "Қасым", "said", "в", "N’Djamena"]), max_size=12))
def test_the_words_of_a_plain_text_are_its_tokens(words: list[str]) -> None:
    assert texts(" ".join(words)) == words


def test_keys_are_equal_whatever_the_case_and_the_apostrophe() -> None:
    forms = ["N’DJAMENA", "n'djamena", "Nʼdjamena", "N‘Djamena", "N`Djamena"]
    assert {token.key for form in forms for token in tokenize(form)} == {"n'djamena"}


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_possessive_is_a_token_of_its_own(mark: str) -> None:
    name, possessive, city = tokenize(f"Almaty{mark}s mayor")
    assert (name.text, possessive.shape, possessive.key, city.text) == ("Almaty", POSSESSIVE, "'s", "mayor")


def test_an_apostrophe_inside_a_word_belongs_to_it() -> None:
    assert texts("O’Sullivan of Côte d’Ivoire isn’t") == ["O’Sullivan", "of", "Côte", "d’Ivoire", "isn’t"]


def test_a_plural_possessive_leaves_the_word_alone() -> None:
    assert texts("the Kazakhs’ capital") == ["the", "Kazakhs", "’", "capital"]


def test_initials_keep_their_stop() -> None:
    tokens = tokenize("К. Токаев, K.-J. Tokayev, J.K. Rowling")
    assert [t.text for t in tokens if t.shape in (INITIAL, CAPS)] == ["К.", "K.", "J.", "J.K."]


def test_a_letter_that_ends_a_sentence_keeps_no_stop() -> None:
    assert texts("He chose plan B.") == ["He", "chose", "plan", "B", "."]


def test_a_dotted_abbreviation_is_one_token_with_the_key_of_the_plain_one() -> None:
    assert only("the U.S. army", "U.S.").key == only("the US army", "US").key == "us"


def test_a_known_abbreviation_keeps_its_stop_and_begins_no_sentence() -> None:
    assert texts("Mr. Putin") == ["Mr.", "Putin"]
    assert not only("He met Mr. Putin", "Putin").begins
    assert not only("в г. Актобе", "Актобе").begins


def test_an_unknown_word_leaves_its_stop_to_the_sentence() -> None:
    assert texts("They left. Putin") == ["They", "left", ".", "Putin"]
    assert only("They left. Putin", "Putin").begins


@pytest.mark.parametrize(
    ("text", "shape"),
    [("Kapital.kz", MIXED), ("kapital.kz", WEB), ("www.akorda.kz", WEB), ("press@gov.kz", WEB), ("@TokayevKZ", WEB),
     ("https://www.osce.org/kazakhstan", WEB)],
)  # fmt: skip
def test_sites_and_addresses_are_one_token(text: str, shape: str) -> None:
    assert only(f"see {text} for more", text).shape == shape


def test_a_sentence_that_ends_in_a_site_still_ends() -> None:
    assert texts("It is on Tengrinews.kz. Others") == ["It", "is", "on", "Tengrinews.kz", ".", "Others"]


@pytest.mark.parametrize(
    ("word", "shape"),
    [("said", LOWER), ("сказал", LOWER), ("Almaty", CAP), ("Әли", CAP), ("NATO", CAPS), ("ОДКБ", CAPS),
     ("KazMunayGas", MIXED), ("iPhone", MIXED), ("А", CAP), ("北京", "caseless")],
)  # fmt: skip
def test_words_have_shapes(word: str, shape: str) -> None:
    assert only(word, word).shape == shape


def test_a_number_takes_its_unit() -> None:
    assert [(t.text, t.shape) for t in tokenize("3,5km 2022.")] == [("3,5km", NUMBER), ("2022.", NUMBER)]


def test_a_hyphen_between_words_is_tight_and_one_between_names_is_not() -> None:
    assert only("Nur-Sultan", "-").tight
    assert only("Nur-Sultan", "Sultan").tight
    assert not only("Almaty - Astana", "-").tight


@pytest.mark.parametrize(
    "before",
    ["", "He left. ", "Why? ", "Go! ", "He said: “", "«", "• ", "He left.” ", "left.) ", "Title\n", "— ", "* "],
)
def test_a_capital_says_nothing_where_a_sentence_begins(before: str) -> None:
    assert only(f"{before}Astana grew", "Astana").begins


@pytest.mark.parametrize("before", ["he saw ", "Mr. ", "left, ", "left (", "K. ", "the U.S. ", "well-"])
def test_a_capital_speaks_where_no_sentence_begins(before: str) -> None:
    assert not only(f"Then {before}Astana grew", "Astana").begins


WRAPPED = """The government of the largest country in the region met in
full on Tuesday to talk about the price of grain, and about
roads that are to be built in the next three years from the
steppe to the sea. Delegates came by train from the city of
Karaganda to hear the minister, who spoke for two hours.
"""


def test_a_wrapped_line_begins_no_sentence() -> None:
    assert not only(WRAPPED, "Karaganda").begins
    assert only(WRAPPED, "Delegates").begins


def test_a_line_of_its_own_begins_one() -> None:
    assert only("A short line in the\nKaraganda region", "Karaganda").begins
    assert only(WRAPPED.replace("city of\n", "city of\n\n"), "Karaganda").begins


def test_line_ends_of_other_systems_wrap_too() -> None:
    assert not only(WRAPPED.replace("\n", "\r\n"), "Karaganda").begins


def test_the_letter_apostrophe_is_a_possessive_too() -> None:
    assert [t.shape for t in tokenize("Almatyʼs mayor")][1] == POSSESSIVE


def test_georgian_letters_have_no_case() -> None:
    assert tokenize("თბილისი")[0].shape == "caseless"
