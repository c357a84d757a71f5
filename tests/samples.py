"""Questions of every type, with responses and the marks that a teacher would give them by hand.

Each type has a minimal sample, a full one, in which every field is set, and one at an edge. All of them ask about
`PASSAGE`; `BANK` holds them all.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.evidence import Quote
from quizapp.domain.mark import Invalid, Mark, Unanswered, Unmarked
from quizapp.domain.option import Option
from quizapp.domain.passage import read_passage
from quizapp.domain.question import Question
from quizapp.domain.typed_answer import Accepted, Anticipated, Forgive
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.question_types.evidence import EvidenceSelection, WrongSentence
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.highlight_words import HighlightWords, KeyWords, WrongWords
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.matching import Matching, Prompt
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Band, Numeric, Unit
from quizapp.question_types.open_response import Criterion, Level, OpenResponse, Words
from quizapp.question_types.ordering import Item, Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Row, Table
from quizapp.question_types.true_false import AnswerNote, TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.question_types.word_bank import WordBank, WordGap

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
        case Unmarked():
            return "unmarked"
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

TABLE = (
    Sample(
        Table(id="table-minimal", stem="Tick.", columns=("Said", "Not said"), rows=(Row("Salt", "Said"),)),
        (
            case({"A": "Said"}, 1, "A right"),
            case({"A": "Not said"}, 0, "A wrong"),
            case({}, 0, "unanswered"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        Table(
            id="table-full",
            stem="What does the passage say of each claim?",
            skill="distinguish",
            evidence="Marta asked",
            columns=("Says so", "Says the opposite", "Does not say"),
            rows=(
                Row("Marta asked for a summer.", "Says so", "SECRET summer", "Marta asked for one summer"),
                Row("The harbour stayed open.", "Says the opposite", feedback="SECRET harbour"),
                Row("The bees were asked.", "Says the opposite"),
                Row("Marta liked honey.", "Does not say"),
            ),
            marking="all",
            shuffle=False,
            **_COMMON,
        ),
        (
            # QTI 2.2, match_correct: all of it or nothing
            case(
                {"A": "Says so", "B": "Says the opposite", "C": "Says the opposite", "D": "Does not say"},
                "2.5",
                "A right, B right, C right, D right",
            ),
            case(
                {"A": "Says so", "B": "Says the opposite", "C": "Says the opposite"},
                0,
                "A right, B right, C right, D missed",
            ),
            case({"A": "Does not say"}, 0, "A wrong, B missed, C missed, D missed"),
            case({"E": "Says so"}, 0, "unknown_option"),
            case({"A": "says so"}, 0, "unknown_option"),
        ),
    ),
    Sample(
        Table(
            id="table-edge",
            stem="Even or odd?",
            columns=("even", "odd", "ſharp", "🐝", "ערב", "none of them at all, not even one"),
            rows=tuple(Row(str(number), "odd" if number % 2 else "even") for number in range(40)),
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

MATCHING = (
    Sample(
        Matching(
            id="matching-minimal",
            stem="Match.",
            prompts=(Prompt("bees", "honey"), Prompt("sea", "salt")),
            options=("salt", "honey"),
        ),
        (
            # the ids of options go by the alphabet: honey is A, salt is B
            case({"A": "A", "B": "B"}, 1, "A right, B right"),
            case({"A": "A"}, "1/2", "A right, B missed"),
            case({"A": "B", "B": "A"}, 0, "A wrong, B wrong"),
            case({}, 0, "unanswered"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        Matching(
            id="matching-full",
            stem="Who did what?",
            skill="interpret",
            evidence="Marta asked",
            prompts=(
                Prompt("Asked for a summer", "Marta", "SECRET summer", "Marta asked for one summer"),
                Prompt("Wrote a report", "Marta", feedback="SECRET report"),
                Prompt("Voted", "The town"),
                Prompt("Were not asked", "The bees", feedback="SECRET bees"),
            ),
            options=("The town", "Marta", "Élise", "The bees"),
            reuse=True,
            shuffle=False,
            **_COMMON,
        ),
        (
            # Élise is A, Marta B, the bees C, the town D
            case({"A": "B", "B": "B", "C": "D", "D": "C"}, "2.5", "A right, B right, C right, D right"),
            case({"A": "B", "C": "C"}, "0.625", "A right, B missed, C wrong, D missed"),
            case({"D": "A"}, 0, "A missed, B missed, C missed, D wrong"),
            case({"A": "E"}, 0, "unknown_option"),
            case({"E": "A"}, 0, "unknown_option"),
            case({"A": "Marta"}, 0, "unknown_option"),
        ),
    ),
    Sample(
        Matching(
            id="matching-edge",
            stem="Which number comes next?",
            prompts=tuple(Prompt(f"{number} 🐝 ערב", f"{number + 1} «ﬁne»") for number in range(20)),
            options=tuple(f"{number} «ﬁne»" for number in range(26)),
        ),
        (
            # by the alphabet: 0 1 10 11 … 19 2 20 … 25 3 …: 1 is B, 10 is C
            case({"A": "B"}, "1/20", "A right, " + ", ".join(f"{_} missed" for _ in "BCDEFGHIJKLMNOPQRST")),
            case({"U": "A"}, 0, "unknown_option"),
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

# QTI 2.2, textEntryInteraction with map_response; Moodle, Cloze: each gap has an equal part of the points.
GAP_FILL = (
    Sample(
        GapFill(id="gap-minimal", stem="Fill in.", text="[1] asked.", gaps=(TypedGap((Accepted("Marta"),)),)),
        (
            case({"1": "marta."}, 1, "1 right"),
            case({"1": "Peter"}, 0, "1 wrong"),
            case({"1": " "}, 0, "unanswered"),
            case({}, 0, "unanswered"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        GapFill(
            id="gap-full",
            stem="Complete the summary.",
            skill="locate",
            evidence="stood empty for eleven years",
            text="The harbour closed in [2], and the tower\nstood empty for [1] years, until [3] came.",
            gaps=(
                TypedGap(
                    (Accepted("eleven SECRET"), Accepted("11 SECRET")),
                    (Anticipated("seven SECRET", "misreading", "SECRET seven", "eleven years"),),
                ),
                TypedGap((Accepted("1974 SECRET"), Accepted("the seventies SECRET", Decimal("0.5"), "SECRET year"))),
                TypedGap((Accepted("Marta SECRET"),), (Anticipated("nobody SECRET", "other_span"),)),
            ),
            forgive=Forgive(case=True, accents=False, punctuation=True, slips="0"),
            **_COMMON,
        ),
        (
            case({"1": "Eleven secret", "2": "1974 secret", "3": "marta secret"}, "2.5", "1 right, 2 right, 3 right"),
            case({"1": "seven secret", "2": "the seventies secret"}, "5/12", "1 wrong, 2 partial, 3 missed"),
            case({"1": "11 secret", "2": "the seventies secret", "3": "x"}, "1.25", "1 right, 2 partial, 3 wrong"),
            case({"3": "nobody secret"}, 0, "1 missed, 2 missed, 3 wrong"),
            case({"4": "x"}, 0, "unknown_option"),
            case({"1": "11 secret", "4": ""}, "5/6", "1 right, 2 missed, 3 missed"),
        ),
    ),
    Sample(
        GapFill(
            id="gap-edge",
            stem="השלימו. 🗼",
            text="המגדל «[1]» [2][3]; ﬁne café 🐝[4]。" + " [0x1] [a]" * 3,
            gaps=tuple(TypedGap((Accepted(text),)) for text in ("0", "1,5", "אחת־עשרה", "café 🐝")),
            forgive=Forgive(case=False, accents=False, punctuation=False, slips="0"),
        ),
        (
            case(
                {"1": "0", "2": "1,5", "3": "אחת־עשרה", "4": "cafe\u0301 🐝"}, 1, "1 right, 2 right, 3 right, 4 right"
            ),
            case({"1": "00", "2": "1.5", "3": "x", "4": "cafe 🐝"}, 0, "1 wrong, 2 wrong, 3 wrong, 4 wrong"),
            case({"1": "０", "2": "15"}, "1/4", "1 right, 2 wrong, 3 missed, 4 missed"),
        ),
    ),
)

# QTI 2.2, inlineChoiceInteraction; Moodle, “select missing words”: each gap has an equal part of the points.
INLINE_CHOICE = (
    Sample(
        InlineChoice(
            id="inline-minimal",
            stem="Choose.",
            text="The tower was [1].",
            gaps=(ChoiceGap((Option("sold"), Option("kept", key=True))),),
        ),
        (
            case({"1": "1B"}, 1, "1 right"),
            case({"1": "1A"}, 0, "1 wrong"),
            case({"1": "B"}, 0, "unknown_option"),
            case({}, 0, "unanswered"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        InlineChoice(
            id="inline-full",
            stem="Choose the words that fit.",
            skill="interpret",
            evidence="The vote to keep the tower, and its tenants, was unanimous.",
            text="[2] asked the bees.\n\nThe vote was [1] the tower.",
            gaps=(
                ChoiceGap(
                    (
                        Option("for", key=True, feedback="SECRET key"),
                        Option("against", role="misreading", feedback="SECRET against", evidence="was unanimous"),
                        Option("about", role="unsupported", pinned=True),
                    )
                ),
                ChoiceGap((Option("Marta", feedback="SECRET Marta"), Option("Nobody", key=True), Option("Peter"))),
            ),
            **_COMMON,
        ),
        (
            case({"1": "1A", "2": "2B"}, "2.5", "1 right, 2 right"),
            case({"1": "1A", "2": "2A"}, "1.25", "1 right, 2 wrong"),
            case({"1": "1B"}, 0, "1 wrong, 2 missed"),
            case({"2": "2B"}, "1.25", "1 missed, 2 right"),
            case({"1": "2A"}, 0, "unknown_option"),
            case({"1": "1A", "2": "2D"}, 0, "unknown_option"),
        ),
    ),
    Sample(
        InlineChoice(
            id="inline-edge",
            stem="Even?",
            text=" ".join(f"{number}: [{number}]" for number in range(40, 0, -1)),
            gaps=tuple(
                ChoiceGap((Option("yes", key=not n % 2), Option("no – «ﬁ» 🎨", key=bool(n % 2)))) for n in range(1, 41)
            ),
            shuffle=False,
            points=Decimal(40),
        ),
        (
            case(
                {"40": "40A", "1": "1A"},
                1,
                ", ".join(["1 wrong", *(f"{n} missed" for n in range(2, 40)), "40 right"]),
            ),
            case({"41": "41A"}, 0, "unknown_option"),
        ),
    ),
)

# QTI 2.2, gapMatchInteraction; Moodle, “drag and drop into text”: each gap has an equal part of the points.
WORD_BANK = (
    Sample(
        WordBank(
            id="bank-minimal",
            stem="Fill in.",
            text="[1] and [2]",
            words=("salt", "honey"),
            gaps=(WordGap("salt"), WordGap("honey")),
        ),
        (
            # the ids go by the alphabet: honey is A, salt is B
            case({"1": "B", "2": "A"}, 1, "1 right, 2 right"),
            case({"1": "A", "2": "B"}, 0, "1 wrong, 2 wrong"),
            case({"1": "B"}, "1/2", "1 right, 2 missed"),
            case({"1": "B", "2": "B"}, 0, "used_twice"),
            case({}, 0, "unanswered"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        WordBank(
            id="bank-full",
            stem="Put the words into the gaps.",
            skill="vocabulary",
            evidence="was unanimous",
            text="The [1] stood [2], and the [3] was unanimous.",
            words=("tower", "empty", "bare", "vote", "harbour"),
            gaps=(
                WordGap("tower", (Anticipated("harbour", "misreading", "SECRET harbour", "the harbour closed"),)),
                WordGap(("empty", "bare")),
                WordGap(("vote",), (Anticipated("bare", "unsupported", "SECRET bare"),)),
            ),
            **_COMMON,
        ),
        (
            # bare A, empty B, harbour C, tower D, vote E
            case({"1": "D", "2": "B", "3": "E"}, "2.5", "1 right, 2 right, 3 right"),
            case({"1": "D", "2": "A", "3": "E"}, "2.5", "1 right, 2 right, 3 right"),
            case({"1": "C", "2": "A", "3": "E"}, "5/3", "1 wrong, 2 right, 3 right"),
            case({"1": "C", "3": "A"}, 0, "1 wrong, 2 missed, 3 wrong"),
            case({"1": "D", "2": "D"}, 0, "used_twice"),
            case({"1": "F"}, 0, "unknown_option"),
            case({"1": "tower"}, 0, "unknown_option"),
        ),
    ),
    Sample(
        WordBank(
            id="bank-edge",
            stem="Even or odd?",
            text=" ".join(f"{number} [{number}]" for number in range(1, 41)),
            words=("odd 🐝", "even", *(f"«{number}»" for number in range(28))),
            gaps=tuple(WordGap("odd 🐝" if number % 2 else "even") for number in range(1, 41)),
            reuse=True,
            shuffle=False,
        ),
        (
            # even A, odd B, the numbers C to AD
            case(
                {"1": "B", "3": "B"},
                "1/20",
                ", ".join(["1 right", "2 missed", "3 right", *(f"{n} missed" for n in range(4, 41))]),
            ),
            case({"2": "AD"}, 0, "1 missed, 2 wrong, " + ", ".join(f"{n} missed" for n in range(3, 41))),
            case({"2": "AE"}, 0, "unknown_option"),
        ),
    ),
)

_STOOD_EMPTY = "When the harbour closed in 1974, the white tower stood empty for eleven years."
_ASKED = "Marta asked for one summer before the work began."
_LISTED = "Her report listed, in pounds, what the town would have to spend on sea walls."
_VOTED = "The vote to keep the tower, and its tenants, was unanimous."

EVIDENCE = (
    Sample(
        EvidenceSelection(id="evidence-minimal", stem="How long was it empty?", keys="stood empty for"),
        (
            case((_STOOD_EMPTY,), 1, f"{_STOOD_EMPTY} right"),
            case((_ASKED,), 0, f"{_ASKED} wrong, stood empty for missed"),
            case((_STOOD_EMPTY, _ASKED), 0, f"{_STOOD_EMPTY} right, {_ASKED} wrong"),
            case((), 0, "unanswered"),
            case(("", " "), 0, "unanswered"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        EvidenceSelection(
            id="evidence-full",
            stem="What did she do?",
            skill="locate",
            evidence="Nobody had asked the bees.",
            keys=("one summer", Quote("The tower", prefix="unanimous.", suffix="was")),
            select=2,
            paragraphs=(2, 4),
            distractors=(
                WrongSentence(
                    "vote to keep", prefix="The", suffix="the tower", role="other_span", feedback="SECRET vote"
                ),
                WrongSentence("sea walls", role="misreading", feedback="SECRET walls"),
            ),
            **_COMMON,
        ),
        (
            case((_ASKED, "The tower was painted."), "2.5", f"{_ASKED} right, The tower was painted. right"),
            case((_ASKED, _VOTED), 0, f"{_ASKED} right, {_VOTED} wrong, unanimous. The tower was missed"),
            case((_LISTED,), 0, f"{_LISTED} wrong, one summer missed, unanimous. The tower was missed"),
            case((_ASKED, "salt"), 0, f"{_ASKED} right, salt wrong, unanimous. The tower was missed"),
            case((_ASKED,), "1.25", f"{_ASKED} right, unanimous. The tower was missed"),
        ),
    ),
    Sample(
        EvidenceSelection(
            id="evidence-edge",
            stem="Select all that is told of the tower and of what is sold. 🗼",
            keys=("in pounds, … walls", "salt", "bees", "eleven", "to keep"),
            points=Decimal("0.05"),
        ),
        (
            case(
                (_STOOD_EMPTY, _ASKED, _LISTED, "salt", "honey", "Nobody had asked the bees.", _VOTED),
                "0.03",
                f"{_STOOD_EMPTY} right, {_ASKED} wrong, {_LISTED} right, salt right, honey wrong, "
                f"Nobody had asked the bees. right, {_VOTED} right",
            ),
            case(
                ("salt", "salt"),
                "0.01",
                "salt right, in pounds, … walls missed, bees missed, eleven missed, to keep missed",
            ),
        ),
    ),
)

HIGHLIGHT_WORDS = (
    Sample(
        HighlightWords(
            id="highlight-minimal",
            stem="Which word names a color?",
            sentence="The white tower.",
            keys=(KeyWords("white"),),
        ),
        (
            case(("2",), 1, "2 right"),
            case(("1",), 0, "1 wrong, 2 missed"),
            case(("1", "2"), 0, "1 wrong, 2 right"),
            case(("4",), 0, "unknown_option"),
            case(("0",), 0, "unknown_option"),
            case(("02",), 0, "unknown_option"),
            case((), 0, "unanswered"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        HighlightWords(
            id="highlight-full",
            stem="Which words tell of the tower?",
            skill="vocabulary",
            evidence="the white tower",
            sentence="When the harbour closed in 1974, the white tower stood empty – for eleven years.",
            keys=(
                KeyWords("stood empty", feedback="SECRET empty"),
                KeyWords("white", feedback="SECRET white"),
                KeyWords("the", occurrence=2),
            ),
            distractors=(
                WrongWords("closed in", role="other_span", feedback="SECRET closed"),
                WrongWords("the", occurrence=1, role="misreading"),
            ),
            **_COMMON,
        ),
        (
            # the second “the” is 7, white 8, stood 10, empty 11
            case(("7", "8", "10", "11"), "2.5", "7 right, 8 right, 10 right, 11 right"),
            case(("8", "10"), "1.25", "7 missed, 8 right, 10 right, 11 missed"),
            case(("4", "8", "10"), "0.625", "4 wrong, 7 missed, 8 right, 10 right, 11 missed"),
            case(("2", "4"), 0, "2 wrong, 4 wrong, 7 missed, 8 missed, 10 missed, 11 missed"),
        ),
    ),
    Sample(
        HighlightWords(
            id="highlight-edge",
            stem="Select the numbers and the names.",
            sentence="«Don’t,» said O’Neill – «it’s 1,000.5 well-known U.S. cafés»; 10:30, ערב 🐝 ﬁne, A & B!",
            keys=(KeyWords("O'Neill"), KeyWords("1,000.5"), KeyWords("10:30")),
            points=Decimal("0.03"),
        ),
        (
            case(("3", "5", "9"), "0.03", "3 right, 5 right, 9 right"),
            case(("3", "5", "9", "13"), "0.02", "3 right, 5 right, 9 right, 13 wrong"),
            case(("3", "14"), 0, "unknown_option"),
        ),
    ),
)

NUMERIC = (
    Sample(
        Numeric(id="numeric-minimal", stem="In which year did the harbour close?", key="1974"),
        (
            case("1974", 1, "right"),
            case(" 1974. ", 1, "right"),
            case("１９７４", 1, "right"),
            case("1973", 0, "wrong"),
            case("in 1974", 0, "wrong"),
            case(" \n", 0, "unanswered"),
            case(None, 0, "unanswered"),
        ),
    ),
    Sample(
        Numeric(
            id="numeric-full",
            stem="How far from the tower did the bees turn up?",
            skill="locate",
            evidence="the white tower",
            key="1,234.5",
            tolerance="0.5",
            bands=(Band("10", Decimal("0.5"), "SECRET near"), Band("10 %", Decimal("0.125"), "SECRET far")),
            units=(Unit("m"), Unit("km", "1000"), Unit("miles", "1609.344")),
            unit_required=True,
            decimal="point",
            exponents=True,
            anticipated=(Anticipated("1230 m", "misreading", "SECRET 1230", "Nobody had asked the bees."),),
            **_COMMON,
        ),
        (
            case("1234.5 m", "2.5", "right"),
            case("1.2345e3 m", "2.5", "right"),
            case("1,2345 km", "2.5", "right"),  # four digits after it: a decimal comma
            case("1225 M", "1.25", "partial"),
            case("1.3 KM", "0.3125", "partial"),
            case("1230m", 0, "wrong"),  # anticipated, although it is in a band
            case("1234.5", 0, "wrong"),  # no unit
            case("0 m", 0, "wrong"),
        ),
    ),
    Sample(
        Numeric(
            id="numeric-edge",
            stem="When was the vote?",
            kind="date",
            key="2025-05-08",
            tolerance="1",
            bands=(Band("7", Decimal("0.25")),),
            date_order="day_first",
            points=Decimal("0.01"),
        ),
        (
            case("8 May 2025", "0.01", "right"),
            case("8.5.2025", "0.01", "right"),
            case("Friday, May 9th, 2025", "0.01", "right"),
            case("15/05/2025", "0.0025", "partial"),
            case("5/8/2025", 0, "wrong"),
            case("30 February 2025", 0, "wrong"),
            case("8 May 25", 0, "wrong"),
        ),
    ),
)

# PARCC, item guidelines for ELA/literacy (2013), evidence-based selected response: 2 for both parts, 1 for part A
# alone, 0 for part B alone. CommonLit, “How are Part A/Part B questions scored?”: where A is wrong, B is left out.
TWO_PART = (
    Sample(
        TwoPart(
            id="two-minimal",
            stem="Answer both parts.",
            part_a=SingleChoice(id="a", stem="Who asked?", options=(Option("Marta", key=True), Option("The town"))),
            part_b=TrueFalse(id="b", stem="“Marta asked” says so.", key="true"),
        ),
        (
            case({"a": "A", "b": "true"}, 2, "a.A right, b.true right"),
            case({"a": "A", "b": "false"}, 1, "a.A right, b.false wrong, b.true missed"),
            case({"a": "B", "b": "true"}, 0, "a.B wrong, a.A missed, b.true right"),
            case({"a": "B", "b": "false"}, 0, "a.B wrong, a.A missed, b.false wrong, b.true missed"),
            case({"a": "A"}, 1, "a.A right, b missed"),
            case({"b": "true"}, 0, "a missed, b.true right"),
            case({}, 0, "unanswered"),
            case(None, 0, "unanswered"),
            case({"a": "", "b": ""}, 0, "unanswered"),
            case({"c": "A"}, 0, "unknown_option"),
        ),
    ),
    Sample(
        TwoPart(
            id="two-full",
            stem="Why did she write it?",
            skill="interpret",
            evidence="Marta asked",
            explanation="SECRET explanation",
            covers=("SECRET-1",),
            weight=Decimal("0.5"),
            marking="dropped",
            part_a=SingleChoice(
                id="a",
                stem="What does the report list?",
                points=Decimal("1.5"),
                explanation="SECRET part",
                evidence="Her report listed, in pounds, … sea walls",
                options=(
                    Option("Costs", key=True, feedback="SECRET key"),
                    Option("Bees", role="misreading", feedback="SECRET bees", pinned=True),
                    Option("Walls", role="other_span", feedback="SECRET walls", evidence="one summer"),
                ),
            ),
            part_b=MultipleChoice(
                id="b",
                stem="Which words say so?",
                points=Decimal(2),
                options=(
                    Option("in pounds", key=True),
                    Option("to spend", key=True),
                    Option("one summer", role="other_span", feedback="SECRET summer"),
                    Option("the bees"),
                ),
            ),
        ),
        (
            case({"a": "A", "b": ("A", "B")}, "3.5", "a.A right, b.A right, b.B right"),
            case({"a": "A", "b": ("A",)}, "2.5", "a.A right, b.A right, b.B missed"),
            case({"a": "C", "b": ("A", "B")}, 0, "a.C wrong, a.A missed, b.A right, b.B right"),
            case({"a": "A", "b": ("C", "D")}, "1.5", "a.A right, b.A missed, b.B missed, b.C wrong, b.D wrong"),
        ),
    ),
    Sample(
        TwoPart(
            id="two-edge",
            stem="שני חלקים 🗼",
            marking="independent",
            part_a=ShortAnswer(id="a", stem="0?", accepted=(Accepted("0"),), points=Decimal("0.01")),
            part_b=Categorize(
                id="b",
                stem="Sort.",
                categories=("even", "odd"),
                statements=tuple(Statement(str(number), "odd" if number % 2 else "even") for number in range(4)),
                points=Decimal(4),
            ),
        ),
        (
            case(
                {"a": "0", "b": {"A": "even", "B": "odd", "C": "even", "D": "odd"}},
                "4.01",
                "a right, b.A right, b.B right, b.C right, b.D right",
            ),
            case({"a": "00", "b": {"A": "even"}}, 1, "a wrong, b.A right, b.B missed, b.C missed, b.D missed"),
            case({"a": " ", "b": {"A": "even"}}, 1, "a missed, b.A right, b.B missed, b.C missed, b.D missed"),
        ),
    ),
)

# An analytic rubric is summed over its criteria (Brookhart 2013): points × given ÷ most. Without a whole rating, nobody
# has said yet what it is worth.
_LEVELS = (Level("no", 0), Level("in part", 1), Level("yes", 2))
OPEN_RESPONSE = (
    Sample(
        OpenResponse(
            id="open-minimal",
            stem="Why did the bees stay?",
            model_answer="The vote was unanimous.",
            rubric=(Criterion("Names the vote", _LEVELS),),
        ),
        (
            case({"text": "They voted.", "A": "2"}, 1, "A right"),
            case({"text": "They voted.", "A": "1"}, "1/2", "A partial"),
            case({"text": "They voted.", "A": "0"}, 0, "A wrong"),
            case({"text": "They voted."}, 0, "unmarked"),
            case({"text": " \n"}, 0, "unanswered"),
            case({"text": "", "A": "2"}, 0, "unanswered"),
            case({}, 0, "unanswered"),
            case(None, 0, "unanswered"),
            case({"text": "They voted.", "A": "3"}, 0, "unknown_option"),
            case({"text": "They voted.", "B": "0"}, 0, "unknown_option"),
            case("They voted.", 0, "wrong_shape"),
        ),
    ),
    Sample(
        OpenResponse(
            id="open-full",
            stem="How did Marta persuade the town?",
            skill="evaluate",
            evidence="Her report listed, in pounds, … sea walls",
            model_answer="SECRET costs.\n\nSECRET vote.",
            words=Words(20, 60),
            rubric=(
                Criterion("SECRET names the costs", (Level("SECRET yes", 3), Level("no", 0))),
                Criterion("SECRET rests on the passage", _LEVELS),
            ),
            **_COMMON,
        ),
        (
            case({"text": "By costs.", "A": "0", "B": "2"}, "2.5", "A right, B right"),
            case({"text": "By costs.", "A": "0", "B": "1"}, 2, "A right, B partial"),
            case({"text": "By costs.", "A": "1", "B": "0"}, 0, "A wrong, B wrong"),
            case({"text": "By costs.", "A": "0"}, 0, "unmarked"),
        ),
    ),
    Sample(
        OpenResponse(
            id="open-edge",
            stem="?מדוע 🐝",
            model_answer="0",
            points=Decimal(1000),
            words=Words(most=1),
            rubric=tuple(
                Criterion(f"{number} «ﬁne»", tuple(Level(f"{points} ערב", points) for points in range(10)))
                for number in range(10)
            ),
        ),
        (
            case(
                {"text": "cafe\u0301 0"} | dict.fromkeys("ABCDEFGHIJ", "9"),
                1000,
                ", ".join(f"{_} right" for _ in "ABCDEFGHIJ"),
            ),
            case({"text": "0"} | dict.fromkeys("ABCDEFGHI", "9"), 0, "unmarked"),
            case({"text": "0", "A": "09"}, 0, "unknown_option"),
            case({"text": "0", "A": "9 "}, 0, "unknown_option"),
            case({"text": "0", "K": "9"}, 0, "unknown_option"),
        ),
    ),
)

SAMPLES: dict[str, tuple[Sample, ...]] = {
    "single_choice": SINGLE_CHOICE,
    "multiple_choice": MULTIPLE_CHOICE,
    "true_false": TRUE_FALSE,
    "table": TABLE,
    "categorize": CATEGORIZE,
    "matching": MATCHING,
    "ordering": ORDERING,
    "short_answer": SHORT_ANSWER,
    "numeric": NUMERIC,
    "gap_fill": GAP_FILL,
    "inline_choice": INLINE_CHOICE,
    "word_bank": WORD_BANK,
    "evidence": EVIDENCE,
    "highlight_words": HIGHLIGHT_WORDS,
    "two_part": TWO_PART,
    "open_response": OPEN_RESPONSE,
}

ALL_SAMPLES: tuple[Sample, ...] = tuple(sample for samples in SAMPLES.values() for sample in samples)

BANK = Bank(
    id="samples",
    title="Samples",
    description="Questions of every type.",
    language="en",
    author="The tests",
    license="CC BY 4.0",
    passage=PASSAGE,
    about=ABOUT,
    questions=tuple(sample.question for sample in ALL_SAMPLES),
    content_hash="0" * 64,
)
