"""Runs the rules: on one question as it is written, on all questions of a bank together, or on both."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.level import STANDARD
from quizapp.domain.passage import Passage
from quizapp.domain.question import Question
from quizapp.domain.text import suggestion
from quizapp.lint.catalog import BY_NAME, RULES
from quizapp.lint.finding import Fault, Finding, Rule
from quizapp.lint.item import Item
from quizapp.lint.item_bank import ItemBank
from quizapp.lint.rules import silencing
from quizapp.problems import Path


class Findings(NamedTuple):
    """The findings that are told, and those that their author silenced; both in the order of the file."""

    told: tuple[Finding, ...]
    silenced: tuple[Finding, ...]


def check_bank(bank: Bank) -> Findings:
    """All findings in a bank, at its standard level; none in one without its key, of which nothing can be said."""
    if not bank.has_key:
        return Findings((), ())
    bank = bank.at_level(STANDARD)
    items = tuple(Item(question, bank.passage) for question in bank.questions)
    found = [finding for index, item in enumerate(items) for finding in _in_item(item, ("questions", index))]
    found += _across(ItemBank(bank, items))
    return _sorted_out(found, bank.silenced, dict(enumerate(bank.questions)), whole=True)


def check_question(
    question: Question, passage: Passage, index: int, silenced: Mapping[str, str] | None = None
) -> Findings:
    """The findings in one question, at `index` of its bank, by the rules that need no other question.

    `silenced` are the rules that the bank silences. `passage` is at the standard level, in the bank's language.
    """
    found = _in_item(Item(question, passage), ("questions", index))
    return _sorted_out(found, silenced or {}, {index: question}, whole=False)


def check_across(bank: Bank) -> Findings:
    """The findings in a bank by the rules that need all questions: what `check_question` cannot tell."""
    if not bank.has_key:
        return Findings((), ())
    bank = bank.at_level(STANDARD)
    items = tuple(Item(question, bank.passage) for question in bank.questions)
    found = _across(ItemBank(bank, items))
    return _sorted_out(found, bank.silenced, dict(enumerate(bank.questions)), whole=False)


def _in_item(item: Item, path: Path) -> Iterator[Finding]:
    for rule in RULES:
        if rule.check_item is not None and rule.knows(item.language):
            for fault in rule.check_item(item):
                yield _finding(rule, fault, path)


def _across(bank: ItemBank) -> Iterator[Finding]:
    for rule in RULES:
        if rule.check_bank is not None and rule.knows(bank.language):
            for fault in rule.check_bank(bank):
                yield _finding(rule, fault, ())


def _finding(rule: Rule, fault: Fault, path: Path) -> Finding:
    return Finding(rule.name, rule.severity, (*path, *fault.path), fault.text, fault.values)


def _sorted_out(
    found: Iterable[Finding], silenced: Mapping[str, str], questions: Mapping[int, Question], *, whole: bool
) -> Findings:
    """`found`, told or silenced; with what is amiss in the silencing itself, where all rules have looked at it."""
    told, quiet = list[Finding](), list[Finding]()
    used = set[Path]()
    for finding in found:
        at = finding.question
        places: list[Path] = [("silenced", finding.rule)] if finding.rule in silenced else []
        if at is not None and at in questions and finding.rule in questions[at].silenced:
            places.append(("questions", at, "silenced", finding.rule))
        used.update(places)
        (quiet if places else told).append(finding)
    if whole:
        told += _amiss(silenced, (), used)
    for at, question in questions.items():
        if question.silenced:
            told += _amiss(question.silenced, ("questions", at), used if whole else None)
    return Findings(tuple(sorted(told, key=_place)), tuple(sorted(quiet, key=_place)))


def _amiss(silenced: Mapping[str, str], path: Path, used: set[Path] | None) -> Iterator[Finding]:
    """Names of rules that there are not, and rules that silence nothing; the latter only where `used` is known."""
    for name in silenced:
        at = (*path, "silenced", name)
        if name not in BY_NAME:
            near = suggestion(name, BY_NAME)
            text = silencing.SUGGEST_TEXT if near else silencing.UNKNOWN_TEXT
            yield _finding(silencing.UNKNOWN, Fault(at, text, {"name": name, "suggestion": near}), ())
        elif used is not None and at not in used:
            yield _finding(silencing.UNUSED, Fault(at, silencing.UNUSED_TEXT, {"name": name}), ())


def _place(finding: Finding) -> tuple[int, bool]:
    """The order of findings: those of the bank first, then question by question, errors before warnings."""
    at = finding.question
    return -1 if at is None else at, finding.severity != "error"
