"""Comparing texts: folding, slips, letters."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.language import without_accents
from quizapp.domain.text import (
    difference,
    distance,
    fold,
    fold_with_offsets,
    letter,
    letters,
    same_text,
    shortened,
    suggestion,
    without_invisible,
    without_punctuation,
)
from quizapp.texts import ENGLISH

WORDS = st.text("abcé", max_size=7)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  a \t\n b ", "a b"),
        ("a\u00a0b\u2028c", "a b c"),
        ("“a” ‘b’ «c» „d‟ ‹e›", '"a" \'b\' "c" "d" \'e\''),
        ("´ʼʻ‘’`′ʹʽ", "'" * 9),
        ("co\u00adop\u200b\ufe0f", "coop"),
        ("a–b—c−d‑e", "a-b-c-d-e"),
        (normalize("NFD", "é"), "é"),
        ("", ""),
        ("…", "…"),
        ("🐝", "🐝"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text().map(lambda text: normalize("NFC", text)))
def test_folding_with_offsets_is_folding(text):
    folded, offsets = fold_with_offsets(text)
    assert folded.strip() == fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(set(offsets)) or not folded
    assert offsets[-1] == len(text)
    for character, offset in zip(folded, offsets, strict=False):
        assert fold(text[offset]) == character.strip()


def naive_distance(one: str, other: str) -> int:
    """The optimal string alignment distance, as its definition reads."""
    if not one or not other:
        return len(one) + len(other)
    least = min(
        naive_distance(one[1:], other) + 1,
        naive_distance(one, other[1:]) + 1,
        naive_distance(one[1:], other[1:]) + (one[0] != other[0]),
    )
    if one[:2] == other[1::-1] and len(one) > 1 and len(other) > 1:
        least = min(least, naive_distance(one[2:], other[2:]) + 1)
    return least


@given(WORDS.filter(lambda word: len(word) < 6), WORDS.filter(lambda word: len(word) < 6), st.integers(0, 3))
def test_distance_is_what_its_definition_says(one, other, limit):
    assert distance(one, other, limit) == min(naive_distance(one, other), limit + 1)


@given(WORDS, WORDS)
def test_distance_is_the_same_both_ways(one, other):
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) == (one == other)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("tower", "tower", 0),
        ("tower", "towre", 1),
        ("tower", "twoer", 1),
        ("tower", "towe", 1),
        ("tower", "towers", 1),
        ("tower", "power", 1),
        ("ca", "abc", 3),  # 2 in Damerau's full distance: a swapped pair is not edited again here
        ("", "abc", 3),
        ("kitten", "sitting", 3),
    ],
)
def test_distance_by_hand(one, other, slips):
    assert distance(one, other, 5) == slips


def test_distance_does_not_go_on_beyond_its_limit():
    assert distance("a" * 1000, "b" * 1000, 2) == 3
    assert distance("", "b" * 1000, 2) == 3


def test_letters():
    assert letters(3) == ("A", "B", "C")
    assert letters(28)[24:] == ("Y", "Z", "AA", "AB")
    assert letters(27)[25:] == ("Z", "AA")
    assert letter(701) == "ZZ"
    assert letter(702) == "AAA"
    assert letters(0) == ()
    assert len(set(letters(1000))) == 1000


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Éa", "Ea"),
        ("ñü", "nu"),
        (normalize("NFD", "é"), "e"),
        ("ß", "ß"),
        ("ø", "o"),
        ("が", "が"),
        ("мой", "мой"),
        ("мо́й", "мой"),
        ("ёж", "еж"),
        ("", ""),
    ],
)
def test_without_accents(text, without):
    assert without_accents(text) == without


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't", "dont"),
        ("U.S.", "US"),
        ("a, b; c!", "a b c"),
        ("sea-walls", "sea walls"),
        ("1.5", "1.5"),
        ("1,000.50", "1,000.50"),
        ("12:30", "12:30"),
        ("1/2", "1/2"),
        ("v1.2", "v1.2"),
        ("-5", "-5"),
        ("(-5)", "-5"),
        ("5-", "5"),
        ("3-4", "3 4"),
        ("¿Qué?", "Qué"),
        ("£5 + $6", "£5 + $6"),
        ("5 € and 6$", "€5 and $6"),
        ("-£5 £-5 -5£", "-£5 -£5 -£5"),
        ("$ 1,000.50", "$1,000.50"),
        ("5 %", "5%"),
        ("C# R&D @x § 5", "C# R&D @x § 5"),
        ("10^-3", "10^-3"),
        ("well-$5", "well $5"),
    ],
)
def test_without_punctuation(text, words):
    assert " ".join(without_punctuation(text).split()) == words


def test_a_ligature_is_its_letters_and_has_their_place():
    assert fold("ﬁeld of ﬂowers, ﬃ") == "field of flowers, ffi"
    folded, offsets = fold_with_offsets("a ﬁeld ﬂ")
    assert folded == "a field fl"
    assert offsets == [0, 1, 2, 2, 3, 4, 5, 6, 7, 7, 8]


def test_without_invisible():
    assert without_invisible("co\u00adop\u200b\u200f\ufefferate") == "cooperate"
    assert without_invisible("❤️ a\u3164\u2800b\u180e") == "❤ ab"
    flag = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    assert without_invisible(f"{flag}\u200b") == flag  # its invisible letters say which flag it is
    assert without_invisible("\u0600") == "\u0600"  # Arabic signs of numbers, which are seen


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("café", normalize("NFD", "café"), "their accents are stored in two ways"),
        ("a b", "a\u200b b", "one has an invisible character, zero width space (U+200B)"),
        ("a\u00adb", "ab", "one has an invisible character, soft hyphen (U+00AD)"),
        ("a\u200b\u00adb", "ab", "one has an invisible character, zero width space (U+200B)"),
        ("cat", "сat", "where one has latin small letter c (U+0063), the other has cyrillic small letter es (U+0441)"),
        ("ac", "ас", "where one has latin small letter a (U+0061), the other has cyrillic small letter a (U+0430)"),
        ("a b", "a  b", ""),
        ("same", "same", ""),
        ("cat", "cut", ""),
        ("cat", "Cat", ""),
        ("cat", "сats", ""),
        ("a-b", "a_b", ""),
        ("", "", ""),
    ],
)
def test_how_texts_that_look_the_same_differ(one, other, told):
    found = difference(one, other)
    assert (ENGLISH.say(found) if found else "") == told


def test_a_text_is_found_by_what_is_seen_of_it():
    texts = ("café", "a  b", "“c”")
    assert same_text(normalize("NFD", "café"), texts) == "café"
    assert same_text("a\u200b b", texts) == "a  b"
    assert same_text('"c"', texts) is None  # quotation marks are seen
    assert same_text("d", texts) is None


@pytest.mark.parametrize(
    ("word", "meant"), [("maerking", "marking"), ("MARKING", "marking"), ("xyz", ""), ("", ""), ("a" * 10_000, "")]
)
def test_suggestion(word, meant):
    assert suggestion(word, ["marking", "options"]) == meant


@pytest.mark.parametrize(
    ("text", "short"), [("a b", "a b"), (" a\n b ", "a b"), ("abcdefghij", "abcdefghij"), ("abcdefghijk", "abcdefghi…")]
)
def test_shortened(text, short):
    assert shortened(text, 10) == short


def test_what_is_shortened_has_sixty_characters():
    assert shortened("a " * 30) == "a " * 29 + "a"
    assert shortened("a" * 60) == "a" * 60
    assert shortened("a" * 61) == "a" * 59 + "…"
    assert shortened("a " * 31) == "a " * 29 + "a…"
