"""Findings and problems as SARIF 2.1.0, which editors and services of code reviews read."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from quizapp.lint.catalog import RULES
from quizapp.lint.finding import Rule
from quizapp.problem_texts.catalog import PROBLEM_TEXTS
from quizapp.problems import Problem
from quizapp.services.linting import PlacedFinding
from quizapp.texts import SENTENCES, Message, Texts

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_PLACE = re.compile(r"\{\w+\}")


def sarif_log(
    problems: Sequence[Problem],
    told: Sequence[PlacedFinding],
    silenced: Sequence[PlacedFinding],
    version: str,
    translate: Texts,
) -> dict[str, Any]:
    """All that a check found, as one run of SARIF; what is silenced is there as suppressed, with its reason."""
    codes = sorted({problem.code for problem in problems})
    rules = [*(_problem_rule(code, translate) for code in codes), *(_rule(rule, translate) for rule in RULES)]
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    results = [_problem_result(problem, index, translate) for problem in problems]
    results += [_result(finding, index, translate) for finding in (*told, *silenced)]
    driver = {"name": "Quizapp", "semanticVersion": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule, translate: Texts) -> dict[str, Any]:
    reason, remedy = translate(rule.reason), translate(rule.remedy)
    properties: dict[str, Any] = {"tags": ["item-writing"]}
    if rule.source:
        properties["source"] = rule.source
    if rule.languages:
        properties["languages"] = list(rule.languages)
    return {
        "id": rule.name,
        "shortDescription": _text(reason),
        "fullDescription": _text(f"{reason} ({rule.source})" if rule.source else reason),
        "help": _text(f"{reason} {remedy}"),
        "defaultConfiguration": {"level": rule.severity},
        "properties": properties,
    }


def _problem_rule(code: str, translate: Texts) -> dict[str, Any]:
    """A mistake of reading as a rule; values stand in the results alone."""
    what, remedy = (_PLACE.sub("…", translate(text)) for text in PROBLEM_TEXTS[code])
    return {"id": code, "shortDescription": _text(what), "help": _text(remedy)}


def _text(text: str) -> dict[str, str]:
    """A message; braces are doubled, as single ones are places to be filled (SARIF 2.1.0, 3.11.5)."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _result(placed: PlacedFinding, index: dict[str, int], translate: Texts) -> dict[str, Any]:
    finding = placed.finding
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity,
        "message": _text(translate.say(placed.message)),
        "locations": [_location(placed.file, placed.line, placed.column, placed.field)],
        "suppressions": [{"kind": "inSource", "justification": placed.reason}] if placed.reason else [],
    }


def _problem_result(problem: Problem, index: dict[str, int], translate: Texts) -> dict[str, Any]:
    said = Message(SENTENCES, {"first": problem.what_message, "then": problem.remedy_message})
    return {
        "ruleId": problem.code,
        "ruleIndex": index[problem.code],
        "level": "warning" if problem.is_warning else "error",
        "message": _text(translate.say(said)),
        "locations": [_location(problem.file, problem.line, 0, problem.field)],
        "suppressions": [],  # in all results of a run, or in none (3.27.23)
    }


def _location(file: str, line: int, column: int, field: str) -> dict[str, Any]:
    path = Path(file)
    uri = path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if line:
        physical["region"] = {"startLine": line, **({"startColumn": column} if column else {})}
    location: dict[str, Any] = {"physicalLocation": physical}
    if field:
        location["logicalLocations"] = [{"fullyQualifiedName": field, "kind": "element"}]
    return location
