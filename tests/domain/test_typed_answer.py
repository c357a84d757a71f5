"""Typed answers in many languages: what makes no difference, what is a slip, and what is another answer."""

import sys
from datetime import date
from decimal import Decimal
from unicodedata import normalize

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.language import decimal_sign
from quizapp.domain.mark import earned
from quizapp.domain.passage import Passage, read_passage
from quizapp.domain.quantity import read_date
from quizapp.domain.typed_answer import Accepted, Anticipated, Forgive, TypedQuestion, match_typed
from quizapp.question_types.short_answer import ShortAnswer
from tests.examples import by_hand
from tests.leveled import TEXT, leveled
from tests.tables import rows, texts


def is_taken(typed: str, accepted: str, passage: Passage, *wrong: str, forgive: Forgive = Forgive()) -> bool:  # noqa: B008
    """Whether `typed` earns what `accepted` does."""
    answer = Accepted(accepted)
    return match_typed(typed, (answer,), tuple(map(Anticipated, wrong)), forgive, passage) is answer


def test_every_row_of_the_table_is_marked_as_it_says():
    table = [*rows("typed"), *(rows("typed-large") if by_hand() else ())]
    failed = [
        f"{language}: {typed!r} for {accepted!r} is {'not ' * (right == '=')}taken"
        for language, accepted, several, right in sorted(table)  # by language: each has a large dictionary
        for typed in texts(several)
        if is_taken(typed, accepted, Passage("", (), "", language=language)) != (right == "=")
    ]
    assert not failed, "\n".join(failed)


def test_the_table_is_as_wide_as_it_claims():
    table = rows("typed")
    assert len(table) >= 250
    assert len({language for language, *_ in table}) >= 40
    assert all(right in ("=", "!") and several for _, _, several, right in table)


PASSAGE = read_passage("The Tern flew over Lerwick. Two colleges stood by the harbor; the keeper was called Maltinson.")


def test_a_slip_that_makes_another_word_of_the_passage_is_none():
    assert is_taken("Berwick", "Lerwack", PASSAGE, forgive=Forgive(slips="2")) is False
    assert is_taken("Martonson", "Martinson", PASSAGE)
    assert not is_taken("Maltinson", "Martinson", PASSAGE)
    assert not is_taken("maltinson.", "Martinson", PASSAGE)
    assert is_taken("Maltinson", "Martinson", Passage("", (), ""))
    assert not is_taken("Maltinson", "Martinson", Passage("Maltinson", (), ""))  # the title is of the passage too
    assert is_taken("harbour", "harbors", PASSAGE, forgive=Forgive(slips="2")) is False  # two slips in seven letters
    assert is_taken("harbor", "harbors", PASSAGE)  # a form of the same word


def test_a_word_too_many_is_a_slip_only_where_it_is_a_single_letter():
    twice = Forgive(slips="2")
    assert is_taken("a lighthouse", "lighthouse", PASSAGE, forgive=twice)
    assert is_taken("light house", "lighthouse", PASSAGE)
    assert not is_taken("fight houses", "lighthouses", PASSAGE, forgive=twice)
    assert not is_taken("a fight house", "lighthouse", PASSAGE, forgive=twice)


def test_a_slip_that_makes_a_word_of_an_anticipated_answer_is_none():
    assert is_taken("Lindqvist", "Lindquist", PASSAGE)
    assert not is_taken("Lindqvist", "Lindquist", PASSAGE, "Anna Lindqvist")
    assert not is_taken("anna lindqvist", "Anna Lindquist", PASSAGE, "Lindqvist")
    wrong = Anticipated("the colleges")
    assert match_typed("The Colleges", (Accepted("the collages"),), (wrong,), Forgive(), PASSAGE) is wrong


def test_what_the_author_does_not_forgive_counts_in_every_language():
    turkish = Passage("", (), "", language="tr")
    cases = [
        ("İZMİR", "izmir", Forgive(accents=False, slips="0"), True),
        ("IZMIR", "izmir", Forgive(slips="0"), False),
        ("İzmir", "Izmir", Forgive(case=False, slips="0"), False),
        ("İzmir", "izmir", Forgive(case=False, slips="0"), False),
        ("âlem", "alem", Forgive(accents=False, slips="0"), False),
        ("âlem", "alem", Forgive(slips="0"), True),
        ("5%", "5 %", Forgive(punctuation=False), False),
        ("don’t", "don´t", Forgive(punctuation=False, slips="0"), True),
        ("don’t", "dont", Forgive(punctuation=False, slips="0"), False),
        ("10²", "10^2", Forgive(punctuation=False, slips="0"), True),
    ]
    failed = [case for case in cases if is_taken(case[1], case[0], turkish, forgive=case[2]) != case[3]]
    assert not failed


def test_of_several_answers_the_same_comes_first_then_the_one_with_the_larger_share():
    def taken(typed: str, *accepted: tuple[str, str], wrong: str = "bees") -> str | None:
        answers = [Accepted(text, Decimal(share)) for text, share in accepted]
        found = match_typed(typed, answers, [Anticipated(wrong)], Forgive(slips="2"), PASSAGE)
        return None if found is None else f"{found.text} {getattr(found, 'share', 'wrong')}"

    for typed, accepted, expected in (
        ("lighthouse", [("lighthouses", "1"), ("lighthouse", "0.5")], "lighthouse 0.5"),
        ("lighthouse", [("lighthouse", "0.5"), ("lighthouses", "1")], "lighthouse 0.5"),
        ("Lighthouse", [("lighthouse", "0.5"), ("light-house", "0.25"), ("LIGHTHOUSE", "1")], "LIGHTHOUSE 1"),
        ("Lighthouse", [("lighthouse", "1"), ("LIGHTHOUSE", "1")], "lighthouse 1"),
        ("lighthuose", [("lighthouses", "1"), ("lighthouse", "0.5")], "lighthouse 0.5"),
        ("lighthousse", [("lighthouse", "0.5"), ("lighthouses", "1")], "lighthouses 1"),
        ("bees", [("beest", "1"), ("beess", "1")], "bees wrong"),
        ("bees", [("beest", "1"), ("bees", "0.5")], "bees 0.5"),
        ("wasps", [("lighthouse", "1")], None),
    ):
        assert taken(typed, *accepted) == expected, (typed, accepted)


def test_words_of_all_levels_of_a_passage_are_known_at_each():
    asked = "questions: [{id: why, type: short_answer, stem: Who?, accepted: [Martonson]}]"
    text = TEXT[: TEXT.index("questions:")]
    for words, is_right in (("Somebody bought", True), ("Mortonson bought", False)):
        bank = leveled(text.replace("Somebody bought", words) + asked)
        for level in ("standard", "easier", "short"):
            question = bank.at_level(level).question("why")
            assert earned(question.mark("Mortonson")) == is_right, level
            assert earned(question.mark("Martonson")) == 1
    assert earned(ShortAnswer(id="q", stem="?", accepted=(Accepted("Martonson"),)).mark("Mortonson")) == 1


def test_where_slips_are_forgiven():
    lengths = {"abcd": 0, "abcde": 1, "ab cd": 0, "abcdefgh": 1, "abcdefghi": 2, "abcde1": 0, "abcd東": 0, "": 0}
    assert {answer: Forgive(slips="2").slips_in(answer) for answer in lengths} == lengths
    assert Forgive(slips="1").slips_in("abcdefghi") == 1
    assert Forgive(slips="0").slips_in("abcdefghi") == 0


def test_what_is_written_and_read_of_forgiving_is_what_is_not_usual():
    assert msgspec.to_builtins(Forgive(case=False)) == {"case": False}
    with pytest.raises(msgspec.ValidationError, match="caps"):
        msgspec.convert({"caps": True}, Forgive)


def test_a_question_that_is_in_no_bank_is_marked_as_in_english():
    assert TypedQuestion(id="q", stem="?").passage.language == "en"


@given(st.text(max_size=20), st.sampled_from(["", "en", "tr", "ja", "es"]))
def test_folding_is_the_same_twice_and_for_both_forms_of_a_text(text, language):
    for forgive in (Forgive(), Forgive(case=False), Forgive(accents=False), Forgive(punctuation=False)):
        folded = forgive.fold(text, language)
        assert forgive.fold(normalize("NFD", text), language) == folded
        assert forgive.fold(f" {text}\u200b", language) == folded


def test_a_language_that_is_none_breaks_nothing():
    for language in ("English", "🐝", "x" * 500, "\x00", "\ud800", "root", "{n}", "-", "", "en-", "i-klingon"):
        passage = Passage("", (), "", language=language)
        assert is_taken("café", "CAFE", passage)
        assert is_taken("the tovwer", "the tower", passage)
        assert not is_taken("sixth", "sixty", passage)
        assert decimal_sign(language) == "point"
        assert read_date("8 May 2025", "", language) == date(2025, 5, 8)
        assert read_date("8 mai 2025", "", language) == date(2025, 5, 8)
        assert passage.minutes == 1


def test_plain_english_needs_neither_icu_nor_a_dictionary():
    import subprocess

    program = (
        "import sys; from quizapp.domain.passage import Passage;"
        "from quizapp.domain.typed_answer import Accepted, Forgive, match_typed;"
        "[match_typed(text, (Accepted('the white tower'),), (), Forgive(), Passage('', (), ''))"
        " for text in ('The white tower.', 'the lighthouse')];"
        "sys.exit(any(name in sys.modules for name in ('icu4py', 'simplemma')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
