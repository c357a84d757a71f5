"""The bundled unit about Worcester: what a sceptical editor of tests would look for in it."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import msgspec
import pytest

import quizapp
from quizapp.domain.bank import Bank
from quizapp.domain.mark import Points, earned
from quizapp.domain.question import Question
from quizapp.formats.native import read_bank
from quizapp.paths import questions_dir
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse

FOLDER = questions_dir() / "worcester"
FILES = sorted(FOLDER.glob("*.yaml"))
ARTICLE = Path(quizapp.__file__).parent.parent.parent / "shared" / "source" / "article.txt"

FACTS = {f"F{number:02}" for number in range(1, 44)}
REMARKS = {f"S{number}" for number in range(1, 8)}

PROTEST, INTERFERENCE, OPEN = "Protest", "Interference", "The article does not settle it"


@cache
def bank_in(path: Path) -> Bank:
    bank = read_bank(path).bank
    assert bank is not None
    return bank


BANKS = [bank_in(path) for path in FILES if not read_bank(path).problems]
QUESTIONS = [(bank, question) for bank in BANKS for question in bank.questions]
NAMES = [f"{bank.id.removeprefix('worcester-')}/{question.id}" for bank, question in QUESTIONS]

every_question = pytest.mark.parametrize(("bank", "question"), QUESTIONS, ids=NAMES)


def of_type(*types: type[Question]) -> pytest.MarkDecorator:
    """Each question of these types, with its name as the test's id."""
    chosen = [(question, name) for (_, question), name in zip(QUESTIONS, NAMES, strict=True)]
    found = [pytest.param(question, id=name) for question, name in chosen if isinstance(question, types)]
    return pytest.mark.parametrize("question", found)


def texts_of(question: Question) -> list[str]:
    """All texts of a question that a learner may come to read."""

    def walk(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for part in value.values() for text in walk(part)]
        if isinstance(value, list):
            return [text for part in value for text in walk(part)]
        return [value] if isinstance(value, str) else []

    fields = msgspec.to_builtins(question)
    return [
        text for name, value in fields.items() if name not in ("id", "type", "covers", "points") for text in walk(value)
    ]


# The unit


def test_the_banks_have_no_mistakes():
    assert [str(problem) for path in FILES for problem in read_bank(path).problems] == []
    assert len(BANKS) == 4


def test_there_is_enough_to_ask():
    assert len(QUESTIONS) >= 90
    assert {type(question) for _, question in QUESTIONS} == {
        SingleChoice,
        MultipleChoice,
        TrueFalse,
        Categorize,
        Ordering,
        ShortAnswer,
    }


def test_the_banks_share_one_passage_and_one_note():
    assert len({bank.passage for bank in BANKS}) == 1
    assert len({bank.about for bank in BANKS}) == 1
    assert BANKS[0].about is not None


def test_ids_are_unlike_each_other():
    assert len({bank.id for bank in BANKS}) == len(BANKS)
    for bank in BANKS:
        assert len({question.id for question in bank.questions}) == len(bank.questions)


def test_no_question_is_asked_twice():
    stems = Counter(question.stem for _, question in QUESTIONS)
    assert [stem for stem, count in stems.items() if count > 1] == []


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.id)
def test_a_description_counts_right(bank):
    words = {"Eighteen": 18, "Twenty-two": 22, "Twenty-eight": 28}
    counted = re.match(r"([\w-]+) questions", bank.description)
    assert counted is None or words[counted[1]] == len(bank.questions)
    assert bank.licence
    assert bank.language == "en"


def test_the_passage():
    passage = BANKS[0].passage
    assert 700 <= passage.words <= 900
    numbers = [block.number for block in passage.blocks if block.kind == "paragraph"]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 10


# Each question


@every_question
def test_a_question_is_complete(bank: Bank, question: Question):
    assert question.skill
    assert question.explanation
    assert question.covers
    assert set(question.covers) <= FACTS | REMARKS
    assert bank.spans(question.evidence)


@every_question
def test_the_key_earns_all(bank: Bank, question: Question):
    mark = question.mark(question.correct_response())
    assert isinstance(mark, Points)
    assert mark.full


def wrong_response(question: Question):
    """A response in which nothing is right."""
    match question:
        case SingleChoice() | TrueFalse():
            return next(id_ for id_ in question.ids if id_ != question.key)
        case MultipleChoice():
            return tuple(id_ for id_ in question.ids if id_ not in question.keys)
        case Categorize(categories=categories):
            place = {name: categories[at - 1] for at, name in enumerate(categories)}
            return {id_: place[s.category] for id_, s in zip(question.ids, question.statements, strict=True)}
        case Ordering(marking="position"):
            return question.ids[1:] + question.ids[:1]
        case Ordering():
            return tuple(reversed(question.ids))
        case _:
            return "nothing of the kind"


@every_question
def test_what_is_all_wrong_earns_nothing(bank: Bank, question: Question):
    mark = question.mark(wrong_response(question))
    assert isinstance(mark, Points)
    assert earned(mark) == 0


@every_question
def test_quotation_marks_and_dashes_are_typographic(bank: Bank, question: Question):
    for text in texts_of(question):
        assert not re.search(r"[\"'`]| - |--|\.\.\.|  ", text), text
        opened = [mark for mark in text if mark in "“”"]
        assert opened == ["“", "”"] * (len(opened) // 2), text


# Choices


@of_type(SingleChoice, MultipleChoice)
def test_each_wrong_option_says_what_it_was_made_from(question):
    for option in question.options:
        if not option.key:
            assert option.role
            assert option.feedback
            assert bool(option.evidence) == (option.role == "other_span")


@of_type(SingleChoice)
def test_the_key_does_not_stand_out_by_its_length(question):
    lengths = sorted(len(option.text) for option in question.options)
    key = next(len(option.text) for option in question.options if option.key)
    assert not (key == lengths[-1] and key > lengths[-2])
    assert lengths[-1] <= 1.6 * lengths[0]


@of_type(MultipleChoice)
def test_keys_do_not_stand_out_by_their_length(question):
    keys = [len(option.text) for option in question.options if option.key]
    others = [len(option.text) for option in question.options if not option.key]
    assert min(keys) <= 1.1 * max(others)
    assert min(others) <= 1.1 * max(keys)


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.id)
def test_no_place_is_the_usual_one_of_the_key(bank):
    places = Counter(
        question.ids.index(question.key) for question in bank.questions if isinstance(question, SingleChoice)
    )
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) <= 0.5 * places.total()


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.id)
def test_no_word_marks_the_key(bank):
    """Words such as “always” and “never” must not be what gives wrong options away."""
    options = [o for q in bank.questions if isinstance(q, SingleChoice | MultipleChoice) for o in q.options]
    absolute = [o for o in options if re.search(r"\b(always|never|none|only|every)\b", o.text, re.IGNORECASE)]
    assert sum(not option.key for option in absolute) <= 0.2 * len(options)


# The other types


@of_type(TrueFalse)
def test_each_wrong_answer_to_a_statement_has_feedback(question):
    for answer in question.ids:
        if answer != question.key:
            assert question.options[answer].feedback
            assert question.options[answer].role


def test_each_answer_is_the_right_one_somewhere():
    keys = Counter(question.key for _, question in QUESTIONS if isinstance(question, TrueFalse))
    assert set(keys) == {"true", "false", "not_stated"}
    assert max(keys.values()) <= 0.5 * keys.total()


@of_type(Categorize)
def test_each_statement_has_feedback_and_each_category_a_statement(question):
    assert all(statement.feedback for statement in question.statements)
    assert {statement.category for statement in question.statements} == set(question.categories)


@of_type(ShortAnswer)
def test_each_anticipated_answer_has_feedback(question):
    assert question.anticipated
    assert all(wrong.feedback and wrong.role for wrong in question.anticipated)
    assert all(answer.feedback for answer in question.accepted if answer.share < 1)


@of_type(Ordering)
def test_each_item_has_feedback(question):
    assert all(item.feedback for item in question.items)


# What is covered


def test_nearly_every_point_of_the_article_is_asked_about():
    covered = {code for _, question in QUESTIONS for code in question.covers}
    assert len(covered & FACTS) >= 40
    assert covered >= REMARKS


def test_the_line_is_practised_on_as_many_cases_of_one_side_as_of_the_other():
    bank = next(bank for bank in BANKS if bank.id == "worcester-protest-or-interference")
    sides = Counter(
        statement.category for q in bank.questions if isinstance(q, Categorize) for statement in q.statements
    )
    assert set(sides) == {PROTEST, INTERFERENCE, OPEN}
    assert sides[PROTEST] == sides[INTERFERENCE]
    assert sides.total() >= 30


# Whose words they are


def runs_of_words(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub(r"['’]", "", text.lower()))
    return set(zip(*(words[at:] for at in range(length)), strict=False))


def test_nothing_is_copied_from_the_article():
    if not ARTICLE.exists():
        pytest.skip("the article that the passage retells is not beside this checkout")
    article = runs_of_words(ARTICLE.read_text(encoding="utf-8"), 8)
    ours = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")]
    ours += [text for _, question in QUESTIONS for text in texts_of(question)]
    ours += [text for bank in BANKS for text in (bank.title, bank.description)]
    assert [" ".join(run) for text in ours for run in runs_of_words(text, 8) & article] == []
