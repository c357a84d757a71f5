"""The interactions of QTI that stand in a line of text: words to type or to choose, and numbers."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from quizapp.domain.option import Option
from quizapp.domain.question import Question, is_plain
from quizapp.domain.typed_answer import Accepted, Anticipated
from quizapp.interchange.building import (
    FULL,
    Fields,
    Near,
    checked,
    is_full,
    numeric_question,
    read_decimal,
    refuse_too_many_gaps,
    strict,
)
from quizapp.interchange.gap_texts import CHOOSE, FILL_IN, split_stem, token, with_numbers, with_one_blank
from quizapp.interchange.losses import NotCarriedError
from quizapp.interchange.qti_scoring import needs
from quizapp.interchange.qti_types import ALL_OR_NOTHING, Asked, Reading, options_asked, points_of
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.texts import Message

INLINE = frozenset(("inlineChoiceInteraction", "textEntryInteraction"))


def kinds_of(gaps: Mapping[int, Asked]) -> list[list[int]]:
    """The gaps that can be in one question: all to choose, all to type, and each number by itself."""
    groups: dict[str, list[int]] = {}
    for number, asked in gaps.items():
        kind = asked.element.tag
        if kind == "textEntryInteraction" and asked.declared.base_type in ("float", "integer"):
            kind = str(number)
        elif kind == "textEntryInteraction":
            kind = f"typed {_has_case(asked)}"
        groups.setdefault(kind, []).append(number)
    return list(groups.values())


def gap_question(
    reading: Reading, fields: Fields, text: str, gaps: Mapping[int, Asked], numbers: Sequence[int], *, together: bool
) -> Question:
    """The question of some gaps of a text; `fields` has what stands before it, `together` all or nothing."""
    item = reading.item
    own = [gaps[number] for number in numbers]
    refuse_too_many_gaps(len(own))
    for each in own:
        if each.declared.cardinality != "single":
            raise needs(each.element, f"cardinality {each.declared.cardinality}")
        if "patternMask" in each.element.attributes:
            item.lose("setting", name="patternMask")
        _ = each.keys
    if len({each.full for each in own}) > 1:
        item.lose("gap_weights")
    if together and len(own) > 1:
        item.lose("marking", way=ALL_OR_NOTHING)
    fields = {**fields, "points": points_of(own)}
    first, number = own[0], numbers[0]
    alone = _stem_alone(fields["stem"], text, number) if len(numbers) == 1 else ""
    if first.declared.base_type in ("float", "integer"):
        blank = with_one_blank(text, number)
        fields["stem"] = alone or "\n\n".join(each for each in (fields["stem"], blank) if each)
        return numeric_question(fields, list(_nears(first)), item)
    is_choice = first.element.tag == "inlineChoiceInteraction"
    if not is_choice and alone:
        accepted, anticipated = _typed(reading, first)
        forgive = strict(_has_case(first))
        return checked(
            ShortAnswer(**{**fields, "stem": alone}, accepted=accepted, anticipated=anticipated, forgive=forgive)
        )
    if not fields["stem"]:
        fields["stem"], text = split_stem(text, CHOOSE if is_choice else FILL_IN)
    fields["text"] = with_numbers(text, list(numbers))
    if not is_choice:
        typed = tuple(TypedGap(*_typed(reading, each)) for each in own)
        return checked(GapFill(gaps=typed, forgive=strict(_has_case(first)), **fields))
    chosen = tuple(ChoiceGap(_options(reading, each)) for each in own)
    return checked(InlineChoice(gaps=chosen, shuffle=any(each.shuffle for each in own), **fields))


def _stem_alone(stem: str, text: str, number: int) -> str:
    """The stem where the gap is a paragraph of its own; empty where it is not."""
    paragraphs = [stem, *text.split("\n\n")]
    if token(number) not in (each.strip() for each in paragraphs):
        return ""
    rest = [each for each in paragraphs if each.strip() not in ("", token(number))]
    return with_numbers("\n\n".join(rest), [])


def _has_case(asked: Asked) -> bool:
    if asked.is_mapped:
        return any(entry.has_case for entry in asked.declared.entries)
    return asked.rule.has_case


def _shares(asked: Asked) -> Iterator[tuple[str, Decimal]]:
    """The answers that can be typed, each with the percentage that it earns."""
    if not asked.is_mapped:
        yield asked.keys[0], FULL
        return
    for entry in asked.declared.entries:
        yield entry.key, entry.value * 100 / asked.full


def _typed(reading: Reading, asked: Asked) -> tuple[tuple[Accepted, ...], tuple[Anticipated, ...]]:
    item = reading.item
    if asked.declared.base_type not in ("string", "identifier"):
        raise needs(asked.element, f"baseType {asked.declared.base_type}")
    if asked.is_mapped and asked.declared.otherwise > 0:
        raise needs(asked.element, Message("points for any answer"))
    if asked.is_mapped and len({entry.has_case for entry in asked.declared.entries}) > 1:
        item.lose("case")
    accepted: list[Accepted] = []
    anticipated: list[Anticipated] = []
    forgive = strict(_has_case(asked))
    seen: set[str] = set()
    for text, share in _shares(asked):
        folded = forgive.fold(text)
        if folded in seen:
            continue
        seen.add(folded)
        said = reading.said(asked, text)
        if share > 0:
            accepted.append(Accepted(text, _part(share), said))
        else:
            if share < 0:
                item.lose("negative", text=text)
            anticipated.append(Anticipated(text, feedback=said))
    if asked.is_mapped and asked.declared.otherwise < 0:
        item.lose("wrong_costs")
    if not any(each.share == 1 for each in accepted):
        raise NotCarriedError("no_key")
    return tuple(accepted), tuple(anticipated)


def _part(percentage: Decimal) -> Decimal:
    """A percentage as a part of 1, as our authors write it."""
    exact = percentage / 100
    return Decimal(1) if is_full(percentage) else exact if is_plain(exact) else min(Decimal(1), round(exact, 4))


def _nears(asked: Asked) -> Iterator[Near]:
    within = [entry.within for entry in asked.declared.entries] if asked.is_mapped else [None]
    for (text, share), own in zip(_shares(asked), within, strict=True):
        yield Near(read_decimal(text), asked.rule.within if own is None else own, _part(share) * 100)


def _options(reading: Reading, asked: Asked) -> tuple[Option, ...]:
    item = reading.item
    choices = list(asked.element.all("inlineChoice"))
    ids = [each.attributes.get("identifier", "") for each in choices]
    if asked.keys[0] not in ids:
        raise NotCarriedError("not_read", why=Message("its right answer is not one of its answers."))
    texts = [reading.choice_text(each) for each in choices]
    answers = options_asked(asked, item, ids, texts, [reading.said(asked, id_) for id_ in ids])
    keys = [answer for answer in answers if is_full(answer.share)]
    if len(keys) > 1:
        raise NotCarriedError("several_right")
    for answer in answers:
        if answer.share > 0 and answer not in keys:
            item.lose("partial_choice", text=answer.text, share=str(round(answer.share, 2)))
        elif answer.share < 0:
            item.lose("single_penalty", text=answer.text)
    return tuple(
        Option(
            answer.text,
            key=answer in keys,
            feedback=answer.feedback,
            pinned=each.attributes.get("fixed") == "true",
        )
        for answer, each in zip(answers, choices, strict=True)
    )
