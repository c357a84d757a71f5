"""The history: what is listed, how it is read, and what is to be known of an attempt."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from quizapp.domain.attempt import REVIEW, TEST
from quizapp.gui.jobs import Jobs
from quizapp.gui.pages.history_page import HistoryPage
from quizapp.services.history import PAGE, History
from tests.gui.conftest import flush
from tests.gui.seen import texts
from tests.journals import DAY, NOON, Desk
from tests.samples import BANK
from tests.services.test_history import bank_named


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path / "journal.db")
    yield desk
    desk.close()


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.wait()


@pytest.fixture
def show(qtbot, theme, jobs, desk):
    """Shows the history of the desk, read up to its first page."""

    def run() -> HistoryPage:
        page = HistoryPage(theme, jobs, desk.clock)
        qtbot.addWidget(page)
        page.resize(1200, 640)
        page.show()
        with qtbot.waitSignal(page.model.page_read):
            page.show_history(History(desk.journal, desk.learner))
        flush()
        return page

    return run


def rows(page):
    return [page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(page.model.rowCount())]


def test_nothing_yet_is_said(show):
    page = show()
    assert texts(page)[-1] == "Nothing yet. Each bank that you take is listed here, with your marks."
    assert not page.search.isEnabled()


def test_each_attempt_is_there_with_its_score_and_when_it_was(show, desk):
    desk.take(bank_named("Bees"), {"q1": "true", "q2": "false"}, at=NOON - 40 * DAY)
    desk.take(bank_named("Towers"), {"q1": "true", "q2": "true"}, TEST, at=NOON - 60)
    desk.begin(bank_named("Walls")).respond("q1", "true")
    desk.clock.now = NOON
    page = show()
    walls, towers, bees = rows(page)
    assert walls.startswith("Walls, Not finished, Practice · Today, ")
    assert towers.startswith("Towers, 100 %, Test · Today, ")
    assert towers.endswith(" · 1 min 0 s")
    assert bees.startswith("Bees, 50 %, Practice · 17 October 2025, ")


def test_what_is_known_of_the_chosen_one_is_shown(show, desk):
    desk.take(BANK, {"single-minimal": "B"}, TEST)
    page = show()
    shown = texts(page)
    assert page.list.currentIndex().row() == 0
    assert "Samples" in shown
    assert f"1 of {len(BANK.questions)}" in shown
    assert "Show it again" in shown
    assert "Go on with it" not in shown


def test_the_marks_of_a_test_that_is_not_over_are_not_told(show, desk):
    desk.begin(bank_named("Bees"), TEST).respond("q1", "true")
    page = show()
    assert not any("%" in text or "point" in text for text in texts(page) + rows(page))
    assert "Go on with it" in texts(page)


def test_of_a_review_it_is_told_how_many_were_right_of_those_answered(show, desk):
    desk.take(bank_named("Bees", count=5), {"q1": "true", "q2": "false"}, REVIEW)
    page = show()
    assert rows(page)[0].startswith("Bees, 1 of 2 right, Review · ")
    assert "1 of 2 right" in texts(page)
    assert not any("%" in text for text in texts(page))


def test_enter_opens_and_an_unfinished_one_goes_on(show, desk, qtbot):
    desk.take(bank_named("Bees"), {})
    desk.clock.now += DAY
    desk.begin(bank_named("Walls"))
    page = show()
    page.activateWindow()
    page.list.setFocus()
    with qtbot.waitSignal(page.resume_requested):
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.attempt_requested) as asked:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert asked.args == [page.attempt.id]
    assert page.attempt.title == "Bees"


def test_more_is_read_when_somebody_scrolls(show, desk, qtbot):
    bank = bank_named("Bees")
    for number in range(PAGE + 20):
        desk.take(bank, {}, at=NOON + number * 3600, questions=["q1"])
    page = show()
    assert page.model.rowCount() == PAGE
    with qtbot.waitSignal(page.model.page_read):
        page.list.scrollToBottom()
    assert page.model.rowCount() == PAGE + 20
    assert not page.model.canFetchMore()


def test_a_search_finds_banks_by_their_words(show, desk, qtbot):
    for number, title in enumerate(["Bees", "Towers", "Bees again"]):
        desk.take(bank_named(title), {}, at=NOON + number * DAY)
    page = show()
    with qtbot.waitSignal(page.model.page_read):
        page.search.setText("bees")
    assert [row.split(",")[0] for row in rows(page)] == ["Bees again", "Bees"]
    with qtbot.waitSignal(page.model.page_read):
        page.search.setText("honey")
    assert texts(page) == ["honey", "No attempt at a bank with these words."]
    assert page.search.isEnabled()


def test_what_was_chosen_stays_chosen(show, desk, qtbot):
    for number, title in enumerate(["Bees", "Towers"]):
        desk.take(bank_named(title), {}, at=NOON + number * DAY)
    page = show()
    page.list.setCurrentIndex(page.model.index(1))
    desk.take(bank_named("Walls"), {}, at=NOON + 5 * DAY)
    with qtbot.waitSignal(page.model.page_read):
        page.read_again()
    assert page.attempt.title == "Bees"
    assert page.list.currentIndex().row() == 2
