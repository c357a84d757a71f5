"""The types of questions in QTI 1.2, each as one or more of ours: choices, orders, pairs, numbers, essays."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from html import escape

import msgspec

from quizapp.domain.inline import escaped, plain_text
from quizapp.domain.question import Question
from quizapp.interchange.building import (
    EXACT,
    FULL,
    Answer,
    Near,
    checked,
    choice_question,
    is_full,
    matching_question,
    number_text,
    numeric_question,
    read_decimal,
    short_answer_question,
    true_false_question,
    written_question,
)
from quizapp.interchange.gap_texts import gaps_in, with_one_blank
from quizapp.interchange.losses import NotCarriedError
from quizapp.interchange.qti12_gaps import blanks, dropdowns, typed_gaps, typed_line
from quizapp.interchange.qti12_item import ItemReading, Label, Response
from quizapp.interchange.qti12_scoring import elements_in
from quizapp.interchange.xml_tree import Element
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.question_types.matching import Matching
from quizapp.question_types.open_response import OpenResponse, Words
from quizapp.question_types.ordering import Item as OrderedItem
from quizapp.question_types.ordering import Ordering
from quizapp.texts import Message

_MOST_LABELS = 200
_POWER = re.compile(r"^\s*(-?[\d.]+)\s*[*x×]\s*10\^\s*(-?\d{1,2})\s*$")


def _only_response(reading: ItemReading) -> Response:
    if not reading.responses:
        raise NotCarriedError("no_key")
    if len(reading.responses) != 1:
        raise NotCarriedError("needs", what=Message("%n responses in one question", {"n": len(reading.responses)}))
    (response,) = reading.responses
    if len(response.labels) > _MOST_LABELS:
        raise NotCarriedError("needs", what=Message("more than {limit} options", {"limit": _MOST_LABELS}))
    return response


def _answers(reading: ItemReading, response: Response, full: Decimal, scores: Iterable[Decimal]) -> list[Answer]:
    return [
        Answer(reading.label_text(label), score / full * FULL, reading.feedback_on(response.ident, label.ident))
        for label, score in zip(response.labels, scores, strict=True)
    ]


def _is_shuffled(response: Response) -> bool:
    return any(each.attributes.get("shuffle", "").casefold() == "yes" for each in elements_in(response.element))


def _single(reading: ItemReading) -> Iterable[Question]:
    response = _only_response(reading)
    scores = [reading.scoring.score({response.ident: (label.ident,)}) for label in response.labels]
    best = max(scores, default=Decimal(0))
    if best <= 0:
        raise NotCarriedError("no_key")
    answers = _answers(reading, response, best, scores)
    stem = reading.stem(reading.question_html())
    said = {plain_text(answer.text).strip().casefold(): answer for answer in answers}
    if len(answers) == 2 and set(said) == {"true", "false"}:
        right = [name for name, answer in said.items() if is_full(answer.share)]
        if len(right) != 1:
            raise NotCarriedError("several_right")
        feedback = {name: answer.feedback for name, answer in said.items()}
        yield true_false_question(reading.fields(stem), right[0] == "true", feedback)
        return
    yield choice_question(reading.fields(stem), answers, reading.item, single=True, shuffle=_is_shuffled(response))


def _several(reading: ItemReading) -> Iterable[Question]:
    """Several options: marked option by option, or only the right set as a whole, as the conditions have it."""
    response, scoring = _only_response(reading), reading.scoring
    idents = [label.ident for label in response.labels]
    singles = [scoring.score({response.ident: (ident,)}) for ident in idents]
    keys = [ident for ident, score in zip(idents, singles, strict=True) if score > 0]
    whole = scoring.score({response.ident: tuple(keys)}) if keys else Decimal(0)
    wrong = [ident for ident in idents if ident not in keys]
    is_exact = reading.metadata.get("scoring_algorithm") == "AllOrNothing"
    if not keys:
        named = {test.text.strip() for each in scoring.marking for test in each.positive()}
        keys = [ident for ident in idents if ident in named]
        whole = scoring.score({response.ident: tuple(keys)}) if keys else Decimal(0)
        wrong = [ident for ident in idents if ident not in keys]
        is_exact = True
        fewer = (tuple(key for key in keys if key != each) for each in keys)
        if whole <= 0 or any(scoring.score({response.ident: some}) >= whole for some in fewer):
            raise NotCarriedError("no_key")
    elif len(keys) == 1 and wrong:
        alone = (score for ident, score in zip(idents, singles, strict=True) if ident in wrong)
        only_together = not any(alone) and all(scoring.score({response.ident: (*keys, each)}) <= 0 for each in wrong)
        is_exact = is_exact or only_together
    if is_exact and any(scoring.score({response.ident: (*keys, each)}) >= whole for each in wrong):
        reading.item.lose("marking", way=Message("wrong choices cost nothing"))
    stem = reading.stem(reading.question_html())
    full = sum((score for score in singles if score > 0), Decimal(0)) or whole
    scores = [(whole if ident in keys else Decimal(0)) for ident in idents] if is_exact else singles
    answers = _answers(reading, response, full, scores)
    yield choice_question(
        reading.fields(stem), answers, reading.item, single=False, shuffle=_is_shuffled(response), exact=is_exact
    )


def _best(reading: ItemReading, response: Response) -> tuple[Label, Decimal]:
    """The one option that is right for a response, and what it earns.

    Raises:
        NotCarriedError: none is right, or several are.
    """
    scores = [(reading.scoring.score({response.ident: (label.ident,)}), label) for label in response.labels]
    best = max((score for score, _ in scores), default=Decimal(0))
    if best <= 0:
        raise NotCarriedError("no_key")
    right = [label for score, label in scores if score == best]
    if len({label.ident for label in right}) > 1:
        raise NotCarriedError("several_right")
    return right[0], best


_AS_A_WHOLE = ("AllOrNothing", "DeepEquals")
"""Canvas's names for marks that only a whole answer earns; its conditions give each part a share all the same."""


def _matching(reading: ItemReading) -> Iterable[Question]:
    apart = _matches_apart(reading)
    rows: list[tuple[str, str, str]] = []
    weights: set[Decimal] = set()
    offered: dict[str, str] = {}
    if sum(len(response.labels) for response in reading.responses) > 10 * _MOST_LABELS:
        raise NotCarriedError("needs", what=Message("more than {limit} options", {"limit": 10 * _MOST_LABELS}))
    for response in reading.responses:
        key, weight = _best(reading, response)
        texts = {
            label.ident: apart[at] if apart and at < len(apart) else reading.label_text(label)
            for at, label in enumerate(response.labels)
            if label.ident not in offered
        }
        offered |= texts
        prompt, said = _prompt(reading, response), reading.feedback_on(response.ident, key.ident, wrong=True)
        if prompt and offered[key.ident]:
            rows.append((prompt, offered[key.ident], said))
            weights.add(weight)
        else:
            reading.item.lose("empty_pair")
    if len(weights) > 1:
        reading.item.lose("weights")
    if len(rows) > 1 and reading.metadata.get("scoring_algorithm") in _AS_A_WHOLE:
        reading.item.lose("marking", way=Message("all pairs have to be right"))
    stem = reading.stem(reading.question_html())
    more = [text for text in offered.values() if text]
    question = matching_question(reading.fields(stem), [(prompt, option) for prompt, option, _ in rows], more)
    assert isinstance(question, Matching)
    prompts = zip(question.prompts, rows, strict=True)
    yield msgspec.structs.replace(
        question, prompts=tuple(msgspec.structs.replace(prompt, feedback=row[2]) for prompt, row in prompts)
    )


def _prompt(reading: ItemReading, response: Response) -> str:
    if text := reading.text_of(response.element):
        return text
    parent = next((e for e in elements_in(reading.presentation) if response.element in e.children), None)
    return reading.text_of(parent) if parent is not None and parent.tag == "flow" else ""


def _matches_apart(reading: ItemReading) -> list[str]:
    """The options as Blackboard writes them: in a block of their own, in the order of each response's labels."""
    for each in elements_in(reading.presentation):
        if each.attributes.get("class", "") == "RIGHT_MATCH_BLOCK":
            return [reading.text_of(flow) for flow in each.children]
    return []


def _categorization(reading: ItemReading) -> Iterable[Question]:
    texts = {label.ident: reading.label_text(label) for each in reading.responses for label in each.labels}
    categories: list[str] = []
    placed: dict[str, str] = {}
    for response in reading.responses:
        category = reading.text_of(response.element)
        categories.append(category)
        keys = [
            test.text.strip()
            for condition in reading.scoring.marking
            for test in condition.positive()
            if test.attributes.get("respident", "") == response.ident
        ]
        if not keys or reading.scoring.score({response.ident: tuple(keys)}) <= 0:
            raise NotCarriedError("no_key")
        for key in keys:
            if placed.setdefault(key, category) != category:
                raise NotCarriedError("several_right")
    statements = tuple(Statement(texts[key], placed[key]) for key in texts if key in placed)
    for ident, text in texts.items():
        if ident not in placed:
            reading.item.lose("in_no_category", text=plain_text(text))
    reading.item.lose("marking", way=Message("a category is right as a whole, or wrong"))
    stem = reading.stem(reading.question_html())
    yield checked(Categorize(categories=tuple(categories), statements=statements, **reading.fields(stem)))


def _ordering(reading: ItemReading) -> Iterable[Question]:
    response = _only_response(reading)
    labels = {label.ident: label for label in response.labels}
    for condition in reading.scoring.marking:
        order = [test.text.strip() for test in condition.positive()]
        if sorted(order) == sorted(labels) and len(labels) == len(response.labels):
            break
    else:
        raise NotCarriedError("no_key")
    for each in elements_in(response.element):
        if each.tag == "material" and each.attributes.get("position"):
            reading.item.lose("label_left_out", text=reading.plain_of(each))
    reading.item.lose("marking", way=Message("only the whole order earns points"))
    items = tuple(OrderedItem(reading.label_text(labels[ident])) for ident in order)
    stem = reading.stem(reading.question_html())
    yield checked(Ordering(items=items, **reading.fields(stem)))


def _numeric(reading: ItemReading) -> Iterable[Question]:
    response = _only_response(reading)
    found = []
    for condition in reading.scoring.marking:
        worth = max(value for _, value in condition.marks)
        for tests in _alternatives(condition.tests):
            value, within = _number(reading, tests)
            found.append((value, within, worth, reading.feedback_on(response.ident, tests[0].text.strip())))
    best = max((worth for _, _, worth, _ in found), default=Decimal(0))
    if best <= 0:
        raise NotCarriedError("no_key")
    nears = [Near(value, within, worth / best * FULL, said) for value, within, worth, said in found]
    fields = reading.fields(_stem_around_blank(reading))
    right = {value for value, _, worth, _ in found if worth == best}
    if len(right) > 1 and not any(within for _, within, _, _ in found):
        reading.item.lose("as_type", type="short_answer")  # a number of ours has one key
        answers = [Answer(number_text(value), worth / best * FULL, said) for value, _, worth, said in found]
        yield short_answer_question(fields, answers, reading.item, match_case=False)
        return
    yield numeric_question(fields, nears, reading.item)


def _alternatives(tests: Element) -> list[list[Element]]:
    """The tests that each describe one number: a value, a range, or a value with the range around it.

    Raises:
        NotCarriedError: the condition is none about numbers.
    """
    if any(each.tag not in _NUMBER_TESTS for each in elements_in(tests)):
        raise NotCarriedError("needs", what=Message("conditions that are not about one number"))
    found = []
    for child in tests.children:
        if child.tag == "or":
            found.append([each for each in elements_in(child) if each.tag not in ("or", "and")])
        elif child.tag == "and":
            found.append(list(child.children))
        elif child.tag == "varequal":
            found.append([child])
    if not found and tests.children:
        found.append(list(tests.children))
    if any(not each for each in found):
        raise NotCarriedError("no_key")
    return found


_NUMBER_TESTS = frozenset(("conditionvar", "or", "and", "varequal", "vargte", "vargt", "varlte", "varlt"))


def _number(reading: ItemReading, tests: list[Element]) -> tuple[Decimal, Decimal]:
    values = [each for each in tests if each.tag == "varequal"]
    lows = [read_decimal(each.text) for each in tests if each.tag in ("vargte", "vargt")]
    highs = [read_decimal(each.text) for each in tests if each.tag in ("varlte", "varlt")]
    if any(each.tag in ("vargt", "varlt") for each in tests):
        reading.item.lose("marking", way=Message("a number at the border of the range is wrong"))
    if len(values) > 1 or len(lows) > 1 or len(highs) > 1 or len(lows) != len(highs):
        raise NotCarriedError("several_right")
    if not values:
        return (lows[0] + highs[0]) / 2, (highs[0] - lows[0]) / 2
    value = read_decimal(values[0].text)
    if values[0].attributes.get("precisiontype") == "decimals":
        digits = int(read_decimal(values[0].attributes.get("precision", "0")))
        reading.item.lose("marking", way=Message("rounded to %n decimals", {"n": digits}))
        return value, Decimal(5).scaleb(-min(max(digits, 0), 20) - 1)
    if not lows:
        return value, Decimal(0)
    low, high = lows[0], highs[0]
    if not low <= value <= high:
        raise NotCarriedError("several_right")
    below, above = EXACT.subtract(value, low), EXACT.subtract(high, value)
    if abs(EXACT.subtract(below, above)) <= abs(high - low) / 1000:
        return value, max(below, above)
    return (low + high) / 2, (high - low) / 2


def _stem_around_blank(reading: ItemReading) -> str:
    """The stem of a question with one line to type; a blank stands for it within the text, not at its end."""
    text = reading.stem(reading.question_html())
    gaps = gaps_in(text)
    if not gaps:
        return text
    shown = with_one_blank(text, gaps[0])
    return shown.removesuffix("_____").rstrip() or shown


def _calculated(reading: ItemReading) -> Iterable[Question]:
    """A formula, with the first of the sets of numbers that its file holds."""
    about = reading.element.first("itemproc_extension", "calculated")
    sets = about.first("var_sets") if about is not None else None
    if about is None or sets is None or not sets.children:
        raise NotCarriedError("needs", what=Message("numbers that are drawn for each learner"))
    html = reading.question_html()
    first = sets.children[0]
    for variable in first.all("var"):
        html = html.replace(f"[{escape(variable.attributes.get('name', ''))}]", escape(variable.text.strip()))
    answer = first.words("answer")
    power = _POWER.match(answer)
    value = read_decimal(power[1]).scaleb(int(power[2])) if power else read_decimal(answer)
    margin = about.first("answer_tolerance")
    text = margin.text.strip() if margin is not None else ""
    within = abs(read_decimal(text.rstrip("%") or "0"))
    if text.endswith("%") or (margin is not None and margin.attributes.get("margin_type") == "percent"):
        within = abs(value) * within / 100
    reading.item.lose("one_set", count=str(len(sets.children)))
    text = reading.stem(html)
    stem = with_one_blank(text, 0).removesuffix("_____").rstrip()
    value, within = read_decimal(number_text(value)), read_decimal(number_text(within))
    yield numeric_question(reading.fields(stem), [Near(value, within, FULL)], reading.item)


def _essay(reading: ItemReading) -> Iterable[Question]:
    stem = reading.stem(reading.question_html())
    stem = "".join(sign for sign in stem if not gaps_in(sign)).strip()
    notes = reading.metadata.get("grading_notes", "")
    fields = reading.fields(stem)
    question = written_question(fields, escaped(notes), reading.item)
    render = reading.responses[0].element if reading.responses else reading.presentation
    least, most = (_count(render.attributes.get(f"word_limit_{end}", "")) for end in ("min", "max"))
    has_limits = render.attributes.get("word_limit_enabled", "Yes").casefold() == "yes"
    if isinstance(question, OpenResponse) and has_limits and (least or most):
        question = checked(msgspec.structs.replace(question, words=Words(least, most)))
    yield question


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _typed(reading: ItemReading) -> Iterable[Question]:
    """A line to type, or gaps in a text."""
    if any(response.labels and response.element.tag == "response_lid" for response in reading.responses):
        yield from blanks(reading)
    elif len(reading.responses) > 1:
        yield from typed_gaps(reading)
    else:
        yield typed_line(reading, _only_response(reading), _stem_around_blank(reading))


Reader = Callable[[ItemReading], Iterable[Question]]

READERS: Mapping[str, Reader] = {
    "single": _single,
    "several": _several,
    "matching": _matching,
    "categorization": _categorization,
    "ordering": _ordering,
    "numeric": _numeric,
    "calculated": _calculated,
    "essay": _essay,
    "typed": _typed,
    "dropdowns": dropdowns,
}
_KINDS: dict[str, str] = {
    **dict.fromkeys(("multiple_choice_question", "multiple choice", "cc.multiple_choice.v0p1"), "single"),
    **dict.fromkeys(("true_false_question", "true/false", "either/or", "cc.true_false.v0p1"), "single"),
    **dict.fromkeys(("multiple_answers_question", "multiple answer", "cc.multiple_response.v0p1"), "several"),
    **dict.fromkeys(("short_answer_question", "fill in the blank", "cc.fib.v0p1", "cc.pattern_match.v0p1"), "typed"),
    **dict.fromkeys(("fill_in_multiple_blanks_question", "fill in the blank plus"), "typed"),
    **dict.fromkeys(("multiple_dropdowns_question", "jumbled sentence"), "dropdowns"),
    **dict.fromkeys(("matching_question", "matching"), "matching"),
    **dict.fromkeys(("numerical_question", "numeric"), "numeric"),
    **dict.fromkeys(("essay_question", "essay", "short response", "cc.essay.v0p1"), "essay"),
    **dict.fromkeys(("ordering_question", "ordering"), "ordering"),
    **dict.fromkeys(("calculated_question", "calculated"), "calculated"),
    "categorization_question": "categorization",
    "text_only_question": "text",
}
_OTHERS = frozenset(
    ("file_upload_question", "hot_spot_question", "file upload", "hot spot", "opinion scale", "quiz bowl")
)


def kind_of(reading: ItemReading) -> str:
    """The kind of question that an item is: a name of `READERS`, or "text" where nothing is asked.

    Raises:
        NotCarriedError: it is of a type that we don't have.
    """
    named = reading.type.casefold()
    if named in _KINDS:
        return _KINDS[named]
    tags = {response.element.tag for response in reading.responses}
    if named in _OTHERS or tags & {"response_xy", "response_grp"}:
        raise NotCarriedError("type_unknown", type=reading.type or sorted(tags)[0])
    if not reading.responses:
        return "text"
    if tags == {"response_lid"}:
        if len(reading.responses) > 1:
            return "matching"
        cardinality = reading.responses[0].cardinality
        return {"multiple": "several", "ordered": "ordering"}.get(cardinality, "single")
    if "response_lid" in tags:
        raise NotCarriedError("needs", what=Message("choices and typed answers in one question"))
    return _typed_kind(reading)


def _typed_kind(reading: ItemReading) -> str:
    if len(reading.responses) > 1:
        return "typed"
    render = reading.responses[0].render
    fibtype = render.attributes.get("fibtype", "").casefold()
    is_number = reading.responses[0].element.tag == "response_num" or fibtype in ("decimal", "integer", "scientific")
    if is_number:
        return "numeric"
    has_values = any(condition.positive() for condition in reading.scoring.conditions)
    return "typed" if has_values or reading.scoring.marking else "essay"  # of an essay, no value is compared
