"""Written answers are listed and rated."""

import pytest
from msgspec.structs import replace

from quizapp.domain.assignment import Part
from quizapp.errors import QuizAppError
from quizapp.services.desk.grading import grades_of
from quizapp.services.desk.rating import levels_in, rate, written_answers
from tests.samples import SAMPLES
from tests.services.desk.assignments import BANK, MEMBERS, NOW, assignment_of, received, submission_of

ADA, BJORN, CHEN = (member.id for member in MEMBERS)
FULL = max((each.question for each in SAMPLES["open_response"]), key=lambda each: len(each.rubric))
PLAIN = replace(SAMPLES["open_response"][0].question, id="plain")
OTHER = SAMPLES["single_choice"][0].question
BANK_ = replace(BANK, questions=(FULL, OTHER, PLAIN))
BY = {"at": NOW, "who": "Ms. Roth"}


def grades(*entries, learners=(ADA, BJORN, CHEN)):
    assignment = assignment_of(BANK_)
    assignment = replace(assignment, parts=(Part(BANK_, assignment.parts[0].order),) * 2)
    texts = {id_: {FULL.id: {"text": f"Of {id_[0]}"}, PLAIN.id: {"text": "?"}, OTHER.id: "A"} for id_ in learners}
    return grades_of(assignment, [received(submission_of(assignment, *each)) for each in texts.items()], entries)


def test_answers_come_question_by_question_or_learner_by_learner():
    places = [(part, question) for part in (0, 1) for question in (FULL.id, PLAIN.id)]
    of = [(each.part, each.question.id, each.learner) for each in written_answers(grades())]
    assert of == [(*place, learner) for place in places for learner in (ADA, BJORN, CHEN)]
    of = [(each.learner, each.part, each.question.id) for each in written_answers(grades(), "learner")]
    assert of == [(learner, *place) for learner in (ADA, BJORN, CHEN) for place in places]
    assert {each.text for each in written_answers(grades()) if each.question.id == FULL.id} == {"Of a", "Of b", "Of c"}
    for order in ("question", "learner"):
        blind = written_answers(grades(), order, is_blind=True)
        assert blind == written_answers(grades(), order, is_blind=True)
        assert [(each.part, each.question.id) for each in blind[::3]] == places
        for place in range(0, 12, 3):
            names = [each.learner for each in blind[place : place + 3]]
            assert sorted(names) == [ADA, BJORN, CHEN]
            assert names != [ADA, BJORN, CHEN]
    assert len(written_answers(grades(learners=[ADA]), is_blind=True)) == 4


def test_each_criterion_is_given_one_of_its_levels():
    answer = written_answers(grades())[0]
    assert len(FULL.criteria) > 1
    least = dict.fromkeys(FULL.criteria, 0)
    most = {letter: len(criterion.levels) - 1 for letter, criterion in FULL.criteria.items()}
    for levels in (least, most):
        entry = rate(answer, levels | {"Z": 1}, **BY)
        assert (entry.levels, entry.learner, entry.part, entry.question) == (levels, ADA, 0, FULL.id)
        rated = written_answers(grades(entry))[0]
        assert (rated.levels, rated.is_rated, answer.is_rated) == (levels, True, False)
        marked = grades(entry).learners[ADA]
        assert levels_in(marked.parts[0].questions[0]) == levels
        assert levels_in(marked.parts[0].questions[1]) == levels_in(marked.parts[1].questions[0]) == {}
        assert (marked.unrated, grades().learners[ADA].unrated) == (3, 4)
    last = list(FULL.criteria)[-1]
    for wrong in (most | {last: most[last] + 1}, most | {last: -1}, {k: v for k, v in most.items() if k != last}):
        with pytest.raises(QuizAppError, match=f"Criterion {last} has no level yet"):
            rate(answer, wrong, **BY)
