"""Response processing of QTI 1.2: what a response earns, worked out from its conditions, so that no key is guessed."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from quizapp.interchange.building import read_decimal
from quizapp.interchange.losses import NotCarriedError
from quizapp.interchange.xml_tree import Element
from quizapp.texts import Message

Given = Mapping[str, Sequence[str]]
"""The values that are given to each response, by its ident."""

_MOST_PARTS = 4000
_ORDERS = {
    "vargte": lambda given, limit: given >= limit,
    "vargt": lambda given, limit: given > limit,
    "varlte": lambda given, limit: given <= limit,
    "varlt": lambda given, limit: given < limit,
}


def elements_in(element: Element) -> Iterator[Element]:
    """`element` and all that is in it, in order."""
    waiting = [element]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += reversed(found.children)


class Condition(NamedTuple):
    """A condition: its tests, what is then done with the score, the feedback that is then shown."""

    tests: Element
    marks: tuple[tuple[str, Decimal], ...]
    feedback: tuple[str, ...]
    ends: bool

    def positive(self) -> list[Element]:
        """The tests for a value, except those that are negated."""
        found: list[Element] = []
        waiting = [self.tests]
        while waiting:
            element = waiting.pop()
            if element.tag == "varequal":
                found.append(element)
            elif element.tag != "not":
                waiting += reversed(element.children)
        return found


class Scoring:
    """The response processing of an item.

    Attributes:
        maximum: what the item says is the highest score; None where it says nothing.
    """

    def __init__(self, item: Element, cardinalities: Mapping[str, str]) -> None:
        self._cardinalities = cardinalities
        processing = list(item.all("resprocessing"))
        if sum(1 for each in processing for _ in elements_in(each)) > _MOST_PARTS:
            raise NotCarriedError("needs", what=Message("response processing of more than 4,000 parts"))
        variables = [
            each for part in processing for outcomes in part.all("outcomes") for each in outcomes.all("decvar")
        ]
        maxima = [each.attributes["maxvalue"] for each in variables if each.attributes.get("maxvalue")]
        self.maximum = read_decimal(maxima[0]) if maxima else None
        found = [each for part in processing for each in part.all("respcondition")]
        names = {_variable(each) for condition in found for each in condition.all("setvar")}
        self._variable = "score" if "score" in names else None
        self.conditions = tuple(map(self._condition, found))

    def _condition(self, element: Element) -> Condition:
        marks = []
        for each in element.all("setvar"):
            if self._variable is None or _variable(each) == self._variable:
                action = each.attributes.get("action", "Set").casefold()
                if action not in ("set", "add", "subtract"):
                    raise NotCarriedError("needs", what=Message("marks that are multiplied or divided"))
                marks.append((action, self._value(each.text.strip())))
        return Condition(
            element.first("conditionvar") or Element("conditionvar", {}, element.line),
            tuple(marks),
            tuple(each.attributes.get("linkrefid", "") for each in element.all("displayfeedback")),
            element.attributes.get("continue", "").casefold() == "no",
        )

    def _value(self, text: str) -> Decimal:
        if text.casefold().endswith(".max"):
            return self.maximum or Decimal(100)
        return read_decimal(text or "0")

    @property
    def marking(self) -> list[Condition]:
        """The conditions that raise the score."""
        return [
            each for each in self.conditions if any(value > 0 and action != "subtract" for action, value in each.marks)
        ]

    def score(self, given: Given) -> Decimal:
        """The points that a response earns, which may be below 0."""
        score = Decimal(0)
        fired = False
        for condition in self.conditions:
            if not condition.marks or not self._holds(condition.tests, given, fired):
                continue
            for action, value in condition.marks:
                score = value if action == "set" else score + (value if action == "add" else -value)
            fired = True
            if condition.ends:
                break
        return score

    def _holds(self, test: Element, given: Given, fired: bool) -> bool:
        match test.tag:
            case "conditionvar" | "and":
                return self._all_hold(test, given, fired)
            case "or":
                return any(self._holds(each, given, fired) for each in test.children)
            case "not":
                return not all(self._holds(each, given, fired) for each in test.children)
            case "other":
                return not fired
            case "unanswered":
                return not given.get(test.attributes.get("respident", ""))
            case "varequal":
                return _same(test, given)
            case "vargte" | "vargt" | "varlte" | "varlt":
                values = given.get(test.attributes.get("respident", ""), ())
                return any(_ORDERS[test.tag](read_decimal(each), read_decimal(test.text)) for each in values)
            case "varextension" | "qticomment":
                return True
        raise NotCarriedError("needs", what=Message("conditions of the kind “{tag}”", {"tag": test.tag[:60]}))

    def _all_hold(self, test: Element, given: Given, fired: bool) -> bool:
        """True if all tests in `test` hold; of several values for a response that takes one, any is enough."""
        values: dict[str, list[Element]] = {}
        for each in test.children:
            if each.tag == "varequal":
                values.setdefault(each.attributes.get("respident", ""), []).append(each)
            elif not self._holds(each, given, fired):
                return False
        for ident, tests in values.items():
            cardinality = self._cardinalities.get(ident, "single")
            if cardinality == "ordered" and len(tests) > 1:
                if [each.text.strip() for each in tests] != list(given.get(ident, ())):
                    return False
            elif cardinality == "multiple" or test.tag == "and":
                if not all(_same(each, given) for each in tests):
                    return False
            elif not any(_same(each, given) for each in tests):
                return False
        return True


def _variable(element: Element) -> str:
    return (element.attributes.get("varname") or element.attributes.get("variablename") or "SCORE").casefold()


def _same(test: Element, given: Given) -> bool:
    value = test.text.strip()
    return any(value == each for each in given.get(test.attributes.get("respident", ""), ()))
