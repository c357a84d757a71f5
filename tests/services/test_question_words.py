"""The words of questions: what is indexed, and the queries that find them."""

import pytest
from msgspec.structs import replace

from quizapp.domain.passage import read_passage
from quizapp.services.question_words import (
    folded,
    passage_words,
    query_of,
    question_words,
    skill_word,
    type_word,
)
from tests.samples import ALL_SAMPLES, BANK

TYPE, SKILL = type_word("true_false"), skill_word("main_idea")
NAMES = {TYPE: "True or false", SKILL: "Idée principale"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The BEES", "the bees"),
        ("ÉCOLE straße", "ecole strasse"),
        ("Zoe\u0308", "zoe"),
        ("a\u200bb", "ab"),
        ("東京都", " 東京 京都 都 "),
        ("in 東京", "in  東京 京 "),
        ("", ""),
    ],
)
def test_texts_are_folded_and_those_without_spaces_are_pairs(text: str, words: str) -> None:
    assert folded(text) == words


@pytest.mark.parametrize(
    ("search", "query"),
    [
        ("", ""),
        ("bees", '"bees" *'),
        ("Bees  the", '"bees" * AND "the" *'),
        ('so-called "x"', '"so called" * AND "x" *'),
        ("--", ""),
        ("bees --", ""),
        ("É", '"e" *'),
        ("東", '"東" *'),
        ("東京", '"東京"'),
        ("東京都", '"東京 京都"'),
        ("in東京x", '"in" * AND "東京" AND "x" *'),
        (" ".join(f"w{at}" for at in range(22)), " AND ".join(f'"w{at}" *' for at in range(20))),
    ],
)
def test_a_search_becomes_a_query_of_all_its_words(search: str, query: str) -> None:
    assert query_of(search, {}) == query


def test_types_and_skills_are_found_by_their_names_and_can_be_needed() -> None:
    assert (type_word(""), skill_word("")) == ("", "")
    assert TYPE == "\ue000truefalse"
    assert SKILL == "\ue001main_idea"
    assert query_of("fal", NAMES) == f'(("fal" *) OR "{TYPE}")'
    assert query_of("FALSE", NAMES) == f'(("false" *) OR "{TYPE}")'
    assert query_of("fa", NAMES) == '"fa" *'  # too short to be a name
    assert query_of("alse", NAMES) == '"alse" *'
    assert query_of("idee", NAMES) == f'(("idee" *) OR "{SKILL}")'
    assert query_of("", {}, TYPE, SKILL) == f'"{TYPE}" AND "{SKILL}"'
    assert query_of("bees", {}, "", SKILL) == f'"{SKILL}" AND "bees" *'


def test_a_question_has_the_words_that_are_shown_and_its_tags() -> None:
    question = next(each.question for each in ALL_SAMPLES if each.question.type_name == "true_false")
    shown = replace(
        question, stem="Is *É* so?", skill="locate", covers=("Tag-A", "b"), explanation="Never shown", hints=()
    )
    words = question_words(shown)
    assert words.startswith("is e so?")
    assert words.split()[-4:] == ["tag-a", "b", type_word("true_false"), skill_word("locate")]
    assert "never" not in words
    assert question_words(replace(shown, skill="")).split()[-1] == type_word("true_false")


def test_a_passage_has_the_words_of_all_its_levels() -> None:
    bank = replace(BANK, passage=read_passage("# A title\n\nBees\n\nThey FLY."))
    assert passage_words(bank).split() == ["bees", "they", "fly."]
