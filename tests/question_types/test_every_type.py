"""What holds for each question type, whatever the question, the learner and the shuffle."""

import re
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import quizapp.gui.answers
import quizapp.question_types
from quizapp.domain.mark import Invalid, Mark, Points, Unanswered, earned
from quizapp.domain.option import Option
from quizapp.domain.question import Question, ResponseError
from quizapp.paths import questions_dir
from quizapp.question_types.catalog import BY_NAME, QUESTION_TYPES
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import Accepted, ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse
from tests.samples import ALL_SAMPLES, PASSAGE, SAMPLES, Case, Sample, verdict
from tests.strategies import ANYTHING, QUESTIONS, fitting, responses

TYPES = list(BY_NAME)
SECRET = "SECRET"

every_type = pytest.mark.parametrize("type_name", TYPES)
every_sample = pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda sample: sample.name)
every_case = pytest.mark.parametrize(
    ("sample", "case"),
    [(sample, case) for sample in ALL_SAMPLES for case in sample.cases],
    ids=lambda part: part.name if isinstance(part, Sample) else repr(part.response)[:20],
)


# The catalogs


def stems(package: Any) -> set[str]:
    return {path.stem for folder in package.__path__ for path in Path(folder).glob("*.py")}


def test_each_type_is_named_alike_everywhere():
    assert [each.type_name for each in QUESTION_TYPES] == TYPES
    assert [each.__struct_config__.tag for each in QUESTION_TYPES] == TYPES
    assert [each.__module__.rpartition(".")[2] for each in QUESTION_TYPES] == TYPES


def test_each_type_has_one_file_and_each_file_one_type():
    assert stems(quizapp.question_types) - {"__init__", "catalog"} == set(TYPES)


def test_each_type_has_a_view():
    views = stems(quizapp.gui.answers)
    if "catalog" not in views:
        pytest.skip("there are no views yet")
    assert set(TYPES) <= views


def test_each_type_has_samples_and_strategies():
    assert list(SAMPLES) == TYPES
    assert list(QUESTIONS) == TYPES
    assert all(isinstance(sample.question, BY_NAME[name]) for name, samples in SAMPLES.items() for sample in samples)


def test_each_type_is_in_the_authoring_guide():
    guide = (questions_dir() / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^### `(\w+)`", guide, re.MULTILINE) == TYPES


# The samples


@every_sample
def test_a_sample_has_no_mistakes(sample: Sample):
    assert list(sample.question.mistakes()) == []
    assert list(sample.question.evidence_mistakes(PASSAGE)) == []


@every_case
def test_worked_example(sample: Sample, case: Case):
    mark = sample.question.mark(case.response)
    assert verdict(mark) == case.verdict
    assert earned(mark) == case.earned


# Marks


def value_of(mark: Points) -> Fraction:
    """The part of the points that is earned, as `mark.py` and the authoring guide have a learner work it out."""
    right, wrong, of = mark.right, mark.wrong, mark.of
    match mark.rule:
        case "all_or_nothing" | "share" | "right_of_all" | "position":
            return Fraction(right, of)
        case "right_minus_wrong":
            return max(Fraction(0), Fraction(right - wrong, of))
        case "exact":
            return Fraction(right == of and wrong == 0)
        case "distance":
            return 1 - Fraction(wrong, of)
        case "run":
            return Fraction(right - 1, of - 1)


def check(mark: Mark, question: Question) -> None:
    assert mark.possible == Fraction(question.points)
    assert 0 <= earned(mark) <= mark.possible
    if isinstance(mark, Points):
        assert mark.earned == mark.possible * value_of(mark)
        assert mark.full == (mark.earned == mark.possible)
        assert min(mark.right, mark.wrong) >= 0


@every_case
def test_the_working_of_a_sample_can_be_recomputed(sample: Sample, case: Case):
    check(sample.question.mark(case.response), sample.question)


@every_type
@given(data=st.data())
def test_whatever_is_given_is_marked_and_can_be_recomputed(type_name: str, data: st.DataObject):
    question = data.draw(QUESTIONS[type_name])
    check(question.mark(data.draw(responses(question))), question)


@every_type
@given(data=st.data())
def test_the_key_and_nothing_less_earns_all(type_name: str, data: st.DataObject):
    question = data.draw(QUESTIONS[type_name])
    assert list(question.mistakes()) == []
    mark = question.mark(question.correct_response())
    assert isinstance(mark, Points)
    assert mark.full
    assert {part.outcome for part in mark.parts} == {"right"}


@every_type
@given(data=st.data())
def test_a_full_mark_has_nothing_but_right_parts(type_name: str, data: st.DataObject):
    question = data.draw(QUESTIONS[type_name])
    mark = question.mark(data.draw(fitting(question)))
    assert isinstance(mark, Points | Unanswered)
    if isinstance(mark, Points):
        assert mark.full == all(part.outcome == "right" for part in mark.parts)


@every_type
@given(data=st.data())
def test_nothing_is_unanswered(type_name: str, data: st.DataObject):
    question = data.draw(QUESTIONS[type_name])
    assert question.mark(None) == Unanswered(question.possible)


ODD_SHAPES = [
    0,
    1.5,
    True,
    float("nan"),
    b"A",
    ["A"],
    {"A"},
    [],
    ("A", None),
    (["A"],),
    (("A",),),
    ({},),
    {"A": None},
    {"A": ["even"]},
    {1: "even"},
    {("A",): "even"},
    {"A": {"B": "C"}},
    object(),
    "A" * 100_000,
    "\x00",
    "\ud800",
    ("A",) * 10_000,
]


@every_type
@pytest.mark.parametrize("response", ODD_SHAPES, ids=lambda response: repr(response)[:16])
def test_what_is_no_response_earns_nothing_and_breaks_nothing(type_name: str, response: Any):
    for sample in SAMPLES[type_name]:
        question = sample.question
        if response == ("A",) * 10_000 and type_name == "multiple_choice":
            assert question.mark(response) == question.mark(("A",))
        else:
            assert earned(question.mark(response)) == 0
        assert all(isinstance(line, str) for line in question.summarize(response))
        question.remarks(response)
        question.classify(response)


# The arrangement


@every_type
@given(data=st.data(), seed=st.integers(0, 2**32))
def test_an_arrangement_follows_from_the_random_alone(type_name: str, data: st.DataObject, seed: int):
    question = data.draw(QUESTIONS[type_name])
    arrangement = question.arrange(Random(seed))
    assert arrangement == question.arrange(Random(seed))
    assert arrangement == question.without_key().arrange(Random(seed)) or isinstance(question, Ordering)
    if isinstance(question, ShortAnswer):
        assert arrangement == ()
    else:
        assert sorted(arrangement) == sorted(question.ids)


@every_type
@given(data=st.data(), seed=st.integers(0, 2**32))
def test_what_is_pinned_stays_in_its_place(type_name: str, data: st.DataObject, seed: int):
    question = data.draw(QUESTIONS[type_name])
    arrangement = question.arrange(Random(seed))
    if isinstance(question, Ordering | ShortAnswer):
        return
    options = getattr(question, "options", ())
    for place, id_ in enumerate(question.ids):
        pinned = isinstance(options, tuple) and options and options[place].pinned
        if pinned or not getattr(question, "shuffle", False):
            assert arrangement[place] == id_


@given(question=QUESTIONS["ordering"], seed=st.integers(0, 2**32))
def test_items_are_never_shown_in_their_order(question: Ordering, seed: int):
    assert question.arrange(Random(seed)) != question.correct_response()


@pytest.mark.parametrize("name", ["single-minimal", "multiple-full", "categorize-edge", "ordering-minimal"])
def test_learners_see_different_arrangements(name: str):
    question = next(sample.question for sample in ALL_SAMPLES if sample.name == name)
    seen = {question.arrange(Random(seed)) for seed in range(50)}
    assert len(seen) > 1 or name == "ordering-minimal"  # of two items, there is but one wrong order


@pytest.mark.parametrize("name", ["single-full", "multiple-full", "ordering-full"])
def test_every_place_is_possible(name: str):
    question = next(sample.question for sample in ALL_SAMPLES if sample.name == name)
    places = {question.arrange(Random(seed)).index("A") for seed in range(200)}
    assert len(places) == (4 if name == "ordering-full" else 3)


# The copy without the key


@every_sample
def test_the_bare_copy_tells_no_secret(sample: Sample):
    written = msgspec.json.encode(sample.question.without_key())
    assert SECRET.encode() not in written
    assert not re.search(rb'"(evidence|feedback|role|explanation|covers|share)"', written)


def with_another_key(question: Question) -> Question:
    """The same question, as a learner sees it, with something else right."""
    match question:
        case SingleChoice(options=options):
            keys = [option.key for option in options]
            turned = tuple(
                Option(o.text, key=k, pinned=o.pinned) for o, k in zip(options, keys[1:] + keys[:1], strict=True)
            )
            return msgspec.structs.replace(question, options=turned)
        case MultipleChoice(options=options):
            turned = tuple(Option(option.text, key=not option.key, pinned=option.pinned) for option in options)
            return msgspec.structs.replace(question, options=turned)
        case TrueFalse():
            key = "false" if question.key == "true" else "true"
            return msgspec.structs.replace(question, key=key, not_stated="not_stated" in question.ids, options={})
        case Categorize(categories=categories, statements=statements):
            turned = tuple(
                msgspec.structs.replace(s, category=categories[categories.index(s.category) - 1]) for s in statements
            )
            return msgspec.structs.replace(question, statements=turned)
        case Ordering(items=items):
            return msgspec.structs.replace(question, items=items[1:] + items[:1], marking="longest_run")
        case ShortAnswer():
            return msgspec.structs.replace(question, accepted=(Accepted("something else"),), anticipated=())
    raise NotImplementedError(question.type_name)


@every_type
@given(data=st.data())
def test_the_bare_copy_is_the_same_whatever_is_right(type_name: str, data: st.DataObject):
    question = data.draw(QUESTIONS[type_name])
    other = with_another_key(question)
    assert other != question
    assert msgspec.json.encode(other.without_key()) == msgspec.json.encode(question.without_key())


@every_type
@given(data=st.data(), seed=st.integers(0, 2**32))
def test_a_response_to_the_bare_copy_fits_the_question(type_name: str, data: st.DataObject, seed: int):
    question = data.draw(QUESTIONS[type_name])
    bare = question.without_key()
    if isinstance(question, ShortAnswer):
        return
    assert sorted(bare.ids) == sorted(question.ids)
    for id_ in bare.arrange(Random(seed)):
        assert bare.summarize(one_of(bare, id_)) == question.summarize(one_of(question, id_))


def one_of(question: Question, id_: str) -> Any:
    """A response, whole or not, that speaks of `id_` alone."""
    match question:
        case MultipleChoice() | Ordering():
            return (id_,)
        case Categorize():
            return {id_: question.categories[0]}
        case _:
            return id_


@every_type
@given(data=st.data())
def test_the_bare_copy_breaks_on_nothing(type_name: str, data: st.DataObject):
    question = data.draw(QUESTIONS[type_name])
    response = data.draw(responses(question))
    bare = question.without_key()
    bare.mark(response)
    bare.classify(response)
    assert bare.correct_response() is not None
    assert bare.remarks(response) == ()
    assert bare.summarize(response) == question.summarize(response)


# Responses in words


@every_type
@given(data=st.data())
def test_what_is_written_to_an_answers_file_is_read_back(type_name: str, data: st.DataObject):
    question = data.draw(QUESTIONS[type_name])
    for response in (question.correct_response(), data.draw(fitting(question))):
        assert question.read_response(question.write_response(response)) == response


@every_type
@given(data=st.data())
def test_nothing_that_is_said_about_a_response_breaks(type_name: str, data: st.DataObject):
    question = data.draw(QUESTIONS[type_name])
    response = data.draw(responses(question))
    assert all(isinstance(line, str) and line for line in question.summarize(response))
    for choice in question.classify(response):
        assert isinstance(choice.chosen, str)
    for remark in question.remarks(response):
        assert remark.text or remark.role


@every_type
@given(data=st.data())
def test_a_file_gives_a_response_or_is_refused_in_words(type_name: str, data: st.DataObject):
    question = data.draw(QUESTIONS[type_name])
    value = data.draw(ANYTHING)
    try:
        response = question.read_response(value)
    except ResponseError:
        return
    assert not isinstance(question.mark(response), Invalid)


@every_sample
def test_the_key_is_said_in_the_words_that_a_learner_sees(sample: Sample):
    lines = sample.question.summarize(sample.question.correct_response())
    assert lines
    assert all(line.strip() == line and "\n" not in line for line in lines)


@every_type
def test_remarks_are_for_those_who_were_not_right(type_name: str):
    full, cases = SAMPLES[type_name][1]
    assert any(full.remarks(case.response) for case in cases)
    said = [remark.text for remark in full.remarks(full.correct_response())]
    assert said in ([], ["SECRET key"], ["SECRET true"])  # to those who were right, only what was written for them
