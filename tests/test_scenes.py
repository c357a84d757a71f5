"""The table of scenes against the bank that tells them: no trait of a scene tells on which side an act is."""

from collections import Counter

import pytest

from tests.item_review.banks import banks_in, fields, texts
from tests.item_review.scenes import BANK, BLOCKING, BOUND, COLUMNS, SCENES, TRAITS, keyword_key, phi, phis, sorted_acts

(UNIT_BANK,) = banks_in([BANK]).values()
QUESTIONS = {question.id: question for question in UNIT_BANK.questions}
SORTED = {(question.id, text): key for question in QUESTIONS.values() for text, key in sorted_acts(question)}


def test_each_scene_is_told_by_its_question():
    for scene in SCENES:
        assert any(scene.text in text for text in texts(fields(QUESTIONS[scene.question]))), scene
    assert len({(scene.question, scene.text) for scene in SCENES}) == len(SCENES)


def test_each_act_that_is_sorted_is_in_the_table_with_its_key():
    for (question, text), key in SORTED.items():
        assert [scene.key for scene in SCENES if scene.question == question and scene.text in text] == [key], text
    asked = {question for question, _ in SORTED}
    assert sum(scene.question in asked for scene in SCENES) == len(SORTED) >= 25


def test_no_trait_of_a_scene_tells_its_key():
    assert [figure for figure in phis() if abs(figure[-1]) > BOUND] == []
    assert {figure[0] for figure in phis()} == set(TRAITS)
    assert phi([True, True, False, False], [True, True, False, False]) == pytest.approx(1)
    assert phi([True, True, False, False], [True, False, True, False]) == pytest.approx(0)


def test_as_many_block_for_the_arrest_as_against_it():
    stances = Counter(scene.stance for scene in SCENES if scene.key == BLOCKING)
    assert stances["for"] == stances["against"] >= 6


def test_both_stances_have_kind_and_unkind_people():
    for detail in ("sympathetic", "unflattering"):
        stances = Counter(scene.stance for scene in SCENES if scene.detail == detail)
        assert min(stances["for"], stances["against"]) >= 3
        assert abs(stances["for"] - stances["against"]) <= 2


def test_what_officers_do_is_seen_beside_acts_of_each_kind():
    for conduct in ("kind", "cool"):
        assert {scene.key for scene in SCENES if scene.officer == conduct} == set(COLUMNS)


def test_words_alone_do_not_sort_the_acts():
    right = sum(keyword_key(text) == key for (_, text), key in SORTED.items())
    assert right <= 0.6 * len(SORTED)


def test_the_acts_that_are_sorted_are_shared_out_unevenly_over_the_columns():
    """Equal shares would give the last act of a question away by counting."""
    for question in {question for question, _ in SORTED}:
        shares = Counter(key for (id_, _), key in SORTED.items() if id_ == question)
        assert len(shares) == len(COLUMNS)
        assert len(set(shares.values())) > 1
