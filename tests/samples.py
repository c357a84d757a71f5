"""Questions of every type, with responses and the marks that a teacher would give them by hand.

Each type has a minimal sample, a full one, in which every field is set, and one at an edge. All of them ask about
`PASSAGE`; `BANK` holds them all.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.evidence import Quote
from quizapp.domain.mark import Invalid, Mark, Unanswered
from quizapp.domain.option import Option
from quizapp.domain.passage import read_passage
from quizapp.domain.question import Question
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.ordering import Item, Ordering
from quizapp.question_types.short_answer import Accepted, Anticipated, Forgive, ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import AnswerNote, TrueFalse

PASSAGE_MARKDOWN = """\
# The Lighthouse Bees

When the harbour closed in 1974, the white tower stood empty for eleven years.

## The keeper

Marta asked for *one summer* before the work began. Her report listed, in pounds, what the town would have to spend
on sea walls.

- salt
- honey

> Nobody had asked the bees.

The vote to keep the tower, and its tenants, was unanimous. The tower was painted.
"""

PASSAGE = read_passage(PASSAGE_MARKDOWN)
ABOUT = read_passage("# About this text\n\nIt was written for tests.")


class Case(NamedTuple):
    """A response, the points that it earns, and the `verdict` on it."""

    response: Any
    earned: Fraction
    verdict: str


class Sample(NamedTuple):
    """A question without mistakes, with worked examples of marking."""

    question: Question
    cases: tuple[Case, ...]

    @property
    def name(self) -> str:
        return self.question.id


def case(response: Any, earned: int | str, verdict: str) -> Case:
    return Case(response, Fraction(earned), verdict)


def verdict(mark: Mark) -> str:
    """`mark` on one line: each part with its outcome, or why there are none."""
    match mark:
        case Unanswered():
            return "unanswered"
        case Invalid(code=code):
            return code
        case _:
            return ", ".join(f"{part.id} {part.outcome}".strip() for part in mark.parts)


_COMMON: dict[str, Any] = {
    "points": Decimal("2.5"),
    "weight": Decimal("0.5"),
    "explanation": "SECRET explanation",
    "covers": ("SECRET-1", "SECRET-2"),
}

SINGLE_CHOICE = (
    Sample(
        SingleChoice(
            id="single-minimal", stem="Who asked?", options=(Option("The council"), Option("Marta", key=True))
        ),
        (
            case("B", 1, "B right"),
            case("A", 0, "A wrong, B missed"),
            case(None, 0, "unanswered"),
            case("", 0, "unanswered"),
        ),
    ),
    Sample(
        SingleChoice(
            id="single-full",
            stem="Why does the report list costs?",
            skill="interpret",
            evidence=("Her report listed, in pounds, … sea walls", Quote("The tower", prefix="unanimous.")),
            options=(
                Option("To give the council a reason", key=True, feedback="SECRET key"),
                Option("To ask for a summer", role="other_span", feedback="SECRET summer", evidence="one summer"),
                Option("To count the bees", role="misreading", feedback="SECRET bees"),
                Option("To open the harbour", role="unsupported", feedback="SECRET harbour", pinned=True),
            ),
            **_COMMON,
        ),
        (
            case("A", "2.5", "A right"),
            case("D", 0, "D wrong, A missed"),
            case("E", 0, "unknown_option"),
            case("a", 0, "unknown_option"),
        ),
    ),
    Sample(
        SingleChoice(
            id="single-edge",
            stem="Welche Farbe hat der Turm? מה צבע המגדל? 🗼",
            options=tuple(Option(f"🎨 {number} – «ﬁne» café", key=number == 19) for number in range(20)),
            points=Decimal("0.01"),
            weight=Decimal(0),
            shuffle=False,
        ),
        (
            case("T", "0.01", "T right"),
            case("S", 0, "S wrong, T missed"),
            case("U", 0, "unknown_option"),
        ),
    ),
)

MULTIPLE_CHOICE = (
    Sample(
        MultipleChoice(
            id="multiple-minimal",
            stem="What is said?",
            options=(Option("It was kept.", key=True), Option("It was sold.")),
        ),
        (
            case(("A",), 1, "A right"),
            case(("B",), 0, "A missed, B wrong"),
            case(("A", "B"), 0, "A right, B wrong"),
            case((), 0, "unanswered"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        MultipleChoice(
            id="multiple-full",
            stem="What does the passage say about the tower?",
            skill="locate",
            evidence="stood empty for eleven years",
            options=(
                Option("It stood empty.", key=True, feedback="SECRET empty"),
                Option("It was kept.", key=True),
                Option("It was blue.", role="misreading", feedback="SECRET blue", evidence="the white tower"),
                Option("It was sold.", role="unsupported", pinned=True),
            ),
            marking="partial",
            **_COMMON,
        ),
        (
            case(("A", "B"), "2.5", "A right, B right"),
            case(("A",), "1.25", "A right, B missed"),
            case(("A", "B", "C"), "1.25", "A right, B right, C wrong"),
            case(("A", "B", "C", "D"), 0, "A right, B right, C wrong, D wrong"),
            case(("C", "D"), 0, "A missed, B missed, C wrong, D wrong"),
        ),
    ),
    Sample(
        MultipleChoice(
            id="multiple-edge",
            stem="Choose the even numbers.",
            options=tuple(Option(str(number), key=number % 2 == 0) for number in range(20)),
            marking="exact",
            shuffle=False,
            points=Decimal(1000),
        ),
        (
            case(tuple("ACEGIKMOQS"), 1000, ", ".join(f"{id_} right" for id_ in "ACEGIKMOQS")),
            case(tuple("ACEGIKMOQ"), 0, ", ".join(f"{id_} right" for id_ in "ACEGIKMOQ") + ", S missed"),
            case(("U",), 0, "unknown_option"),
        ),
    ),
)

TRUE_FALSE = (
    Sample(
        TrueFalse(id="true-minimal", stem="The tower was kept.", key="true"),
        (
            case("true", 1, "true right"),
            case("false", 0, "false wrong, true missed"),
            case("not_stated", 0, "unknown_option"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        TrueFalse(
            id="true-full",
            stem="Everyone who voted wanted to keep the tower.",
            skill="interpret",
            evidence="The vote to keep the tower, and its tenants, was unanimous.",
            key="true",
            not_stated=True,
            options={
                "true": AnswerNote(feedback="SECRET true"),
                "false": AnswerNote("misreading", "SECRET false"),
                "not_stated": AnswerNote("other_span", "SECRET not stated", "Nobody had asked the bees."),
            },
            **_COMMON,
        ),
        (
            case("true", "2.5", "true right"),
            case("not_stated", 0, "not_stated wrong, true missed"),
            case("True", 0, "unknown_option"),
        ),
    ),
    Sample(
        TrueFalse(id="true-edge", stem="Marta liked honey.", key="not_stated"),
        (
            case("not_stated", 1, "not_stated right"),
            case("false", 0, "false wrong, not_stated missed"),
            case("", 0, "unanswered"),
        ),
    ),
)

CATEGORIZE = (
    Sample(
        Categorize(
            id="categorize-minimal",
            stem="Sort.",
            categories=("Said", "Not said"),
            statements=(Statement("Salt", "Said"),),
        ),
        (
            case({"A": "Said"}, 1, "A right"),
            case({"A": "Not said"}, 0, "A wrong"),
            case({}, 0, "unanswered"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        Categorize(
            id="categorize-full",
            stem="Who did it?",
            skill="distinguish",
            evidence="Marta asked",
            categories=("Marta", "The town", "Nobody"),
            statements=(
                Statement(
                    "Asked for a summer", "Marta", feedback="SECRET summer", evidence="Marta asked for one summer"
                ),
                Statement("Wrote a report", "Marta", feedback="SECRET report"),
                Statement("Asked the bees", "Nobody"),
                Statement("Voted", "The town", feedback="SECRET vote"),
            ),
            shuffle=False,
            **_COMMON,
        ),
        (
            case(
                {"A": "Marta", "B": "Marta", "C": "Nobody", "D": "The town"},
                "2.5",
                "A right, B right, C right, D right",
            ),
            case({"A": "Marta", "B": "The town"}, "0.625", "A right, B wrong, C missed, D missed"),
            case({"A": "Nobody"}, 0, "A wrong, B missed, C missed, D missed"),
            case({"E": "Marta"}, 0, "unknown_option"),
            case({"A": "marta"}, 0, "unknown_option"),
        ),
    ),
    Sample(
        Categorize(
            id="categorize-edge",
            stem="Even or odd?",
            categories=("even", "odd", "ſharp", "🐝", "ערב", "none of them"),
            statements=tuple(Statement(str(number), "odd" if number % 2 else "even") for number in range(40)),
        ),
        (
            case(
                {"AN": "odd"},
                "1/40",
                ", ".join(f"{_} missed" for _ in [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ"])
                + "".join(f", A{_} missed" for _ in "ABCDEFGHIJKLM")
                + ", AN right",
            ),
            case({"AO": "odd"}, 0, "unknown_option"),
        ),
    ),
)

ORDERING = (
    Sample(
        Ordering(id="ordering-minimal", stem="Which came first?", items=(Item("closing"), Item("asking"))),
        (
            # the ids go by the alphabet: asking is A, closing is B
            case(("B", "A"), 1, "B right, A right"),
            case(("A", "B"), 0, "A wrong, B wrong"),
            case(("A",), 0, "incomplete"),
            case((), 0, "unanswered"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        Ordering(
            id="ordering-full",
            stem="Put the events in order.",
            skill="interpret",
            evidence="When the harbour closed",
            items=(
                Item("The harbour closed.", feedback="SECRET harbour", evidence="the harbour closed in 1974"),
                Item("The tower stood empty.", feedback="SECRET tower"),
                Item("Marta wrote a report."),
                Item("The vote was held.", feedback="SECRET vote"),
            ),
            marking="distance",
            **_COMMON,
        ),
        (
            # Marta is A, the harbour B, the tower C, the vote D: the right order is B C A D
            case(("B", "C", "A", "D"), "2.5", "B right, C right, A right, D right"),
            case(("C", "B", "A", "D"), "1.875", "C wrong, B wrong, A right, D right"),
            case(("D", "A", "C", "B"), 0, "D wrong, A wrong, C wrong, B wrong"),
            case(("B", "C", "A", "D", "D"), 0, "incomplete"),
            case(("B", "C", "A", "E"), 0, "unknown_option"),
        ),
    ),
    Sample(
        Ordering(
            id="ordering-edge",
            stem="Count down.",
            items=tuple(Item(f"{number:02}") for number in range(19, -1, -1)),
            marking="longest_run",
            points=Decimal(19),
        ),
        (
            case(tuple("TSRQPONMLKJIHGFEDCBA"), 19, ", ".join(f"{id_} right" for id_ in "TSRQPONMLKJIHGFEDCBA")),
            case(tuple("ATSRQPONMLKJIHGFEDCB"), 18, ", ".join(f"{id_} wrong" for id_ in "ATSRQPONMLKJIHGFEDCB")),
            case(tuple("ABCDEFGHIJKLMNOPQRST"), 0, ", ".join(f"{id_} wrong" for id_ in "ABCDEFGHIJKLMNOPQRST")),
        ),
    ),
)

SHORT_ANSWER = (
    Sample(
        ShortAnswer(id="short-minimal", stem="Who asked?", accepted=(Accepted("Marta"),)),
        (
            case("Marta", 1, "right"),
            case("  marta. ", 1, "right"),
            case("Peter", 0, "wrong"),
            case(" \n", 0, "unanswered"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        ShortAnswer(
            id="short-full",
            stem="Who asked for one summer?",
            skill="locate",
            evidence="Marta asked for one summer",
            accepted=(
                Accepted("Marta SECRET"),
                Accepted("she SECRET", share=Decimal("0.5"), feedback="SECRET name"),
                Accepted("a woman SECRET", share=Decimal("0.125")),
            ),
            anticipated=(Anticipated("council SECRET", "misreading", "SECRET council", "Nobody had asked the bees."),),
            forgive=Forgive(case=True, accents=False, punctuation=True, slips="2"),
            **_COMMON,
        ),
        (
            case("marta secret", "2.5", "right"),
            case("She secret", "1.25", "partial"),
            case("A woman secret", "0.3125", "partial"),
            case("council secret", 0, "wrong"),
            case("a council", 0, "wrong"),
        ),
    ),
    Sample(
        ShortAnswer(
            id="short-edge",
            stem="How many years was it empty? (0 is not right.)",
            accepted=(Accepted("11"), Accepted("elf – אחת־עשרה 🐝")),
            forgive=Forgive(case=False, accents=False, punctuation=False, slips="0"),
        ),
        (
            case("11", 1, "right"),
            case("１１", 1, "right"),
            case("0", 0, "wrong"),
            case("011", 0, "wrong"),
            case("11.", 0, "wrong"),
            case("Elf - אחת־עשרה 🐝", 0, "wrong"),
            case("elf — אחת־עשרה 🐝", 1, "right"),
        ),
    ),
)

SAMPLES: dict[str, tuple[Sample, ...]] = {
    "single_choice": SINGLE_CHOICE,
    "multiple_choice": MULTIPLE_CHOICE,
    "true_false": TRUE_FALSE,
    "categorize": CATEGORIZE,
    "ordering": ORDERING,
    "short_answer": SHORT_ANSWER,
}

ALL_SAMPLES: tuple[Sample, ...] = tuple(sample for samples in SAMPLES.values() for sample in samples)

BANK = Bank(
    id="samples",
    title="Samples",
    description="Questions of every type.",
    language="en",
    author="The tests",
    licence="CC BY 4.0",
    passage=PASSAGE,
    about=ABOUT,
    questions=tuple(sample.question for sample in ALL_SAMPLES),
    content_hash="0" * 64,
)
