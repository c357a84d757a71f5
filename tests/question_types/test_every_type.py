"""What holds for each question type, whatever the question, the learner and the shuffle."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import quizapp.gui.answers
import quizapp.question_types
from quizapp.domain.gaps import Gapped
from quizapp.domain.mark import Invalid, Mark, Points, Unanswered, Unmarked, earned
from quizapp.domain.option import Option
from quizapp.domain.pairs import PairsQuestion
from quizapp.domain.question import Hint, Question, ResponseError
from quizapp.domain.typed_answer import Accepted, Anticipated
from quizapp.paths import questions_dir
from quizapp.question_types.catalog import BY_NAME, QUESTION_TYPES
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.highlight_words import HighlightWords, KeyWords, WrongWords
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.matching import Matching, Prompt
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import AnswerNote, TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.question_types.word_bank import WordBank, WordGap
from quizapp.texts import ENGLISH
from tests.samples import ALL_SAMPLES, PASSAGE, SAMPLES, Sample, verdict
from tests.strategies import ANYTHING, QUESTIONS, fitting, responses

TYPES = list(BY_NAME)
SECRET = "SECRET"

every_type = pytest.mark.parametrize("type_name", TYPES)
every_sample = pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda sample: sample.name)


class Drawn(NamedTuple):
    """A question, a response of any kind, one of the right form, what a damaged file could hold, and a shuffle."""

    question: Question
    given: Any
    fits: Any
    value: Any
    seed: int


PROPERTIES: list[Callable[[Drawn], None]] = []


def holds(claim: Callable[[Drawn], None]) -> Callable[[Drawn], None]:
    """Add a claim that holds of every question; all of them are tried on each draw, as drawing is what takes long."""
    PROPERTIES.append(claim)
    return claim


@every_type
@given(data=st.data())
def test_each_claim_holds(type_name: str, data: st.DataObject):
    question = data.draw(QUESTIONS[type_name])
    given, fits = data.draw(responses(question)), data.draw(fitting(question))
    drawn = Drawn(question, given, fits, data.draw(ANYTHING), data.draw(st.integers(0, 2**32)))
    for claim in PROPERTIES:
        claim(drawn)


# The catalogs


def stems(package: Any) -> set[str]:
    return {path.stem for folder in package.__path__ for path in Path(folder).glob("*.py")}


def test_each_type_is_named_alike_everywhere():
    assert [each.type_name for each in QUESTION_TYPES] == TYPES
    assert [each.__struct_config__.tag for each in QUESTION_TYPES] == TYPES
    assert [each.__module__.rpartition(".")[2] for each in QUESTION_TYPES] == TYPES


def test_each_type_has_one_file_and_each_file_one_type():
    assert stems(quizapp.question_types) - {"__init__", "catalog", "record"} == set(TYPES)


def test_each_type_has_a_view():
    views = stems(quizapp.gui.answers)
    assert set(TYPES) <= views


def test_each_type_has_samples_and_strategies():
    assert list(SAMPLES) == TYPES
    assert list(QUESTIONS) == TYPES
    assert all(isinstance(sample.question, BY_NAME[name]) for name, samples in SAMPLES.items() for sample in samples)


def test_each_type_is_in_the_authoring_guide():
    guide = (questions_dir() / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^### `(\w+)`", guide, re.MULTILINE) == TYPES


# The samples


def records_in(value: object) -> Iterator[msgspec.Struct]:
    """All records that `value` is made of."""
    if isinstance(value, msgspec.Struct):
        yield value
        value = msgspec.structs.astuple(value)
    if isinstance(value, tuple):
        for inner in value:
            yield from records_in(inner)


def test_a_record_is_written_without_defaults_and_read_without_unknown_fields():
    """So a field that is added later changes neither the files nor the hashes of what was written before."""
    seen = set()
    for record in records_in(tuple(sample.question for sample in ALL_SAMPLES)):
        written = msgspec.to_builtins(record)
        needed = {
            field.encode_name
            for field in msgspec.structs.fields(record)
            if field.default is msgspec.NODEFAULT or getattr(record, field.name) != field.default
        }
        assert set(written) - {"type"} <= needed
        if not isinstance(record, TwoPart):  # its parts are read by their type
            with pytest.raises(msgspec.ValidationError, match="unknown field `surplus`"):
                msgspec.convert({**written, "surplus": 1}, type(record))
        seen.add(type(record).__name__)
    assert len(seen) >= 30


LIMITS: dict[str, dict[tuple[str | int, ...], tuple[int, int]]] = {
    "single_choice": {("options",): (2, 20), ("hints",): (0, 5)},
    "multiple_choice": {("options",): (2, 20)},
    "categorize": {("categories",): (2, 6), ("statements",): (1, 40)},
    "table": {("columns",): (2, 6), ("rows",): (1, 40)},
    "matching": {("prompts",): (2, 20), ("options",): (2, 26)},
    "ordering": {("items",): (2, 20)},
    "short_answer": {("accepted",): (1, 100), ("anticipated",): (0, 100)},
    "numeric": {("bands",): (0, 20), ("units",): (0, 20), ("anticipated",): (0, 100)},
    "gap_fill": {("gaps",): (1, 40), ("gaps", 0, "accepted"): (1, 100), ("gaps", 0, "anticipated"): (0, 100)},
    "inline_choice": {("gaps",): (1, 40), ("gaps", 0, "options"): (2, 20)},
    "word_bank": {("words",): (2, 60), ("gaps",): (1, 40), ("gaps", 0, "anticipated"): (0, 60)},
    "evidence": {("keys",): (1, 20), ("distractors",): (0, 20)},
    "highlight_words": {("keys",): (1, 50), ("distractors",): (0, 50)},
    "open_response": {("rubric",): (1, 10), ("rubric", 0, "levels"): (2, 10)},
}
"""The least and the most entries of each list."""


def entry_at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def with_entry(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    """`value` with `new` at `path`."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    inner = with_entry(entry_at(value, (step,)), rest, new)
    if isinstance(step, int):
        return (*value[:step], inner, *value[step + 1 :])
    return msgspec.structs.replace(value, **{step: inner})


@pytest.mark.parametrize("type_name", LIMITS)
def test_a_list_that_is_too_short_or_too_long_is_told(type_name: str):
    for path, (least, most) in LIMITS[type_name].items():
        samples = [sample.question for sample in ALL_SAMPLES if sample.question.type_name == type_name]
        if path == ("hints",):
            samples = [msgspec.structs.replace(samples[0], hints=(Hint("Look."),))]
        question = next(each for each in samples if isinstance(entry_at(each, path), tuple) and entry_at(each, path))
        for count in {max(0, least - 1), least, most, most + 1}:
            changed = with_entry(question, path, (entry_at(question, path)[0],) * count)
            told = [
                (mistake.code, mistake.values["count"], mistake.values["limit"])
                for mistake in (*changed.mistakes(), *changed.evidence_mistakes(PASSAGE))
                if mistake.path == path and mistake.code.startswith("too_")
            ]
            wanted = [("too_few", str(count), str(least))] if count < least else []
            assert told == wanted + ([("too_many", str(count), str(most))] if count > most else []), (path, count)


OF_GAPS = {"a map of gaps' numbers to what goes into them, such as {1: …, 2: …}"}
LETTER = "a letter from A to D, or the text of an option"
EXPECTED: dict[str, set[str]] = {
    "single_choice": {LETTER},
    "multiple_choice": {"a list of letters, such as [A, C]", LETTER},
    "true_false": {"one of: true, false, not_stated"},
    "table": {
        "a map of the letters of rows to columns, such as {A: …, B: …}",
        "one of: Says so; Says the opposite; Does not say",
    },
    "categorize": {
        "a map of the letters of statements to categories, such as {A: …, B: …}",
        "one of: Marta; The town; Nobody",
    },
    "matching": {"a map of prompts' letters to options, such as {A: …, B: …}", LETTER},
    "ordering": {
        "a list of letters, such as [A, C]",
        LETTER,
        "each letter from A to D once, such as [B, A, C]",
    },
    "short_answer": {"a text"},
    "numeric": {"a text, such as 12.5"},
    "gap_fill": OF_GAPS | {"the number of a gap, from 1 to 3, each once"},
    "inline_choice": OF_GAPS | {"the number of a gap, from 1 to 2, each once"},
    "word_bank": OF_GAPS | {"the number of a gap, from 1 to 3, each once"},
    "evidence": {"a list of sentences of the passage"},
    "highlight_words": {
        "a list of words, or of their numbers in the sentence, such as [2, 5]",
        "a number from 1 to 14, or words that are in the sentence once",
    },
    "two_part": {
        "a map with the answers to both parts, such as {a: …, b: …}",
        "a or b",
        "a letter from A to C, or the text of an option",
    },
    "open_response": {
        "a text, or a map such as {text: …, A: 2}",
        "a letter from A to B, or the text of an option",
        "the points of a level, one of 3, 0",
    },
}


def test_what_a_file_should_say_is_told():
    for type_name, samples in SAMPLES.items():
        told = set()
        for value in (17.5, "§§", "A", ["§"], {"§": "§"}, {"A": "§"}):
            try:
                samples[1].question.read_response(value)
            except ResponseError as error:
                told.add(ENGLISH.say(error.expected))
        assert told == EXPECTED[type_name], type_name


def said_of_wrong(given: dict[str, Any]) -> list[tuple[Question, Any]]:
    """Questions with a wrong answer of which the author says what is `given`, and that answer."""
    asked: Any = {"id": "q", "stem": "?"}
    accepted, anticipated = (Accepted("tower"),), (Anticipated("bee", **given),)
    options = (Option("tower", key=True), Option("bee", **given))
    typed, gap = TypedGap(accepted, anticipated), WordGap("tower", anticipated=anticipated)
    found: list[tuple[Question, Any]] = [
        (SingleChoice(**asked, options=options), "B"),
        (MultipleChoice(**asked, options=options), ("A", "B")),
        (TrueFalse(**asked, key="true", options={"false": AnswerNote(**given)}), "false"),
        (ShortAnswer(**asked, accepted=accepted, anticipated=anticipated), "bee"),
        (GapFill(**asked, text="[1]", gaps=(typed,)), {"1": "bee"}),
        (WordBank(**asked, text="[1]", words=("bee", "tower"), gaps=(gap,)), {"1": "A"}),
        (InlineChoice(**asked, text="[1]", gaps=(ChoiceGap(options),)), {"1": "1B"}),
    ]
    if "evidence" not in given:
        wrong = (WrongWords("bee", **given),)
        found.append((HighlightWords(**asked, sentence="A bee.", keys=(KeyWords("A"),), distractors=wrong), ("1", "2")))
    return found


def test_whatever_the_author_says_of_a_wrong_answer_is_said():
    kinds = {"feedback": "Not that.", "role": "misreading", "evidence": "one summer"}
    for name, value in kinds.items():
        for question, response in said_of_wrong({name: value}):
            (remark,) = question.remarks(response)
            said = {"feedback": remark.text, "role": remark.role, "evidence": remark.evidence}
            assert said == {"feedback": "", "role": "", "evidence": (), name: value}, (name, question)
    for question, response in said_of_wrong({}):
        assert question.remarks(response) == ()


@every_sample
def test_a_sample_has_no_mistakes(sample: Sample):
    assert list(sample.question.mistakes()) == []
    assert list(sample.question.evidence_mistakes(PASSAGE)) == []


@every_sample
def test_worked_examples(sample: Sample):
    for case in sample.cases:
        mark = sample.question.mark(case.response)
        assert (verdict(mark), earned(mark)) == (case.verdict, case.earned), case
        check(mark, sample.question)


# Marks


def value_of(mark: Points) -> Fraction:
    """The part of the points that is earned, as `mark.py` and the authoring guide have a learner work it out."""
    right, wrong, of = mark.right, mark.wrong, mark.of
    match mark.rule:
        case "all_or_nothing" | "share" | "shares" | "right_of_all" | "position":
            return Fraction(right, of)
        case "right_minus_wrong":
            return max(Fraction(0), Fraction(right - wrong, of))
        case "all_of":
            return Fraction(right == of)
        case "exact":
            return Fraction(right == of and wrong == 0)
        case "sum":
            return sum(mark.terms, Fraction(0)) / mark.possible
        case "rubric":
            return Fraction(right, of)
        case "distance":
            return 1 - Fraction(wrong, of)
        case "run":
            return Fraction(right - 1, of - 1)


def check(mark: Mark, question: Question) -> None:
    if isinstance(question, TwoPart) and question.marking == "dropped" and isinstance(mark, Points):
        assert mark.possible in (question.possible, question.part_a.possible)
    else:
        assert mark.possible == question.possible
    assert 0 <= earned(mark) <= mark.possible
    if isinstance(mark, Points):
        assert mark.earned == mark.possible * value_of(mark)
        assert mark.full == (mark.earned == mark.possible)
        assert min(mark.right, mark.wrong) >= 0


@holds
def whatever_is_given_is_marked_and_can_be_recomputed(drawn: Drawn) -> None:
    question = drawn.question
    check(question.mark(drawn.given), question)


@holds
def the_key_and_nothing_less_earns_all(drawn: Drawn) -> None:
    question = drawn.question
    assert list(question.mistakes()) == []
    mark = question.mark(question.correct_response())
    assert isinstance(mark, Points)
    assert mark.full
    assert {part.outcome for part in mark.parts} == {"right"}


@holds
def a_full_mark_has_nothing_but_right_parts(drawn: Drawn) -> None:
    question = drawn.question
    mark = question.mark(drawn.fits)
    assert isinstance(mark, Points | Unanswered | Unmarked)
    if isinstance(mark, Points):
        assert mark.full == all(part.outcome == "right" for part in mark.parts)


@holds
def nothing_is_unanswered(drawn: Drawn) -> None:
    question = drawn.question
    assert question.mark(None) == Unanswered(question.possible)


# What is still open


@holds
def the_key_leaves_nothing_open_and_nothing_leaves_all_open(drawn: Drawn) -> None:
    question = drawn.question
    key = question.correct_response()
    assert question.open_parts(key) == ()
    every = question.open_parts(None)
    assert len(set(every)) == len(every)
    mark = question.mark(key)
    assert isinstance(mark, Points)
    if isinstance(question, PairsQuestion | Gapped | Ordering):
        assert set(every) == {part.id for part in mark.parts}
    elif isinstance(question, EvidenceSelection):
        assert len(every) == question.select
    elif isinstance(question, TwoPart):
        assert {id_.partition(".")[0] for id_ in every} == {"a", "b"}
    else:
        assert every == ()


@holds
def what_is_open_has_got_nothing_and_does_not_tell_the_key(drawn: Drawn) -> None:
    question = drawn.question
    response = drawn.given
    still_open, mark = question.open_parts(response), question.mark(response)
    assert set(still_open) <= set(question.open_parts(None))
    assert question.without_key().open_parts(response) == still_open
    if isinstance(mark, Unanswered):
        assert still_open == question.open_parts(None)
    elif isinstance(question, PairsQuestion | Gapped) and isinstance(mark, Points):
        assert set(still_open) == {part.id for part in mark.parts if part.outcome == "missed"}


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


@every_sample
def test_what_is_no_response_earns_nothing_and_breaks_nothing(sample: Sample):
    question = sample.question
    for response in ODD_SHAPES:
        if response == ("A",) * 10_000 and question.type_name == "multiple_choice":
            assert question.mark(response) == question.mark(("A",))
        else:
            assert earned(question.mark(response)) == 0, repr(response)[:80]
        assert all(isinstance(line, str) for line in question.summarize(response))
        question.remarks(response)
        question.classify(response)
        assert all(isinstance(id_, str) for id_ in question.open_parts(response))


# The arrangement


@holds
def an_arrangement_follows_from_the_random_alone(drawn: Drawn) -> None:
    question = drawn.question
    arrangement = question.arrange(Random(drawn.seed))
    assert arrangement == question.arrange(Random(drawn.seed))
    assert arrangement == question.without_key().arrange(Random(drawn.seed)) or isinstance(question, Ordering)
    if not hasattr(question, "ids"):
        assert arrangement == ()
    else:
        assert sorted(arrangement) == sorted(question.ids)


@holds
def what_is_pinned_stays_in_its_place(drawn: Drawn) -> None:
    question = drawn.question
    arrangement = question.arrange(Random(drawn.seed))
    if isinstance(question, Ordering | TwoPart) or not hasattr(question, "ids"):
        return
    options = getattr(question, "options", ())
    for place, id_ in enumerate(question.ids):
        pinned = isinstance(options, tuple) and options and getattr(options[place % len(options)], "pinned", False)
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
    assert not re.search(rb'"(evidence|feedback|role|explanation|covers|share)":', written)


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
        case Table(columns=columns, rows=rows):
            turned = tuple(msgspec.structs.replace(row, key=columns[columns.index(row.key) - 1]) for row in rows)
            return msgspec.structs.replace(question, rows=turned)
        case Matching(prompts=prompts, options=options):
            belong = [options[options.index(prompt.option) - 1] for prompt in prompts]
            turned = tuple(Prompt(prompt.text, option) for prompt, option in zip(prompts, belong, strict=True))
            return msgspec.structs.replace(question, prompts=turned, options=options[1:] + options[:1])
        case Numeric():
            return msgspec.structs.replace(question, key=f"1{question.key}", tolerance="3 %", bands=(), anticipated=())
        case Ordering(items=items):
            return msgspec.structs.replace(question, items=items[1:] + items[:1], marking="longest_run")
        case GapFill(gaps=gaps):
            return msgspec.structs.replace(question, gaps=(TypedGap((Accepted("something else"),)),) * len(gaps))
        case InlineChoice(gaps=gaps):
            turned = tuple(
                msgspec.structs.replace(
                    gap,
                    options=tuple(
                        Option(option.text, key=before.key, pinned=option.pinned)
                        for option, before in zip(gap.options, gap.options[-1:] + gap.options[:-1], strict=True)
                    ),
                )
                for gap in gaps
            )
            return msgspec.structs.replace(question, gaps=turned)
        case WordBank(words=words, gaps=gaps):
            turned = tuple(
                msgspec.structs.replace(gap, key=words[words.index(gap.keys[0]) - 1], anticipated=()) for gap in gaps
            )
            other = words if not question.shuffle else tuple(reversed(words))
            return msgspec.structs.replace(question, words=other, gaps=turned)
        case ShortAnswer():
            return msgspec.structs.replace(question, accepted=(Accepted("something else"),), anticipated=())
        case EvidenceSelection():
            return msgspec.structs.replace(question, keys=("something else",), distractors=())
        case HighlightWords():
            return msgspec.structs.replace(question, keys=(KeyWords("something else"),), distractors=())
        case TwoPart(part_a=part_a, part_b=part_b):
            return msgspec.structs.replace(question, part_a=with_another_key(part_a), part_b=with_another_key(part_b))
        case OpenResponse():
            return msgspec.structs.replace(question, rubric=(), model_answer="something else")
    raise NotImplementedError(question.type_name)


@holds
def the_bare_copy_is_the_same_whatever_is_right(drawn: Drawn) -> None:
    question = drawn.question
    other = with_another_key(question)
    assert other != question
    assert msgspec.json.encode(other.without_key()) == msgspec.json.encode(question.without_key())


@holds
def a_response_to_the_bare_copy_fits_the_question(drawn: Drawn) -> None:
    question = drawn.question
    bare = question.without_key()
    if not hasattr(question, "ids"):
        return
    assert sorted(bare.ids) == sorted(question.ids)
    for id_ in bare.arrange(Random(drawn.seed)):
        assert bare.summarize(one_of(bare, id_)) == question.summarize(one_of(question, id_))


def one_of(question: Question, id_: str) -> Any:
    """A response, whole or not, that speaks of `id_` alone."""
    match question:
        case MultipleChoice() | Ordering():
            return (id_,)
        case GapFill():
            return {id_: "bees"}
        case InlineChoice():
            return {id_[:-1]: id_}
        case WordBank():
            return {"1": id_}
        case Categorize():
            return {id_: question.categories[0]}
        case Table():
            return {id_: question.columns[0]}
        case Matching():
            return {id_: "A"}
        case TwoPart():
            at, _, inner = id_.partition(".")
            return {at: one_of(question.questions[at], inner)}
        case _:
            return id_


@holds
def the_bare_copy_breaks_on_nothing(drawn: Drawn) -> None:
    question = drawn.question
    response = drawn.given
    bare = question.without_key()
    bare.mark(response)
    bare.classify(response)
    assert bare.correct_response() is not None
    assert bare.remarks(response) == ()
    assert bare.summarize(response) == question.summarize(response)


# Responses in words


@holds
def what_is_written_to_an_answers_file_is_read_back(drawn: Drawn) -> None:
    question = drawn.question
    for response in (question.correct_response(), drawn.fits):
        assert question.read_response(question.write_response(response)) == response


@holds
def nothing_that_is_said_about_a_response_breaks(drawn: Drawn) -> None:
    question = drawn.question
    response = drawn.given
    assert all(isinstance(line, str) and line for line in question.summarize(response))
    for choice in question.classify(response):
        assert isinstance(choice.chosen, str)
    for remark in question.remarks(response):
        assert remark.text or remark.role


@holds
def a_file_gives_a_response_or_is_refused_in_words(drawn: Drawn) -> None:
    question = drawn.question
    value = drawn.value
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
    assert any(full.ratings(case.response) if full.is_rated else full.remarks(case.response) for case in cases)
    said = [remark.text for remark in full.remarks(full.correct_response())]
    assert said in ([], ["SECRET key"], ["SECRET true"])  # to those who were right, only what was written for them


@every_sample
def test_what_is_said_to_a_try_is_on_what_was_given(sample: Sample):
    question = sample.question
    for case in sample.cases:
        if case.response is None:
            continue
        remarks = question.remarks_on_given(case.response)
        assert set(remarks) <= set(question.remarks(case.response))
        if question.type_name != "two_part" and not isinstance(case.response, str):
            assert {remark.part for remark in remarks} <= set(case.response)


@every_sample
def test_what_is_right_is_no_mistake(sample: Sample):
    question = sample.question
    for case in sample.cases:
        mark = question.mark(case.response)
        mistakes = question.remarks_on_mistakes(case.response, mark)
        assert set(mistakes) <= set(question.remarks(case.response))
        right = {part.id for part in mark.parts if part.outcome == "right"} if isinstance(mark, Points) else set()
        assert not any(remark.part in right for remark in mistakes)
        assert case.response is not None or not mistakes
    assert not question.remarks_on_mistakes(question.correct_response(), question.mark(question.correct_response()))


def test_an_option_that_was_wrong_is_a_mistake_and_one_that_was_missed_is_not():
    options = [
        Option(text="missed", key=True, feedback="It is said."),
        Option(text="found", key=True, feedback="It is said."),
        Option(text="wrong", feedback="It is not said."),
        Option(text="left", feedback="It is not said."),
    ]
    question = MultipleChoice(id="q", stem="Which?", options=tuple(options))
    response = ("B", "C")
    assert [remark.part for remark in question.remarks(response)] == ["A", "C"]
    assert [remark.part for remark in question.remarks_on_mistakes(response, question.mark(response))] == ["C"]


def test_what_is_said_to_a_try_leaves_what_is_missing_to_the_next_one():
    for name in ("categorize", "table", "matching", "ordering"):
        for sample in SAMPLES[name]:
            assert not any(sample.question.remarks_on_given(case.response) for case in sample.cases if case.response)
