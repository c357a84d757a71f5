"""A bank of all question types with a distinctive word in each place that tells what is right."""

from decimal import Decimal

from quizapp.domain.bank import Bank
from quizapp.domain.option import Option
from quizapp.domain.passage import read_passage
from quizapp.domain.question import Hint
from quizapp.domain.typed_answer import Accepted, Anticipated
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.question_types.evidence import EvidenceSelection, WrongSentence
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.highlight_words import HighlightWords, KeyWords, WrongWords
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.matching import Matching, Prompt
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Band, Numeric
from quizapp.question_types.open_response import Criterion, Level, OpenResponse
from quizapp.question_types.ordering import Item, Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Row, Table
from quizapp.question_types.true_false import AnswerNote, TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.question_types.word_bank import WordBank, WordGap

_MADE: list[str] = []


def _canary() -> str:
    _MADE.append(f"canary{len(_MADE):02d}xkq")
    return _MADE[-1]


QUOTED = ("brood wakes in March", "hive sleeps in winter", "queen leads no army")
"""Words of the passage that keys rest on: each stands in a file once, in the passage itself."""

_PASSAGE = read_passage(
    f"# A year of bees\n\nThe {QUOTED[0]}, as they say. The {QUOTED[1]}, nearly. The {QUOTED[2]}, whatever one reads."
)


def _told(id_: str) -> dict[str, object]:
    return {
        "id": id_,
        "stem": f"A question ({id_})?",
        "evidence": QUOTED[0],
        "explanation": _canary(),
        "hints": (Hint(_canary()),),
        "covers": (_canary(),),
        "silenced": {_canary(): _canary()},
    }


def _options() -> tuple[Option, ...]:
    return (
        Option("yes", key=True, feedback=_canary(), evidence=QUOTED[1]),
        Option("no", role="misreading", feedback=_canary()),
    )


def _questions():
    told = _told
    yield SingleChoice(**told("single"), options=_options())
    yield MultipleChoice(**told("multiple"), options=_options())
    yield TrueFalse(**told("true"), key="true", options={"false": AnswerNote("misreading", _canary(), QUOTED[1])})
    rows = (Row("bees", "yes", _canary(), QUOTED[2]), Row("ants", "no"))
    yield Table(**told("table"), columns=("yes", "no"), rows=rows)
    statements = (Statement("bees", "yes", _canary(), QUOTED[2]), Statement("ants", "no"))
    yield Categorize(**told("categorize"), categories=("yes", "no"), statements=statements)
    prompts = (Prompt("bees", "honey", _canary(), QUOTED[2]), Prompt("ants", "hills"))
    yield Matching(**told("matching"), prompts=prompts, options=("honey", "hills"))
    yield Ordering(**told("ordering"), items=(Item("one", _canary(), QUOTED[1]), Item("two")))
    wrong = Anticipated("ants", "unsupported", _canary(), QUOTED[1])
    yield ShortAnswer(**told("short"), accepted=(Accepted(_canary(), Decimal(1), _canary()),), anticipated=(wrong,))
    near = Band("41", Decimal("0.5"), _canary())
    wrong = Anticipated("7", "unsupported", _canary())
    yield Numeric(**told("numeric"), key="918273645", tolerance="3", bands=(near,), anticipated=(wrong,))
    gap = TypedGap((Accepted(_canary(), Decimal(1), _canary()),), (Anticipated("ants", "misreading", _canary()),))
    yield GapFill(**told("gap"), text="Bees make [1].", gaps=(gap,))
    yield InlineChoice(**told("inline"), text="Bees say [1].", gaps=(ChoiceGap(_options()),))
    words = (WordGap("honey", (Anticipated("ants", "misreading", _canary()),)),)
    yield WordBank(**told("words"), text="Bees make [1].", words=("ants", "honey"), gaps=words)
    other = WrongSentence(QUOTED[2], role="other_span", feedback=_canary())
    yield EvidenceSelection(**told("evidence"), keys=QUOTED[1], select=1, distractors=(other,))
    marked = {"keys": (KeyWords("hum", 0, _canary()),), "distractors": (WrongWords("the", 0, "misreading", _canary()),)}
    yield HighlightWords(**told("highlight"), sentence="Hear the bees hum", **marked)
    parts = (
        SingleChoice(id="a", stem="A?", explanation=_canary(), options=_options()),
        ShortAnswer(id="b", stem="B?", accepted=(Accepted(_canary()),)),
    )
    yield TwoPart(**told("two"), part_a=parts[0], part_b=parts[1])
    rubric = (Criterion(_canary(), (Level(_canary(), 0), Level(_canary(), 1))),)
    yield OpenResponse(**told("open"), rubric=rubric, model_answer=_canary())


CANARY_BANK = Bank(
    id="canaries",
    title="A year of bees",
    description="Sixteen questions.",
    language="en",
    author="",
    license="",
    passage=_PASSAGE,
    about=None,
    questions=tuple(_questions()),
    content_hash="c" * 64,
)

CANARIES = (*_MADE, "918273645")


def found_in(data: bytes) -> list[str]:
    """The canaries that are in `data`, and the words of the passage that are there more than once."""
    return [word for word in CANARIES if word.encode() in data] + [
        words for words in QUOTED if data.count(words.encode()) > 1
    ]
