"""What is written as Moodle XML and as GIFT says the same to a second, independent reader."""

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from quizapp.domain.evidence import quotes_of
from quizapp.domain.inline import inline_text
from quizapp.domain.option import Option
from quizapp.domain.question import Question
from quizapp.domain.typed_answer import Accepted
from quizapp.interchange.catalog import BY_NAME
from quizapp.interchange.losses import Item
from quizapp.interchange.writing import simple_forms
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.word_bank import WordBank
from tests.interchange.second_readers import Answer, Seen, read_gift, read_moodle_xml, words
from tests.interchange.trips import bank_of
from tests.samples import ALL_SAMPLES, PASSAGE

NASTY = (
    "a = b ~ c # d {e} : f \\\\ g",
    "%50% of it",
    "[html] is no format",
    "// no comment",
    "::no name::",
    "x -> y",
    "*star*",
    "<b>bold</b> & “more”",
    "\\* one",
    "TRUE",
    "]]> end",
    "$CATEGORY: none",
    "1:SHORTANSWER:=x",
    "line one\n\nline two",
)


def plain(text: str) -> str:
    return words(str(inline_text(text)))


def nasty() -> list[Question]:
    """Questions whose texts have every sign that means something in one of the formats."""
    found: list[Question] = []
    for number, text in enumerate(NASTY):
        options = (Option(text, key=True, feedback=text), Option(f"{text} not", feedback=f"Not {text}"))
        found.append(SingleChoice(id=f"nasty-{number}", stem=text, options=options, explanation=text))
        if "\n" not in text:
            accepted = (Accepted(text), Accepted(f"{text} too", share=Decimal("0.5"), feedback=text))
            found.append(ShortAnswer(id=f"nasty-typed-{number}", stem=text, accepted=accepted))
    return found


QUESTIONS = [
    msgspec.structs.replace(each.question, id=f"q{number}", image=None) for number, each in enumerate(ALL_SAMPLES)
] + nasty()


def of_options(question: SingleChoice | MultipleChoice) -> list[Answer]:
    right = Decimal(100) / len(question.keys)
    wrong = Decimal(0) if isinstance(question, SingleChoice) else -right
    return [Answer(plain(each.text), right if each.key else wrong, plain(each.feedback)) for each in question.options]


def expected(question: Question) -> tuple[str, list[Answer], Any]:
    """The type, the answers and what only the type has, by Moodle's rules."""
    match question:
        case SingleChoice() | MultipleChoice():
            return "multichoice", of_options(question), "true" if isinstance(question, SingleChoice) else "false"
        case TrueFalse():
            said = {name: plain(note.feedback) for name, note in question.options.items()}
            answers = [
                Answer(name, Decimal(100 * (name == question.key)), said.get(name, "")) for name in ("true", "false")
            ]
            return "truefalse", answers, None
        case ShortAnswer():
            answers = [Answer(words(each.text), each.share * 100, plain(each.feedback)) for each in question.accepted]
            answers += [Answer(words(each.text), Decimal(0), plain(each.feedback)) for each in question.anticipated]
            return "shortanswer", answers, None
        case Numeric():
            return "numerical", [], None
        case Matching():
            used = {prompt.option for prompt in question.prompts}
            pairs = [(plain(prompt.text), plain(prompt.option)) for prompt in question.prompts]
            pairs += [("", plain(option)) for option in question.options if option not in used]
            return "matching", [Answer(f"{prompt} -> {option}", Decimal(100)) for prompt, option in pairs], None
        case Ordering():
            return (
                "ordering",
                [Answer(plain(each.text), Decimal(at)) for at, each in enumerate(question.items, 1)],
                None,
            )
        case _:
            kinds: dict[type[Question], str] = {
                OpenResponse: "essay",
                GapFill: "cloze",
                InlineChoice: "cloze",
                WordBank: "ddwtos",
                HighlightWords: "wordselect",
            }
            return kinds[type(question)], [], None


def assert_says(seen: Seen, question: Question) -> None:
    kind, answers, more = expected(question)
    assert seen.type == kind
    assert seen.name == question.id
    if isinstance(question, Numeric):
        assert_numbers(seen, question)
    elif kind not in ("cloze", "ddwtos", "wordselect"):
        assert [each[:1] + each[2:] for each in seen.answers] == [each[:1] + each[2:] for each in answers]
        for got, wanted in zip(seen.answers, answers, strict=True):
            assert abs(got.percent - wanted.percent) < Decimal("0.001")
        assert seen.stem == plain(question.stem)
    if seen.points is not None and question.weight:
        assert seen.points == question.points
    assert seen.general_feedback.startswith(plain(question.explanation))
    for quote in quotes_of(question.evidence):
        assert words(quote.quote) in seen.general_feedback
    if more is not None and seen.more is not None:
        assert seen.more == more


def assert_numbers(seen: Seen, question: Numeric) -> None:
    right = seen.answers[0]
    assert (Decimal(right.text), right.percent) == (Decimal(str(float(question.key_value or 0))), 100)
    assert right.tolerance == Decimal(str(float(question.distance(question.tolerance) or 0)))
    shares = [(each.percent, each.feedback) for each in seen.answers[1 : 1 + len(question.bands)]]
    assert shares == [(band.share * 100, plain(band.feedback)) for band in question.bands]
    assert all(each.percent == 0 for each in seen.answers[1 + len(question.bands) :])


def assert_gaps(seen: Seen, question: Question) -> None:
    """The gaps and words of a text say the same; this is about Moodle XML alone."""
    match question:
        case GapFill() | InlineChoice():
            gaps = [question.gaps[int(piece.gap) - 1] for piece in question.pieces if piece.gap]
            told = [[each._replace(tolerance=None) for each in answers] for _, answers in seen.more]
            assert told == [list(map(Answer._make, gap_answers(gap))) for gap in gaps]
            assert seen.stem == words(f"{plain(question.stem)} {''.join(_shown(each) for each in question.pieces)}")
        case WordBank():
            assert seen.more == [plain(word) for word in question.words]
            for gap in question.gaps:
                assert f"[[{1 + seen.more.index(plain(gap.keys[0]))}]]" in seen.stem
        case HighlightWords():
            assert seen.more == plain(question.stem)
            keys = " ".join(answer.text for answer in seen.answers)
            assert all(question.words[int(id_) - 1].text in keys for id_ in question.key_ids)


def _shown(piece: Any) -> str:
    return "___" if piece.gap else str(piece.text)


def gap_answers(gap: Any) -> Iterator[tuple[str, Decimal, str, None]]:
    if isinstance(gap, TypedGap):
        for each in gap.accepted:
            yield words(each.text), each.share * 100, plain(each.feedback), None
        for wrong in gap.anticipated:
            yield words(wrong.text), Decimal(0), plain(wrong.feedback), None
    else:
        for option in gap.options:
            yield plain(option.text), Decimal(100 * option.key), plain(option.feedback), None


@pytest.mark.parametrize("name", ["moodle-xml", "gift"])
def test_a_second_reader_sees_the_same_in_every_type(name):
    target = io.BytesIO()
    exporter = BY_NAME[name].exporter
    report = exporter.write(bank_of(*QUESTIONS, passage=PASSAGE), target)
    data = target.getvalue()
    found = list(read_moodle_xml(data) if name == "moodle-xml" else read_gift(data.decode()))
    made = {item.name: item.made for item in report.items}
    forms = [form for each in QUESTIONS if made[each.id] for form in simple_forms(each, Item(0, ""))]
    assert [seen.name for seen in found] == [form.id for form in forms]
    for seen, form in zip(found, forms, strict=True):
        assert_says(seen, form)
        if name == "moodle-xml":
            assert_gaps(seen, form)
    assert len({seen.type for seen in found}) == (10 if name == "moodle-xml" else 6)
