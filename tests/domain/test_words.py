"""Where words begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.text import fold, without_invisible
from quizapp.domain.words import word_count, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The white tower.", ["The", "white", "tower"]),
        ("“Don’t,” she said.", ["Don’t", "she", "said"]),
        ("'twas the bees' honey", ["twas", "the", "bees", "honey"]),
        ("a well-known mother-in-law - yes", ["a", "well-known", "mother-in-law", "yes"]),
        ("sea—walls and/or bees", ["sea", "walls", "and", "or", "bees"]),
        ("In 1974, 1,000.5 came at 10:30.", ["In", "1974", "1,000.5", "came", "at", "10:30"]),
        ("the U.S. and e.g. this", ["the", "U.S", "and", "e.g", "this"]),
        ("£5 or 20%", ["5", "or", "20"]),
        ("cafe\u0301 and café", ["cafe\u0301", "and", "café"]),
        ("यह खाली था।", ["यह", "खाली", "था"]),
        ("snake_case (x)", ["snake", "case", "x"]),
        ("end.Start", ["end.Start"]),
        ("so\u00adft", ["so\u00adft"]),
        ("🐝 bees 🐝", ["bees"]),
        ("I ❤️ bees and ☀️ days.", ["I", "bees", "and", "days"]),
        ("bees\u200b and a\u200bb \u3164 1️⃣", ["bees", "and", "a\u200bb", "1️⃣"]),
        ("\u0301 a \u0301b", ["a", "b"]),
        ("donʼt don´t don’t", ["donʼt", "don´t", "don’t"]),
        ("这座白色的塔空了十一年。", ["这", "座", "白色", "的", "塔", "空", "了", "十一", "年"]),
        ("𠮷野家でAppleを食べる。", ["𠮷", "野家", "で", "Apple", "を", "食べる"]),
        ("東京・大阪 2つ", ["東京", "大阪", "2", "つ"]),
        ("ผมไปโรงเรียน ทุกวัน", ["ผม", "ไป", "โรงเรียน", "ทุก", "วัน"]),
        ("한국어는 쉽다", ["한국어는", "쉽다"]),
        ("We use C++ and C#, not C+; a+b is A+.", ["We", "use", "C++", "and", "C#", "not", "C+", "a", "b", "is", "A+"]),
        ("#tag 5+ ++", ["tag", "5"]),
        ('צה״ל ג׳ירפה צה"ל "שלום"', ["צה״ל", "ג׳ירפה", 'צה"ל', "שלום"]),
        ('א"ת ת"א a"b', ['א"ת', 'ת"א', "a", "b"]),
        ("el paral·lel", ["el", "paral·lel"]),
        ("… – !", []),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word.text for word in words_of(text)] == words


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_are_in_order_and_hold_every_letter(text: str) -> None:
    words = words_of(text)
    assert all(text[word.start : word.end] == word.text and word.text for word in words)
    places = [at for word in words for at in range(word.start, word.end)]
    assert places == sorted(set(places))
    letters = {at for at, sign in enumerate(text) if sign.isalnum() and without_invisible(sign)}
    assert letters <= set(places)
    assert all(fold(word.text) for word in words)
    assert not any(character.isspace() for word in words for character in word.text)


def test_words_are_counted_as_readers_of_the_language_would() -> None:
    counts = {
        "": 0,
        "The white tower — it’s 11.": 5,
        "… – !": 0,
        "well-known, (yes)": 2,
        "这座白色的塔空了十一年。": 9,
        "私は 学生です。": 4,
        "ผมไปโรงเรียนทุกวัน": 5,
        "iPhone 塔": 2,
        "한국어는 쉽다": 2,
    }
    assert {text: word_count(text) for text in counts} == counts
