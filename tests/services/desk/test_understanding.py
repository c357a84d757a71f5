"""What a class understood, from what it handed in."""

from decimal import Decimal

import msgspec
import pytest

from quizapp.domain.attempt import Attempt
from quizapp.domain.event import Answered, Reopened, Started, Submitted, Visited
from quizapp.domain.option import Option
from quizapp.domain.reading_time import question_seconds
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Row, Table
from quizapp.services.desk.grading import grades_of
from quizapp.services.desk.mending import LEFT_OUT, also_accept, another_key, mend_entry
from quizapp.services.desk.understanding import _classified, _scores, pooled, understanding, version_of
from tests.desks import taken
from tests.services.desk.assignments import BANK, NOW, assignment_of, received, right_responses, submission_of

ASSIGNMENT = assignment_of()
SINGLE = next(question for question in BANK.questions if isinstance(question, SingleChoice))
OPEN = next(question for question in BANK.questions if question.type_name == "open_response")
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


def test_each_part_of_a_question_tells_what_it_drew_and_from_how_many():
    table = Table(
        id="table",
        stem="?",
        columns=("yes", "no", "maybe"),
        rows=(Row("one", "yes"), Row("two", "no")),
    )
    single = msgspec.structs.replace(SINGLE, options=(*SINGLE.options, Option("Nobody", role="unsupported")))
    bank = msgspec.structs.replace(BANK, questions=(table, single))
    one, two = table.ids
    given = [
        {table.id: {one: "yes", two: "no"}, single.id: single.key},
        {table.id: {one: "no", two: "no"}, single.id: single.key},
        {table.id: {one: "yes"}},
        {single.id: "A"},
        {},
    ]
    found = understanding(class_of(*given, assignment=assignment_of(bank)))
    draws = {
        part.part: [(option.choice, option.role, option.learners, option.share.n) for option in part.options]
        for part in item(found, table).draws
    }
    role = table.classify(given[1][table.id])[0].role
    assert draws == {one: [("yes", "key", 2, 5), ("no", role, 1, 5)], two: [("no", "key", 2, 5)]}
    (draw,) = item(found, single).draws
    options = [(option.choice, option.role, option.learners) for option in draw.options]
    assert (draw.part, options) == ("", [("A", "", 1), ("B", "key", 2), ("C", "unsupported", 0)])
    assert [entry.part for entry in found.items] == [0, 0]
    assert [entry.dependence for entry in found.items] == [None, None]
    assert (found.distribution.mean.n, [(each.skill, each.items) for each in found.skills]) == (5, [("", 2)])


def test_a_question_that_nobody_answered_drew_nothing():
    questions = tuple(
        each for each in BANK.questions if each.type_name in ("single_choice", "multiple_choice", "matching", "table")
    )
    bank = msgspec.structs.replace(BANK, questions=questions)
    found = understanding(class_of({}, {}, assignment=assignment_of(bank)))
    drawn = {
        entry.question.type_name: [
            (draw.choice, draw.role, draw.learners) for part in entry.draws for draw in part.options
        ]
        for entry in found.items
    }
    assert drawn == {
        "single_choice": [("A", "", 0), ("B", "key", 0)],
        "multiple_choice": [("A", "key", 0), ("B", "", 0)],
        "matching": [],
        "table": [],
    }


def test_what_has_no_weight_no_mark_or_was_left_out_is_in_no_figure():
    light = msgspec.structs.replace(SINGLE, id="light", weight=Decimal(0))
    heavy = msgspec.structs.replace(SINGLE, id="heavy", weight=Decimal(3), points=Decimal(2))
    bank = msgspec.structs.replace(BANK, questions=(SINGLE, light, heavy, OPEN))
    assignment = assignment_of(bank)
    right = right_responses(bank) | {OPEN.id: {"text": "So."}}
    grades = class_of(right, {SINGLE.id: SINGLE.key}, {}, assignment=assignment)
    assert {entry.question.id for entry in understanding(grades).items} == {SINGLE.id, "heavy", OPEN.id}
    scores, asked = _scores(grades, {(0, each.id): each.id for each in bank.questions}, _classified)
    first, second, third = (scores[f"{number:032x}"] for number in range(3))
    assert OPEN.id not in first
    assert (first["heavy"].points, first["heavy"].max_points, first["heavy"].choice) == (6.0, 6.0, SINGLE.key)
    assert (second["heavy"].points, second["heavy"].max_points, second["heavy"].choice) == (None, 6.0, None)
    assert (first[SINGLE.id].points, third[SINGLE.id].points, third[OPEN.id].points) == (1.0, None, None)
    assert {each.certainty for row in scores.values() for each in row.values()} == {None}
    assert all(each.seconds is not None for each in first.values())
    assert [len(each) for each in asked.values()] == [3, 0, 3, 2]
    out = mend_entry(0, SINGLE.id, LEFT_OUT, at=NOW, who="T", why="x")
    files = [each.counted for each in grades.learners.values()]
    assert SINGLE.id not in {e.question.id for e in understanding(grades_of(assignment, files, [out])).items}


def test_how_sure_learners_were_is_told():
    def certainly(level):
        return lambda taking: [taking.give_certainty(id_, level) for id_ in taking.order if id_ == SINGLE.id]

    assignment = assignment_of(certainty=True)
    member = assignment.members[0]
    files = [
        received(
            taken(assignment, msgspec.structs.replace(member, id=f"{n:032x}"), {SINGLE.id: key}, also=certainly(3))
        )
        for n, key in enumerate((SINGLE.key, WRONG))
    ]
    found = understanding(grades_of(assignment, files, []))
    assert [(each.level, each.right.n, each.right.value) for each in found.certainty] == [(3, 2, 0.5)]
    assert item(found, SINGLE).statistics.certainty == found.certainty


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
    assert [(each.choice, each.role, each.learners) for each in single.options] == [
        (WRONG, "", 3),
        (SINGLE.key, "key", 5),
    ]
    assert len(both) == len(BANK.questions)
    assert {len(version) for version in both} == {32}
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
    assert len(SINGLE.ids) == 2
    by_chance = class_of(*[right] * 8, *[{}] * 8, assignment=assignment_of(without_passage=True))
    better = class_of(*[right] * 15, *[{}], assignment=assignment_of(without_passage=True))
    for blind, verdict in ((by_chance, "needed"), (better, "answerable")):
        entry = item(understanding(class_of(*[right] * 40), blind), SINGLE)
        assert entry.dependence.verdict == verdict


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
