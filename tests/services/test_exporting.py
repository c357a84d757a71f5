"""A learner's history as files: what a spreadsheet, a program, and a teacher find in them."""

import csv
import errno
import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import msgspec
import pytest

from quizapp.domain.attempt import PRACTICE, REVIEW, TEST
from quizapp.errors import QuizAppError
from quizapp.progress import CancelledError
from quizapp.reports.attempt_report import attempt_report
from quizapp.reports.history_report import Chart, history_report
from quizapp.reports.words import score_text
from quizapp.services.exporting import history_named, named_learners, read_history, save_history
from quizapp.services.history import History
from quizapp.services.marking import mark_attempt
from tests.journals import DAY, NOON, Desk
from tests.samples import BANK
from tests.services.test_history import bank_named

GOLDEN = Path(__file__).parents[1] / "data" / "exported"


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path / "journal.db", "Ada Lovelace")
    yield desk
    desk.close()


@pytest.fixture
def history(desk):
    return History(desk.journal, desk.learner)


def bank_called(title):
    """A bank that can have any title."""
    return msgspec.structs.replace(bank_named("Towers"), title=title)


def fill_small(desk):
    """Two attempts that are over, of which one is a test, and a test that is not."""
    one, other = bank_named("Bees"), bank_called("=Towers, “two”")
    desk.take(one, {"q1": "true", "q2": "false"}, at=NOON - 2 * DAY, attempt="a" * 32)
    desk.take(other, {"q1": "true", "q2": "true"}, TEST, at=NOON - DAY, attempt="b" * 32)
    desk.clock.now = NOON
    desk.begin(one, TEST, attempt="c" * 32).respond("q1", "true")
    desk.settle()


def rows_of(path):
    return list(csv.DictReader(StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("kind", "name", "reviews"),
    [("attempts", "attempts.csv", False), ("answers", "answers.csv", True), ("data", "data.json", True)],
)
def test_what_is_written_is_what_it_was(desk, history, tmp_path, kind, name, reviews):
    """Where a change of these files is meant, the new ones are copied over the old: other programs read them."""
    fill_small(desk)
    path = tmp_path / name
    save_history(path, read_history(history, with_marks=reviews), kind, UTC)
    assert path.read_bytes().decode() == (GOLDEN / name).read_bytes().decode()


def test_no_mark_of_a_test_that_is_not_over_is_told(desk, history, tmp_path):
    fill_small(desk)
    path = tmp_path / "file"
    found = read_history(history, with_marks=True)
    save_history(path, found, "attempts")
    unfinished = rows_of(path)[0]
    assert (unfinished["finished"], unfinished["submitted"], unfinished["answered"]) == ("no", "", "1")
    told = ("earned", "possible", "not_marked", "percent", "locate_percent")
    assert [unfinished[name] for name in told] == [""] * len(told)
    save_history(path, found, "answers")
    assert {row["attempt"][0] for row in rows_of(path)} == {"a", "b"}
    save_history(path, found, "data")
    entry = json.loads(path.read_text("utf-8"))["attempts"][0]
    assert entry["finished"] is False
    assert not {"earned", "percent", "questions", "skills"} & set(entry)


def test_an_attempt_ends_when_it_was_submitted(desk, history, tmp_path):
    desk.take(bank_named("Bees"), {}, at=NOON)
    desk.settle()
    save_history(tmp_path / "file", read_history(history), "attempts", UTC)
    (row,) = rows_of(tmp_path / "file")
    assert (row["started"], row["submitted"]) == ("2025-11-26T12:00:00+00:00", "2025-11-26T12:01:00+00:00")
    assert row["minutes"] == "1.0"
    save_history(tmp_path / "file", read_history(history, with_marks=True), "answers", UTC)
    assert rows_of(tmp_path / "file")[0]["started"] == "2025-11-26T12:00:00+00:00"
    save_history(tmp_path / "file", read_history(history), "data", UTC)
    (entry,) = json.loads((tmp_path / "file").read_text("utf-8"))["attempts"]
    assert (entry["started"], entry["submitted"]) == ("2025-11-26T12:00:00+00:00", "2025-11-26T12:01:00+00:00")


def test_each_skill_has_its_percent(desk, history, tmp_path):
    desk.take(BANK, {question.id: question.correct_response() for question in BANK.questions}, TEST)
    desk.settle()
    save_history(tmp_path / "file", read_history(history), "attempts")
    (row,) = rows_of(tmp_path / "file")
    assert (row["locate_percent"], row["distinguish_percent"], row["evaluate_percent"]) == ("100", "100", "100")


def test_what_was_searched_for_is_said(desk, history, tmp_path):
    fill_small(desk)
    found = read_history(history, "  BEES ", with_marks=True)
    assert {entry.attempt.title for entry in found.entries} == {"Bees"}
    for kind in ("attempts", "answers"):
        save_history(tmp_path / "file", found, kind)
        assert {row["search"] for row in rows_of(tmp_path / "file")} == {"BEES"}
    save_history(tmp_path / "file", found, "data")
    assert json.loads((tmp_path / "file").read_text("utf-8"))["search"] == "BEES"
    report = history_report(found, NOON, str)
    assert report.lead == "Only attempts at banks with “BEES” in their title."


@pytest.mark.parametrize("kind", ["attempts", "answers", "data"])
def test_an_empty_history_is_a_file_without_attempts(history, tmp_path, kind):
    path = tmp_path / "file"
    save_history(path, read_history(history, with_marks=True), kind)
    if kind == "data":
        assert json.loads(path.read_text("utf-8")) == {"learner": "Ada Lovelace", "search": "", "attempts": []}
    else:
        assert len(path.read_text("utf-8-sig").splitlines()) == 1


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A0", "@Ada", "+49 30", "-Ada", "Zoë “Z”, jr.", "李小龍", "<b>Ada</b>"]
)
def test_odd_names_are_kept_and_no_formula(tmp_path, name):
    desk = Desk(tmp_path / "odd.db", name)
    desk.take(bank_called(name), {})
    desk.settle()
    found = read_history(History(desk.journal, desk.learner), with_marks=True)
    desk.close()
    for kind in ("attempts", "answers"):
        save_history(tmp_path / "file", found, kind)
        for row in rows_of(tmp_path / "file"):
            for cell in (row["name"], row["title"]):
                assert cell == (f"'{name}" if name[0] in "=@+-" else name)
    save_history(tmp_path / "file", found, "data")
    assert json.loads((tmp_path / "file").read_text("utf-8"))["learner"] == name
    assert history_report(found, NOON, str).name == name


def test_a_bank_that_cannot_be_read_any_more_keeps_nothing_else_out(desk, history, tmp_path):
    fill_small(desk)
    content_hash = bank_named("Lost").content_hash
    desk.journal.keep_bank(content_hash, "lost", "Lost", b"no: bank")
    desk.take(bank_named("Lost"), {}, at=NOON + DAY)  # the bank that was kept first is the one that stays
    desk.settle()
    found = read_history(history, with_marks=True)
    save_history(tmp_path / "file", found, "attempts")
    first, *others = rows_of(tmp_path / "file")
    assert (first["title"], first["finished"], first["mode"], first["percent"]) == ("Lost", "yes", "", "")
    assert len(others) == 3
    save_history(tmp_path / "file", found, "data")
    entry = json.loads((tmp_path / "file").read_text("utf-8"))["attempts"][0]
    assert (entry["title"], entry["readable"]) == ("Lost", False)
    save_history(tmp_path / "file", found, "answers")
    assert {row["attempt"][0] for row in rows_of(tmp_path / "file")} == {"a", "b"}  # all others that are over


def test_it_is_told_how_far_it_is_and_ended_on_request(desk, history, tmp_path):
    fill_small(desk)
    told = []
    read_history(history, with_marks=True, report=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    told.clear()
    save_history(tmp_path / "file", read_history(history), "attempts", report=lambda *far: told.append(far))
    assert told == [(1, 1)]

    def stop(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        read_history(history, with_marks=True, report=stop)


def test_what_is_cancelled_at_the_end_is_not_written(history, tmp_path):
    def stop(done, total):
        raise CancelledError

    path = tmp_path / "file"
    path.write_text("old")
    with pytest.raises(CancelledError):
        save_history(path, read_history(history), "attempts", report=stop)
    assert path.read_text() == "old"


def test_a_full_disk_leaves_what_was_there(desk, history, tmp_path, monkeypatch):
    fill_small(desk)
    path = tmp_path / "files" / "ada.csv"
    path.parent.mkdir()
    path.write_text("old")

    def full(number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(QuizAppError, match="cannot be written: No space left on device"):
        save_history(path, read_history(history), "attempts")
    assert path.read_text() == "old"
    assert [entry.name for entry in path.parent.iterdir()] == ["ada.csv"]


@pytest.mark.parametrize(
    ("mode", "answers", "percent", "shown"),
    [
        (REVIEW, {"q1": "true"}, "100", "100 %"),
        (REVIEW, {}, "", "–"),
        (PRACTICE, {"q1": "false"}, "0", "0 %"),
        (PRACTICE, {}, "", "–"),
        (TEST, {"q1": "true"}, "25", "25 %"),
        (TEST, {}, "0", "0 %"),
    ],
)
def test_window_table_data_and_paper_tell_the_same_score(desk, history, tmp_path, mode, answers, percent, shown):
    taking = desk.take(bank_named("Bees", count=4), answers, mode)
    desk.settle()
    found = read_history(history, with_marks=True)
    save_history(tmp_path / "file", found, "attempts")
    (row,) = rows_of(tmp_path / "file")
    assert row["percent"] == percent
    assert row["whole_bank"] == ("yes" if mode is TEST else "no")
    save_history(tmp_path / "file", found, "answers")
    rows = rows_of(tmp_path / "file")
    assert sum(float(each["possible"] or 0) for each in rows) == float(row["possible"])
    assert [each["earned"] == "" for each in rows] == [each["verdict"] == "not_done" for each in rows]
    save_history(tmp_path / "file", found, "data")
    (entry,) = json.loads((tmp_path / "file").read_text("utf-8"))["attempts"]
    assert entry["percent"] == (int(percent) if percent else None)
    assert history_report(found, NOON, str).parts[-1].rows[0][3].text == shown
    (attempt,) = history.all()
    assert score_text(attempt.summary.total) == shown  # as the window lists it
    report = attempt_report(mark_attempt(taking.bank, taking.attempt), started=datetime(2025, 5, 8))
    assert report.percent == entry["percent"]


def test_five_hundred_attempts(desk, history, tmp_path):
    bank = bank_named("Bees")
    for number in range(500):
        desk.take(bank, {"q1": "true"}, TEST, at=NOON - number * DAY)
    desk.settle()
    save_history(tmp_path / "file", read_history(history, with_marks=True), "answers")
    assert len(rows_of(tmp_path / "file")) == 1000
    report = history_report(read_history(history), NOON, str)
    (chart,) = (part for part in report.parts if isinstance(part, Chart))
    assert len(chart.dots) == 500
    assert len(chart.points) < 24
    assert len(report.parts[-1].rows) == 500


def test_the_report_says_what_is_strong_and_what_was_read_as_what(desk, history):
    right = {question.id: question.correct_response() for question in BANK.questions}
    for number in range(3):
        desk.take(BANK, right, TEST, at=NOON - number * DAY)
    desk.settle()
    report = history_report(read_history(history), NOON, lambda at: f"{datetime.fromtimestamp(at, UTC):%d.%m.%y}", UTC)
    titles = [part.title for part in report.parts]
    assert titles[:3] == [
        "Strong skills, and skills to practice",
        "Marks by skill",
        "Marks over time",
    ]
    assert "Often mixed up, in the last 3 attempts" in titles
    assert titles[-1] == "Attempts: 3"
    assert ("Attempts from", "24.11.25 – 26.11.25") in report.facts
    found = {cells[0].text: cells[1].text for cells in report.parts[0].rows}
    assert found["Locate"] == "Strong"
    assert [cell.text for cell in report.parts[-1].rows[0]][:4] == ["26.11.25", "Samples", "Test", "100 %"]


def test_learners_are_found_by_their_names(desk):
    desk.journal.add_learner("zoe").result()
    desk.journal.add_learner("Guest", is_guest=True).result()
    assert [each.name for each in named_learners(desk.journal)] == ["Ada Lovelace", "zoe"]
    assert history_named(desk.journal, " ZOE ").name == "zoe"
    with pytest.raises(QuizAppError, match=r"no learner named “Bob”\. There are: Ada Lovelace, zoe\."):
        history_named(desk.journal, "Bob")
    with pytest.raises(QuizAppError, match="no learner named “Guest”"):
        history_named(desk.journal, "Guest")
    with pytest.raises(QuizAppError, match="Nobody has entered a name"):
        history_named(None, "Bob")
