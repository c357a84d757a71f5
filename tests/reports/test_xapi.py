"""Statements of the Experience API, held against its rules as they are written, not as the program writes them.

The rules: Experience API 1.0.3, part 2 (data), 2.4 and 4.1, and its appendix C on interactions.
"""

import json
import re
from datetime import datetime
from itertools import pairwise
from random import Random
from uuid import UUID

import msgspec

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.history import LearnerHistory
from quizapp.domain.mark import Points, earned
from quizapp.question_types.numeric import Numeric
from quizapp.reports.xapi import statements
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from tests.reports.test_told import attempts, past, responses, taken
from tests.samples import BANK

IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
TAG = re.compile(r"und|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
DURATION = re.compile(r"PT\d+(\.\d{1,2})?S")
ID = re.compile(r"[^\s\[\]]+")
FIELDS = {
    "statement": {"id", "actor", "verb", "object", "result", "context", "timestamp"},
    "result": {"score", "success", "completion", "response", "duration", "extensions"},
    "score": {"scaled", "raw", "min", "max"},
    "context": {"registration", "platform", "language", "contextActivities", "extensions"},
    "definition": {
        *("type", "name", "description", "interactionType", "correctResponsesPattern"),
        *("choices", "source", "target"),
    },
}
RESPONSES = {
    "choice": r"{id}(\[,\]{id})*",
    "sequencing": r"{id}(\[,\]{id})*",
    "matching": r"({id}\[\.\]{id}(\[,\]{id}\[\.\]{id})*)?",
    "true-false": r"true|false",
    "numeric": r"-?\d+(\.\d+)?(e[-+]?\d+)?",
    "fill-in": r"(?s).*",
    "long-fill-in": r"(?s).*",
    "other": r"(?s).*",
}


def history() -> LearnerHistory:
    entries = [past(number, marked) for number, marked in enumerate(dict(attempts()).values())]
    return LearnerHistory("Ada ”x“ Ж", "", tuple(entries))


def valid_map(texts: dict[str, str]) -> None:
    assert texts
    assert all(TAG.fullmatch(tag) and isinstance(text, str) for tag, text in texts.items()), texts


def valid_activity(activity: dict[str, object]) -> None:
    assert activity["objectType"] == "Activity"
    assert IRI.fullmatch(str(activity["id"]))
    definition = activity["definition"]
    assert isinstance(definition, dict)
    assert definition.keys() <= FIELDS["definition"]
    assert IRI.fullmatch(definition["type"])
    valid_map(definition["name"])
    kind = definition.get("interactionType")
    if kind is None:
        return
    assert kind in RESPONSES
    lists = {"choice": {"choices"}, "sequencing": {"choices"}, "matching": {"source", "target"}}.get(kind, set())
    assert {"choices", "source", "target"} & definition.keys() == lists
    for name in lists:
        ids = [each["id"] for each in definition[name]]
        assert len(set(ids)) == len(ids) > 0
        for each in definition[name]:
            assert ID.fullmatch(each["id"])
            valid_map(each["description"])
    for pattern in definition.get("correctResponsesPattern", ()):
        valid_response(kind, pattern.removeprefix("{case_matters=false}"), definition, is_pattern=True)


def valid_response(kind: str, text: str, definition: dict[str, list[dict[str, str]]], *, is_pattern: bool) -> None:
    if kind == "numeric" and is_pattern:
        low, high = text.split("[:]")
        assert float(low) <= float(high)
        return
    assert re.fullmatch(RESPONSES[kind].replace("{id}", ID.pattern), text), (kind, text)
    known = {each["id"] for name in ("choices", "source", "target") for each in definition.get(name, ())}
    if known and text:
        assert set(re.split(r"\[[,.]\]", text)) <= known, text


def valid(statement: dict[str, dict[str, object]]) -> None:
    assert statement.keys() == FIELDS["statement"]
    UUID(str(statement["id"]))
    assert statement["actor"]["objectType"] == "Agent"
    assert IRI.fullmatch(statement["actor"]["account"]["homePage"])  # type: ignore[index]
    assert IRI.fullmatch(str(statement["verb"]["id"]))
    valid_map(statement["verb"]["display"])  # type: ignore[arg-type]
    valid_activity(statement["object"])
    result, context = statement["result"], statement["context"]
    assert result.keys() <= FIELDS["result"]
    if "duration" in result:
        assert DURATION.fullmatch(str(result["duration"]))
    if "score" in result:
        score = result["score"]
        assert isinstance(score, dict)
        assert score.keys() == FIELDS["score"]
        assert -1 <= score["scaled"] <= 1
        assert score["min"] <= score["raw"] <= score["max"]
        assert score["min"] < score["max"]
    assert context.keys() <= FIELDS["context"]
    UUID(str(context["registration"]))
    assert TAG.fullmatch(str(context["language"]))
    for activities in context.get("contextActivities", {}).values():  # type: ignore[attr-defined]
        for activity in activities:
            valid_activity(activity)
    for iri in (*context.get("extensions", {}), *result.get("extensions", {})):  # type: ignore[misc]
        assert IRI.fullmatch(iri)
    moment = datetime.fromisoformat(str(statement["timestamp"]))
    assert moment.utcoffset() is not None
    if "response" in result:
        definition = statement["object"]["definition"]
        valid_response(definition["interactionType"], str(result["response"]), definition, is_pattern=False)  # type: ignore[index,arg-type]


def test_each_statement_is_valid_and_has_an_id_of_its_own() -> None:
    found = statements(history())
    for statement in found:
        valid(statement)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    ids = [statement["id"] for statement in found]
    assert len(set(ids)) == len(ids) > 100
    assert [statement["id"] for statement in statements(history())] == ids


def test_what_is_rated_later_is_a_statement_of_its_own() -> None:
    taking = Taking(BANK, TEST, Random(1), lambda: 0.0)
    taking.respond("open-minimal", {"text": "They voted."})
    taking.respond("single-minimal", BANK.question("single-minimal").correct_response())
    taking.submit()
    told = []
    for level in (None, 1, 2):
        if level is not None:
            assert taking.rate("open-minimal", {"A": level})
        entry = past(0, mark_attempt(BANK, taking.attempt))
        told.append({each["id"]: each for each in statements(LearnerHistory("Ada", "", (entry,)))})
    for before, after in pairwise(told):
        assert before.keys() & after.keys()
        assert before.keys() != after.keys()
        assert all(before[id_] == after[id_] for id_ in before.keys() & after.keys())


def test_one_statement_an_answer_then_that_it_is_completed_and_scored() -> None:
    marked = taken(dict(list(responses(0).items())[:3]), TEST)
    found = statements(LearnerHistory("Ada", "", (past(0, marked),)))
    assert [statement["verb"]["display"]["en"] for statement in found] == [*["answered"] * 3, "completed", "scored"]
    scored = found[-1]["result"]["score"]
    assert (scored["raw"], scored["max"]) == (float(marked.total.earned), float(marked.total.possible))


def test_what_is_right_is_a_success_and_fits_the_pattern_of_right_responses() -> None:
    right = {id_: BANK.question(id_).correct_response() for id_ in responses(0)}
    marked = taken(right, PRACTICE)
    entries = {entry.question.id: entry for entry in marked.questions}
    answered = [each for each in statements(LearnerHistory("", "", (past(0, marked),))) if "response" in each["result"]]
    assert len(answered) == len(right)
    for statement in answered:
        entry = entries[statement["object"]["definition"]["name"]["en"]]
        definition, result = statement["object"]["definition"], statement["result"]
        if not isinstance(entry.mark, Points):
            assert result.keys() == {"response", "duration"}, entry.question.id
            continue
        assert result["success"] is (earned(entry.mark) == entry.mark.possible) is True, entry.question.id
        if entry.question.is_rated:
            assert "correctResponsesPattern" not in definition
            continue
        patterns = [each.removeprefix("{case_matters=false}") for each in definition["correctResponsesPattern"]]
        if definition["interactionType"] == "numeric":
            low, high = map(float, patterns[0].split("[:]"))
            assert low <= float(result["response"]) <= high
        else:
            assert result["response"] in patterns, entry.question.id


def test_a_number_is_right_from_the_least_to_the_most_that_its_tolerance_allows() -> None:
    minimal = next(question for question in BANK.questions if isinstance(question, Numeric) and not question.units)
    for key, tolerance, pattern in (
        ("5", "", "5[:]5"),
        ("5", "0.5", "4.5[:]5.5"),
        ("-200", "10 %", "-220[:]-180"),
        ("1.25", "0", "1.25[:]1.25"),
    ):
        question = msgspec.structs.replace(minimal, kind="number", key=key, tolerance=tolerance)
        bank = msgspec.structs.replace(BANK, questions=(question,))
        taking = Taking(bank, TEST, None, lambda: 0.0)
        taking.respond(question.id, key)
        taking.submit()
        answered, *_ = statements(LearnerHistory("", "", (past(0, mark_attempt(bank, taking.attempt)),)))
        assert answered["object"]["definition"]["correctResponsesPattern"] == [pattern]
        assert answered["result"]["response"] == key


def test_each_type_of_question_is_an_interaction() -> None:
    told = {
        statement["object"]["definition"]["name"]["en"].rpartition("-")[0]: statement["object"]["definition"][
            "interactionType"
        ]
        for statement in statements(LearnerHistory("", "", (past(0, taken(responses(0), TEST)),)))
        if "response" in statement["result"] and statement["object"]["definition"]["name"]["en"].endswith("-minimal")
    }
    assert told == {
        "single": "choice", "multiple": "choice", "true": "true-false", "table": "matching", "categorize": "matching",
        "matching": "matching", "ordering": "sequencing", "short": "fill-in", "numeric": "numeric", "gap": "fill-in",
        "inline": "other", "bank": "other", "evidence": "other", "highlight": "other", "two": "other",
        "open": "long-fill-in",
    }  # fmt: skip
