"""Hypothesis strategies: questions of every type without mistakes, and responses, likely and unlikely."""

from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st

from quizapp.domain.inline import plain_text
from quizapp.domain.option import Option
from quizapp.domain.question import Question
from quizapp.domain.text import as_seen
from quizapp.domain.typed_answer import Accepted, Forgive
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.highlight_words import HighlightWords, KeyWords
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.matching import Matching, Prompt
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Band, Numeric, Unit
from quizapp.question_types.open_response import Criterion, Level, OpenResponse
from quizapp.question_types.ordering import Item, Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Row, Table
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.question_types.word_bank import WordBank, WordGap

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"))
SIGNS = st.sampled_from("*_`\\")
TEXTS = st.text(CHARACTERS | SIGNS, min_size=1, max_size=12).filter(lambda text: as_seen(plain_text(text)))
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
NO_RESPONSE = ANYTHING | st.lists(st.sampled_from("ABCDEFGH")).map(tuple)


SHARES = st.decimals("0.001", 1, places=3)
FORGIVEN = st.builds(
    Forgive,
    case=st.booleans(),
    accents=st.booleans(),
    punctuation=st.booleans(),
    slips=st.sampled_from(["0", "1", "2"]),
)
WORDS = TEXTS.map(lambda text: text.replace("[", "("))
VOCABULARY = st.sampled_from(["the", "The", "don’t", "a-b", "1974", "é", "塔", "x"])


def seen(text: str) -> str:
    return as_seen(plain_text(text))


@cache  # a strategy that is made anew is looked at anew before each draw
def distinct(least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Texts, no two of them alike."""
    return st.lists(TEXTS, min_size=least, max_size=most, unique_by=seen)


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
def tables(draw: st.DrawFn) -> Table:
    columns = tuple(draw(distinct(2, 6)))
    rows = tuple(Row(text, draw(st.sampled_from(columns))) for text in draw(distinct(1, 30)))
    marking = draw(st.sampled_from(["rows", "all"]))
    shuffle = draw(st.booleans())
    return Table(id="q", stem="?", columns=columns, rows=rows, marking=marking, shuffle=shuffle, points=draw(POINTS))


@st.composite
def categorizes(draw: st.DrawFn) -> Categorize:
    categories = tuple(draw(distinct(2, 6)))
    statements = tuple(Statement(text, draw(st.sampled_from(categories))) for text in draw(distinct(1, 30)))
    return Categorize(
        id="q", stem="?", categories=categories, statements=statements, shuffle=draw(st.booleans()), points=draw(POINTS)
    )


@st.composite
def matchings(draw: st.DrawFn) -> Matching:
    reuse = draw(st.booleans())
    texts = draw(distinct(2, 10))
    options = tuple(draw(distinct(2 if reuse else len(texts), 26)))
    belong = [draw(st.sampled_from(options)) for _ in texts] if reuse else draw(st.permutations(options))
    prompts = tuple(Prompt(text, option) for text, option in zip(texts, belong, strict=False))
    shuffle = draw(st.booleans())
    return Matching(
        id="q", stem="?", prompts=prompts, options=options, reuse=reuse, shuffle=shuffle, points=draw(POINTS)
    )


@st.composite
def orderings(draw: st.DrawFn) -> Ordering:
    items = tuple(map(Item, draw(distinct(2, 8))))
    marking = draw(st.sampled_from(["position", "distance", "longest_run"]))
    return Ordering(id="q", stem="?", items=items, marking=marking, points=draw(POINTS))


@st.composite
def short_answers(draw: st.DrawFn) -> ShortAnswer:
    texts = draw(distinct(1, 5))
    accepted = tuple(Accepted(text, share=draw(SHARES) if at else Decimal(1)) for at, text in enumerate(texts))
    forgive = draw(FORGIVEN)
    kept = tuple(answer for answer in accepted if forgive.fold(answer.text)) or (Accepted("bees"),)
    first = Accepted(kept[0].text)  # one of them is worth all
    return ShortAnswer(id="q", stem="?", accepted=(first, *kept[1:]), forgive=forgive, points=draw(POINTS))


@st.composite
def gapped_texts(draw: st.DrawFn, count: int) -> str:
    """A text with `count` gaps, in any order."""
    signs = [f"[{number}]" for number in draw(st.permutations(range(1, count + 1)))]
    return "".join(draw(WORDS) + sign for sign in signs) + draw(WORDS)


@st.composite
def gap_fills(draw: st.DrawFn) -> GapFill:
    answers = draw(st.lists(short_answers(), min_size=1, max_size=4))
    forgive = answers[0].forgive
    gaps = []
    for answer in answers:
        kept = tuple(entry for entry in answer.accepted if forgive.fold(entry.text)) or (Accepted("bees"),)
        gaps.append(TypedGap((Accepted(kept[0].text), *kept[1:])))
    text = draw(gapped_texts(len(gaps)))
    return GapFill(id="q", stem="?", text=text, gaps=tuple(gaps), forgive=forgive, points=draw(POINTS))


@st.composite
def inline_choices(draw: st.DrawFn) -> InlineChoice:
    gaps = tuple(ChoiceGap(choice.options) for choice in draw(st.lists(single_choices(), min_size=1, max_size=4)))
    return InlineChoice(
        id="q",
        stem="?",
        text=draw(gapped_texts(len(gaps))),
        gaps=gaps,
        shuffle=draw(st.booleans()),
        points=draw(POINTS),
    )


@st.composite
def word_banks(draw: st.DrawFn) -> WordBank:
    words = tuple(draw(distinct(2, 8)))
    reuse = draw(st.booleans())
    count = draw(st.integers(1, len(words)))
    keys = draw(st.permutations(words))[:count]
    if reuse:
        keys = draw(st.lists(st.sampled_from(words), min_size=count, max_size=count))
    gaps = tuple(
        WordGap((key, *(word for word in words[:1] if word != key))) if draw(st.booleans()) else WordGap(key)
        for key in keys
    )
    return WordBank(
        id="q",
        stem="?",
        text=draw(gapped_texts(count)),
        words=words,
        gaps=gaps,
        reuse=reuse,
        shuffle=draw(st.booleans()),
        points=draw(POINTS),
    )


@st.composite
def evidence_selections(draw: st.DrawFn) -> EvidenceSelection:
    keys = tuple(draw(distinct(1, 5).filter(lambda texts: all(any(map(str.isalnum, text)) for text in texts))))
    select = draw(st.sampled_from([0, len(keys)]))
    paragraphs = draw(st.sampled_from([(), (1,), (2, 4)]))
    return EvidenceSelection(id="q", stem="?", keys=keys, select=select, paragraphs=paragraphs, points=draw(POINTS))


@st.composite
def highlight_words(draw: st.DrawFn) -> HighlightWords:
    words = draw(st.lists(VOCABULARY, min_size=2, max_size=12))
    chosen = draw(st.sets(st.integers(0, len(words) - 1), min_size=1, max_size=len(words) - 1))
    keys = tuple(KeyWords(words[at], occurrence=words[: at + 1].count(words[at])) for at in sorted(chosen))
    sentence = draw(st.sampled_from([" ", ", ", " – ", "! «"])).join(words)
    return HighlightWords(id="q", stem="?", sentence=sentence, keys=keys, points=draw(POINTS))


@st.composite
def numerics(draw: st.DrawFn) -> Numeric:
    if draw(st.booleans()):
        key = draw(st.dates()).isoformat()
        bands = (Band("9", Decimal("0.5")),)
        return Numeric(id="q", stem="?", kind="date", key=key, tolerance="2", bands=bands, points=draw(POINTS))
    key = str(draw(st.decimals(-1000, 1000, places=2)))
    units = draw(st.sampled_from([(), (Unit("km"), Unit("m", "0.001"))]))
    return Numeric(
        id="q",
        stem="?",
        key=key,
        tolerance=draw(st.sampled_from(["0", "0.5", "1"])),
        bands=draw(st.sampled_from([(), (Band("2", Decimal("0.75")), Band("20", Decimal("0.001")))])),
        units=units,
        unit_required=bool(units) and draw(st.booleans()),
        points=draw(POINTS),
    )


@st.composite
def two_parts(draw: st.DrawFn) -> TwoPart:
    kinds = st.one_of(single_choices(), multiple_choices(), true_falses(), categorizes(), short_answers())
    part_a, part_b = (msgspec.structs.replace(draw(kinds), id=id_) for id_ in "ab")
    marking = draw(st.sampled_from(["dependent", "dropped", "independent"]))
    return TwoPart(id="q", stem="?", part_a=part_a, part_b=part_b, marking=marking)


@st.composite
def open_responses(draw: st.DrawFn) -> OpenResponse:
    rubric = []
    for text in draw(distinct(1, 4)):
        points = draw(st.lists(st.integers(0, 100), min_size=2, max_size=5, unique=True))
        rubric.append(Criterion(text, tuple(Level(f"level {number}", number) for number in points)))
    return OpenResponse(id="q", stem="?", rubric=tuple(rubric), model_answer=draw(TEXTS), points=draw(POINTS))


QUESTIONS: dict[str, st.SearchStrategy[Question]] = {
    "single_choice": single_choices(),
    "multiple_choice": multiple_choices(),
    "true_false": true_falses(),
    "table": tables(),
    "categorize": categorizes(),
    "matching": matchings(),
    "ordering": orderings(),
    "short_answer": short_answers(),
    "numeric": numerics(),
    "gap_fill": gap_fills(),
    "inline_choice": inline_choices(),
    "word_bank": word_banks(),
    "evidence": evidence_selections().filter(lambda question: not list(question.mistakes())),
    "highlight_words": highlight_words(),
    "two_part": two_parts(),
    "open_response": open_responses(),
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
        case GapFill():
            texts = [answer.text for gap in question.gaps for answer in gap.accepted]
            values = st.sampled_from(texts) | st.text(max_size=12)
            return st.dictionaries(st.sampled_from(question.gap_ids), values, min_size=1)
        case InlineChoice():
            chosen = {gap: st.sampled_from(sorted(question.options_of(gap))) for gap in question.gap_ids}
            return st.fixed_dictionaries({"1": chosen.pop("1")}, optional=chosen)
        case WordBank():
            if question.reuse:
                return st.dictionaries(st.sampled_from(question.gap_ids), st.sampled_from(question.ids), min_size=1)
            size = st.integers(1, len(question.gap_ids))
            words = st.permutations(question.ids)
            return st.builds(lambda count, ids: dict(zip(question.gap_ids[:count], ids, strict=False)), size, words)
        case Table():
            return st.dictionaries(st.sampled_from(question.ids), st.sampled_from(question.columns), min_size=1)
        case Matching():
            options = list(question.value_texts)
            return st.dictionaries(st.sampled_from(question.ids), st.sampled_from(options), min_size=1)
        case Numeric(kind="date"):
            return st.just(question.key) | st.dates().map(str) | st.text(max_size=12)
        case Numeric():
            units = st.sampled_from(["", *(unit.text for unit in question.units)])
            numbers = st.just(question.key) | st.decimals(-1000, 1000, places=2).map(str)
            return st.builds("{} {}".format, numbers, units).map(str.strip) | st.text(max_size=12)
        case ShortAnswer():
            return st.sampled_from([answer.text for answer in question.accepted]) | st.text(max_size=12)
        case EvidenceSelection():
            keys = st.sampled_from(question.correct_response())
            return st.lists(keys | TEXTS, min_size=1).map(question.read_response).filter(bool)
        case HighlightWords():
            ids = st.lists(st.sampled_from(question.word_ids), min_size=1, unique=True)
            return ids.map(lambda chosen: tuple(sorted(chosen, key=int)))
        case TwoPart():
            parts = {at: fitting(part) for at, part in question.questions.items()}
            return st.fixed_dictionaries({}, optional=parts).filter(lambda given: given and all(given.values()))
        case OpenResponse():
            levels = {
                letter: st.sampled_from([str(number) for number in range(len(criterion.levels))])
                for letter, criterion in question.criteria.items()
            }
            written = st.text(min_size=1, max_size=12).filter(str.strip)
            return st.fixed_dictionaries({"text": written}, optional=levels)
    raise NotImplementedError(question.type_name)


def responses(question: Question) -> st.SearchStrategy[Any]:
    """Responses to `question`, or what is none."""
    return fitting(question) | NO_RESPONSE
