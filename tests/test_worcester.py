"""The bundled unit about Worcester: what a skeptical editor of tests would look for in it."""

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
from quizapp.question_types.catalog import BY_NAME
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.question_types.word_bank import WordBank
from tests.wrong_responses import wrong_response

FOLDER = questions_dir() / "worcester"
FILES = sorted(FOLDER.glob("*.yaml"))
ARTICLE = Path(quizapp.__file__).parent.parent.parent / "shared" / "source" / "article.txt"

FACTS = {f"F{number:02}" for number in range(1, 44)}
REMARKS = {f"S{number}" for number in range(1, 8)}

PROTEST, INTERFERENCE, OPEN = "Protest", "Interference", "The article does not settle it"
NOT_SETTLED = "Not settled"
"""What `OPEN` is called above a column, where there is less room."""


@cache
def bank_in(path: Path) -> Bank:
    bank = read_bank(path).bank
    assert bank is not None
    return bank


BANKS = [bank_in(path) for path in FILES if not read_bank(path).problems]
QUESTIONS = [(bank, question) for bank in BANKS for question in bank.questions]
NAMES = [f"{bank.id.removeprefix('worcester-')}/{question.id}" for bank, question in QUESTIONS]

every_question = pytest.mark.parametrize(("bank", "question"), QUESTIONS, ids=NAMES)


def asked_in(question: Question) -> dict[str, Question]:
    """What is asked with a question, by what its name ends in: both parts of a `two_part`, otherwise itself."""
    parts = question.questions if isinstance(question, TwoPart) else {}
    return {f".{at}": part for at, part in parts.items()} or {"": question}


ASKED = [
    (bank, part, name + ending)
    for (bank, question), name in zip(QUESTIONS, NAMES, strict=True)
    for ending, part in asked_in(question).items()
]


def of_type(*types: type[Question]) -> pytest.MarkDecorator:
    """Each question of these types, parts of questions too, with its name as the test's id."""
    found = [pytest.param(question, id=name) for _, question, name in ASKED if isinstance(question, types)]
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
    assert {question.type_name for _, question in QUESTIONS} == set(BY_NAME)


def test_the_passage_itself_is_asked_for_often():
    types = Counter(question.type_name for _, question in QUESTIONS)
    assert types["evidence"] + types["two_part"] >= 25
    assert types["table"] >= 3
    for bank in BANKS:
        assert sum(question.type_name in ("evidence", "two_part") for question in bank.questions) >= 5


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
    words = {"Twenty-three": 23, "Twenty-four": 24, "Thirty-one": 31}
    counted = re.match(r"([\w-]+) questions", bank.description)
    assert counted is None or words[counted[1]] == len(bank.questions)
    assert bank.license
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


@every_question
def test_what_is_all_wrong_earns_nothing(bank: Bank, question: Question):
    mark = question.mark(wrong_response(question, bank.passage))
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
            assert option.evidence or option.role != "other_span"
            assert not (option.evidence and option.role == "unsupported")


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
        question.ids.index(question.key)
        for asked_in_bank, question, _ in ASKED
        if asked_in_bank is bank and isinstance(question, SingleChoice)
    )
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) <= 0.5 * places.total()


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.id)
def test_no_word_marks_the_key(bank):
    """Words such as “always” and “never” must not be what gives wrong options away."""
    asked = [question for asked_in_bank, question, _ in ASKED if asked_in_bank is bank]
    options = [o for q in asked if isinstance(q, SingleChoice | MultipleChoice) for o in q.options]
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
    keys = Counter(question.key for _, question, _ in ASKED if isinstance(question, TrueFalse))
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


@of_type(Table)
def test_each_row_has_feedback_and_no_column_is_the_usual_one(question):
    keys = Counter(row.key for row in question.rows)
    assert set(keys) == set(question.columns)
    assert max(keys.values()) <= 0.5 * keys.total()
    assert all(row.feedback for row in question.rows)


@of_type(Matching)
def test_each_prompt_has_feedback_and_an_option_is_left_over(question):
    assert all(prompt.feedback and prompt.evidence for prompt in question.prompts)
    assert len(question.options) > len(question.prompts)


@of_type(InlineChoice)
def test_each_wrong_option_of_a_gap_has_feedback(question):
    for gap in question.gaps:
        assert all(option.key or (option.role and option.feedback) for option in gap.options)
    assert len({question.key_of(gap)[-1] for gap in question.gap_ids}) > 1


@of_type(GapFill, WordBank)
def test_each_gap_anticipates_something(question):
    for gap in question.gaps:
        assert gap.anticipated
        assert all(wrong.feedback and wrong.role for wrong in gap.anticipated)


@of_type(Numeric)
def test_each_anticipated_number_has_feedback(question):
    assert question.anticipated
    assert all(wrong.feedback and wrong.role for wrong in question.anticipated)


@of_type(HighlightWords)
def test_what_is_highlighted_stands_in_the_passage_and_has_feedback(question):
    passage = " ".join(sentence.name for sentence in BANKS[0].passage.sentences)
    for sentence in re.split(r"(?<=\.) ", question.sentence):
        assert sentence in passage
    assert question.distractors
    assert all(entry.feedback for entry in (*question.keys, *question.distractors))
    assert all(wrong.role for wrong in question.distractors)


@of_type(EvidenceSelection)
def test_a_selection_tells_how_many_and_has_feedback_on_what_is_wrong(question):
    passage = BANKS[0].passage
    offered = question.selectable(passage)
    assert question.select == len(question.quotes)
    assert len(offered) >= question.select + 2
    assert len(question.distractors) >= 2
    assert all(wrong.role and wrong.feedback for wrong in question.distractors)
    assert all(question.key_sentence(wrong.quotation, passage) in offered for wrong in question.distractors)


def test_no_place_among_the_sentences_is_the_usual_one():
    """Of those of which one is to be selected: neither the first sentence offered, nor the last."""
    places = Counter()
    for bank, question, _ in ASKED:
        if isinstance(question, EvidenceSelection) and question.select == 1:
            offered = question.selectable(bank.passage)
            at = offered.index(question.key_sentence(question.quotes[0], bank.passage))
            places["first" if at == 0 else "last" if at == len(offered) - 1 else "between"] += 1
    assert set(places) == {"first", "last", "between"}
    assert places["first"] <= 0.4 * places.total()
    assert places["last"] <= 0.4 * places.total()


@of_type(OpenResponse)
def test_a_model_answer_is_as_long_as_is_advised(question):
    assert question.words.least <= len(question.model_answer.split()) <= question.words.most
    assert all(min(level.points for level in criterion.levels) == 0 for criterion in question.rubric)


# What is covered


def test_every_point_of_the_article_is_asked_about():
    assert {code for _, question in QUESTIONS for code in question.covers} == FACTS | REMARKS


def sides_of_acts(question: Question) -> list[str]:
    """On which side each act is that is to be sorted, if acts are."""
    match question:
        case Categorize(categories=sides, statements=acts):
            found = [act.category for act in acts]
        case Table(columns=sides, rows=acts):
            found = [OPEN if act.key == NOT_SETTLED else act.key for act in acts]
        case _:
            return []
    return found if sides[:2] == (PROTEST, INTERFERENCE) else []


def test_the_line_is_practised_on_as_many_cases_of_one_side_as_of_the_other():
    bank = next(bank for bank in BANKS if bank.id == "worcester-protest-or-interference")
    sides = Counter(side for question in bank.questions for side in sides_of_acts(question))
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
