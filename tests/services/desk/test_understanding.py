"""What a class understood, from what it handed in."""

import pytest

from quizapp.domain.attempt import Attempt
from quizapp.domain.event import Answered, Reopened, Started, Submitted, Visited
from quizapp.domain.reading_time import question_seconds
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.question_types.single_choice import SingleChoice
from quizapp.services.desk.grading import grades_of
from quizapp.services.desk.mending import also_accept, another_key, mend_entry
from quizapp.services.desk.understanding import pooled, understanding, version_of
from tests.services.desk.assignments import BANK, NOW, assignment_of, received, right_responses, submission_of

ASSIGNMENT = assignment_of()
SINGLE = next(question for question in BANK.questions if isinstance(question, SingleChoice))
WRONG = next(id_ for id_ in SINGLE.ids if id_ != SINGLE.key)


def class_of(*responses, assignment=ASSIGNMENT, first=0):
    """The grades of learners with these responses each."""
    files = [
        received(submission_of(assignment, f"{number:032x}", each), at=NOW + number)
        for number, each in enumerate(responses, first)
    ]
    return grades_of(assignment, files, [])


def item(found, question):
    (entry,) = (each for each in found.items if each.question.id == question.id)
    return entry


def test_each_type_has_its_facility_and_what_its_options_drew():
    found = understanding(class_of(*[right_responses()] * 3, {}))
    assert found.learners == 4
    assert {entry.question.type_name for entry in found.items} == {each.type_name for each in QUESTION_TYPES}
    for entry in found.items:
        if entry.question.is_rated:
            continue
        assert entry.statistics.facility.value == pytest.approx(0.75), entry.question.id
        assert entry.statistics.omitted == 1
        drawn = [option for part in entry.draws for option in part.options if option.role == "key"]
        assert drawn, entry.question.id
        assert {option.learners for option in drawn} == {3}


def test_the_questions_to_talk_about_come_first_with_what_was_chosen():
    right = right_responses()
    found = understanding(class_of(*[right | {SINGLE.id: WRONG}] * 9, *[right] * 3))
    rated = [entry.question.id for entry in found.items if not entry.question.is_rated]
    assert rated[0] == SINGLE.id
    first = item(found, SINGLE)
    assert {(option.choice, option.learners) for option in first.draws[0].options} == {(SINGLE.key, 3), (WRONG, 9)}
    assert found.distinctions[0].right == found.distinctions[0].total > 0


def test_a_response_that_is_accepted_too_is_no_wrong_option():
    right = right_responses()
    grades = class_of(*[right | {SINGLE.id: WRONG}] * 9, *[right] * 3)
    entry = mend_entry(0, SINGLE.id, also_accept(SINGLE, WRONG), at=NOW, who="T", why="Both are right")
    files = [each.counted for each in grades.learners.values()]
    first = item(understanding(grades_of(ASSIGNMENT, files, [entry])), SINGLE)
    assert {option.role for option in first.draws[0].options} == {"key"}
    assert first.statistics.facility.value == 1


def test_a_key_that_better_learners_do_not_choose_is_told():
    right = right_responses()
    others = {id_: response for id_, response in right.items() if id_ != SINGLE.id}
    weak = dict(list(others.items())[:3])
    good = [others | {SINGLE.id: WRONG}] * 18
    found = understanding(class_of(*good, *[weak | {SINGLE.id: SINGLE.key}] * 6))
    doubt = item(found, SINGLE).doubt
    assert doubt is not None
    assert doubt.choice == WRONG
    assert [entry.doubt for entry in found.items if entry.question.id != SINGLE.id] == [None] * (len(found.items) - 1)


def test_the_same_version_is_pooled_over_classes():
    first, second = class_of(*[right_responses()] * 5), class_of(*[{SINGLE.id: WRONG}] * 3, first=5)
    both = pooled([first, second])
    single = both[version_of(SINGLE, BANK)]
    assert (single.asked, single.facility.value) == (8, 5 / 8)
    assert len(both) == len(BANK.questions)
    mended = mend_entry(0, SINGLE.id, another_key(SINGLE, WRONG, BANK), at=NOW, who="T", why="x")
    third = grades_of(ASSIGNMENT, [each.counted for each in second.learners.values()], [mended])
    assert pooled([first, third])[version_of(SINGLE, BANK)].asked == 5  # with another key it is another version


def test_without_the_text_the_gain_is_told():
    right = right_responses()
    with_text = class_of(*[right] * 12)
    without = class_of(*[{}] * 12, assignment=assignment_of(without_passage=True))
    entry = item(understanding(with_text, without), SINGLE)
    assert entry.dependence is not None
    assert entry.dependence.gain == 1
    assert entry.dependence.verdict == "needed"


def test_seconds_are_those_on_the_screen():
    started = Started(
        at=0.0, bank_id="b", content_hash="h", mode="test", order=("q", "r"), arrangements={"q": (), "r": ()}
    )
    attempt = Attempt(started)
    for event in (
        Visited(at=2.0, question="r"),
        Answered(at=5.0, question="r", response="A"),
        Visited(at=6.0, question="q"),
        Submitted(at=10.0),
        Visited(at=50.0, question="q"),
        Reopened(at=60.0, by_teacher=True),
        Submitted(at=61.0),
    ):
        attempt.apply(event)
    assert question_seconds(attempt) == {"q": 6.0, "r": 4.0}
