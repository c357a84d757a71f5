"""Readability: the formulas as their authors give them, and texts that are known to be easier or harder."""

import re
from pathlib import Path

import msgspec
import pytest

from quizapp.domain.passage import Passage, read_passage
from quizapp.domain.sentence import sentence_spans
from quizapp.formats.native import read_bank
from quizapp.paths import questions_dir
from quizapp.readability import english, portuguese, spanish
from quizapp.readability.counts import Counts
from quizapp.readability.measuring import FEWEST_WORDS, measure, measure_sentences

_ARTICLES = sorted((Path(__file__).resolve().parents[3] / "shared" / "outside" / "onestopqa").glob("*.txt"))


_WITH_BANDS = ("szigriszt_pazos", "martins")


def test_the_formulas_give_what_a_pencil_gives() -> None:
    counts = Counts(sentences=5, words=100, syllables=150)  # 20 words a sentence, 1.5 syllables a word
    assert english.reading_ease(counts) == pytest.approx(206.835 - 20.3 - 126.9)
    assert english.grade(counts) == pytest.approx(7.8 + 17.7 - 15.59)
    counts = Counts(sentences=5, words=100, syllables=200)
    assert spanish.perspicuity(counts) == pytest.approx(206.835 - 124.6 - 20)
    assert spanish.fernandez_huerta(counts) == pytest.approx(206.84 - 120 - 20.4)
    assert portuguese.flesch_index(counts) == pytest.approx(248.835 - 20.3 - 169.2)


def test_shorter_sentences_make_a_text_easier_by_each_formula() -> None:
    """As printed, the formula of Fernández Huerta says the opposite."""
    long, short = Counts(2, 100, 200), Counts(20, 100, 200)
    for ease in (english.reading_ease, spanish.perspicuity, spanish.fernandez_huerta, portuguese.flesch_index):
        assert ease(short) > ease(long)
    assert english.grade(short) < english.grade(long)


def test_bands_begin_where_their_authors_say() -> None:
    inflesz = {80.1: "very_easy", 80: "quite_easy", 79.9: "quite_easy", 65: "quite_easy", 64.9: "normal", 55: "normal",
               54.9: "somewhat_hard", 40: "somewhat_hard", 39.9: "very_hard", -20: "very_hard"}  # fmt: skip
    assert {value: spanish.inflesz_band(value) for value in inflesz} == inflesz
    martins = {75: "very_easy", 74.9: "easy", 50: "easy", 49.9: "hard", 25: "hard", 24.9: "very_hard"}
    assert {value: portuguese.band(value) for value in martins} == martins


def test_a_passage_is_measured_without_headings_in_the_formulas_of_its_language() -> None:
    text = "# A title\n\n## A heading that is not read\n\n" + "The cat sat on the mat. " * 20 + "\n\nIt did not go."
    for language, formulas in {
        "en": ["flesch_kincaid", "flesch"], "en-GB": ["flesch_kincaid", "flesch"], "pt-BR": ["martins"],
        "es-MX": ["szigriszt_pazos", "fernandez_huerta"],
    }.items():  # fmt: skip
        passage = _in_language(text, language)
        found = measure(passage)
        assert found is not None
        assert [score.formula for score in found.scores] == formulas
        assert (found.counts.sentences, found.counts.words) == (21, 124)
        assert found.grade == (found.scores[0].value if language.startswith("en") else None)
        assert found.ease == found.scores[formulas.index("flesch") if language.startswith("en") else 0].value
        assert [bool(score.band) for score in found.scores] == [name in _WITH_BANDS for name in formulas]
    assert measure(_in_language(text, "de")) is None


def test_nothing_is_said_of_fewer_than_100_words() -> None:
    assert FEWEST_WORDS == 100
    assert measure_sentences(["word " * 99], "en") is None
    assert measure_sentences(["word " * 100], "en") is not None
    assert measure(_in_language("", "en")) is None


@pytest.mark.skipif(not _ARTICLES, reason="the articles of OneStopQA are not here")
def test_outside_articles_order_by_level() -> None:
    """At least 14 of 15 articles, each written at three levels by teachers, are harder level by level."""
    in_order = 0
    for article in _ARTICLES:
        grades = []
        for level in ("Ele", "Int", "Adv"):
            paragraphs = re.findall(rf"^{level}:(.*)$", article.read_text(), re.MULTILINE)
            plain = [re.sub("<[^>]*>", "", paragraph).strip() for paragraph in paragraphs]
            found = measure_sentences([text[a:b] for text in plain for a, b in sentence_spans(text)], "en")
            assert found is not None
            assert found.grade is not None
            grades.append(found.grade)
        in_order += grades[0] < grades[1] < grades[2]
    assert len(_ARTICLES) == 15
    assert in_order >= 14


def _in_language(text: str, language: str) -> Passage:

    return msgspec.structs.replace(read_passage(text), language=language)


def test_the_easier_level_of_the_bundled_unit_is_two_grades_easier() -> None:
    bank = read_bank(questions_dir() / "worcester" / "1-what-happened.yaml").bank
    assert bank is not None
    standard, easier = (measure(bank.at_level(level).passage) for level in ("standard", "easier"))
    assert standard is not None
    assert easier is not None
    assert standard.grade is not None
    assert easier.grade is not None
    assert standard.grade - easier.grade >= 2
    assert easier.ease > standard.ease
