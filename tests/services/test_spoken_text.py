"""Texts as they are read aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.passage import read_passage
from quizapp.services.spoken_text import spoken_passage, spoken_question
from tests.samples import ALL_SAMPLES
from tests.strategies import QUESTIONS


def test_a_passage_is_read_sentence_by_sentence_and_each_is_where_it_stands():
    text = "# Bees\n\nOne asked. Two\nwent!\n\n## Sea\n\n- salt\n\n![A *bee*](b.png)\n\n> “Why?” she said.\n\n***\n\n—"
    passage = read_passage(text)
    told = spoken_passage(passage)
    assert [each.text for each in told] == ["One asked.", "Two went!", "Sea", "salt", "A *bee*", "“Why?” she said."]
    for each in told:
        assert passage.text[each.span.start : each.span.end].replace("\n", " ") == each.text


@given(st.lists(st.sampled_from(["Bees fly. ", "Why? ", "— ", "🐝 ", "\n\n", "- salt\n", "U.S. "]), max_size=12))
def test_all_that_can_be_said_of_a_passage_is_read_once(pieces):
    passage = read_passage("".join(pieces))
    told = spoken_passage(passage)
    said = [at for each in told for at in range(*each.span)]
    assert len(said) == len(set(said))
    assert {at for at, character in enumerate(passage.text) if character.isalnum()} <= set(said)


def samples(name):
    return [sample.question for sample in ALL_SAMPLES if sample.question.type_name == name]


@pytest.mark.parametrize(
    ("name", "at", "told"),
    [
        ("single_choice", 0, ["Who asked?", "A: The council", "B: Marta"]),
        ("true_false", 1, ["Everyone who voted wanted to keep the tower.", "A: True", "B: False",
                           "C: The passage does not say"]),
        ("table", 0, ["Tick.", "A: Salt", "Said", "Not said"]),
        ("matching", 0, ["Match.", "1: bees", "2: sea", "A: honey", "B: salt"]),
        ("gap_fill", 0, ["Fill in.", "blank 1 asked."]),
        ("inline_choice", 0, ["Choose.", "The tower was blank 1.", "blank 1: sold", "blank 1: kept"]),
        ("word_bank", 0, ["Fill in.", "blank 1 and blank 2", "salt", "honey"]),
        ("highlight_words", 0, ["Which word names a color?", "The white tower."]),
        ("two_part", 0, ["Answer both parts.", "Part A: Who asked?", "A: Marta", "B: The town",
                         "Part B: “Marta asked” says so.", "A: True", "B: False"]),
    ],
)  # fmt: skip
def test_a_question_is_read_from_its_stem_to_its_options(name, at, told):
    question = samples(name)[at]
    assert [each.text for each in spoken_question(question, question.ids)] == told


def test_options_are_read_in_the_order_in_which_they_are_shown():
    question = samples("single_choice")[0]
    told = spoken_question(question, tuple(reversed(question.ids)))
    assert [(each.part, each.text) for each in told][1:] == [("B", "A: Marta"), ("A", "B: The council")]


@given(question=st.sampled_from(sorted(QUESTIONS)).flatmap(QUESTIONS.__getitem__))
def test_each_question_can_be_read_and_tells_no_key(question):
    told = spoken_question(question, question.ids)
    assert told == spoken_question(question.without_key(), question.ids)
    assert all(any(map(str.isalnum, each.text)) and "\n" not in each.text for each in told)
    assert {each.part for each in told} <= {"", "a", "b", *question.ids}
