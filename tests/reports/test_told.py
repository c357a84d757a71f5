"""Whole reports of known attempts, as a learner, a teacher and a program read them.

`told.json` holds them. Where a change means to tell something else, write it anew and read what has changed in it:
`python -m tests.reports.test_told`.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from quizapp.domain.attempt import PRACTICE, REVIEW, TEST, Mode
from quizapp.domain.event import Eliminated
from quizapp.domain.history import HistoryEntry, LearnerHistory
from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.domain.summary import PastAttempt
from quizapp.reports.attempt_data import attempt_data
from quizapp.reports.attempt_report import attempt_report
from quizapp.reports.attempt_text import file_labels, marked_lines, results_lines, try_lines
from quizapp.reports.document import Cell, Line
from quizapp.reports.history_data import history_data
from quizapp.reports.history_report import history_report
from quizapp.reports.spreadsheet import answers_csv, attempt_csv, history_csv
from quizapp.reports.xapi import statements
from quizapp.services.marking import mark_attempt
from quizapp.services.summarizing import summary_of
from quizapp.services.taking import Taking
from tests.leveled import LEVELED
from tests.samples import ALL_SAMPLES, BANK

TOLD = Path(__file__).with_name("told.json")
NOON = 1_764_158_400.0
DAY = 86400.0


def responses(nth: int) -> dict[str, Any]:
    """A worked response to each question: the `nth` of its sample, or the last one."""
    return {sample.question.id: sample.cases[min(nth, len(sample.cases) - 1)].response for sample in ALL_SAMPLES}


def taken(given: dict[str, Any], mode: Mode, *, seconds: float = 65.0, tries: bool = False) -> MarkedAttempt:
    """An attempt at all samples with these responses; with `tries`, each is checked, and the right one after it."""
    now = [0.0]
    taking = Taking(BANK, mode, Random(1), lambda: now[0])
    for number, id_ in enumerate(taking.order):
        if mode.certainty:
            taking.give_certainty(id_, 1 + number % 3)
        if BANK.question(id_).type_name in ("single_choice", "multiple_choice", "two_part"):
            last = taking.arrangement(id_)[-1]  # which a response that has it brings back
            taking.annotate(Eliminated(at=0.0, question=id_, option=last, eliminated=True))
        taking.respond(id_, given.get(id_))
        if tries:
            taking.show_hint(id_)
            taking.check(id_)
            if number % 2:
                taking.respond(id_, BANK.question(id_).correct_response())
            if number % 5 == 0:
                taking.undo()
        if number % 7 == 0:
            taking.write_note(id_, "Ask about this.")
    now[0] = seconds
    taking.submit()
    return mark_attempt(BANK, taking.attempt)


def read_at_two_levels() -> MarkedAttempt:
    """An attempt that was begun at one level of the passage, and ended at another one."""
    taking = Taking(LEVELED, TEST, Random(1), lambda: 0.0)
    taking.respond("why", ("She had read about bees, and she had a plan.", "Its lamp was sold."))
    taking.change_level("easier")
    taking.respond("parts", {"a": "B", "b": ("The tower was empty for eleven years.",)})
    taking.submit()
    return mark_attempt(LEVELED, taking.attempt)


def attempts() -> Iterator[tuple[str, MarkedAttempt]]:
    yield "a test, first responses", taken(responses(0), TEST)
    yield "a test, second responses", taken(responses(1), TEST._replace(time_limit=60.0))
    yield "a test, third responses", taken(responses(2), TEST._replace(certainty=True), seconds=3700.0)
    yield "a practice with tries", taken(responses(3), PRACTICE._replace(tries=3), tries=True)
    yield "a practice with certainty", taken(responses(1), PRACTICE._replace(certainty=True), tries=True)
    yield "a review of little", taken(dict(list(responses(1).items())[:9]), REVIEW)
    yield "nothing answered", taken({}, TEST)
    yield "a test at two levels", read_at_two_levels()


def past(number: int, marked: MarkedAttempt) -> HistoryEntry:
    """`marked` as the attempt of a day; one of them is not over, and of another the bank is no longer there."""
    told = dict.fromkeys(marked.attempt.order, NOON)
    summary = summary_of(marked, told) if number != 3 else None
    began = NOON - 20 * DAY * number
    attempt = PastAttempt(f"a{number}", "samples", "Samples", "", began, began + 65, number != 4, summary)
    over = attempt.submitted and summary is not None
    return HistoryEntry(attempt, began + 65 if attempt.submitted else None, marked if over else None)


def lines(value: Any) -> Any:
    """`value` as it is told, in short: a report field by field, its lines in one text each."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, Line | Cell):
        return " · ".join(str(each) for each in value if each is not None)
    if hasattr(value, "_asdict"):
        return {name: lines(each) for name, each in value._asdict().items() if each not in (None, "", ())}
    if isinstance(value, dict):
        return {str(name): lines(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [lines(each) for each in value]
    return msgspec.to_builtins(value, enc_hook=str) if isinstance(value, msgspec.Struct) else value


def statements_told(entries: tuple[HistoryEntry, ...]) -> dict[str, Any]:
    """What a learning record store is told: of each question once, and each result with its verb."""
    asked: dict[str, Any] = {}
    results, others = [], []
    for named in ("Ada", ""):
        for nth, statement in enumerate(statements(LearnerHistory(named, "", entries if named else entries[6:]))):
            definition = statement["object"]["definition"]
            (name,) = definition["name"].values()
            asked[name] = lines(definition)
            results.append(f"{statement['verb']['display']['en']} {name} {lines(statement['result'])}")
            if nth < 2 or "score" not in statement["result"]:
                others.append({**lines(statement), "object": statement["object"]["id"], "result": ""})
    return {"asked": asked, "results": results, "others": others[:8]}


def told() -> dict[str, Any]:
    found: dict[str, Any] = {}
    everything = dict(attempts())
    for name, marked in everything.items():
        report = attempt_report(marked, started=datetime(2025, 5, 9, 12), name="Ada")._replace(images={})
        text = list(results_lines(marked, 65.0, 90, told=True))
        found[name] = {"text": text if "second" in name else text[:50], "facts": lines(report.facts)}
        found[name] |= {"tables": lines(report.tables), "score": f"{report.percent} {report.points} {report.unmarked}"}
        if any(word in name for word in ("tries", "third", "levels")):
            found[name]["narrow"] = list(results_lines(marked, None, 40, told=False))[:60]
            found[name]["questions"] = lines(report.questions)
        if "tries" in name or "levels" in name:
            found[name]["data"] = lines(attempt_data(marked))
            started = datetime(2025, 5, 9, 12, tzinfo=UTC)
            found[name]["csv"] = attempt_csv(marked, started=started, name="Ada").splitlines()
    shown: dict[str, list[str]] = {}
    for nth in range(4):
        for entry in taken(responses(nth), TEST).questions:
            told_of = shown.setdefault(entry.question.id, [])
            told_of += marked_lines(BANK, entry, 70)
            told_of += marked_lines(BANK, entry, 50, file_labels) if nth == 1 else []
            if entry.response is not None:
                told_of += try_lines(entry.question, entry.arrangement, entry.response, 60)
    found["each question"] = shown
    entries = tuple(past(number, marked) for number, marked in enumerate(everything.values()))
    for search in ("", "sam"):
        history = LearnerHistory("Ada", search, entries if search else entries[:5])
        found[f"a history, searched for “{search}”"] = {
            "data": [
                {**entry, "questions": 0, "distinctions": 0} for entry in lines(history_data(history, UTC))["attempts"]
            ],
            "csv": history_csv(history, UTC).splitlines(),
            "answers": len(answers_csv(history, UTC).splitlines()),
            "report": lines(history_report(history, NOON, lambda at: f"day {at // DAY:.0f}", UTC)),
        }
    found["statements"] = statements_told(entries)
    nothing = [history_report(LearnerHistory("", search, ()), NOON, str, UTC) for search in ("", "sam")]
    return found | {"no history": lines(nothing)}


def test_a_report_tells_what_it_told() -> None:
    expected = json.loads(TOLD.read_text("utf-8"))
    now = json.loads(json.dumps(told(), default=str))
    assert now.keys() == expected.keys()
    for name, parts in now.items():
        if isinstance(parts, dict):
            for kind, part in parts.items():
                assert part == expected[name][kind], f"{name}: {kind}"
        assert parts == expected[name], name


if __name__ == "__main__":
    TOLD.write_text(json.dumps(told(), ensure_ascii=False, default=str, indent=0) + "\n", encoding="utf-8")
