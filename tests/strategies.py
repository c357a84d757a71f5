"""Hypothesis strategies: questions of every type without mistakes, and responses, likely and unlikely."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from quizapp.domain.option import Option
from quizapp.domain.question import Question
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.ordering import Item, Ordering
from quizapp.question_types.short_answer import Accepted, Forgive, ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"))
TEXTS = st.text(CHARACTERS, min_size=1, max_size=12).filter(str.strip)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.binary(max_size=4)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=4)
        | st.dictionaries(st.integers(), inner, max_size=2)
    ),
    max_leaves=8,
)
"""What a damaged journal or a mistaken file could hold in place of a response."""

POINTS = st.decimals("0.01", 1000, places=2)


def distinct(least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Texts, no two of them alike."""
    return st.lists(TEXTS, min_size=least, max_size=most, unique_by=lambda text: " ".join(text.split()))


@st.composite
def single_choices(draw: st.DrawFn) -> SingleChoice:
    texts = draw(distinct(2, 8))
    key = draw(st.integers(0, len(texts) - 1))
    options = tuple(Option(text, key=at == key, pinned=draw(st.booleans())) for at, text in enumerate(texts))
    return SingleChoice(id="q", stem="?", options=options, shuffle=draw(st.booleans()), points=draw(POINTS))


@st.composite
def multiple_choices(draw: st.DrawFn) -> MultipleChoice:
    texts = draw(distinct(2, 8))
    keys = draw(
        st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)).filter(lambda k: any(k) and not all(k))
    )
    options = tuple(Option(text, key=key, pinned=draw(st.booleans())) for text, key in zip(texts, keys, strict=True))
    marking = draw(st.sampled_from(["partial", "exact"]))
    return MultipleChoice(
        id="q", stem="?", options=options, marking=marking, shuffle=draw(st.booleans()), points=draw(POINTS)
    )


@st.composite
def true_falses(draw: st.DrawFn) -> TrueFalse:
    key = draw(st.sampled_from(["true", "false", "not_stated"]))
    return TrueFalse(id="q", stem="?", key=key, not_stated=draw(st.booleans()), points=draw(POINTS))


@st.composite
def categorizes(draw: st.DrawFn) -> Categorize:
    categories = tuple(draw(distinct(2, 6)))
    statements = tuple(Statement(text, draw(st.sampled_from(categories))) for text in draw(distinct(1, 30)))
    return Categorize(
        id="q", stem="?", categories=categories, statements=statements, shuffle=draw(st.booleans()), points=draw(POINTS)
    )


@st.composite
def orderings(draw: st.DrawFn) -> Ordering:
    items = tuple(map(Item, draw(distinct(2, 8))))
    marking = draw(st.sampled_from(["position", "distance", "longest_run"]))
    return Ordering(id="q", stem="?", items=items, marking=marking, points=draw(POINTS))


@st.composite
def short_answers(draw: st.DrawFn) -> ShortAnswer:
    shares = st.decimals("0.001", 1, places=3)
    texts = draw(distinct(1, 5))
    accepted = tuple(Accepted(text, share=draw(shares) if at else Decimal(1)) for at, text in enumerate(texts))
    forgive = draw(
        st.builds(
            Forgive,
            case=st.booleans(),
            accents=st.booleans(),
            punctuation=st.booleans(),
            slips=st.sampled_from(["0", "1", "2"]),
        )
    )
    kept = tuple(answer for answer in accepted if forgive.fold(answer.text)) or (Accepted("bees"),)
    first = Accepted(kept[0].text)  # one of them is worth all
    return ShortAnswer(id="q", stem="?", accepted=(first, *kept[1:]), forgive=forgive, points=draw(POINTS))


QUESTIONS: dict[str, st.SearchStrategy[Question]] = {
    "single_choice": single_choices(),
    "multiple_choice": multiple_choices(),
    "true_false": true_falses(),
    "categorize": categorizes(),
    "ordering": orderings(),
    "short_answer": short_answers(),
}


def fitting(question: Question) -> st.SearchStrategy[Any]:
    """Responses of the right form to `question`: right, wrong and in between."""
    match question:
        case SingleChoice() | TrueFalse():
            return st.sampled_from(question.ids)
        case MultipleChoice():
            return st.lists(st.sampled_from(question.ids), min_size=1, unique=True).map(sorted).map(tuple)
        case Ordering():
            return st.permutations(question.ids).map(tuple)
        case Categorize():
            return st.dictionaries(st.sampled_from(question.ids), st.sampled_from(question.categories), min_size=1)
        case ShortAnswer():
            return st.sampled_from([answer.text for answer in question.accepted]) | st.text(max_size=12)
    raise NotImplementedError(question.type_name)


def responses(question: Question) -> st.SearchStrategy[Any]:
    """Responses to `question`, or what is none."""
    return fitting(question) | ANYTHING | st.lists(st.sampled_from("ABCDEFGH")).map(tuple)
