"""Attempts at banks without a key: taken like others, marked by nobody here, and counted nowhere."""

import base64
import gzip
import re
import sqlite3
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.domain.attempt import TEST
from quizapp.domain.mark import Unmarked
from quizapp.errors import QuizAppError
from quizapp.formats.bank_record import read_bare_bank, write_bare_bank
from quizapp.reports.attempt_data import attempt_data
from quizapp.reports.attempt_report import attempt_report
from quizapp.reports.attempt_text import results_lines
from quizapp.reports.history_report import history_report
from quizapp.reports.spreadsheet import attempt_csv, history_csv
from quizapp.services.bank_snapshot import read_kept
from quizapp.services.exporting import read_history
from quizapp.services.history import History, last_finished
from quizapp.services.learners import import_learner_file
from quizapp.services.marking import mark_attempt
from quizapp.services.recording import kept
from quizapp.services.taking import Taking
from quizapp.statistics.progress import progress_of
from quizapp.statistics.spacing import answers_of
from quizapp.storage.journal import Journal
from quizapp.storage.transfer import export_learners
from tests.canaries import CANARY_BANK, found_in
from tests.samples import ALL_SAMPLES, BANK

BARE = read_bare_bank(write_bare_bank(BANK))


def taken(bank=BARE) -> Taking:
    taking = Taking(bank, TEST, None, lambda: 0.0)
    for sample in ALL_SAMPLES if bank is BARE else ():
        response = sample.question.correct_response()
        assert taking.respond(sample.question.id, response)
        assert not taking.respond(sample.question.id, response)
        assert taking.obstacle(sample.question.id) in ("", "certainty")
        taking.open_parts(sample.question.id)
    return taking


@pytest.fixture
def journal(tmp_path: Path):
    journal = Journal(tmp_path / "journal.db")
    yield journal
    journal.close()


def keep(journal: Journal, taking: Taking) -> str:
    learner = journal.add_learner("Anna").result().id
    snapshot = kept(taking.bank)
    journal.keep_bank(*snapshot)
    journal.begin("a" * 32, learner, snapshot.content_hash, taking.attempt.started, 1000.0).result()
    for number, event in enumerate(taking.attempt.events[1:], 1):
        journal.append("a" * 32, number, event).result()
    return learner


def test_a_bare_bank_is_taken_without_a_key_and_looked_at_without_marks():
    taking = taken()
    assert taking.submit()
    for index, id_ in enumerate(taking.order):
        assert taking.visit(index)
        assert taking.mark(id_) == Unmarked(BARE.question(id_).possible, is_elsewhere=True)
        assert taking.next_hint(id_) is None
        assert not taking.rate(id_, {"A": 0})
    assert not taking.can_undo


def test_nothing_of_it_is_marked_or_told_as_missed_or_right():
    taking = taken()
    taking.submit()
    marked = mark_attempt(BARE, taking.attempt)
    assert marked.missed == ()
    assert marked.total.percent is None
    assert (marked.skills, marked.distinctions, marked.certainties) == ((), (), ())
    started = datetime(2026, 11, 30, tzinfo=UTC)
    report = attempt_report(marked, started=started)
    assert report.percent is None
    assert {entry.verdict_text for entry in report.questions} == {"Handed in; your teacher marks it"}
    assert not {said.name for entry in report.questions for said in entry.said} & {"Right answer", "Why", "Points"}
    data = attempt_data(marked)
    assert {entry["status"] for entry in data["questions"]} == {"handed_in"}
    assert {entry["correct"] for entry in data["questions"]} == {None}
    assert "Right answer" not in attempt_csv(marked, started=started)
    told = "\n".join(results_lines(marked, 1.0, 80, told=False))
    assert "Your teacher marks it" in told
    assert "%" not in told
    assert "issed" not in told


def test_it_counts_nowhere_in_what_a_learner_has_done(journal: Journal):
    taking = taken()
    taking.submit()
    learner = keep(journal, taking)
    attempts = History(journal, learner).all()
    assert [attempt.summary is not None and attempt.summary.answered for attempt in attempts] == [len(ALL_SAMPLES)]
    assert last_finished(attempts) == {}
    assert answers_of(attempts, 2000.0) == ()
    progress = progress_of(attempts, 2000.0, UTC)
    assert (progress.attempts, progress.finished, progress.answered, progress.marks) == (0, 0, 0, ())
    assert (progress.findings, progress.skills, progress.distinctions) == ((), (), ())
    history = read_history(History(journal, learner), with_marks=True)
    assert [entry.marked for entry in history.entries] == [None]
    report = history_report(history, 2000.0, str, UTC)
    assert "Handed in" in str(report.parts)
    assert "%" not in str(report.parts)
    row = dict(zip(*(line.split(",") for line in history_csv(history, UTC).lstrip("\ufeff").splitlines()), strict=True))
    assert [row[name] for name in ("earned", "possible", "percent", "finished")] == ["", "", "", "yes"]


def test_no_canary_is_in_the_journal_or_the_file_of_a_learner(journal: Journal, tmp_path: Path):
    bare = read_bare_bank(write_bare_bank(CANARY_BANK))
    learner = keep(journal, taken(bare))
    assert read_kept(journal.bank(bare.content_hash)) == bare
    file = tmp_path / "anna.quizlearner"
    export_learners(journal, [learner], file)
    journal.close()
    assert found_in(inflated(file.read_bytes())) == []
    for path in tmp_path.glob("journal.db*"):
        assert found_in(path.read_bytes()) == []
    with sqlite3.connect(tmp_path / "journal.db") as connection:
        (source,) = connection.execute("SELECT source FROM bank").fetchone()
    connection.close()
    assert b"A year of bees" in zlib.decompress(source)
    assert found_in(zlib.decompress(source)) == []


def inflated(data: bytes) -> bytes:
    """A learner's file as plain text, with what is in base64 in it as it is."""
    text = gzip.decompress(data)
    assert b"A year of bees" in text
    return text + b"".join(base64.b64decode(each) for each in re.findall(rb'"source":"([A-Za-z0-9+/=]+)"', text))


def test_another_bank_under_its_hash_is_refused(journal: Journal, tmp_path: Path):
    snapshot = kept(BARE)
    other = kept(read_bare_bank(write_bare_bank(CANARY_BANK)))
    with pytest.raises(QuizAppError):
        read_kept(snapshot._replace(source=other.source))
    with pytest.raises(QuizAppError):
        read_kept(snapshot._replace(source=snapshot.source[:-1]))
    learner = journal.add_learner("Anna").result().id
    journal.keep_bank(*snapshot._replace(source=other.source))
    started = taken().attempt.started
    journal.begin("a" * 32, learner, snapshot.content_hash, started, 1000.0).result()
    file = tmp_path / "anna.quizlearner"
    export_learners(journal, [learner], file)
    others = Journal(tmp_path / "other.db")
    with pytest.raises(QuizAppError):
        import_learner_file(others, file)
    assert others.learners() == ()
    others.close()
