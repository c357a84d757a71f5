"""A learner's history as statements of the Experience API (xAPI 1.0.3), for a learning record store.

Source: Advanced Distributed Learning, Experience API 1.0.3, part 2, 4.1 (statements) and appendix C (interactions).
The verbs, and what a registration and a passed or failed attempt mean, are those of cmi5 where it has them.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid5

from quizapp.domain.history import HistoryEntry, LearnerHistory
from quizapp.domain.inline import plain_text
from quizapp.domain.mark import Invalid, Points, earned
from quizapp.domain.marked_attempt import MarkedAttempt, MarkedQuestion
from quizapp.domain.question import Question, Response
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import TrueFalse

VERBS = {
    "answered": "http://adlnet.gov/expapi/verbs/answered",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "scored": "http://adlnet.gov/expapi/verbs/scored",
}
_INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
_ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
_EXTENSIONS = "tag:quizapp,2026:xapi:"
_HOME = "tag:quizapp,2026:learners"
"""The place where the names of learners count, unless a school names its own."""
_SPACE = UUID("6f0b7a52-5d0e-5c5e-9d5c-2f6c3c1f6a10")
"""The space in which ids are made, so that the same answer has the same id in each export; see `_id`."""


def statements(history: LearnerHistory, home: str = _HOME) -> list[dict[str, Any]]:
    """The statements of a history, the oldest attempt first: one for each answer, then `completed`, then `scored`.

    What is not finished, or is marked by a teacher elsewhere, is left out; so is what was not answered. An answer that
    a person has yet to rate has no score and no success.

    Args:
        home: an IRI of the school or the store; a learner's name is an account there.
    """
    actor = {"objectType": "Agent", "account": {"homePage": home, "name": history.name or "guest"}}
    if history.name:
        actor["name"] = history.name
    return [
        {"actor": actor, **statement}
        for entry in reversed(history.entries)
        if entry.marked is not None
        for statement in _of_attempt(entry, entry.marked)
    ]


def _of_attempt(entry: HistoryEntry, marked: MarkedAttempt) -> Iterator[dict[str, Any]]:
    attempt = entry.attempt
    over = entry.ended if entry.ended is not None else attempt.started
    language = marked.bank.language or "und"
    bank_iri = f"tag:quizapp,2026:bank:{marked.bank.id}"
    context: dict[str, Any] = {"registration": _uuid(attempt.id), "platform": "Quizapp", "language": language}
    bank = _activity(bank_iri, _ASSESSMENT, language, marked.bank.title)
    for question in marked.questions:
        if question.is_done and question.response is not None:
            answer = _answer(question)
            yield {
                "id": _id(attempt.id, question.question.id, answer),
                "verb": _verb("answered"),
                "object": _question(bank_iri, question.question, language, has_key=marked.bank.has_key),
                "result": answer,
                "context": {**context, "contextActivities": {"parent": [bank], "grouping": [bank]}},
                "timestamp": _moment(over),
            }
    seconds = entry.summary.seconds if entry.summary is not None else 0.0
    results: dict[str, dict[str, Any]] = {"completed": {"completion": True, "duration": _duration(seconds)}}
    if marked.total.possible:
        results["scored"] = {"score": _score(marked.total.earned, marked.total.possible)}
    for verb, result in results.items():
        yield {
            "id": _id(attempt.id, verb, result),
            "verb": _verb(verb),
            "object": bank,
            "result": result,
            "context": {**context, "extensions": {f"{_EXTENSIONS}mode": entry.summary.mode if entry.summary else ""}},
            "timestamp": _moment(over),
        }


def _uuid(*words: str) -> str:
    return str(uuid5(_SPACE, "/".join(words)))


def _id(attempt: str, about: str, result: Mapping[str, Any]) -> str:
    """The id of a statement with this result. With another score it is another one: a store refuses all that it is sent
    if one of it has the id of a statement with other content, as an answer would that was rated since.
    """
    return _uuid(attempt, about, str(result["score"]["raw"])) if "score" in result else _uuid(attempt, about)


def _verb(name: str) -> dict[str, Any]:
    return {"id": VERBS[name], "display": {"en": name}}


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _duration(seconds: float) -> str:
    """Seconds as a duration of ISO 8601, to the hundredth, as xAPI compares them."""
    return f"PT{seconds:.2f}S"


def _activity(id_: str, type_: str, language: str, name: str) -> dict[str, Any]:
    return {"objectType": "Activity", "id": id_, "definition": {"type": type_, "name": {language: name}}}


def _score(points: Fraction, possible: Fraction) -> dict[str, float]:
    scaled = max(-1.0, min(1.0, float(points / possible))) if possible else 0.0
    least = min(0.0, float(points))
    return {"scaled": round(scaled, 4), "raw": round(float(points), 4), "min": least, "max": float(possible)}


def _answer(entry: MarkedQuestion) -> dict[str, Any]:
    response = entry.response
    assert response is not None
    result: dict[str, Any] = {"duration": _duration(entry.seconds)}
    if isinstance(entry.mark, Invalid):  # not to be read as an answer of this kind
        words = response if isinstance(response, str) else "; ".join(map(str, entry.question.summarize(response)))
        result |= {"success": False, "extensions": {f"{_EXTENSIONS}typed": words}}
    else:
        result["response"] = _written(entry.question, response)
    if isinstance(entry.mark, Points):
        result["score"] = _score(earned(entry.mark), entry.mark.possible)
        result["success"] = earned(entry.mark) == entry.mark.possible
    return result


# interactions: what a question is for xAPI, and a response to it


def _question(bank: str, question: Question, language: str, *, has_key: bool) -> dict[str, Any]:
    activity = _activity(f"{bank}:{question.id}", _INTERACTION, language, question.id)
    definition = activity["definition"]
    definition["description"] = {language: plain_text(question.stem)}
    kind = _kind(question)
    definition["interactionType"] = kind
    if kind in ("choice", "sequencing"):
        definition["choices"] = _components(question, language)
    elif kind == "matching":
        definition["source"] = _components(question, language)
        targets = enumerate(_values(question).values(), 1)
        definition["target"] = [{"id": str(number), "description": {language: str(text)}} for number, text in targets]
    if has_key and not question.is_rated:
        definition["correctResponsesPattern"] = _pattern(question)
    return activity


_KINDS: Mapping[type[Question], str] = {
    SingleChoice: "choice",
    MultipleChoice: "choice",
    Table: "matching",
    Categorize: "matching",
    Matching: "matching",
    Ordering: "sequencing",
    ShortAnswer: "fill-in",
    GapFill: "fill-in",
    OpenResponse: "long-fill-in",
}
"""The interaction of a type; what has no like there is `other`, with the response in words."""


def _kind(question: Question) -> str:
    if isinstance(question, TrueFalse):
        return "choice" if "not_stated" in question.ids else "true-false"
    if isinstance(question, Numeric):
        return "numeric" if question.kind == "number" and not question.units else "fill-in"
    return _KINDS.get(type(question), "other")


def _components(question: Question, language: str) -> list[dict[str, Any]]:
    texts = {id_: str(question.part_text(id_)) for id_ in question.ids}
    return [{"id": id_, "description": {language: text or id_}} for id_, text in texts.items()]


def _values(question: Question) -> Mapping[str, str]:
    assert isinstance(question, Table | Categorize | Matching)
    return question.value_texts


def _written(question: Question, response: Response) -> str:
    """A response as xAPI writes one of this kind."""
    kind = _kind(question)
    if kind == "numeric" and isinstance(question, Numeric) and isinstance(response, str):
        reading = question.read(response, unit_optional=True)
        return response if reading is None else _figure(reading.value)
    if kind == "matching" and isinstance(response, Mapping):
        number = {value: str(at) for at, value in enumerate(_values(question), 1)}
        pairs = ((id_, number[value]) for id_, value in response.items() if value in number)
        return "[,]".join(f"{id_}[.]{at}" for id_, at in pairs)
    if kind == "long-fill-in" and isinstance(response, Mapping):
        return str(response.get("text", ""))
    if isinstance(question, GapFill) and isinstance(response, Mapping):
        return "[,]".join(response.get(id_, "") for id_ in question.correct_response())
    if kind == "other":
        return "; ".join(map(str, question.summarize(response)))
    return response if isinstance(response, str) else "[,]".join(response)


def _figure(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def _pattern(question: Question) -> list[str]:
    if isinstance(question, Numeric) and _kind(question) == "numeric":
        key, away = question.key_value or Fraction(0), question.distance(question.tolerance) or Fraction(0)
        return [f"{_figure(key - away)}[:]{_figure(key + away)}"]
    if isinstance(question, ShortAnswer):
        full = [each.text for each in question.accepted if each.share == 1]
        return [f"{{case_matters=false}}{text}" for text in full]
    if isinstance(question, GapFill):
        return [f"{{case_matters=false}}{_written(question, question.correct_response())}"]
    return [_written(question, question.correct_response())]
