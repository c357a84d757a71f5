"""Forms of questions on paper: each type has its own, and none tells its key."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from quizapp.domain.assignment import Assignment, AssignmentSettings, Part
from quizapp.domain.inline import plain_text
from quizapp.domain.runs import paragraphs
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.open_response import Words as WordLimits
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.question_types.word_bank import WordBank, WordGap
from quizapp.reports.paper_forms import (
    FORMS,
    Blank,
    Boxes,
    Bracket,
    Choices,
    Element,
    Frame,
    Grid,
    Heading,
    Lines,
    Task,
    Text,
    Words,
    paper_form,
)
from quizapp.reports.paper_letters import _TYPED, paper_parts, typed_as, value_letters
from quizapp.reports.paper_sheet import LETTERS, answer_key, paper_sheet, places
from quizapp.services.desk.paper_answers import how_to_type
from tests.assigned import TIDES
from tests.canaries import CANARIES, CANARY_BANK
from tests.desks import BANK
from tests.samples import BANK as ALL
from tests.samples import SAMPLES

GOLDEN = Path(__file__).parent / "golden" / "sheet.txt"


def assignment_of(bank=BANK, **settings):
    part = Part(bank, tuple(question.id for question in bank.questions))
    return Assignment("5" * 32, "Bees", "7b", 0.0, AssignmentSettings(**settings), (part,), ())


def test_each_question_type_has_its_form_and_its_letters():
    assert tuple(FORMS) == QUESTION_TYPES
    assert {*_TYPED, TrueFalse, TwoPart} == set(QUESTION_TYPES)  # these two have letters of their own
    for question in ALL.questions:
        form = paper_form(question.without_key(), question.ids, has_text=True)
        assert len(form) > 1, question.id
        assert isinstance(form[0], Task | Heading), question.id


def test_the_key_tells_what_counts_beside_the_right_answer():
    notes = {
        question.id: sheet.notes
        for question, sheet in zip(ALL.questions, answer_key(assignment_of(ALL), "A").questions, strict=True)
    }
    assert {id_: told for id_, told in notes.items() if told} == {
        "short-full": ("What counts: Marta SECRET; she SECRET (50 %); a woman SECRET (12.5 %)",),
        "short-edge": ("What counts: 11; elf – אחת־עשרה 🐝",),
        "numeric-full": (
            "Right within ± 0.5.",
            "50 % of the points within ± 10.",
            "12.5 % of the points within ± 10 %.",
        ),
        "numeric-edge": ("Right within ± 1.", "25 % of the points within ± 7."),
        "gap-full": (
            "Gap 1, what counts: eleven SECRET; 11 SECRET",
            "Gap 2, what counts: 1974 SECRET; the seventies SECRET (50 %)",
        ),
        "bank-full": ("Gap 2, what counts: empty; bare",),
    }


def test_as_many_lines_as_the_words_that_are_advised_need():
    question = next(each for each in ALL.questions if isinstance(each, OpenResponse))
    for least, most, advice, lines in (
        (0, 0, "Write your answer on the lines.", 8),
        (0, 80, "Write at most 80 words.", 11),
        (80, 0, "Write at least 80 words.", 16),
        (40, 80, "Write 40 to 80 words or so.", 11),
        (1, 0, "Write at least 1 word.", 4),
        (0, 1000, "Write at most 1,000 words.", 30),
    ):
        asked = msgspec.structs.replace(question, words=WordLimits(least=least, most=most))
        assert paper_form(asked, asked.ids, has_text=True)[-2:] == (Task(advice), Lines(lines)), (least, most)


def test_a_number_is_asked_for_with_its_unit_or_has_it_behind_its_line():
    question = next(
        each for each in ALL.questions if isinstance(each, Numeric) and each.key_unit and each.kind == "number"
    )
    number, with_unit, unit = "Write a number.", "Write a number with its unit.", question.key_unit.text
    for changes, task, after in (
        ({"unit_required": True}, with_unit, ""),
        ({"unit_required": False}, number, unit),
        ({"units": (), "unit_required": False}, number, ""),
        ({"units": (), "unit_required": True}, number, ""),
        ({"kind": "date", "unit_required": True}, "Write a date.", ""),
    ):
        asked = msgspec.structs.replace(question, **changes)
        assert paper_form(asked, asked.ids, has_text=True) == (Task(task), Lines(1, is_short=True, after=after)), (
            changes
        )


def test_sentences_are_asked_for_by_their_number_and_their_paragraphs():
    question = next(each for each in ALL.questions if isinstance(each, EvidenceSelection))
    for select, asked_for, told in (
        (1, (), "Underline one sentence in the text, and write its number on the line."),
        (2, (3,), "Underline 2 sentences in the text, and write their numbers on the line. Choose from paragraph 3."),
        (0, (4, 2), "Underline one or more sentences in the text, and write their numbers on the line."
            " Choose from the paragraphs 2, 4."),
    ):  # fmt: skip
        asked = msgspec.structs.replace(question, select=select, paragraphs=asked_for)
        assert paper_form(asked, asked.ids, has_text=True) == (Task(told), Lines(1, is_short=True))


def test_values_have_their_first_letters_where_these_are_plain_and_all_different():
    question = next(each for each in ALL.questions if isinstance(each, Categorize))
    for values, shown in (
        (("true", "False"), "TF"),
        (("*true*", "False"), "TF"),
        (("bee", "Bear"), "AB"),
        (("one", "élan"), "AB"),
        (("one", "2nd"), "AB"),
        (("one", "!"), "AB"),
        (("one", "two", "three"), "ABC"),
    ):
        asked = msgspec.structs.replace(question, categories=values)
        assert value_letters(asked) == dict(zip(shown, values, strict=True)), values


def test_what_is_typed_for_two_parts_ends_with_the_last_one_that_was_answered():
    question = next(each for each in ALL.questions if each.id == "two-minimal")
    parts = paper_parts(question, question.ids, ALL.passage)
    for response, typed in (
        ({"a": "A", "b": "true"}, "A; T"),
        ({"a": "A"}, "A"),
        ({"b": "false"}, "; F"),
        ({}, ""),
        (None, ""),
    ):
        assert typed_as(question, parts, response, ALL.passage) == typed, response


def test_the_key_names_all_that_is_right_in_a_gap():
    bank = next(each for each in ALL.questions if isinstance(each, WordBank))

    def notes(*keys: str) -> tuple[str, ...]:
        changed = msgspec.structs.replace(bank, gaps=(WordGap(keys), *(WordGap(gap.keys[0]) for gap in bank.gaps[1:])))
        key = answer_key(assignment_of(msgspec.structs.replace(ALL, questions=(changed,))), ["A"])
        return key.questions[0].notes

    first, second = bank.words[:2]
    assert notes(first) == ()
    (note,) = notes(first, second)
    assert plain_text(first) in note
    assert plain_text(second) in note


def sheet_lines(assignment, letter="B") -> Iterator[str]:
    """The sheet of a version and its key as plain text."""
    sheet = paper_sheet(assignment, letter)
    yield f"{sheet.title} · {sheet.class_name} · {sheet.letter} · {sheet.facts}"
    ways = {place.number: how_to_type(place) for place in places(assignment, letter)}
    for part in sheet.parts:
        for question in part.questions:
            yield ""
            yield f"{question.number}. {question.stem} ({question.points})"
            yield from (f"   {line}".rstrip() for line in form_lines(question.form))
            yield f"   > {ways[question.number]}"
    yield ""
    key = answer_key(assignment, [letter, "A"])
    for version in (letter, "A"):
        yield from (f"{version}{number}: {text}" for number, text in key.answers[version])
    for question in key.questions:
        yield f"{question.stem} ({question.points}) {question.typed}{' for example' * question.is_model}"
        yield from (f"   = {text}" for text in question.answers)
        yield from (f"   {note}" for note in question.notes)
        for criterion, levels in question.rubric:
            yield f"   {criterion}: {'; '.join(f'{points} {text}' for points, text in levels)}"
        yield from (f"   because: {text}" for text in (question.why,) if text)
        yield from (
            f"   paragraph {each.paragraph}, sentence {each.sentence}: {each.words}" for each in question.evidence
        )


def form_lines(form: tuple[Element, ...]) -> Iterator[str]:
    """The form as plain lines: what stands on the sheet, without its looks."""
    for element in form:
        match element:
            case Task(text):
                yield text
            case Choices(entries):
                yield from (f"[ ] {letter} {text}" for letter, text in entries)
            case Grid(columns, rows):
                yield " | ".join(f"{letter} {text}" for letter, text in columns)
                yield from (f"{number} {text}{' [ ]' * len(columns)}" for number, text in enumerate(rows, 1))
            case Boxes(entries):
                yield from (f"[__] {number} {text}".replace("  ", " ") for number, text in entries)
            case Frame(entries, in_a_row):
                yield (" | " if in_a_row else " / ").join(f"{letter} {text}" for letter, text in entries)
            case Lines(count, is_short, after):
                yield from ["____ " + after if is_short else "________"] * count
            case Text(pieces):
                yield from paragraphs("".join(map(_piece_line, pieces)))
            case Words(pieces):
                yield "  ".join(f"{text}/{number}" if number else text for number, text in pieces)
            case Heading(name, stem):
                yield f"{name}: {stem}"


def _piece_line(piece: str | Blank | Bracket) -> str:
    match piece:
        case Blank(number):
            return f"({number}) ____"
        case Bracket(number, entries):
            return f"({number}) [{' / '.join(f'[ ] {letter} {text}' for letter, text in entries)}]"
    return piece


def told() -> str:
    """Sheets of the simplest questions, and of all of them with a time limit, each with its key."""
    every = (assignment_of(), assignment_of(ALL, time_limit=1200.0))
    return "\n".join(line for assignment in every for line in sheet_lines(assignment)) + "\n"


def test_sheets_and_their_keys_read_as_before():
    """Where they mean to read otherwise, write them anew: `python -m tests.reports.test_paper_forms`."""
    assert told() == GOLDEN.read_text("utf-8")


def test_no_sheet_tells_a_key_or_what_is_said_of_an_answer():
    for letter in LETTERS:
        sheet = paper_sheet(assignment_of(CANARY_BANK), letter)
        told = "\n".join(line for part in sheet.parts for each in part.questions for line in form_lines(each.form))
        assert len(told) > 500
        assert not [canary for canary in CANARIES if canary in told]
    key = "\n".join(map(str, answer_key(assignment_of(CANARY_BANK), LETTERS).questions))
    assert any(canary in key for canary in CANARIES)  # where they belong


@pytest.mark.parametrize(
    ("settings", "facts"), [({}, "16 questions · 17 points"), ({"time_limit": 1200.0}, "20 minutes")]
)
def test_the_sheet_says_how_much_there_is_to_do(settings, facts):
    sheet = paper_sheet(assignment_of(**settings), "A", is_only=True)
    assert facts in sheet.facts
    assert sheet.letter == ""


def test_the_time_is_told_for_the_one_text_or_for_each():
    one = assignment_of(TIDES, time_limit=60.0)
    two = msgspec.structs.replace(one, parts=(*one.parts, *assignment_of().parts))
    for seconds, of_one, of_each in (
        (0.0, "", ""),
        (60.0, " · 1 minute", " · 1 minute for each text"),
        (90.0, " · 1.5 minutes", " · 1.5 minutes for each text"),
        (1200.0, " · 20 minutes", " · 20 minutes for each text"),
    ):
        for assignment, facts in ((one, f"1 question · 1 point{of_one}"), (two, f"17 questions · 18 points{of_each}")):
            settings = AssignmentSettings(time_limit=seconds)
            assert paper_sheet(msgspec.structs.replace(assignment, settings=settings), "A").facts == facts
    assert [(part.passage.title, len(part.questions)) for part in paper_sheet(two, "A").parts] == [
        ("Tides", 1),
        (BANK.passage.title, 16),
    ]


def test_without_the_text_it_is_left_out():
    sheet = paper_sheet(assignment_of(without_passage=True), "A")
    assert [part.passage for part in sheet.parts] == [None]
    asked = {each.stem: each for part in sheet.parts for each in part.questions}
    question = SAMPLES["evidence"][0].question
    assert "stays empty" in "".join(form_lines(asked[question.stem].form))


if __name__ == "__main__":
    GOLDEN.write_text(told(), "utf-8")
