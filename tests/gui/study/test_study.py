"""From page to page in the window: the review of the day, progress, and the history."""

import csv
import json
import time
from datetime import datetime

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from quizapp.domain.attempt import TEST
from quizapp.formats.native import read_bank
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.results.results_page import ResultsPage
from quizapp.gui.study.study import Study
from quizapp.paths import UserPaths
from quizapp.reports.history_data import moment
from quizapp.services.recording import SaveState
from tests.gui.conftest import EVERY_TYPE, flush, run_out
from tests.gui.learner import Learner
from tests.gui.seen import texts
from tests.gui.test_translation import assert_translated
from tests.journals import DAY, Desk


class Reader:
    """A learner who has done something before, at the window."""

    def __init__(self, qtbot, start, folder):
        self.qtbot, self.start, self.folder = qtbot, start, folder
        self.file = folder / "banks" / EVERY_TYPE.name
        self.bank = read_bank(self.file).bank
        self.desk = Desk(UserPaths(folder).journal)
        self.program = None

    @property
    def window(self):
        return self.program.window

    @property
    def study(self):
        return self.window.study

    @property
    def page(self):
        return self.window.pages.currentWidget()

    def take_all_wrong(self, days_ago=1.0):
        self.desk.take(self.bank, {}, TEST, at=time.time() - days_ago * DAY)
        self.desk.settle()

    def open(self):
        """Start the program as this learner."""
        self.desk.close()
        (self.folder / "settings.json").write_text(json.dumps({"learner": self.desk.learner}))
        self.program = self.start(wait=False)
        self.qtbot.waitUntil(lambda: self.study is not None)
        self.settle()

    def settle(self):
        """Until all is saved, and what is due is known."""
        self.qtbot.waitUntil(lambda: self.window.learning.recordings.state is SaveState.SAVED)
        run_out(self.study._until_idle)
        self.qtbot.waitUntil(lambda: not self.study.is_planning)
        flush()

    def take(self):
        Learner(self.program).begin()

    def go_to(self, name):
        QTest.mouseClick(self.study.tabs.buttons[name], Qt.MouseButton.LeftButton)
        self.settle()


@pytest.fixture
def reader(qtbot, start, tmp_path):
    return Reader(qtbot, start, tmp_path / "quizapp")


def test_what_comes_up_later_is_told_when_it_has(qtbot, program, tmp_path):
    desk = Desk(tmp_path / "journal.db")
    desk.take(program.library.bank(program.bank), {}, TEST, questions=["vote"])
    missed = desk.clock.now
    study = Study(
        program.theme,
        program.jobs,
        program.library,
        program.settings,
        program.window.session,
        program.window.opening,
        desk.clock,
    )
    qtbot.addWidget(study.tabs)
    desk.clock.now = missed + 59.99  # what is missed is asked again after a minute
    study.use(desk.journal, desk.learner)
    run_out(study._until_idle)
    qtbot.waitUntil(lambda: not study.is_planning)
    assert study.tabs.buttons["review"].accessibleName() == "Review"
    desk.clock.now = missed + 60
    qtbot.waitUntil(lambda: study.tabs.buttons["review"].accessibleName() == "Review, due today: 1")
    program.jobs.wait()
    study.deleteLater()
    desk.close()


def test_a_long_title_is_read_whole_before_the_ways_have_words(reader):
    reader.open()
    header, tabs = reader.window.header, reader.study.tabs
    reader.window.resize(1024, 600)
    flush()
    assert "History" in texts(tabs)
    header.title.setText("What the keeper of the lighthouse wrote down that winter")
    header.subtitle.setText("The Lighthouse Bees · Results")
    reader.window.resize(1023, 600)
    flush()
    assert "History" not in texts(tabs)
    assert header.title.width() >= header.title.sizeHint().width()
    assert tabs.geometry().right() < header.smaller.x()
    reader.window.resize(1500, 600)
    flush()
    assert "History" in texts(tabs)
    assert header.subtitle.width() == header.subtitle.maximumWidth()
    reader.program.theme.resize_text(200)
    flush()
    assert "History" not in texts(tabs)
    reader.program.theme.resize_text(100)
    flush()
    assert "History" in texts(tabs)


def test_in_a_narrow_window_the_ways_have_no_words_but_names(reader):
    reader.open()
    reader.window.resize(620, 480)
    flush()
    button = reader.study.tabs.buttons["history"]
    assert button.text() == ""
    assert button.accessibleName() == "History"
    assert reader.window.minimumSizeHint().width() <= 620


def test_a_review_goes_on_though_something_new_of_the_learner_is_told(reader):
    reader.take_all_wrong()
    reader.open()
    reader.go_to("review")
    reader.page.start.click()
    reader.window.learning.present_changed.emit()
    assert reader.study.in_session
    reader.window.learning.choose_new("Ben")
    reader.qtbot.waitUntil(lambda: not reader.study.in_session)
    reader.settle()
    assert not reader.study.in_session
    assert reader.study.tabs.buttons["review"].accessibleName() == "Review"


def test_an_attempt_is_shown_again_as_it_was_marked_though_its_bank_has_changed(reader):
    reader.take_all_wrong()
    file = reader.file
    file.write_text(file.read_text("utf-8").replace("unanimous", "narrow"), "utf-8")
    reader.open()
    reader.go_to("history")
    reader.qtbot.waitUntil(lambda: reader.page.attempt is not None)
    reader.page.card.open.click()
    reader.qtbot.waitUntil(lambda: isinstance(reader.page, ResultsPage))
    flush()
    assert reader.window.notice.text.text().startswith("This bank has changed since you took it.")
    assert any(text.startswith("0 of ") for text in texts(reader.page))
    reader.page.question_requested.emit(0)
    flush()
    assert isinstance(reader.page, QuizPage)
    assert "unanimous" in reader.page.passage.toPlainText()
    assert reader.window.header.subtitle.text().endswith("Looking back")


def test_the_report_of_an_attempt_shown_again_has_its_date_and_the_name(reader, tmp_path):
    reader.take_all_wrong(days_ago=40)
    reader.open()
    reader.go_to("history")
    reader.qtbot.waitUntil(lambda: reader.page.attempt is not None)
    reader.page.card.open.click()
    reader.qtbot.waitUntil(lambda: isinstance(reader.page, ResultsPage))
    assert reader.page.summary.name_field.text() == "Ada"
    reader.page.save_to(tmp_path / "result.json")
    reader.qtbot.waitUntil(reader.page.save_button.isEnabled)
    data = json.loads((tmp_path / "result.json").read_text("utf-8"))
    assert data["name"] == "Ada"
    assert 39 < (time.time() - datetime.fromisoformat(data["started"]).timestamp()) / DAY < 41


def test_an_attempt_has_the_same_start_in_each_file(reader, tmp_path):
    reader.open()
    window = reader.window
    reader.take()
    window.session.submit()
    page = window.pages.currentWidget()
    for name in ("result.json", "result.csv"):
        page.save_to(tmp_path / name)
        reader.qtbot.waitUntil(page.save_button.isEnabled)
    journal = window.learning.journal
    journal.settle()
    (row,) = journal.attempts(window.learning.learner.id)
    started = moment(row.started).isoformat(timespec="seconds")
    assert datetime.fromisoformat(started).tzinfo is not None
    assert json.loads((tmp_path / "result.json").read_text("utf-8"))["started"] == started
    with (tmp_path / "result.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {line["started"] for line in csv.DictReader(file)} == {started}


def test_every_text_is_translated(brackets, reader):
    reader.take_all_wrong()
    reader.take_all_wrong(0.5)
    reader.open()
    months = [QLocale().monthName(month, kind) for month in range(1, 13) for kind in QLocale.FormatType]
    names = ("Ada", reader.bank.title, reader.bank.passage.title, *months)
    for name in ("history", "progress", "review"):
        reader.go_to(name)
        reader.qtbot.waitUntil(lambda: len(texts(reader.page)) > 2)
        assert_translated(reader.window, *names)
