"""Tries, hints and certainty: what the way to a response costs, by worked examples and in general."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.attempt import PRACTICE, Attempt, Mode
from quizapp.domain.behavior import MOST_CERTAIN, certainty_points, mark_of, stakes
from quizapp.domain.event import Answered, Rated, Tried
from quizapp.domain.mark import Points
from quizapp.domain.option import Option
from quizapp.domain.question import WRITTEN, Hint, OnTry, Question, Response
from quizapp.domain.typed_answer import Accepted
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import Criterion, Level, OpenResponse
from quizapp.question_types.ordering import Item, Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.two_part import TwoPart
from quizapp.services.taking import Taking
from tests.samples import ALL_SAMPLES, BANK, SAMPLES
from tests.strategies import QUESTIONS, fitting

THREE_TRIES = PRACTICE._replace(tries=3)
SURE = PRACTICE._replace(certainty=True)
HINTS = (Hint("Look at the first paragraph."), Hint("It is a number.", Decimal("0.5")))

SINGLE = SingleChoice(id="q", stem="?", options=(Option("a", key=True), Option("b"), Option("c")), hints=HINTS)
SEVERAL = MultipleChoice(
    id="q",
    stem="?",
    options=(Option("a", key=True), Option("b", key=True), Option("c"), Option("d")),
    points=Decimal(2),
)
SORT = Categorize(
    id="q",
    stem="?",
    points=Decimal(3),
    categories=("even", "odd"),
    statements=(Statement("one", "odd"), Statement("two", "even"), Statement("three", "odd")),
)
NUMBER = Numeric(id="q", stem="?", key="11")
ORDER = Ordering(id="q", stem="?", items=tuple(map(Item, "abcd")), points=Decimal(4))
TYPED = ShortAnswer(id="q", stem="?", accepted=(Accepted("eleven"),))
BOTH = TwoPart(
    id="q",
    stem="?",
    points=Decimal(2),
    part_a=msgspec.structs.replace(SINGLE, id="a", hints=()),
    part_b=msgspec.structs.replace(SINGLE, id="b", hints=()),
    marking="independent",
)


def take(question: Question, mode: Mode = THREE_TRIES) -> Taking:
    return Taking(msgspec.structs.replace(BANK, questions=(question,)), mode, Random(1), lambda: 0.0)


def tried(question: Question, *responses: Response, hints: int = 0, mode: Mode = THREE_TRIES) -> Taking:
    """`question` with each of `responses` checked, one after another."""
    taking = take(question, mode)
    for _ in range(hints):
        assert taking.show_hint("q")
    for response in responses:
        taking.respond("q", response)
        assert taking.check("q")
    return taking


@pytest.mark.parametrize(
    ("question", "responses", "hints", "earned"),
    [
        # Moodle, Interactive with multiple tries, penalty 1/3: 1, 2/3, 1/3 for the first, second, third try
        (SINGLE, ["A"], 0, Fraction(1)),
        (SINGLE, ["B", "A"], 0, Fraction(2, 3)),
        (SINGLE, ["B", "C", "A"], 0, Fraction(1, 3)),
        (SINGLE, ["B", "C"], 0, Fraction(0)),
        # a question of several parts: each part by its own last wrong try
        (
            SORT,
            [{"A": "odd", "B": "odd", "C": "even"}, {"A": "odd", "B": "even", "C": "odd"}],
            0,
            1 + Fraction(2, 3) * 2,
        ),
        (
            SORT,
            [{"A": "even"}, {"A": "odd", "B": "odd"}, {"A": "odd", "B": "even", "C": "odd"}],
            0,
            Fraction(2, 3) + Fraction(2, 3),
        ),
        # a part that was right, then wrong, then right again, counts by the last time it was wrong
        (SORT, [{"A": "odd"}, {"A": "even"}, {"A": "odd", "B": "even", "C": "odd"}], 0, Fraction(1)),
        # right − wrong gives parts no points of their own: the whole counts by its last worse try
        (SEVERAL, [("A",), ("A", "B")], 0, 2 * Fraction(2, 3)),
        (SEVERAL, [("A", "C"), ("A",), ("A", "B")], 0, 2 * Fraction(1, 3)),
        # what is there still, unchanged, costs no try that nobody made
        (SEVERAL, [("A",)], 0, Fraction(1)),
        # by place: two of four stood right from the first
        (ORDER, [("A", "B", "D", "C"), ("A", "B", "C", "D")], 0, 2 + 2 * Fraction(2, 3)),
        (TYPED, ["twelve", "eleven"], 0, Fraction(2, 3)),
        # the parts of two questions in one have their own points
        (BOTH, [{"a": "A", "b": "B"}, {"a": "A", "b": "A"}], 0, 1 + Fraction(2, 3)),
        # hints: 25 % unless the author says otherwise, and down to nothing
        (SINGLE, ["A"], 1, Fraction(3, 4)),
        (SINGLE, ["A"], 2, Fraction(1, 4)),
        (SINGLE, ["B", "C", "A"], 2, Fraction(0)),
        (SINGLE, ["B", "A"], 1, Fraction(2, 3) - Fraction(1, 4)),
    ],
)
def test_worked_examples(question: Question, responses: list[Response], hints: int, earned: Fraction) -> None:
    taking = tried(question, *responses, hints=hints)
    mark = taking.mark("q")
    assert isinstance(mark, Points)
    assert mark.earned == earned
    assert mark.before == mark.earned + sum(each.points for each in mark.deductions)


@pytest.mark.parametrize(
    ("question", "response", "stays"),
    [
        (SINGLE, "B", None),
        (SEVERAL, ("A", "C"), ("A", "C")),  # whoever chooses everything is not given the key
        (SORT, {"A": "odd", "B": "odd"}, {"A": "odd"}),
        (TYPED, "twelve", "twelve"),
        (ORDER, ("B", "A", "C", "D"), ("B", "A", "C", "D")),
        (BOTH, {"a": "A", "b": "B"}, {"a": "A"}),
    ],
)
def test_another_try_keeps_what_was_right(question: Question, response: Response, stays: Response | None) -> None:
    taking = tried(question, response)
    assert not taking.is_told("q")
    assert taking.tries_left("q") == 2
    assert taking.response("q") == stays
    assert taking.attempt.tried["q"] == (response,)


@pytest.mark.parametrize(
    ("question", "response", "obstacle"),
    [
        (ORDER, ("A", "B"), "incomplete"),
        (NUMBER, "eleven years", "illegible"),
        (SINGLE, None, "unanswered"),
    ],
)
def test_what_is_no_answer_takes_no_try(question: Question, response: Response | None, obstacle: str) -> None:
    taking = take(question)
    taking.respond("q", response)
    assert taking.obstacle("q") == obstacle
    assert not taking.check("q")
    assert (taking.response("q"), taking.tries_left("q")) == (response, 3)


@pytest.mark.parametrize(
    ("question", "response", "other"),
    [(SEVERAL, ("A", "C"), ("A",)), (SINGLE, "B", "C"), (SORT, {"A": "odd", "B": "odd"}, {"A": "odd", "B": "even"})],
)
def test_the_same_answer_again_takes_no_try(question: Question, response: Response, other: Response) -> None:
    taking = tried(question, response)
    assert not taking.check("q")
    taking.respond("q", response)
    assert taking.obstacle("q") == "tried"
    assert not taking.check("q")
    taking.respond("q", other)
    assert taking.check("q")


@given(data=st.data(), name=st.sampled_from(["multiple_choice", "evidence", "highlight_words"]))
def test_a_try_does_not_tell_what_of_a_selection_is_right(data: st.DataObject, name: str) -> None:
    question = data.draw(QUESTIONS[name])
    response = data.draw(fitting(question))
    if response:
        assert question.retain_correct(response) == response
        assert question.told_on_try(response) == OnTry((), ())


def test_what_was_tried_counts_where_nothing_was_given_since() -> None:
    taking = tried(SINGLE, "B")
    taking.submit()
    mark = taking.mark("q")
    assert isinstance(mark, Points)
    assert (mark.earned, mark.deductions) == (0, ())


def test_hints_are_shown_one_at_a_time_and_not_in_a_test() -> None:
    taking = take(SINGLE)
    assert taking.next_hint("q") == HINTS[0]
    assert taking.show_hint("q")
    assert taking.hints("q") == HINTS[:1]
    assert taking.show_hint("q")
    assert taking.next_hint("q") is None
    assert not taking.show_hint("q")
    test = take(SINGLE, Mode("test", tells_at_once=False))
    assert test.next_hint("q") is None
    assert not test.show_hint("q")


@pytest.mark.parametrize(
    ("certainty", "response", "points"),
    # Gardner-Medwin's scheme, as in Moodle: right 1, 2, 3; wrong 0, −2, −6
    [(1, "A", 1), (2, "A", 2), (3, "A", 3), (1, "B", 0), (2, "B", -2), (3, "B", -6)],
)
def test_certainty(certainty: int, response: str, points: int) -> None:
    taking = take(SINGLE, SURE)
    taking.respond("q", response)
    assert not taking.check("q")  # not before the learner has said how sure they are
    assert taking.give_certainty("q", certainty)
    assert taking.check("q")
    assert certainty_points(taking.mark("q")) == points
    assert not taking.give_certainty("q", 1 if certainty > 1 else 2)


def test_who_never_says_how_sure_they_are_is_taken_to_be_hardly_sure() -> None:
    for response, points in (("A", 1), ("B", 0)):
        taking = take(SINGLE, SURE)
        taking.respond("q", response)
        taking.submit()
        mark = taking.mark("q")
        assert isinstance(mark, Points)
        assert (mark.certainty, certainty_points(mark)) == (1, points)
    plain = tried(SINGLE, "A").mark("q")
    assert isinstance(plain, Points)
    assert (plain.certainty, certainty_points(plain)) == (0, 0)


def test_a_response_that_is_right_in_part_earns_that_part_at_any_certainty() -> None:
    taking = take(SORT, SURE)
    taking.respond("q", {"A": "odd"})
    taking.give_certainty("q", 3)
    taking.submit()
    assert certainty_points(taking.mark("q")) == 3  # a third of 3 points, three times


@given(data=st.data(), name=st.sampled_from(list(QUESTIONS)), penalty=st.fractions(0, 2), hints=st.integers(0, 2))
def test_marks_lie_between_nothing_and_what_is_possible(
    data: st.DataObject, name: str, penalty: Fraction, hints: int
) -> None:
    question = msgspec.structs.replace(data.draw(QUESTIONS[name]), id="q", hints=HINTS)
    taking = take(question, PRACTICE._replace(tries=data.draw(st.integers(1, 4)), penalty=penalty))
    for _ in range(hints):
        taking.show_hint("q")
    for response in data.draw(st.lists(fitting(question), max_size=5)):
        taking.respond("q", response)
        taking.check("q")
    mark = taking.mark("q")
    if isinstance(mark, Points):
        assert 0 <= mark.earned <= mark.before <= mark.possible
        plain = question.mark(taking.attempt.final_response("q"))
        assert isinstance(plain, Points)
        assert mark.before == plain.earned
        assert (mark.full, mark.parts) == (plain.full, plain.parts)


@given(data=st.data(), name=st.sampled_from(list(QUESTIONS)))
def test_what_is_kept_of_a_response_is_right(data: st.DataObject, name: str) -> None:
    question = data.draw(QUESTIONS[name])
    response = data.draw(fitting(question))
    before, kept = question.mark(response), question.retain_correct(response)
    if isinstance(before, Points) and kept is not None:
        after = question.mark(kept)
        assert isinstance(after, Points)
        assert after.earned >= before.earned


@pytest.mark.parametrize("question", [sample.question for sample in ALL_SAMPLES], ids=lambda question: question.id)
def test_a_response_that_is_right_at_once_costs_nothing(question: Question) -> None:
    taking = take(msgspec.structs.replace(question, id="q"))
    taking.respond("q", question.correct_response())
    taking.check("q")
    assert mark_of(taking.current, taking.attempt) == question.mark(question.correct_response())


def test_each_certainty_can_be_given_and_no_other() -> None:
    taking = take(SINGLE, SURE)
    assert not taking.give_certainty("q", MOST_CERTAIN + 1)
    assert not take(SINGLE).give_certainty("q", 1)
    assert isinstance(taking.attempt, Attempt)


def test_there_are_samples_of_every_type_here() -> None:
    assert set(QUESTIONS) == set(SAMPLES)


def undone(question: Question, first: Response, second: Response, mode: Mode = PRACTICE, certainty: int = 0) -> Taking:
    """`question` with `first` checked until its key is shown, undone, and `second` checked."""
    taking = take(question, mode)
    taking.respond("q", first)
    taking.give_certainty("q", certainty)
    assert taking.check("q")
    assert taking.undo()
    taking.respond("q", second)
    assert not taking.give_certainty("q", MOST_CERTAIN - 1)
    assert taking.check("q")
    return taking


@pytest.mark.parametrize(
    ("question", "first", "second", "earned"),
    [
        (SINGLE, "B", "A", Fraction(0)),
        (TYPED, "twelve", "eleven", Fraction(0)),
        # what was right before the key was shown costs one more try, the rest earns nothing
        (SORT, {"A": "odd"}, {"A": "odd", "B": "even", "C": "odd"}, Fraction(2, 3)),
        (SORT, {"A": "odd", "B": "even"}, {"A": "even", "B": "even", "C": "odd"}, Fraction(2, 3)),
        (BOTH, {"a": "A", "b": "B"}, {"a": "A", "b": "A"}, Fraction(2, 3)),
        (SEVERAL, ("A", "B", "C"), ("A", "B"), Fraction(2, 3)),
    ],
)
def test_what_was_not_right_before_the_key_was_seen_earns_nothing(question, first, second, earned) -> None:
    mark = undone(question, first, second).mark("q")
    assert earned_of(mark) == earned
    assert not isinstance(mark, Points) or (mark.seen and not mark.full)


def earned_of(mark) -> Fraction:
    return mark.earned if isinstance(mark, Points) else Fraction(0)


def test_a_right_answer_after_the_key_was_seen_is_not_full_even_where_tries_are_free() -> None:
    mark = undone(SINGLE, "A", "A", PRACTICE._replace(penalty=Fraction(0))).mark("q")
    assert isinstance(mark, Points)
    assert (mark.earned, mark.full) == (1, False)
    assert mark.deductions == (("seen", 1, 0),)


@pytest.mark.parametrize("question", [sample.question for sample in ALL_SAMPLES], ids=lambda question: question.id)
def test_no_question_earns_all_after_its_key_was_seen(question: Question) -> None:
    question = msgspec.structs.replace(question, id="q")
    taking = take(question, PRACTICE)
    for _ in range(2):
        taking.respond("q", question.correct_response())
        assert taking.check("q")
        taking.undo()
    taking.check("q")
    mark = taking.mark("q")
    assert earned_of(mark) < question.possible
    assert not isinstance(mark, Points) or not mark.full


def test_a_try_that_was_taken_back_costs_what_it_told() -> None:
    taking = tried(SORT, {"A": "odd", "B": "odd", "C": "even"})
    taking.undo()
    taking.respond("q", {"A": "odd", "B": "even", "C": "odd"})
    assert taking.check("q")
    mark = taking.mark("q")
    assert earned_of(mark) == 1 + 2 * Fraction(2, 3)
    assert isinstance(mark, Points)
    assert (mark.full, mark.seen) == (True, False)


def test_tries_hints_and_a_seen_key_together_never_cost_more_than_all() -> None:
    taking = take(SORT, THREE_TRIES)
    taking.respond("q", {"A": "odd", "B": "odd", "C": "even"})
    assert taking.check("q")  # a try: A is right
    taking.respond("q", {"A": "odd", "B": "even", "C": "even"})
    assert taking.check("q")
    taking.respond("q", {"A": "odd", "B": "even", "C": "odd"})
    assert taking.check("q")  # the last: all is right
    assert earned_of(taking.mark("q")) == 1 + Fraction(2, 3) + Fraction(1, 3)
    taking.undo()
    assert taking.check("q")
    assert earned_of(taking.mark("q")) == Fraction(2, 3) + Fraction(1, 3) + 0


def test_the_certainty_is_that_from_before_the_key_was_seen() -> None:
    sure = undone(SINGLE, "B", "A", SURE, certainty=MOST_CERTAIN)
    assert certainty_points(sure.mark("q")) == -6  # undoing takes nothing back
    unsure = undone(SINGLE, "B", "A", SURE, certainty=1)
    assert certainty_points(unsure.mark("q")) == 0


@pytest.mark.parametrize("tries", [4, 9])
def test_tries_never_cost_more_than_all(tries: int) -> None:
    wrong = [f"wrong {number}" for number in range(tries - 1)]
    taking = tried(TYPED, *wrong, "eleven", mode=PRACTICE._replace(tries=tries))
    assert earned_of(taking.mark("q")) == 0


def test_a_part_that_took_many_tries_costs_nothing_of_the_others() -> None:
    taking = take(SORT, PRACTICE._replace(tries=9))
    for statement in ("even", "even", "even", "even", "odd"):
        taking.attempt.apply(Answered(at=0.0, question="q", response={"A": statement, "B": "even", "C": "odd"}))
        taking.attempt.apply(Tried(at=0.0, question="q", kept={"A": statement, "B": "even", "C": "odd"}))
    assert earned_of(taking.mark("q")) == 2


def test_what_is_at_stake_is_told_beforehand() -> None:
    for certainty, right, wrong in ((1, 2, 0), (2, 4, -4), (3, 6, -12)):
        assert stakes(SEVERAL, certainty) == (right, wrong)  # for 2 points
    assert [certainty_points(mark) for mark in (SINGLE.mark(None), SINGLE.mark("A"))] == [0, 0]


def test_what_was_written_before_the_model_answer_was_seen_counts_and_what_was_written_after_does_not() -> None:
    written = OpenResponse(
        id="q",
        stem="?",
        model_answer="Bees.",
        points=Decimal(3),
        rubric=(Criterion("c", (Level("no", 0), Level("yes", 1))),),
    )
    for again, earned in (("My own.", Fraction(2)), ("Bees.", Fraction(0))):
        taking = undone(written, {WRITTEN: "My own."}, {WRITTEN: again})
        assert taking.attempt.apply(Rated(at=0.0, question="q", rating={"A": 1}))
        assert earned_of(taking.mark("q")) == earned
