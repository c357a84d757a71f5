"""A bank: the language of its texts, its levels, its questions by their ids, and its glossary's places."""

from typing import Any

import msgspec
import pytest

from quizapp.domain.bank import Bank
from quizapp.domain.glossary import GlossaryEntry
from quizapp.domain.level import ReadingLevel
from quizapp.domain.passage import Passage, read_passage
from quizapp.domain.typed_answer import Accepted
from quizapp.question_types.short_answer import ShortAnswer
from tests.leveled import LEVELED


def bank(text: str = "Bees.", language: str = "es", about: Passage | None = None, **more: Any) -> Bank:
    questions = tuple(ShortAnswer(id=id_, stem="?", accepted=(Accepted("x"),)) for id_ in ("one", "two"))
    return Bank("b", "T", "", language, "", "", read_passage(text), about, questions, "h", **more)


def test_all_texts_of_a_bank_are_in_its_language_and_its_questions_know_their_passage() -> None:
    level = ReadingLevel("easier", "", read_passage("Easy."))
    standard = ReadingLevel("standard", "", read_passage("Not the bank's own."))
    made = bank(about=read_passage("Note."), levels=(standard, level))
    assert made.about is not None
    assert {made.passage.language, made.about.language, *(each.passage.language for each in made.levels)} == {"es"}
    assert made.levels[0].passage is made.passage
    assert made.levels[1].passage.text == "Easy."
    for alone in (bank(language="en"), bank()):
        assert alone.about is None
        assert all(isinstance(each, ShortAnswer) and each.passage is alone.passage for each in alone.questions)
    kept = msgspec.structs.replace(made, title="U")
    assert kept.passage is made.passage  # nothing to change
    assert kept.levels[1] is made.levels[1]


def test_what_is_usual_of_a_bank() -> None:
    made = bank("")
    assert (made.time_limit, made.has_key, made.level, made.level_locked, made.glossary_in_test) == (
        *(0, True, "standard"),
        *(False, False),
    )
    assert (made.images, made.levels, made.translation_of, made.glossary) == ({}, (), "", ())
    assert (made.has_passage, bank().has_passage) == (False, True)


def test_a_question_is_found_by_its_id() -> None:
    made = bank()
    assert made.question("two") is made.questions[1]
    assert ("two" in made, "three" in made, 2 in made) == (True, False, False)
    with pytest.raises(KeyError):
        made.question("three")


def test_the_same_bank_is_given_for_each_level_whichever_is_asked() -> None:
    easier = LEVELED.at_level("easier")
    assert (easier.level, easier.passage) == ("easier", LEVELED.levels[1].passage)
    assert easier.question("kept").evidence[0].quote == "Everybody voted for the tower"
    assert (
        LEVELED.at_level("easier") is easier is easier.at_level("easier") is easier.at_level("short").at_level("easier")
    )
    assert easier.at_level("standard") is LEVELED is LEVELED.at_level("standard")
    assert easier.at_level("gone") is LEVELED is LEVELED.at_level("gone")
    assert easier.content_hash == LEVELED.content_hash
    alone = bank()
    assert alone.at_level("easier") is alone


def test_the_words_of_the_glossary_are_found_at_every_level_beforehand() -> None:
    entries = (GlossaryEntry("tower", "a high house"), GlossaryEntry("gone", "not here"))
    made = msgspec.structs.replace(LEVELED, glossary=entries)
    assert made.with_places_found() is made
    for id_ in ("standard", "easier", "short"):
        at = made.at_level(id_)
        assert "glossary_places" in vars(at)
        assert {at.passage.words_of(place.span) for place in at.glossary_places} == {"tower"}
    assert "glossary_places" not in vars(bank().with_places_found())
    single = bank("A tower.", glossary=entries).with_places_found()
    assert [place.entry for place in single.glossary_places] == [entries[0]]


def test_evidence_is_found_in_the_passage_of_the_bank() -> None:
    made = bank("The tower stood. A bee came.")
    assert [made.passage.words_of(span) for span in made.spans(("tower", "nothing", "bee came"))] == [
        "tower",
        "bee came",
    ]
