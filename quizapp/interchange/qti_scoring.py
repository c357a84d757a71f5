"""The marking that an item of QTI asks for: its declarations, and what its response processing makes of a response.

The standard templates and what people write in their place are understood; all else is refused by its name.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from typing import Literal, NamedTuple

from quizapp.interchange.building import read_decimal
from quizapp.interchange.losses import NotCarriedError
from quizapp.interchange.qti_ordering import ORDER_MARKINGS, OrderMarking, order_rules
from quizapp.interchange.qti_tree import named
from quizapp.interchange.qti_versions import QTI_22
from quizapp.interchange.xml_tree import Element, read_xml
from quizapp.texts import Message

MOST = 200
"""The limit for the values of a response, and for the answers that an interaction offers."""

Way = Literal["match", "map"]


class Entry(NamedTuple):
    """The points of a response that is `key`, or no further than `within` from it."""

    key: str
    value: Decimal
    has_case: bool
    within: Decimal | None = None


class Declaration(NamedTuple):
    """A response: its type, the right values, and what each value earns; bounds are None where there are none."""

    cardinality: str
    base_type: str
    correct: tuple[str, ...]
    entries: tuple[Entry, ...]
    otherwise: Decimal = Decimal(0)
    lower: Decimal | None = None
    upper: Decimal | None = None


class Rule(NamedTuple):
    """The marking of a response: `points` for the right one (match), or as its mapping says (map).

    `has_case` tells whether capital letters count, `within` how far from it a number may be. `entries` stand for the
    mapping where the processing itself gives some values a part of the points. `order` is how an order is marked that
    is right in part; empty where it earns nothing.
    """

    way: Way
    points: Decimal = Decimal(1)
    has_case: bool = True
    within: Decimal = Decimal(0)
    entries: tuple[Entry, ...] = ()
    order: OrderMarking | Literal[""] = ""


class Scoring(NamedTuple):
    """The rules by the ids of the responses; `is_together` means that there are points only where all are right.

    `partial` are the responses of which some more values earn a part of the points, which cannot be kept. All points
    are multiplied by `scale`.
    """

    rules: dict[str, Rule]
    is_together: bool = False
    partial: frozenset[str] = frozenset()
    scale: Fraction = Fraction(1)


def needs(element: Element, what: str | Message) -> NotCarriedError:
    """The refusal of a question, as it needs `what`, which stands in `element`."""
    where = Message("{what} (line {line})", {"what": what, "line": str(element.line)})
    return NotCarriedError("needs", what=where)


def declarations(root: Element) -> dict[str, Declaration]:
    """The responses that an item declares, by their ids."""
    found = {}
    for each in root.all("responseDeclaration"):
        correct, mapping = each.first("correctResponse"), each.first("mapping")
        if each.attributes.get("cardinality") == "record":
            raise needs(each, Message("responses of several fields, record"))
        values = tuple(" ".join(value.text.split()) for value in correct.all("value")) if correct else ()
        if len(values) > MOST or (mapping is not None and len(mapping.children) > MOST):
            raise needs(each, Message("more than {limit} right answers", {"limit": str(MOST)}))
        made = Declaration(
            each.attributes.get("cardinality", "single"), each.attributes.get("baseType", ""), values, ()
        )
        if mapping is not None:
            attributes = mapping.attributes
            lower, upper = (
                read_decimal(attributes[name]) if attributes.get(name) else None
                for name in ("lowerBound", "upperBound")
            )
            entries = tuple(
                Entry(
                    " ".join(entry.attributes.get("mapKey", "").split()),
                    read_decimal(entry.attributes.get("mappedValue", "0")),
                    entry.attributes.get("caseSensitive", "true") != "false",
                )
                for entry in mapping.all("mapEntry")
            )
            otherwise = read_decimal(attributes.get("defaultValue") or "0")
            made = made._replace(entries=entries, otherwise=otherwise, lower=lower, upper=upper)
        found[each.attributes.get("identifier", "")] = made
    return found


class _Term(NamedTuple):
    ids: tuple[str, ...]
    rule: Rule


class _UnknownError(Exception):
    def __init__(self, element: Element) -> None:
        super().__init__(element.tag)
        self.element = element


class _Sum(NamedTuple):
    """A number with terms added to it, each of which is there where its responses are right; all times `scale`."""

    number: Decimal = Decimal(0)
    terms: tuple[_Term, ...] = ()
    scale: Fraction = Fraction(1)


_Value = _Sum | _UnknownError


def scoring_of(root: Element, declared: dict[str, Declaration]) -> Scoring:
    """The rules of an item; empty where it does not say how it is marked.

    Raises:
        NotCarriedError: it is marked in a way of its own.
    """
    processing = root.first("responseProcessing")
    if processing is None:
        return Scoring({})
    template = processing.attributes.get("template") or processing.attributes.get("templateLocation") or ""
    if not processing.children:
        name = template.rstrip("/").rpartition("/")[2].removesuffix(".xml")
        ways: dict[str, Way] = {"match_correct": "match", "map_response": "map"}
        if name and name not in ways:
            raise needs(processing, Message("the response processing {name}", {"name": name}))
        return Scoring({"RESPONSE": Rule(ways[name])} if name and "RESPONSE" in declared else {})
    if ordered := _ordered(root, processing, declared):
        return ordered
    reader = _Reader(root, declared)
    reader.run(processing.children)
    value = reader.score()
    if isinstance(value, _UnknownError):
        raise needs(value.element, Message("response processing of its own, {tag}", {"tag": value.element.tag}))
    if value.number or value.scale <= 0:
        raise needs(processing, Message("points without a response"))
    ids = [id_ for term in value.terms for id_ in term.ids]
    is_together = any(len(term.ids) > 1 for term in value.terms)
    if len(set(ids)) < len(ids) or (is_together and len(value.terms) > 1):
        raise needs(processing, Message("response processing of its own, {tag}", {"tag": "sum"}))
    share = len(ids) if is_together else 1
    rules = {
        id_: term.rule._replace(points=term.rule.points / share, within=reader.within.get(id_, Decimal(0)))
        for term in value.terms
        for id_ in term.ids
    }
    rules = {id_: rule._replace(has_case=id_ not in reader.caseless) for id_, rule in rules.items()}
    return Scoring(rules, is_together, frozenset(reader.partial), value.scale)


def _ordered(root: Element, processing: Element, declared: dict[str, Declaration]) -> Scoring | None:
    """The rule of an order whose marks are written out as we write them."""
    (id_, response), *more = declared.items() or [("", None)]
    if more or response is None or response.cardinality != "ordered" or not response.correct:
        return None
    score = next(
        (each for each in root.all("outcomeDeclaration") if each.attributes.get("identifier") == "SCORE"), None
    )
    points = read_decimal(score.attributes.get("normalMaximum") or "0") if score is not None else Decimal(0)
    for marking in ORDER_MARKINGS if points > 0 and len(response.correct) > 1 else ():
        rules = order_rules(QTI_22, marking, response.correct, Fraction(points))
        ours = read_xml(f"<responseProcessing>{rules}</responseProcessing>".encode(), "").children
        if _are_same(processing.children[: len(ours)], ours):
            return Scoring({id_: Rule("match", points, order=marking)})
    return None


def _are_same(some: Sequence[Element], others: Sequence[Element]) -> bool:
    return all(
        one is not None
        and other is not None
        and one.tag == other.tag
        and one.attributes == other.attributes
        and one.text.strip() == other.text.strip()
        and _are_same(one.children, other.children)
        for one, other in zip_longest(some, others)
    )


def _literals(condition: Element, declared: Declaration) -> list[tuple[str, Decimal | None]] | None:
    """The values for which a condition says that the response is one of them, or near; None where it says other."""
    if condition.tag == "or":
        found = [_literals(each, declared) for each in condition.children]
        return None if None in found else [key for each in found for key in each or ()]
    values = [" ".join(each.text.split()) for each in condition.children if each.tag == "baseValue"]
    if condition.tag == "equal":
        values += [key for each in condition.all("correct") for key in declared.correct]
        return [(values[0], _within(condition))] if len(values) == 1 else None
    return [(values[0], None)] if condition.tag == "match" and len(values) == 1 else None


def _within(equal: Element) -> Decimal:
    """The distance from the right number that still counts as equal to it.

    Raises:
        _UnknownError: it is a share of the number, or not the same on both sides.
    """
    if equal.attributes.get("toleranceMode", "exact") == "exact":
        return Decimal(0)
    within = (equal.attributes.get("tolerance") or "x").split()
    if equal.attributes["toleranceMode"] != "absolute" or len(set(within)) > 1:
        raise _UnknownError(equal)
    return read_decimal(within[0])


class _Reader:
    """Goes through the statements; each outcome has its value so far."""

    def __init__(self, root: Element, declared: dict[str, Declaration]) -> None:
        self._declared = declared
        self._outcomes: dict[str, _Value] = {}
        self._is_set: list[str] = []
        self.within: dict[str, Decimal] = {}
        self.caseless: set[str] = set()
        self.partial: set[str] = set()
        self._numbers = []
        for each in root.all("outcomeDeclaration"):
            id_ = each.attributes.get("identifier", "")
            if each.attributes.get("baseType") in ("float", "integer"):
                self._numbers.append(id_)
                self._outcomes[id_] = _Sum(read_decimal(each.words("defaultValue", "value") or "0"))

    def score(self) -> _Value:
        if "SCORE" in self._outcomes:
            return self._outcomes["SCORE"]
        numbers = [id_ for id_ in self._is_set if id_ in self._numbers]
        return self._outcomes[numbers[-1]] if numbers else _Sum()

    def run(self, statements: Sequence[Element]) -> None:
        for each in statements:
            if each.tag == "setOutcomeValue":
                self._set(each.attributes.get("identifier", ""), self._value(each))
            elif each.tag == "responseCondition":
                self._branch(each)
            elif each.tag == "responseProcessingFragment":
                self.run(each.children)
            else:
                raise needs(each, Message("response processing of its own, {tag}", {"tag": each.tag}))

    def _set(self, id_: str, value: _Value) -> None:
        self._outcomes[id_] = value
        self._is_set.append(id_)

    def _value(self, setting: Element) -> _Value:
        try:
            return self._of(setting.children[0]) if setting.children else _UnknownError(setting)
        except _UnknownError as unknown:
            return unknown
        except NotCarriedError:
            return _UnknownError(setting)

    def _of(self, element: Element) -> _Sum:
        id_ = element.attributes.get("identifier", "")
        if element.tag == "baseValue":
            return _Sum(read_decimal(element.text))
        if element.tag == "variable" and id_ in self._outcomes:
            found = self._outcomes[id_]
            if isinstance(found, _UnknownError):
                raise found
            return found
        if element.tag == "mapResponse" and id_ in self._declared:
            return _Sum(terms=(_Term((id_,), Rule("map")),))
        if element.tag in ("product", "divide") and element.children:
            return self._scaled(element)
        if element.tag == "sum":
            parts = [self._of(child) for child in element.children]
            if len(parts) == 1:
                return parts[0]
            if any(part.scale != 1 for part in parts):
                raise _UnknownError(element)
            number = sum((part.number for part in parts), Decimal(0))
            return _Sum(number, tuple(term for part in parts for term in part.terms))
        raise _UnknownError(element)

    def _scaled(self, element: Element) -> _Sum:
        """The value of a product or a quotient of which at most one part depends on the responses."""
        first, *others = (self._of(child) for child in element.children)
        for other in others:
            if element.tag == "product" and not first.terms:
                first, other = other, first
            factor = Fraction(other.number) * other.scale
            if other.terms or not factor:
                raise _UnknownError(element)
            scale = first.scale * (factor if element.tag == "product" else 1 / factor)
            first = first._replace(scale=scale)
        return first

    def _branch(self, element: Element) -> None:
        first, others = element.first("responseIf"), [each for each in element.children if each.tag != "responseIf"]
        if first is None or not first.children:
            return
        condition, actions = first.children[0], first.children[1:]
        last = next((each for each in others if each.tag == "responseElse"), None)
        chosen = {each.attributes.get("identifier", ""): each for branch in others for each in branch.children}
        for each in (*actions, *chosen.values()):
            if each.tag in ("responseCondition", "exitResponse", "lookupOutcomeValue"):
                raise needs(each, Message("response processing of its own, {tag}", {"tag": each.tag}))
        settings = {each.attributes.get("identifier", ""): each for each in actions if each.tag == "setOutcomeValue"}
        middle = [each for each in others if each.tag == "responseElseIf" and each.children]
        if condition.tag == "isNull" and middle and others[0] is middle[0]:
            self._after_null(element, settings, others)
            return
        between = {setting.attributes.get("identifier", "") for each in middle for setting in each.children[1:]}
        end = {each.attributes.get("identifier", ""): each for each in (last.children if last else ())}
        for id_ in dict.fromkeys((*settings, *between, *end)):
            before = self._outcomes.get(id_, _Sum())
            value = self._either(condition, settings.get(id_), end.get(id_), before)
            if middle and isinstance(value, _Sum):
                value = self._with_parts(value, middle, id_, before)
            self._set(id_, value)

    def _after_null(self, element: Element, settings: dict[str, Element], others: Sequence[Element]) -> None:
        """Goes through a condition whose first branch is there for no response, and sets what the last one sets."""
        before = dict(self._outcomes)
        empty = {id_: self._value(setting) for id_, setting in settings.items()}
        first, rest = Element("responseIf", {}, others[0].line), Element("responseCondition", {}, element.line)
        first.children, rest.children = others[0].children, [first, *others[1:]]
        start = len(self._is_set)
        self._branch(rest)
        for id_ in (*settings, *self._is_set[start:]):
            value = self._outcomes.get(id_, _Sum())
            if isinstance(value, _Sum) and empty.get(id_, before.get(id_, _Sum())) != value._replace(
                terms=value.terms[:-1]
            ):
                self._set(id_, _UnknownError(element))

    def _with_parts(self, value: _Sum, branches: Sequence[Element], id_: str, before: _Value) -> _Value:
        """The value of an outcome where further branches give other values of the response a part of the points."""
        if not value.terms or len(value.terms[-1].ids) > 1 or value.terms[-1].rule.way != "match":
            return _UnknownError(branches[0])
        *others, term = value.terms
        (response,) = term.ids
        declared = self._declared[response]
        has_case = response not in self.caseless
        entries = [Entry(key, term.rule.points, has_case) for key in declared.correct]
        for branch in branches:
            settings = [each for each in branch.children[1:] if each.attributes.get("identifier") == id_]
            part = self._value(settings[-1]) if settings else before
            asked = {each.attributes.get("identifier") for each in named(branch.children[0], "variable")}
            if isinstance(part, _UnknownError) or part.terms != tuple(others) or asked != {response}:
                return _UnknownError(branch)
            points = part.number - value.number
            if not 0 <= points < term.rule.points or declared.cardinality != "single":
                return _UnknownError(branch)
            try:
                found = _literals(branch.children[0], declared)
            except (_UnknownError, NotCarriedError):
                found = None
            if found is None and points:
                self.partial.add(response)
            entries += [Entry(key, points, has_case, within) for key, within in found or ()]
        return _Sum(value.number, (*others, _Term(term.ids, Rule("map", entries=tuple(entries)))))

    def _either(self, condition: Element, then: Element | None, otherwise: Element | None, before: _Value) -> _Value:
        """The value of an outcome that is set by `then` where `condition` holds, and by `otherwise` where not."""
        yes = self._value(then) if then else before
        no = self._value(otherwise) if otherwise else before
        if isinstance(yes, _UnknownError):
            return yes
        if isinstance(no, _UnknownError):
            return no
        if yes.scale != 1 or no.scale != 1:
            return _UnknownError(condition)
        if condition.tag == "not" and condition.children and condition.children[0].tag == "isNull":
            condition, yes, no = condition.children[0], no, yes
        if condition.tag == "isNull":
            more = no.terms[len(yes.terms) :]
            ids = tuple(each.attributes.get("identifier", "") for each in condition.children)
            is_mapped = [(term.ids, term.rule.way) for term in more] == [(ids, "map")]
            is_same = yes == _Sum(no.number, no.terms[: len(yes.terms)])
            return no if is_mapped and is_same else _UnknownError(condition)
        try:
            ids = self._right(condition)
        except _UnknownError as unknown:
            return unknown
        except NotCarriedError:
            return _UnknownError(condition)
        points = yes.number - no.number
        if points <= 0 or yes.terms != no.terms:
            return _UnknownError(condition)
        return _Sum(no.number, (*no.terms, _Term(ids, Rule("match", points))))

    def _right(self, condition: Element) -> tuple[str, ...]:
        """The responses that are right where `condition` holds."""
        tag, attributes = condition.tag, condition.attributes
        if tag == "and" and condition.children:
            return tuple(id_ for child in condition.children for id_ in self._right(child))
        if tag not in ("match", "equal", "stringMatch") or len(condition.children) != 2:
            raise _UnknownError(condition)
        one, other = sorted(condition.children, key=lambda each: each.tag != "variable")
        id_ = one.attributes.get("identifier", "")
        declared = self._declared.get(id_)
        if one.tag != "variable" or declared is None:
            raise _UnknownError(condition)
        is_key = other.tag == "correct" and other.attributes.get("identifier") == id_
        if not is_key and not (other.tag == "baseValue" and (" ".join(other.text.split()),) == declared.correct):
            raise _UnknownError(condition)
        if tag == "stringMatch":
            if attributes.get("substring") == "true":
                raise _UnknownError(condition)
            if attributes.get("caseSensitive", "true") == "false":
                self.caseless.add(id_)
        if tag == "equal" and (within := _within(condition)):
            self.within[id_] = within
        return (id_,)
