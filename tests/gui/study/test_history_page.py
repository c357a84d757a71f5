"""The history: what is listed, how it is read, and what is to be known of an attempt."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from quizapp.domain.attempt import REVIEW, TEST
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.study.history_page import HistoryPage
from quizapp.services.history import PAGE, History
from quizapp.services.room import ALL_MODES
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.seen import texts
from tests.journals import DAY, NOON, Desk
from tests.leveled import LEVELED
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
def show(qtbot, theme, jobs, desk, tmp_path):
    """Shows the history of the desk, read up to its first page."""

    def run(modes=ALL_MODES) -> HistoryPage:
        page = HistoryPage(theme, Settings(tmp_path / "settings.json"), jobs, desk.clock, modes)
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


def test_what_a_room_does_not_allow_does_not_go_on(show, desk):
    desk.take(bank_named("Bees"), {})
    assert "Go on with the rest" in texts(show())
    assert "Go on with the rest" not in texts(show({"test"}))
    desk.begin(bank_named("Walls")).respond("q1", "true")
    assert "Go on with it" in texts(show())
    assert "Go on with it" not in texts(show({"test"}))


@pytest.mark.parametrize(
    ("answers", "score", "more"), [({"q1": "true", "q2": "false"}, "50 %", "50 % · 1 of 2 points"), ({}, "–", "–")]
)
def test_the_score_of_a_review_is_that_of_what_was_answered(show, desk, answers, score, more):
    desk.take(bank_named("Bees", count=5), answers, REVIEW)
    page = show()
    assert rows(page)[0].startswith(f"Bees, {score}, Review · ")
    assert more in texts(page)


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
    flush()
    page.list.scrollToBottom()
    assert page.list.visualRect(page.model.index(PAGE + 19)).intersects(page.list.viewport().rect())


def test_a_search_finds_banks_by_their_words(show, desk, qtbot):
    for number, title in enumerate(["Bees", "Towers", "Bees again"]):
        desk.take(bank_named(title), {}, at=NOON + number * DAY)
    page = show()
    with qtbot.waitSignal(page.model.page_read):
        page.search.setText("bees")
    assert [row.split(",")[0] for row in rows(page)] == ["Bees again", "Bees"]
    with qtbot.waitSignal(page.model.page_read):
        page.search.setText("honey")
    assert texts(page) == ["Save…", "honey", "No attempt at a bank with these words."]
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


def saved(page, path, kind, qtbot):
    page.save_to(path, kind)
    qtbot.waitUntil(lambda: page.save_button.isEnabled())
    return page.notice.text.text()


@pytest.mark.parametrize(
    ("kind", "name", "begins"),
    [
        ("report", "a.pdf", b"%PDF-"),
        ("attempts", "a.csv", b"\xef\xbb\xbfname,attempt"),
        ("answers", "a.csv", b"\xef\xbb\xbfattempt,name"),
        ("data", "a.json", b'{\n "learner": "Ada"'),
    ],
)
def test_the_history_is_saved(show, desk, qtbot, tmp_path, kind, name, begins):
    desk.take(bank_named("Bees"), {"q1": "true"})
    page = show()
    assert saved(page, tmp_path / name, kind, qtbot) == f"Saved as {tmp_path / name}"
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_what_is_saved_is_what_the_search_finds(show, desk, qtbot, tmp_path):
    for title in ("Bees", "Towers"):
        desk.take(bank_named(title), {})
    page = show()
    with qtbot.waitSignal(page.model.page_read):
        page.search.setText("bees")
    saved(page, tmp_path / "a.csv", "attempts", qtbot)
    assert "Towers" not in (tmp_path / "a.csv").read_text("utf-8")
    assert len((tmp_path / "a.csv").read_text("utf-8").splitlines()) == 2


def test_the_file_and_its_format_are_asked_for(show, desk, qtbot, tmp_path):
    desk.take(bank_named("Bees"), {})
    page = show()
    page.save_button.click()
    qtbot.waitUntil(lambda: page.findChild(QFileDialog) is not None)
    dialog = page.findChild(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "History – Ada – 2025-11-26.pdf"
    assert [name.rpartition(" ")[2] for name in dialog.nameFilters()] == [
        *("(*.pdf)", "(*.csv)", "(*.csv)", "(*.json)", "(*.json)")
    ]
    assert dialog.defaultSuffix() == "pdf"
    dialog.selectNameFilter(dialog.nameFilters()[2])
    dialog.filterSelected.emit(dialog.nameFilters()[2])
    assert dialog.defaultSuffix() == "csv"
    dialog.fileSelected.emit(str(tmp_path / "chosen.csv"))
    dialog.close()
    qtbot.waitUntil(lambda: (tmp_path / "chosen.csv").exists() and page.save_button.isEnabled())
    assert (tmp_path / "chosen.csv").read_text("utf-8-sig").startswith("attempt,")


def test_every_text_of_saving_is_translated(brackets, show, desk, qtbot, tmp_path):
    desk.take(bank_named("Bees"), {})
    page = show()
    told = saved(page, tmp_path / "a.csv", "attempts", qtbot)
    assert told.startswith(f"⟦Saved as {tmp_path / 'a.csv'}")
    page.save_button.click()
    qtbot.waitUntil(lambda: page.findChild(QFileDialog) is not None)
    dialog = page.findChild(QFileDialog)
    words = [page.save_button.text(), page.save_button.accessibleName(), page.save_button.toolTip()]
    for text in [*words, dialog.windowTitle(), *dialog.nameFilters()]:
        assert text.strip().startswith("⟦"), text
    dialog.close()


def test_the_card_says_at_which_level_a_text_was_read(show, desk):
    desk.take(LEVELED, {"kept": "true"}, at=NOON - DAY)
    page = show()
    page.list.setCurrentIndex(page.model.index(0))
    flush()
    shown = texts(page.card)
    assert shown[shown.index("Reading level") + 1] == "Original"
