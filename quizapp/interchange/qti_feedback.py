"""Feedback of an item of QTI that its response processing shows to those who gave, or did not give, a value."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from quizapp.interchange.xml_tree import Element


class Shown(NamedTuple):
    """Those to whom a feedback is shown: all where `response` is empty; `is_other` for those who gave another value."""

    response: str = ""
    value: str = ""
    is_other: bool = False


ALL = Shown()
FeedbackName = tuple[str, str]
"""The outcome that a feedback hangs on, and its identifier."""


def shown_feedback(root: Element) -> Mapping[FeedbackName, Shown]:
    """Those to whom each feedback is shown, as far as single conditions of the response processing say that."""
    processing = root.first("responseProcessing")
    outcomes = {
        each.attributes.get("identifier", "")
        for each in root.all("outcomeDeclaration")
        if each.attributes.get("baseType") == "identifier"
    }
    return dict(_shown(processing, outcomes)) if processing is not None and outcomes else {}


def _shown(processing: Element, outcomes: set[str]) -> Iterator[tuple[FeedbackName, Shown]]:
    for each in processing.children:
        if each.tag == "setOutcomeValue":
            name = _name(each)
            if name and name[0] in outcomes:
                yield name, ALL
        elif each.tag == "responseCondition" and [branch.tag for branch in each.children] == ["responseIf"]:
            condition, *settings = each.children[0].children or (each,)
            shown = _condition(condition)
            for name in filter(None, map(_name, settings)):
                if shown is not None and name[0] in outcomes:
                    yield name, shown


def _name(setting: Element) -> FeedbackName | None:
    """The feedback that a statement shows, alone or beside those that are shown already."""
    if setting.tag != "setOutcomeValue" or len(setting.children) != 1:
        return None
    outcome, value = setting.attributes.get("identifier", ""), setting.children[0]
    if value.tag == "multiple" and len(value.children) == 2:
        before, value = value.children
        if before.tag != "variable" or before.attributes.get("identifier") != outcome:
            return None
    return (outcome, value.text.strip()) if value.tag == "baseValue" else None


def _condition(condition: Element) -> Shown | None:
    if condition.tag == "not" and len(condition.children) == 1:
        inner = _condition(condition.children[0])
        return inner._replace(is_other=True) if inner is not None and not inner.is_other else None
    if condition.tag not in ("match", "stringMatch", "member") or len(condition.children) != 2:
        return None
    one, other = sorted(condition.children, key=lambda each: each.tag == "baseValue")
    if one.tag == "index" and len(one.children) == 1:
        one = one.children[0]
    if one.tag != "variable" or other.tag != "baseValue":
        return None
    return Shown(one.attributes.get("identifier", ""), " ".join(other.text.split()))
