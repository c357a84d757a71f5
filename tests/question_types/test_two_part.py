"""`two_part`: a question, and the evidence for its answer."""

from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest

from quizapp.domain.mark import Points, Unanswered, earned
from quizapp.domain.option import Option
from quizapp.domain.question import ResponseError
from quizapp.domain.typed_answer import Accepted
from quizapp.formats.native import read_bank
from quizapp.formats.native_writing import write_question
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import Criterion, Level, OpenResponse
from quizapp.question_types.ordering import Item, Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.two_part import TwoPart, part_arrangement
from quizapp.reports.working import workings
from tests.samples import BANK as SAMPLES
from tests.samples import PASSAGE, TWO_PART, verdict

PART_A = SingleChoice(
    id="a",
    stem="Why?",
    options=(Option("Money", key=True), Option("Bees", role="misreading", feedback="No.")),
    explanation="It lists pounds.",
    evidence="in pounds",
)
PART_B = MultipleChoice(
    id="b", stem="Where?", options=(Option("x", key=True), Option("y", key=True), Option("z")), points=Decimal(2)
)


def question(marking="dependent", part_a=PART_A, part_b=PART_B):
    return TwoPart(id="q", stem="Both.", part_a=part_a, part_b=part_b, marking=marking)


BOTH, A_ONLY, B_ONLY = {"a": "A", "b": ("A", "B")}, {"a": "A", "b": ("C",)}, {"a": "B", "b": ("A", "B")}
A_HALF_B = {"a": "A", "b": ("A",)}
NEITHER = {"a": "B", "b": ("C",)}


@pytest.mark.parametrize(
    ("marking", "response", "points", "possible"),
    [
        # PARCC's rule (see the docstring of mark), with one point for A and two for B
        ("dependent", BOTH, 3, 3),
        ("dependent", A_ONLY, 1, 3),
        ("dependent", A_HALF_B, 2, 3),
        ("dependent", B_ONLY, 0, 3),
        ("dependent", NEITHER, 0, 3),
        ("dependent", {"a": "A"}, 1, 3),
        ("dependent", {"b": ("A", "B")}, 0, 3),
        # CommonLit's: with A wrong, B is left out of the total: 5 questions, 3 others right, make 3/4
        ("dropped", BOTH, 3, 3),
        ("dropped", A_ONLY, 1, 3),
        ("dropped", A_HALF_B, 2, 3),
        ("dropped", B_ONLY, 0, 1),
        ("dropped", NEITHER, 0, 1),
        ("dropped", {"a": "B"}, 0, 1),
        ("dropped", {"b": ("A", "B")}, 0, 1),
        ("independent", BOTH, 3, 3),
        ("independent", B_ONLY, 2, 3),
        ("independent", A_HALF_B, 2, 3),
        ("independent", NEITHER, 0, 3),
        ("independent", {"b": ("A",)}, 1, 3),
    ],
)
def test_marking(marking, response, points, possible):
    mark = question(marking).mark(response)
    assert isinstance(mark, Points)
    assert (mark.earned, mark.possible) == (points, possible)
    assert sum(mark.terms) == mark.earned


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (None, "unanswered"),
        ({}, "unanswered"),
        ({"a": "", "b": ()}, "unanswered"),
        ({"a": None}, "unanswered"),
        ("A", "wrong_shape"),
        (("A", "B"), "wrong_shape"),
        ({"A": "A"}, "unknown_option"),
        ({"a": "A", "c": "A"}, "unknown_option"),
        ({1: "A"}, "unknown_option"),
        ({"a": "Z"}, "unknown_option"),
        ({"a": ["A"], "b": ("Z",)}, "wrong_shape"),
        ({"a": "Z", "b": ("A",)}, "a missed, b.A right, b.B missed"),
        ({"a": "A", "b": ["A"]}, "a.A right, b missed"),
        ({"a": "A", "b": ("A", "A", "B")}, "a.A right, b.A right, b.B right"),
    ],
)
def test_what_is_given_and_what_is_not(response, expected):
    assert verdict(question().mark(response)) == expected


def test_parts_that_are_right_and_wrong_are_counted():
    for response, counts in ((BOTH, (2, 0, 2)), (A_ONLY, (1, 1, 2)), (NEITHER, (0, 2, 2))):
        mark = question().mark(response)
        assert isinstance(mark, Points)
        assert (mark.right, mark.wrong, mark.of) == counts


def test_part_a_counts_as_right_only_where_it_is_right_in_full():
    halves = question(part_a=msgspec.structs.replace(PART_B, id="a"))
    assert earned(halves.mark({"a": ("A",), "b": ("A", "B")})) == 1
    assert earned(halves.mark({"a": ("A", "B"), "b": ("A", "B")})) == 4


def test_nothing_answered_costs_all_points_even_where_part_b_would_be_dropped():
    assert question("dropped").mark(None) == Unanswered(Fraction(3))


def test_a_learner_can_work_it_out():
    whole = question()
    assert workings(whole, A_HALF_B, whole.mark(A_HALF_B)) == [
        "Part B: (1 right − 0 wrong) ÷ 2 right answers × 2 points = 1",
        "part A 1 + part B 1 = 2",
    ]
    assert workings(whole, B_ONLY, whole.mark(B_ONLY))[-1] == (
        "part A 0, and part B does not count as part A is not right = 0"
    )


def test_remarks_say_which_part_they_are_of():
    assert [(remark.part, remark.text) for remark in question().remarks(NEITHER)] == [
        ("a.B", "No."),
        ("a", "It lists pounds."),
    ]


def test_what_is_said_names_the_part():
    whole = question()
    assert whole.summarize(A_HALF_B) == ("Part A: Money", "Part B: x")
    assert whole.part_text("b.C") == "Part B: z"
    assert (whole.part_text("a"), whole.part_text("c.A"), whole.part_text("a.Z")) == ("Part A", "", "Part A")
    assert [choice.part for choice in whole.classify(BOTH)] == ["a", "b.A", "b.B", "b.C"]


def test_the_evidence_of_the_parts_is_evidence_of_the_whole():
    assert [quote.quote for quote in question().key_evidence] == ["in pounds"]


def test_an_arrangement_is_taken_apart_again():
    assert part_arrangement(("b.C", "a.B", "b.A", "a.A"), "a") == ("B", "A")
    assert part_arrangement(("b.C", "a.B", "b.A", "a.A"), "b") == ("C", "A")


def test_the_place_of_what_is_shown_changes_no_mark():
    whole = question()
    assert whole.mark(dict(reversed(BOTH.items()))) == whole.mark(BOTH)


@pytest.mark.parametrize(
    ("written", "response"),
    [
        ({"a": "Money", "b": ["x", "C"]}, {"a": "A", "b": ("A", "C")}),
        ({"B": "A, C"}, {"b": ("A", "C")}),
        ({"a": "", "b": ["A"]}, {"b": ("A",)}),
    ],
)
def test_responses_in_a_file(written, response):
    assert question().read_response(written) == response


@pytest.mark.parametrize("written", ["A", ["A", "B"], {"c": "A"}, {"a": "A", "A": "B"}, {"a": "Q"}])
def test_what_is_no_response_in_a_file(written):
    with pytest.raises(ResponseError):
        question().read_response(written)


def codes(whole):
    return [(mistake.code, mistake.path) for mistake in whole.mistakes()]


def test_mistakes_of_the_parts_are_told_with_their_place():
    wrong = msgspec.structs.replace(
        PART_A, options=(Option("x"), Option("x")), skill="locate", weight=Decimal(2), covers=("F1",)
    )
    assert codes(msgspec.structs.replace(question(part_a=wrong), points=Decimal(2))) == [
        ("points_of_parts", ("points",)),
        ("field_of_whole", ("part_a", "skill")),
        ("field_of_whole", ("part_a", "weight")),
        ("field_of_whole", ("part_a", "covers")),
        ("same_text_twice", ("part_a", "options", 1, "text")),
        ("no_key", ("part_a", "options")),
    ]


def test_a_part_is_neither_of_two_parts_nor_written():
    written = OpenResponse(
        id="b", stem="?", model_answer="x", rubric=(Criterion("c", (Level("no", 0), Level("yes", 1))),)
    )
    assert codes(question(part_a=msgspec.structs.replace(question(), id="a"), part_b=written)) == [
        ("not_a_part", ("part_a", "type")),
        ("not_a_part", ("part_b", "type")),
    ]


# In a file

BANK = """\
id: b
title: B
passage:
  text: |
    # T

    It is in pounds.
questions:
"""


def read(tmp_path, fields):
    path = tmp_path / "bank.yaml"
    path.write_text(BANK + fields, encoding="utf-8")
    return read_bank(path)


@pytest.mark.parametrize("sample", TWO_PART, ids=lambda sample: sample.name)
def test_it_is_written_and_read_back(tmp_path, sample):
    bare = msgspec.structs.replace(sample.question, evidence=())
    parts = {field: msgspec.structs.replace(getattr(bare, field), evidence=()) for field in bare.nested}
    if isinstance(parts["part_a"], SingleChoice):
        options = tuple(msgspec.structs.replace(option, evidence=()) for option in parts["part_a"].options)
        parts["part_a"] = msgspec.structs.replace(parts["part_a"], options=options)
    whole = msgspec.structs.replace(bare, **parts)
    result = read(tmp_path, "".join(f"  {line}\n" for line in write_question(whole).splitlines()))
    assert result.problems == ()
    assert result.bank.questions == (whole,)


WRONG = """\
  - id: q
    type: two_part
    stem: Both
    points: 2
    marking: dependant
    part_a:
      id: first
      type: single_choice
      stem: Why?
      weight: 2
      evidence: in dollars
      options:
        - text: x
          kye: true
        - y
    part_b:
      type: open_response
      stem: Write
"""


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path):
    problems = [(problem.line, problem.field, problem.code) for problem in read(tmp_path, WRONG).problems]
    assert problems == [
        (12, "questions[1].points", "points_of_parts"),
        (13, "questions[1].marking", "not_a_choice_suggest"),
        (15, "questions[1].part_a.id", "field_of_whole"),
        (18, "questions[1].part_a.weight", "field_of_whole"),
        (19, "questions[1].part_a.evidence", "evidence_not_found"),
        (22, "questions[1].part_a.options[1].kye", "unknown_field_suggest"),
        (25, "questions[1].part_b.type", "not_a_part"),
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("part_a: x\n    part_b: [y]", [("part_a", "not_a_mapping"), ("part_b", "not_a_mapping")]),
        ("part_a:\n      stem: x", [("", "missing_field"), ("part_a", "missing_field")]),
        (
            "part_a:\n      type: sinlge_choice\n    part_b:\n"
            "      type: true_false\n      stem: So\n      key: perhaps",
            [
                ("part_a", "missing_field"),  # the stem
                ("part_a", "missing_field"),  # the options
                ("part_a.type", "not_a_choice_suggest"),
                ("part_b.key", "not_a_choice"),
            ],
        ),
    ],
)
def test_what_is_no_part(tmp_path, fields, expected):
    result = read(tmp_path, f"  - id: q\n    type: two_part\n    stem: Both\n    {fields}\n")
    found = [
        (problem.field.removeprefix("questions[1]").removeprefix("."), problem.code) for problem in result.problems
    ]
    assert sorted(found) == expected


def test_a_response_can_be_read_only_where_each_part_can():
    whole = question(part_a=Numeric(id="a", stem="?", key="11"))
    legible = {("11", ("A",)): True, ("eleven", ("A",)): False, ("eleven", None): False, (None, ("A",)): True}
    for (a, b), expected in legible.items():
        response = {at: given for at, given in (("a", a), ("b", b)) if given is not None}
        assert whole.is_legible(response) is expected


def test_parts_that_are_typed_are_marked_by_the_language_of_their_bank():
    typed = ShortAnswer(id="a", stem="?", accepted=(Accepted("ışık"),))
    bank = msgspec.structs.replace(SAMPLES, language="tr", questions=(question(part_a=typed), typed))
    assert bank.passage.language == bank.about.language == "tr"
    assert [earned(mark) for mark in bank.questions[0].part_marks({"a": "IŞIK"}).values()] == [1, 0]
    assert earned(bank.questions[1].mark("IŞIK")) == 1
    assert earned(bank.questions[1].mark("işik")) == 0
    assert earned(msgspec.structs.replace(typed).mark("işik")) == 1  # in no bank, by no language's rule


def test_an_ordering_can_be_a_part():
    order = Ordering(id="b", stem="?", items=(Item("x"), Item("y"), Item("z")))
    assert earned(question(part_b=order).mark({"a": "A", "b": ("A", "B", "C")})) == 2


def test_in_words_beside_the_passage_a_sentence_of_a_part_is_told_whole():
    whole = question(part_b=EvidenceSelection(id="b", stem="Which sentence?", keys="stood empty"))

    assert whole.summarize_in(whole.correct_response(), PASSAGE) == (
        *whole.summarize({"a": whole.part_a.correct_response()}),
        "Part B: Paragraph 1: When the harbour closed in 1974, the white tower stood empty for eleven years.",
    )


def test_a_part_that_has_parts_is_open_by_these():
    order = Ordering(id="b", stem="?", items=(Item("x"), Item("y")))
    both = question(part_b=order)
    assert both.open_parts(None) == ("a", "b.A", "b.B")
    assert both.open_parts({"a": "A"}) == ("b.A", "b.B")
    assert both.open_parts({"b": ("B",)}) == ("a", "b.A")
    assert question().open_parts({"b": "A", "a": ""}) == ("a",)


def test_of_each_part_that_was_not_right_a_selection_stays_whole_and_a_choice_goes():
    for response, kept in (
        (BOTH, BOTH),
        (A_ONLY, A_ONLY),
        (B_ONLY, {"b": ("A", "B")}),
        (NEITHER, {"b": ("C",)}),
        ({"a": "B"}, None),
        ({"a": "A"}, {"a": "A"}),
    ):
        assert question().retain_correct(response) == kept
