"""The report of an attempt: what a learner and a teacher read in it."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from random import Random

import msgspec
import pytest

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.marked_attempt import CertaintyTotal, Distinction
from quizapp.domain.option import Option
from quizapp.domain.question import Hint
from quizapp.domain.typed_answer import Accepted
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.highlight_words import HighlightWords, KeyWords
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.table import Row, Table
from quizapp.question_types.word_bank import WordBank, WordGap
from quizapp.reports.attempt_report import attempt_report
from quizapp.reports.document import Cell, Fact, Line
from quizapp.reports.tables import certainty_sentences, distinction_sentences
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from tests.languages import BracketTexts
from tests.samples import ALL_SAMPLES, BANK

NOON = datetime(2025, 5, 9, 12, 0)


def report_of(responses, bank=BANK, mode=PRACTICE, **arguments):
    """The report of an attempt of 65 seconds in which only `responses` were given."""
    now = [0.0]
    taking = Taking(bank, mode, Random(1), lambda: now[0])
    for id_, response in responses.items():
        taking.respond(id_, response)
    now[0] = 65.0
    taking.submit()
    return attempt_report(mark_attempt(bank, taking.attempt), started=NOON, **arguments)


def entry_of(id_, response, mode=PRACTICE, **changes):
    bank = BANK
    if changes:
        changed = msgspec.structs.replace(bank.question(id_), **changes)
        bank = msgspec.structs.replace(bank, questions=(changed,))
    number = [question.id for question in bank.questions].index(id_)
    return report_of({} if response is None else {id_: response}, bank, mode).questions[number]


def said(entry):
    return {part.name: [line.text for line in part.lines] for part in entry.said}


def test_the_facts_of_an_attempt():
    report = report_of({"single-minimal": "B", "multiple-full": ("A",), "true-full": "false"}, name=" Ada\n Lovelace ")
    assert report.title == "Samples"
    assert report.name == "Ada Lovelace"
    assert report.started == NOON
    assert report.percent == 46
    assert report.facts == (
        Fact("Passage", "The Lighthouse Bees"),
        Fact("Mode", "Practice"),
        Fact("Time taken", "1 min 5 s"),
        Fact("Questions", str(len(ALL_SAMPLES))),
        Fact("Correct", "1"),
        Fact("Partly correct", "1"),
        Fact("Not correct", "1"),
        Fact("Not done", str(len(ALL_SAMPLES) - 3)),
    )
    assert [entry.number for entry in report.questions] == list(range(1, len(ALL_SAMPLES) + 1))


def test_a_right_answer():
    entry = entry_of("single-full", "A")
    assert (entry.verdict, entry.verdict_text) == ("right", "Correct")
    assert said(entry) == {
        "Your answer": ["To give the council a reason"],
        "Feedback": ["SECRET key"],
        "Why": ["SECRET explanation"],
    }
    assert entry.said[0].lines == (Line("To give the council a reason", "right"),)


def test_a_wrong_answer_says_what_is_right_and_where_it_stands():
    entry = entry_of("single-full", "B")
    assert (entry.verdict, entry.verdict_text) == ("wrong", "Not correct")
    assert said(entry) == {
        "Your answer": ["To ask for a summer"],
        "Feedback": ["SECRET summer This answer rests on another place in the passage. (paragraph 2: “one summer”)"],
        "Right answer": ["To give the council a reason"],
        "Why": ["SECRET explanation"],
    }
    assert [(quote.text, quote.paragraph) for quote in entry.evidence] == [
        ("Her report listed, in pounds, what the town would have to spend on sea walls", 2),
        ("The tower", 4),
    ]


def test_a_partial_mark_can_be_recomputed():
    entry = entry_of("multiple-full", ("A", "B", "C"))
    assert (entry.verdict, entry.verdict_text) == ("partial", "Partly correct")
    assert said(entry)["Points"] == ["(2 right − 1 wrong) ÷ 2 right answers × 2.5 points = 1.25"]
    assert [line.outcome for line in entry.said[0].lines] == ["right", "right", "wrong"]


def test_the_right_answer_is_the_sentence_that_had_to_be_selected():
    entry = entry_of("evidence-minimal", ("Nobody had asked the bees.",))
    assert said(entry)["Your answer"] == ["Paragraph 3: Nobody had asked the bees."]
    assert said(entry)["Right answer"] == [
        "Paragraph 1: When the harbour closed in 1974, the white tower stood empty for eleven years."
    ]
    assert [line.outcome for line in entry.said[0].lines] == ["wrong"]


def test_a_part_that_is_right_is_not_told_once_more():
    sentence = "When the harbour closed in 1974, the white tower stood empty for eleven years."
    part = EvidenceSelection(id="b", stem="Which sentence says so?", keys="stood empty")
    given = {"a": "A", "b": (sentence,)}
    entry = entry_of("two-full", given, part_b=part)
    assert f"Part B: Paragraph 1: {sentence}" in said(entry)["Your answer"]
    assert all(line.startswith("Part A: ") for line in said(entry).get("Right answer", []))
    entry = entry_of("two-full", {"a": "A", "b": ("salt",)}, part_b=part)
    assert f"Part B: Paragraph 1: {sentence}" in said(entry)["Right answer"]


def test_of_sorted_statements_only_those_that_went_astray_are_corrected():
    entry = entry_of("categorize-full", {"A": "Marta", "B": "The town"})
    assert said(entry)["Your answer"] == ["Asked for a summer → Marta", "Wrote a report → The town"]
    assert said(entry)["Right answer"] == ["Wrote a report → Marta", "Asked the bees → Nobody", "Voted → The town"]
    assert "Wrote a report – SECRET report" in said(entry)["Feedback"]


def test_an_order_is_told_in_the_order_that_was_given():
    entry = entry_of("ordering-minimal", ("A", "B"))
    assert said(entry)["Your answer"] == ["1. asking", "2. closing"]
    assert said(entry)["Right answer"] == ["1. closing", "2. asking"]


def test_a_question_that_was_not_answered():
    entry = entry_of("short-minimal", None, TEST)
    assert (entry.verdict_text, entry.points) == ("Not answered", "0 of 1 point")
    assert said(entry) == {"Right answer": ["Marta"]}


def test_the_key_of_a_question_that_was_not_done_is_not_told():
    for sample in ALL_SAMPLES:
        entry = entry_of(sample.question.id, None)
        assert (entry.verdict, entry.verdict_text, entry.points) == ("not_done", "Not done", "not counted")
        assert set(said(entry)) <= {"Image", "Text"}
        assert entry.evidence == ()


def test_an_answer_after_the_key_was_seen_says_so():
    taking = Taking(BANK, PRACTICE, None, lambda: 0.0, ["single-minimal"])
    for response in ("B", "A", "B"):
        taking.respond("single-minimal", response)
        taking.check("single-minimal")
        taking.undo()
    taking.check("single-minimal")
    entry = attempt_report(mark_attempt(BANK, taking.attempt), started=NOON).questions[0]
    assert (entry.verdict, entry.verdict_text) == ("partial", "You had seen the answer")
    assert said(entry)["Points"] == ["1 − 0.33 because you had seen the answer = 0.67"]
    taking.undo()
    taking.respond("single-minimal", "A")
    taking.check("single-minimal")
    entry = attempt_report(mark_attempt(BANK, taking.attempt), started=NOON).questions[0]
    assert (entry.verdict, entry.points) == ("wrong", "0 of 1 point")
    assert "Points" not in said(entry)  # nothing was lost that there was


def test_a_response_that_is_none():
    entry = entry_of("ordering-full", ("B", "C"))
    assert (entry.verdict, entry.verdict_text) == ("unanswered", "Not a complete answer")


def test_a_weight_is_told():
    assert entry_of("single-full", "A").points == "2.5 of 2.5 points, counted 0.5 times"


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda sample: sample.name)
def test_every_answer_has_as_many_signs_as_lines(sample):
    for case in sample.cases:
        entry = entry_of(sample.question.id, case.response)
        for part in entry.said:
            assert all(line.text for line in part.lines)
        if sample.question.is_rated:
            continue  # its rating has the signs
        if case.verdict not in ("unanswered", "unknown_option", "incomplete", "used_twice"):
            answer = next(part for part in entry.said if part.name == "Your answer")
            assert all(line.outcome for line in answer.lines)


def sorting(response):
    question = Categorize(
        id="sort",
        stem="Sort.",
        skill="distinguish",
        categories=("Protest", "Interference"),
        statements=(
            Statement("chants", "Protest"),
            Statement("films", "Protest"),
            Statement("asks", "Protest"),
            Statement("blocks", "Interference"),
        ),
    )
    return report_of({"sort": response}, msgspec.structs.replace(BANK, questions=(question,)))


def test_the_tables():
    skills, distinction, _ = sorting({"A": "Protest", "B": "Interference", "D": "Interference"}).tables
    assert skills.title == "By skill"
    assert skills.rows == ((Cell("Distinguish"), Cell("0.5 of 1 point"), Cell("50 %", share=0.5)),)
    assert distinction.head[1:] == ("Protest", "Interference", "Not sorted")
    assert distinction.rows == (
        (Cell("Protest"), Cell("1", "right"), Cell("1", "wrong"), Cell("1", "missed")),
        (Cell("Interference"), Cell("0"), Cell("1", "right"), Cell("0")),
    )
    assert distinction.notes == (
        "1 of 2 statements that belong to “Protest” were put into “Interference”.",
        "0 of 1 statement that belongs to “Interference” was put into “Protest”.",
        "1 statement was not sorted.",
    )


def test_where_nothing_was_sorted_there_is_no_picture():
    assert [table.title for table in report_of({}, mode=TEST).tables] == ["By skill", "Reading time"]
    assert [table.title for table in report_of({}).tables] == ["Reading time"]
    assert report_of({}).percent is None


def test_of_many_categories_only_what_went_astray_is_told():
    counts = ((2, 1, 0, 0), (0, 3, 0, 0), (0, 0, 0, 0))
    assert distinction_sentences(Distinction(("a", "b", "c"), counts)) == (
        "1 of 3 statements that belong to “a” were put into “b”.",
    )
    assert distinction_sentences(Distinction(("a", "b", "c"), ((2, 0, 0, 2), (0, 0, 0, 0), (0, 0, 0, 0)))) == (
        "No statements were mixed up.",
        "2 statements were not sorted.",
    )


def test_everything_is_translated():
    report = sorting({"A": "Interference"})
    shouted = attempt_report(marked_question(), started=NOON, translate=BracketTexts())
    assert report.questions[0].said[0].name == "Your answer"
    assert shouted.questions[0].said[0].name == "⟦Your answer⟧"


def marked_question():
    taking = Taking(BANK, PRACTICE, Random(1), lambda: 0.0, ["single-minimal"])
    taking.respond("single-minimal", "A")
    taking.submit()
    return mark_attempt(BANK, taking.attempt)


def certainties(*counts):
    return tuple(CertaintyTotal(at, asked, right, Fraction(right)) for at, asked, right in counts)


@pytest.mark.parametrize(
    ("counts", "said", "unsaid"),
    [
        ([(3, 6, 5)], ["Very sure: 5 of 6 right."], ["pays", "trust"]),
        ([(3, 5, 4)], ["Very sure: 4 of 5 right."], ["pays"]),
        ([(3, 5, 3)], ["“Very sure” pays where at least 4 of 5 are right"], ["trust"]),
        ([(3, 2, 0)], ["Very sure: 0 of 2 right."], ["pays"]),  # too few to say anything
        ([(1, 4, 3)], ["Much of what you were not very sure of was right"], ["pays"]),
        ([(1, 3, 2)], ["Not very sure: 2 of 3 right."], ["trust"]),
    ],
)
def test_what_certainty_came_to_follows_from_the_figures(counts, said, unsaid):
    text = " ".join(certainty_sentences(certainties(*counts)))
    assert all(words in text for words in said)
    assert not any(words in text for words in unsaid)


def test_the_way_to_an_answer_is_told():
    hint = Hint("Look again.", cost=Decimal("0.25"))
    question = msgspec.structs.replace(BANK.question("single-full"), id="asked", hints=(hint,))
    bank = msgspec.structs.replace(BANK, questions=(question,))
    taking = Taking(bank, PRACTICE._replace(tries=3, certainty=True), Random(1), lambda: 0.0)
    taking.show_hint("asked")
    for response in ("B", "A"):
        taking.respond("asked", response)
        taking.give_certainty("asked", 2)
        taking.check("asked")
    taking.write_note("asked", "Remember this.")
    entry = attempt_report(mark_attempt(bank, taking.attempt), started=NOON).questions[0]
    told = said(entry)
    assert told["Earlier tries"] == ["To ask for a summer"]
    assert told["Hints"] == ["Look again. (costs 25 % of the points)"]
    assert told["Your note"] == ["Remember this."]
    assert told["How sure"][0].startswith("Fairly sure: +")
    assert any("1 try before" in line for line in told["Points"])
    assert any("1 hint" in line for line in told["Points"])
    report = attempt_report(mark_attempt(bank, taking.attempt), started=NOON)
    assert [table.title for table in report.tables][-1] == "How sure you were"


ROWS = Table(
    id="q",
    stem="Which is so?",
    columns=("yes", "no"),
    rows=(
        Row("It was unanimous", "yes", evidence="was unanimous"),
        Row("She asked for more", "no", evidence="asked for one summer"),
        Row("Nobody paid", "no"),
    ),
)


def test_the_place_of_a_row_is_quoted_beside_it_where_that_is_wrong_and_without_a_word_of_the_author():
    bank = msgspec.structs.replace(BANK, questions=(ROWS,))
    entry = report_of({"q": {"A": "yes", "B": "yes", "C": "yes"}}, bank).questions[0]
    assert said(entry)["Feedback"] == ["She asked for more – Paragraph 2: “asked for one summer”"]
    assert [quotation.text for quotation in entry.evidence] == ["was unanimous"]


def test_the_places_of_rows_are_evidence_where_all_are_right():
    bank = msgspec.structs.replace(BANK, questions=(ROWS,))
    entry = report_of({"q": ROWS.correct_response()}, bank).questions[0]
    assert "Feedback" not in said(entry)
    assert [quotation.text for quotation in entry.evidence] == ["was unanimous", "asked for one summer"]


@pytest.mark.parametrize(
    ("question", "response", "text"),
    [
        (
            GapFill(
                id="q",
                stem="Fill in.",
                text="The *white* tower stood [1] for\n\n[2] years.",
                gaps=(TypedGap((Accepted("empty"),)), TypedGap((Accepted("eleven"),))),
            ),
            {"1": " bare  and cold "},
            ["The white tower stood [1: bare and cold] for", "[2] years."],
        ),
        (
            InlineChoice(
                id="q",
                stem="Choose.",
                text="It stood [1].",
                gaps=(ChoiceGap((Option("empty", key=True), Option("*full*"))),),
            ),
            {"1": "1B"},
            ["It stood [1: full]."],
        ),
        (
            WordBank(id="q", stem="Fill in.", text="[1] bees", words=("salt", "no"), gaps=(WordGap("no"),)),
            {"1": "B"},
            ["[1: salt] bees"],
        ),
        (
            HighlightWords(id="q", stem="Which?", sentence="It stood  empty.", keys=(KeyWords("empty"),)),
            ("1",),
            ["It stood empty."],
        ),
    ],
    ids=lambda value: value.type_name if hasattr(value, "type_name") else "",
)
def test_the_text_that_was_worked_on_is_told_with_what_was_put_into_it(question, response, text):
    bank = msgspec.structs.replace(BANK, questions=(question,))
    entry = report_of({"q": response}, bank).questions[0]
    assert said(entry)["Text"] == text
    assert [part.name for part in entry.said].index("Text") < [part.name for part in entry.said].index("Your answer")
    assert said(report_of({}, bank).questions[0])["Text"] == list(question.text_lines())


def test_the_stems_of_both_parts_are_told():
    entry = entry_of("two-minimal", None)
    question = BANK.question("two-minimal")
    assert said(entry)["Text"] == [f"Part A: {question.part_a.stem}", f"Part B: {question.part_b.stem}"]
