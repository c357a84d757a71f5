"""A marked question and a marked attempt, as a terminal shows them."""

from random import Random

import msgspec
import pytest

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.gaps import Gapped
from quizapp.domain.mark import Points
from quizapp.domain.typed_answer import Accepted
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.table import Row, Table
from quizapp.question_types.two_part import part_arrangement
from quizapp.reports.attempt_data import attempt_data
from quizapp.reports.attempt_text import file_labels, labels, marked_lines, results_lines, try_lines
from quizapp.reports.plain_text import columns
from quizapp.reports.working import working
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from quizapp.texts import Texts
from tests.samples import ALL_SAMPLES, BANK


def marked(responses, seed=1):
    taking = Taking(BANK, TEST, Random(seed), lambda: 0.0)
    for id_, response in responses.items():
        taking.respond(id_, response)
    taking.submit()
    return mark_attempt(BANK, taking.attempt)


KEYS = {question.id: question.correct_response() for question in BANK.questions}


@pytest.mark.parametrize("width", [40, 96])
@pytest.mark.parametrize("number", range(4))
def test_every_sample_can_be_told(width, number):
    """Whatever was answered, in few columns and in many; no line is too wide."""
    responses = {
        sample.question.id: sample.cases[number % len(sample.cases)].response
        for sample in ALL_SAMPLES
        if sample.question.id in BANK
    }
    for entry in (result := marked(responses)).questions:
        lines = list(marked_lines(BANK, entry, width))
        assert max(map(columns, lines)) <= width
        if isinstance(entry.mark, Points) and 0 < entry.mark.earned < entry.mark.possible:
            assert " ".join(" ".join(lines).split()).count(working(entry.mark)) == 1
    for told in (True, False):
        lines = list(results_lines(result, 61, width, told))
        assert lines[0] == "Results"
        assert "in 1 min 1 s" in lines[1]
        assert any(line.startswith("Missed: ") for line in lines)


def test_how_statements_were_sorted_is_a_table_where_it_fits():
    done = marked({"categorize-minimal": KEYS["categorize-minimal"]})
    wide = list(results_lines(done, None, 200, told=True))
    head = next(line for line in wide if line.startswith("  is ↓  sorted as →"))
    fits = columns(head)
    assert head in results_lines(done, None, fits, told=True)
    narrow = list(results_lines(done, None, fits - 1, told=True))
    assert not any("sorted as →" in line for line in narrow)
    assert "  Said: 1 as Said" in narrow


def test_what_was_not_done_is_neither_missed_nor_shown():
    taking = Taking(BANK, PRACTICE, None, lambda: 0.0, ["single-full", "single-minimal", "true-full"])
    taking.respond("single-full", "B")
    taking.submit()
    done = mark_attempt(BANK, taking.attempt)
    lines = list(results_lines(done, None, 96, told=False))
    assert "Not done: questions 2, 3" in lines
    assert "Missed: 1 of 1" in lines
    assert lines[1] == "  0 of 1.25 points: 0 %"
    data = attempt_data(done)
    assert [(each["status"], each["possible"]) for each in data["questions"]] == [
        ("marked", 2.5),
        ("not_done", 0),
        ("not_done", 0),
    ]
    assert (data["percent"], data["missed"]) == (0, ["single-full"])
    nothing = mark_attempt(BANK, Taking(BANK, PRACTICE, None, lambda: 0.0).attempt)
    assert attempt_data(nothing)["percent"] is None
    assert "%" not in "".join(results_lines(nothing, None, 96, told=False))


def test_all_right_is_told_in_few_lines():
    lines = list(results_lines(marked(KEYS), None, 96, told=True))
    assert ": 100 %" in lines[1]
    assert lines[-1] == "Nothing was missed."


def test_letters_are_those_that_were_shown():
    for entry in marked({}, seed=3).questions:
        known = labels(entry.question, entry.arrangement)
        if entry.question.type_name == "true_false":
            assert set(known.values()) <= {"t", "f", "n"}
        elif entry.question.type_name == "matching":
            assert list(known.values()) == [str(number) for number in range(1, len(known) + 1)]
            assert tuple(known) == entry.arrangement
        elif entry.question.type_name == "two_part":
            for at, part in entry.question.questions.items():
                inner = labels(part, part_arrangement(entry.arrangement, at))
                assert {id_: known[f"{at}.{id_}"] for id_ in inner} == inner
        elif isinstance(entry.question, Gapped):
            assert tuple(known) == tuple(known.values()) == entry.question.gap_ids
        else:
            assert list(known.values()) == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")[: len(known)] or len(known) > 26
            assert tuple(known) == entry.arrangement


def test_letters_are_those_of_the_language_but_for_a_file():
    question = BANK.question("true-full")
    for language, shown in (("en", "tfn"), ("es", "vfn"), ("pt_BR", "vfn")):
        assert "".join(labels(question, ("true", "false", "not_stated"), Texts(language)).values()) == shown
        assert "".join(file_labels(question, ("true", "false", "not_stated"), Texts(language)).values()) == "tfn"


def test_of_two_parts_the_lines_are_as_wide_as_they_may_be():
    responses = {id_: {"a": "B"} for id_ in KEYS if BANK.question(id_).type_name == "two_part"}
    entries = [entry for entry in marked(responses).questions if entry.question.id in responses]
    room = {
        width - columns(line)
        for width in range(34, 60)
        for entry in entries
        for line in marked_lines(BANK, entry, width)
        if line.startswith(("    ✓", "    ✗", "    ○"))
    }
    assert min(room) == 0


def test_of_a_selection_each_sentence_is_told_whole():
    done = marked({"evidence-full": ("Marta asked for one summer before the work began.",)})
    entry = next(entry for entry in done.questions if entry.question.id == "evidence-full")
    lines = list(marked_lines(BANK, entry, 120))
    assert "  ✓ Paragraph 2: Marta asked for one summer before the work began. (chosen, right)" in lines
    assert "  ○ Paragraph 4: The tower was painted. (right, not chosen)" in lines  # its key quotes “The tower”


def test_of_a_selection_that_was_not_made_the_right_sentences_are_told():
    entry = next(entry for entry in marked({}).questions if entry.question.id == "evidence-minimal")
    (line,) = (line for line in marked_lines(BANK, entry, 200) if "○" in line)
    sentence = "When the harbour closed in 1974, the white tower stood empty for eleven years."
    assert line == f"  ○ Paragraph 1: {sentence} (right, not chosen)"


def test_as_data_a_response_is_what_an_answers_file_would_hold():
    for shown in attempt_data(marked(KEYS))["questions"]:
        question = BANK.question(shown["id"])
        assert shown["earned"] == shown["possible"]
        assert shown["response"] == shown["correct"]
        assert question.read_response(shown["correct"]) == question.correct_response()


def test_as_data_a_question_can_be_read_without_the_bank():
    data = attempt_data(marked({"single-full": "B", "evidence-minimal": ("Nobody had asked the bees.",)}))
    shown = {question["id"]: question for question in data["questions"]}
    single, evidence = shown["single-full"], shown["evidence-minimal"]
    assert single["stem"] == BANK.question("single-full").stem
    assert (single["response"], single["response_lines"]) == ("B", ["To ask for a summer"])
    assert (single["correct"], single["correct_lines"]) == ("A", ["To give the council a reason"])
    assert single["parts"][0] == {"id": "B", "text": "To ask for a summer", "outcome": "wrong"}
    assert evidence["response_lines"] == ["Paragraph 3: Nobody had asked the bees."]
    assert evidence["correct_lines"] == [
        "Paragraph 1: When the harbour closed in 1974, the white tower stood empty for eleven years."
    ]


def test_as_data_every_response_is_told_in_words():
    for shown in attempt_data(marked(KEYS))["questions"]:
        assert shown["stem"]
        assert shown["correct_lines"]
        assert shown["response_lines"] == shown["correct_lines"]


def test_as_data_earlier_tries_are_told_in_words():
    taking = Taking(BANK, PRACTICE._replace(tries=3), Random(1), lambda: 0.0)
    for tried in ("B", "A"):
        taking.respond("single-full", tried)
        assert taking.check("single-full")
    taking.submit()
    shown = {question["id"]: question for question in attempt_data(mark_attempt(BANK, taking.attempt))["questions"]}
    assert shown["single-full"]["tried"] == ["B"]
    assert shown["single-full"]["tried_lines"] == [["To ask for a summer"]]


def test_as_data_nothing_given_is_unanswered():
    data = attempt_data(marked({}))
    assert {shown["status"] for shown in data["questions"]} == {"unanswered"}
    assert all(shown["response"] is None and shown["parts"] == [] for shown in data["questions"])
    assert data["earned"] == 0 == data["percent"]
    assert len(data["missed"]) == len(BANK.questions)


def test_the_place_of_a_row_is_quoted_without_a_word_of_the_author():
    rows = (Row("Was it?", "yes", evidence="was unanimous"), Row("More?", "no", evidence="asked for one summer"))
    question = Table(id="q", stem="Which?", columns=("yes", "no"), rows=rows, shuffle=False)
    bank = msgspec.structs.replace(BANK, questions=(question,))
    taking = Taking(bank, PRACTICE._replace(tries=2), Random(1), lambda: 0.0)
    response = {"A": "yes", "B": "yes"}
    on_try = "\n".join(try_lines(question, taking.arrangement("q"), response, 96))
    assert "summer" not in on_try  # it would tell where the answer is
    assert "On B" not in on_try
    taking.respond("q", response)
    taking.submit()
    lines = list(marked_lines(bank, mark_attempt(bank, taking.attempt).questions[0], 96))
    at = lines.index("  On B:")
    assert lines[at + 1] == "    Paragraph 2: “asked for one summer”"
    assert lines[-1] == "  Paragraph 4: “was unanimous”"
    assert "\n".join(lines).count("asked for one summer") == 1


@pytest.mark.parametrize("told", [True, False])
def test_the_text_with_the_gaps_is_told_in_the_results(told):
    question = GapFill(id="q", stem="Fill in.", text="It stood [1].", gaps=(TypedGap((Accepted("empty"),)),))
    bank = msgspec.structs.replace(BANK, questions=(question,))
    taking = Taking(bank, TEST, Random(1), lambda: 0.0)
    taking.respond("q", {"1": "full"})
    taking.submit()
    lines = list(results_lines(mark_attempt(bank, taking.attempt), None, 96, told))
    assert lines[lines.index("1. Fill in.") + 1] == "  It stood [1: full]."
