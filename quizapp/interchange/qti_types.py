"""The interactions of QTI that are blocks, each as a question of ours."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Protocol

import msgspec

from quizapp.domain.inline import escaped
from quizapp.domain.question import Question, is_plain
from quizapp.domain.text import same_text
from quizapp.domain.typed_answer import Anticipated
from quizapp.interchange.building import (
    Answer,
    Fields,
    checked,
    choice_question,
    decimal_of,
    matching_question,
    number_text,
    refuse_too_many_gaps,
    written_question,
)
from quizapp.interchange.gap_texts import FILL_IN, gaps_in, split_stem, token, with_numbers
from quizapp.interchange.losses import Item, NotCarriedError
from quizapp.interchange.marked_words import SELECT, marked_sentence, words_question
from quizapp.interchange.qti_scoring import Declaration, Rule, needs
from quizapp.interchange.qti_tree import all_text, inner_html, named
from quizapp.interchange.texts import Written
from quizapp.interchange.xml_tree import Element
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.ordering import Item as OrderedItem
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Row, Table
from quizapp.question_types.true_false import ANSWER_TEXTS, AnswerNote, TrueFalse
from quizapp.question_types.word_bank import WordBank, WordGap
from quizapp.texts import Message

NOT_SHOWN = Message("a part of it stands where nothing is shown.")
ALL_OR_NOTHING = Message("points only where all is right")
_TABULAR = "qti-match-tabular"
"""The class of a match that is shown as a table (QTI 3, shared vocabulary)."""


class Asked(NamedTuple):
    """An interaction with the response that it takes, and how that is marked; its points are times `scale`."""

    element: Element
    declared: Declaration
    rule: Rule
    scale: Fraction = Fraction(1)

    @property
    def is_mapped(self) -> bool:
        return self.rule.way == "map"

    def same(self, one: str, other: str, *, has_case: bool = True) -> bool:
        """Tells whether two values are equal; the order in a pair makes no difference."""
        if self.declared.base_type == "pair":
            return sorted(one.split()) == sorted(other.split())
        return one == other or (not has_case and one.casefold() == other.casefold())

    @property
    def keys(self) -> tuple[str, ...]:
        """The values of the right response.

        Raises:
            NotCarriedError: there are none, or several where one is taken.
        """
        declared = self.declared
        if self.is_mapped and not declared.entries:
            raise NotCarriedError("no_key")
        found = declared.correct
        if not found and self.is_mapped:
            best = sorted((each for each in declared.entries if each.value > 0), key=lambda each: -each.value)
            found = tuple(each.key for each in (best[:1] if declared.cardinality == "single" else best))
        if not found or self.full <= 0:
            raise NotCarriedError("no_key")
        if declared.cardinality == "single" and len(found) > 1:
            raise NotCarriedError("not_read", why=Message("it takes one answer, and names several as right."))
        return found

    @property
    def full(self) -> Decimal:
        """The points of the right response."""
        if not self.is_mapped:
            return self.rule.points
        declared = self.declared
        found = sum((self.value(key) for key in declared.correct), Decimal(0))
        if not declared.correct:
            values = [each.value for each in declared.entries if each.value > 0]
            found = max(values, default=Decimal(0)) if declared.cardinality == "single" else sum(values, Decimal(0))
        return found if declared.upper is None else min(found, declared.upper)

    def value(self, key: str) -> Decimal:
        """The points that a mapping gives for one value."""
        same = (each.value for each in self.declared.entries if self.same(each.key, key, has_case=each.has_case))
        return next(same, self.declared.otherwise)

    @property
    def shuffle(self) -> bool:
        return self.element.attributes.get("shuffle") == "true"


class Reading(Protocol):
    """An item that is being read, as all interactions need it."""

    item: Item

    def text(self, html: str) -> str: ...
    def shown(self, html: str) -> str: ...
    def choice_text(self, element: Element) -> str: ...
    def feedback(self, element: Element) -> str: ...
    def said(self, asked: Asked, value: str, *, to_others: bool = False) -> str: ...


def points_of(asked: Sequence[Asked]) -> Decimal:
    """The points for all of `asked`; sums of values that were cut off are rounded."""
    whole = sum((each.full for each in asked), Decimal(0))
    scale = asked[0].scale
    if scale != 1 or not any(each.is_mapped for each in asked):
        exact = decimal_of(Fraction(whole) * scale)
        if is_plain(exact):
            return Decimal(number_text(exact))
    return Decimal(number_text(round(whole, 6)))


def _refuse_unknown(keys: Iterable[str], known: Iterable[str]) -> None:
    if not set(keys) <= set(known):
        raise NotCarriedError("not_read", why=Message("its right answer is not one of its answers."))


def _tell_number(asked: Asked, item: Item, count: int) -> None:
    for name, free in (("minChoices", ("", "0", "1")), ("maxChoices", ("", "0", "1", str(count)))):
        if asked.element.attributes.get(name, "") not in free:
            item.lose("setting", name=f"{name}={asked.element.attributes[name]}")


def _choice(reading: Reading, asked: Asked, fields: Fields) -> Question:
    item, keys = reading.item, asked.keys
    choices = list(asked.element.all("simpleChoice"))
    ids = [choice.attributes.get("identifier", "") for choice in choices]
    _refuse_unknown(keys, ids)
    texts = [reading.choice_text(choice) for choice in choices]
    single = asked.declared.cardinality == "single"
    feedback = [
        "\n\n".join(filter(None, (reading.feedback(choice), reading.said(asked, id_, to_others=is_missed))))
        for choice, id_, is_missed in zip(choices, ids, ((not single and id_ in keys) for id_ in ids), strict=True)
    ]
    found = options_asked(asked, item, ids, texts, feedback)
    if not single:
        _tell_number(asked, item, len(ids))
    question = choice_question(
        fields, found, item, single=single, shuffle=asked.shuffle, exact=not single and not asked.is_mapped
    )
    if isinstance(question, SingleChoice) and _asks_truth(ids, question, asked):
        truth: Fields = {"key": keys[0], "not_stated": len(ids) == 3}
        truth["options"] = {id_: AnswerNote(feedback=said) for id_, said in zip(ids, feedback, strict=True) if said}
        return checked(TrueFalse(**fields, **truth))
    if not isinstance(question, SingleChoice | MultipleChoice):
        return question
    pairs = zip(question.options, choices, strict=True)
    options = tuple(
        msgspec.structs.replace(option, pinned=each.attributes.get("fixed") == "true") for option, each in pairs
    )
    return checked(msgspec.structs.replace(question, options=options))


def _asks_truth(ids: Sequence[str], question: SingleChoice, asked: Asked) -> bool:
    """Tells whether the options are those of a question about what is true."""
    usual = list(ANSWER_TEXTS.items())[: len(ids)]
    texts = [option.text.casefold() for option in question.options]
    return not asked.shuffle and list(zip(ids, texts, strict=True)) == [(id_, text.casefold()) for id_, text in usual]


def options_asked(
    asked: Asked, item: Item, ids: Sequence[str], texts: Sequence[str], feedback: Sequence[str]
) -> list[Answer]:
    """The options as answers with their share; what only earns a part beside the keys is told."""
    keys = asked.keys
    whole = sum((asked.value(key) for key in keys), Decimal(0)) if asked.is_mapped else Decimal(1)
    if asked.is_mapped and whole != asked.full:
        points = number_text(asked.full)
        item.lose("marking", way=Message("no more than {points} points", {"points": points}))
    single = asked.declared.cardinality == "single"
    answers = []
    for id_, text, said in zip(ids, texts, feedback, strict=True):
        share = asked.value(id_) * 100 / whole if asked.is_mapped else Decimal(100 * (id_ in keys))
        if not single and asked.is_mapped and share > 0 and id_ not in keys:
            item.lose("partial_choice", text=text, share=number_text(round(share, 2)))
            share = Decimal(0)
        elif id_ in keys and share <= 0:
            raise NotCarriedError("not_read", why=Message("its right answer earns no points."))
        answers.append(Answer(text, share, said))
    if not single and asked.is_mapped and asked.declared.lower is None and any(each.share < 0 for each in answers):
        item.lose("below_zero")
    return answers


def _order(reading: Reading, asked: Asked, fields: Fields) -> Question:
    item, keys = reading.item, asked.keys
    choices = {each.attributes.get("identifier", ""): each for each in asked.element.all("simpleChoice")}
    _refuse_unknown(keys, choices)
    if asked.is_mapped:
        raise needs(asked.element, "mapResponse, orderInteraction")
    marking = asked.rule.order
    if len(keys) != len(choices):
        raise NotCarriedError("not_read", why=Message("only some of its items are put in order."))
    if len(keys) > 1 and not marking:
        item.lose("marking", way=ALL_OR_NOTHING)
    if not asked.shuffle:
        item.lose("setting", name="shuffle=false")
    if any(each.attributes.get("fixed") == "true" for each in choices.values()):
        item.lose("pinned")
    items = tuple(
        OrderedItem(reading.choice_text(choices[key]), reading.said(asked, key, to_others=True)) for key in keys
    )
    return checked(Ordering(items=items, marking=marking or "position", **fields))


def _pairs(keys: Iterable[str]) -> list[tuple[str, str]]:
    found = []
    for key in keys:
        parts = key.split()
        if len(parts) != 2:
            raise NotCarriedError("not_read", why=Message("its right answer is not a pair."))
        found.append((parts[0], parts[1]))
    return found


def _tell_pairs(asked: Asked, item: Item, possible: Iterable[str], *, is_marked: bool = False) -> None:
    """Tell of marks that are not the same for each pair; `is_marked` where all or nothing can be kept."""
    keys = asked.keys
    if not asked.is_mapped:
        if len(keys) > 1 and not is_marked:
            item.lose("marking", way=ALL_OR_NOTHING)
        return
    values = {asked.value(key) for key in keys}
    if len(values) > 1:
        item.lose("weights")
    if sum((asked.value(key) for key in keys), Decimal(0)) != asked.full:
        item.lose("marking", way=Message("no more than {points} points", {"points": number_text(asked.full)}))
    others = {asked.value(each) for each in possible if not any(asked.same(each, key) for key in keys)}
    if any(value < 0 for value in others):
        item.lose("wrong_costs")
    if any(value > 0 for value in others):
        item.lose("other_answers")


def _match(reading: Reading, asked: Asked, fields: Fields) -> Question:
    sets = list(asked.element.all("simpleMatchSet"))
    if len(sets) != 2:
        raise NotCarriedError("not_read", why=Message("it has no two lists to match."))
    one, other = (
        {each.attributes.get("identifier", ""): each for each in found.all("simpleAssociableChoice")} for found in sets
    )
    pairs = _pairs(asked.keys)
    _refuse_unknown((source for source, _ in pairs), one)
    _refuse_unknown((target for _, target in pairs), other)
    possible = [f"{source} {target}" for source in one for target in other]
    if sorted(source for source, _ in pairs) != sorted(one):
        if sorted(target for _, target in pairs) != sorted(other):
            raise needs(asked.element, Message("entries that belong to several others, or to none"))
        one, other, pairs = other, one, [(target, source) for source, target in pairs]
    texts = {id_: reading.choice_text(each) for id_, each in (one | other).items()}
    belongs = dict(pairs)
    said = {id_: reading.said(asked, key, to_others=True) for id_, key in zip(dict(pairs), asked.keys, strict=True)}
    is_table = _TABULAR in asked.element.attributes.get("class", "").split()
    is_all = not asked.is_mapped and (len(pairs) > 1 or is_table)
    if is_all or is_table:
        rows = tuple(Row(texts[id_], texts[belongs[id_]], said[id_]) for id_ in one)
        columns = tuple(texts[id_] for id_ in other)
        table = Table(rows=rows, columns=columns, marking="all" if is_all else "rows", **fields)
        if next(table.mistakes(), None) is None:
            _tell_pairs(asked, reading.item, possible, is_marked=True)
            return msgspec.structs.replace(table, shuffle=asked.shuffle)
    _tell_pairs(asked, reading.item, possible)
    more = [texts[id_] for id_ in other if id_ not in belongs.values()]
    found = matching_question(fields, [(texts[id_], texts[belongs[id_]]) for id_ in one], more, shuffle=asked.shuffle)
    if isinstance(found, Matching) and any(said.values()):
        prompts = (
            msgspec.structs.replace(prompt, feedback=said[id_]) for prompt, id_ in zip(found.prompts, one, strict=True)
        )
        found = msgspec.structs.replace(found, prompts=tuple(prompts))
    return _used_once(found, other.values())


def _used_once(question: Question, options: Iterable[Element]) -> Question:
    """`question` so that each option is chosen once, where all of `options` say so."""
    if not isinstance(question, Matching) or any(each.attributes.get("matchMax", "1") != "1" for each in options):
        return question
    once = msgspec.structs.replace(question, reuse=False)
    return question if next(once.mistakes(), None) is not None else once


def _associate(reading: Reading, asked: Asked, fields: Fields) -> Question:
    item = reading.item
    choices = {each.attributes.get("identifier", ""): each for each in asked.element.all("simpleAssociableChoice")}
    pairs = _pairs(asked.keys)
    used = [id_ for pair in pairs for id_ in pair]
    _refuse_unknown(used, choices)
    if len(set(used)) < len(used):
        raise needs(asked.element, Message("entries that belong to several others, or to none"))
    possible = [f"{one} {other}" for one in choices for other in choices if one < other]
    _tell_pairs(asked, item, possible)
    item.lose("as_type", type="matching")
    texts = {id_: reading.choice_text(each) for id_, each in choices.items()}
    more = [texts[id_] for id_ in choices if id_ not in used]
    found = matching_question(fields, [(texts[one], texts[other]) for one, other in pairs], more, shuffle=asked.shuffle)
    return _used_once(found, choices.values())


def _gap_match(reading: Reading, asked: Asked, fields: Fields) -> Question:
    element, item = asked.element, reading.item
    for image in named(element, "gapImg"):
        raise needs(image, "gapImg")
    words = {each.attributes.get("identifier", ""): each for each in element.all("gapText")}
    gaps = {each.attributes.get("identifier", ""): number for number, each in enumerate(named(element, "gap"))}
    refuse_too_many_gaps(len(gaps))
    pairs = _pairs(asked.keys)
    _refuse_unknown((word for word, _ in pairs), words)
    _refuse_unknown((gap for _, gap in pairs), gaps)
    if sorted(gap for _, gap in pairs) != sorted(gaps):
        raise needs(element, Message("gaps for several words, or for none"))
    accepted = {gap: _also_right(asked, f"{word} {gap}", words) for word, gap in pairs}
    right_pairs = {f"{word} {gap}" for gap, found in accepted.items() for word in found}
    _tell_pairs(asked, item, [pair for word in words for gap in gaps if (pair := f"{word} {gap}") not in right_pairs])

    def special(each: Element) -> str | None:
        if each.tag == "gap":
            return token(gaps[each.attributes.get("identifier", "")])
        return "" if each.tag in ("gapText", "prompt") else None

    text = reading.shown(inner_html(element, special))
    order = gaps_in(text)
    if len(order) != len(gaps):
        raise NotCarriedError("not_read", why=NOT_SHOWN)
    stem = fields["stem"]
    if not stem:
        stem, text = split_stem(text, FILL_IN)
    texts = {id_: reading.choice_text(each) for id_, each in words.items()}
    bank: list[str] = []
    for each in texts.values():
        if same_text(each, bank) is None:
            bank.append(each)

    def in_bank(word: str) -> str:
        return same_text(texts[word], bank) or texts[word]

    ids = {number: gap for gap, number in gaps.items()}
    right = [in_bank(word) for gap in order for word, at in pairs if gaps[at] == gap]
    can_be_again = [each.attributes.get("matchMax", "1") != "1" for each in words.values()]
    again = len(set(right)) < len(right)
    reuse = again or (bool(can_be_again) and all(can_be_again))
    if (reuse and not all(can_be_again)) or (any(can_be_again) and not reuse):
        item.lose("words_reused" if reuse else "words_once")
    filled = []
    for gap in order:
        fits = tuple(dict.fromkeys(in_bank(word) for word in accepted[ids[gap]]))
        wrong = {in_bank(word): reading.said(asked, f"{word} {ids[gap]}") for word in words}
        remarks = tuple(Anticipated(word, feedback=said) for word, said in wrong.items() if said and word not in fits)
        filled.append(WordGap(fits if len(fits) > 1 else fits[0], remarks))
    fields = {**fields, "stem": stem, "text": with_numbers(text, order)}
    return checked(WordBank(words=tuple(bank), gaps=tuple(filled), reuse=reuse, shuffle=asked.shuffle, **fields))


def _also_right(asked: Asked, key: str, words: Iterable[str]) -> list[str]:
    """The words that earn in a gap as much as that of the right response, in the order of the mapping."""
    word, gap = key.split()
    if not asked.is_mapped:
        return [word]
    pairs = [entry.key.split() for entry in asked.declared.entries if entry.value == asked.value(key)]
    found = [pair[0] for pair in pairs if len(pair) == 2 and pair[1] == gap and pair[0] in words]
    return found if word in found else [word]


def _hottext(reading: Reading, asked: Asked, fields: Fields) -> Question:
    element, item, keys = asked.element, reading.item, asked.keys
    found = {each.attributes.get("identifier", ""): each for each in named(element, "hottext")}
    _refuse_unknown(keys, found)

    def marked(left: str, right: str, ids: Iterable[str]) -> str:
        chosen = set(ids)

        def special(each: Element) -> str | None:
            if each.tag == "prompt":
                return ""
            if each.tag == "hottext":
                inner = inner_html(each, special)
                return f"{left}{inner}{right}" if each.attributes.get("identifier", "") in chosen else inner
            return None

        return inner_html(element, special)

    if asked.declared.cardinality == "single":
        item.lose("as_type", type="single_choice")
        text = reading.shown(marked("<strong>", "</strong>", found))
        fields = {**fields, "stem": "\n\n".join(each for each in (fields["stem"], text) if each)}
        texts = [reading.choice_text(each) for each in found.values()]
        answers = options_asked(asked, item, list(found), texts, [""] * len(texts))
        return choice_question(fields, answers, item, single=True, shuffle=False)
    left, right = "\ue500", "\ue501"
    options_asked(asked, item, list(found), [all_text(each) for each in found.values()], [""] * len(found))
    if asked.is_mapped and not _is_right_minus_wrong(asked, found):
        _tell_pairs(asked, item, found)
    elif not asked.is_mapped and len(keys) > 1:
        item.lose("marking", way=Message("each right answer earns a part, each wrong one takes as much"))
    sentence = marked_sentence(Written(marked(left, right, keys)), item, lambda _: item.lose("image_left_out", name=""))
    question = words_question({**fields, "stem": fields["stem"] or SELECT}, sentence, left + right, item)
    if not isinstance(question, HighlightWords) or len(question.words) != len(found):
        item.lose("selectable")
    return question


def _is_right_minus_wrong(asked: Asked, ids: Iterable[str]) -> bool:
    """Tells whether each wrong choice takes away what a right one gives, and nothing falls below zero."""
    values = {asked.value(id_) * (1 if id_ in asked.keys else -1) for id_ in ids}
    return len(values) == 1 and asked.declared.lower == 0


def _extended(reading: Reading, asked: Asked, fields: Fields) -> Question:
    model = asked.declared.correct[0] if asked.declared.correct else ""
    if asked.declared.entries:
        reading.item.lose("marking", way=Message("by comparing it with answers that are listed"))
    return written_question(fields, escaped(model), reading.item)


BLOCKS: Mapping[str, Callable[[Reading, Asked, Fields], Question]] = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _associate,
    "gapMatchInteraction": _gap_match,
    "hottextInteraction": _hottext,
    "extendedTextInteraction": _extended,
}
"""The interactions that stand in paragraphs of their own, by their names in QTI 2."""
