"""Another key, for every type that has one."""

import msgspec
import pytest

from quizapp.domain.mark import Points
from quizapp.domain.option import Option
from quizapp.errors import QuizAppError
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.record import read_record, write_record
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Row, Table
from quizapp.services.desk.grading import read_question
from quizapp.services.desk.new_key import with_key
from tests.samples import PASSAGE, SAMPLES

EVERY_SAMPLE = [sample for samples in SAMPLES.values() for sample in samples]


def test_each_response_that_is_not_full_can_become_the_key_or_is_refused():
    changed_types = set()
    for sample in EVERY_SAMPLE:
        question = sample.question
        question.attach(PASSAGE)
        if question.is_rated:
            with pytest.raises(QuizAppError, match="no key"):
                with_key(question, question.correct_response(), PASSAGE)
            changed_types.add(type(question))
            continue
        for case in sample.cases:
            try:
                changed = with_key(question, case.response, PASSAGE)
            except QuizAppError:
                continue
            mark = changed.mark(case.response)
            assert isinstance(mark, Points)
            assert mark.full
            assert changed.id == question.id
            assert changed.stem == question.stem
            assert read_record(write_record(changed)) == changed
            before = question.mark(case.response)
            is_other = not (isinstance(before, Points) and before.full)
            assert changed.explanation == ("" if is_other else question.explanation)
            assert not (is_other and changed.evidence)
            if not (isinstance(before, Points) and before.full):
                old = changed.mark(question.correct_response())
                assert not (isinstance(old, Points) and old.full)
                changed_types.add(type(question))
    assert {each.type_name for each in set(QUESTION_TYPES) - changed_types} == set()


def test_the_key_as_it_is_changes_no_mark():
    for sample in EVERY_SAMPLE:
        question = sample.question
        if question.is_rated:
            continue
        question.attach(PASSAGE)
        right = question.correct_response()
        if isinstance(question, EvidenceSelection):  # a learner selects whole sentences
            right = tuple(question.key_sentence(quote, PASSAGE).name for quote in question.quotes)
        assert with_key(question, right, PASSAGE).mark(right) == question.mark(right)


def test_what_is_no_response_is_refused():
    for sample in EVERY_SAMPLE:
        for response in (None, "", (), {}, "no such thing", ("?",), {"?": "?"}):
            if sample.question.is_rated:
                continue
            try:
                changed = with_key(sample.question, response, PASSAGE)
            except QuizAppError:
                continue
            assert changed.mark(response).full


def test_a_record_that_is_none_is_refused():
    for text in ("", "{}", '{"type": "single_choice"}', msgspec.json.encode({"type": "no_such"}).decode()):
        with pytest.raises(QuizAppError):
            read_question(text)


def test_the_words_for_the_old_key_go_and_all_others_stay():
    options = [Option(text, text == "A", feedback=f"Of {text}.") for text in "ABC"]
    choice = SingleChoice(id="q", stem="?", options=tuple(options), explanation="A, of course.")
    changed = msgspec.to_builtins(with_key(choice, "B", PASSAGE))
    assert [option.get("feedback", "") for option in changed["options"]] == ["", "", "Of C."]
    assert "A, of course." not in str(changed)
    rows = tuple(Row(text, "yes", feedback=f"Of {text}.") for text in ("one", "two"))
    table = Table(id="q", stem="?", columns=("yes", "no"), rows=rows)
    first, second = table.ids
    assert [row.feedback for row in with_key(table, {first: "yes", second: "no"}, PASSAGE).rows] == ["Of one.", ""]
