"""Progress: the charts say what their tables say, and what cannot be told is said to be so."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget, QToolTip

from quizapp.domain.attempt import REVIEW, TEST
from quizapp.domain.marked_attempt import Distinction, Total
from quizapp.formats.native import read_bank
from quizapp.gui.kit.bar_chart import Bar, BarChart, scale_of
from quizapp.gui.kit.chart import STYLES, ChartPoint, Line, LineChart
from quizapp.gui.kit.distinction_grid import DistinctionGrid
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.study.distinctions_card import DistinctionsCard
from quizapp.gui.study.points_cards import MarksCard
from quizapp.gui.study.progress_page import ProgressPage
from quizapp.gui.study.time_card import TimeCard
from quizapp.services.history import History
from quizapp.statistics.progress import BankProgress, DistinctionPoint, DistinctionProgress, Period, Point, progress_of
from tests.gui.conftest import EVERY_TYPE, flush
from tests.gui.seen import Repaints, texts, visible, words_heard
from tests.journals import DAY, NOON, Desk, bundled_banks, fill
from tests.services.test_history import bank_named


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path / "journal.db")
    yield desk
    desk.close()


@pytest.fixture
def show(qtbot, new_theme, desk):
    jobs = Jobs()

    def run(theme_name="light", width=1200) -> ProgressPage:
        page = ProgressPage(new_theme(theme_name), jobs, desk.clock)
        qtbot.addWidget(page)
        page.resize(width, 640)
        page.show()
        page.show_history(History(desk.journal, desk.learner))
        qtbot.waitUntil(lambda: bool(texts(page)))
        flush()
        return page

    yield run
    jobs.wait()


def cells(table: QTableWidget):
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def test_nothing_yet(show):
    page = show()
    assert texts(page)[0] == "Nothing to show yet"
    assert "Go to the library" in texts(page)


def test_no_column_is_nearly_empty_where_there_is_little_to_show(show, desk):
    desk.take(bank_named("Bees"), {})
    page = show()
    assert not page.distinctions.isVisible()
    left = [card.mapTo(page, QPoint(0, 0)).x() < page.width() / 3 for card in (page.marks, page.skills, page.time)]
    assert left == [True, False, False]


def test_after_one_attempt_it_is_too_little_to_tell(show, desk):
    bank = bundled_banks()[1]
    desk.take(bank, {question.id: question.correct_response() for question in bank.questions}, at=NOON - DAY)
    desk.clock.now = NOON
    page = show()
    shown = texts(page)
    assert "Strong" not in shown
    assert "Not enough yet" in shown
    assert "Not enough yet to show a trend." in shown
    assert page.marks.chart.accessibleName() == "Marks over time: one attempt, 100 %."
    assert not page.marks.bank.isVisible()  # there is nothing to choose


def test_a_review_of_one_question_is_no_bank_that_was_finished(show, desk):
    bank = bundled_banks()[1]
    key = {question.id: question.correct_response() for question in bank.questions}
    desk.take(bank, key, at=NOON - 2 * DAY)
    desk.take(bank, key, REVIEW, NOON - DAY, questions=[bank.questions[0].id])
    desk.clock.now = NOON
    page = show()
    assert texts(page)[:2] == ["1", str(len(bank.questions) + 1)]
    assert "Bank finished" in texts(page)
    assert f"Questions answered: {len(bank.questions) + 1}" in words_heard(page)
    assert "Bank finished: 1" in words_heard(page)


def test_of_few_statements_nothing_is_drawn(show, desk):
    bank = read_bank(EVERY_TYPE).bank
    desk.take(bank, {question.id: question.correct_response() for question in bank.questions}, at=NOON - DAY)
    desk.clock.now = NOON
    page = show()
    assert page.distinctions.isVisible()
    assert not page.distinctions.lines.isVisible()
    note = "Not enough yet to show a trend. A line starts once you have sorted 8 statements of a category."
    assert note in texts(page)
    assert visible(page, DistinctionGrid)
    page.tables.click()
    page.tables.click()
    flush()
    assert not page.distinctions.lines.isVisible()


def test_what_is_strong_is_said_with_its_figures(show, desk):
    bank = bundled_banks()[1]
    for number in range(3):
        key = {question.id: question.correct_response() for question in bank.questions}
        desk.take(bank, key, at=NOON - (9 - number) * DAY)
    desk.clock.now = NOON
    page = show()
    shown = texts(page)
    assert "Strong" in shown
    lines = page.skills.lines
    lines.grab()
    at_pointer = {lines.words_at(QPointF(x, y)) for x in range(0, lines.width(), 8) for y in range(0, 210, 8)} - {""}
    told = {words.partition("\n")[0] for words in at_pointer}
    assert told
    assert told <= {row[0] for row in cells(page.skills.table)}  # all lines are at 100 %
    assert any(text.endswith(" points in your last 3 attempts (100 %).") for text in shown)


@pytest.mark.parametrize(("attempts", "told"), [(1, ", 1 attempt"), (2, ", 2 attempts")])
def test_a_bar_tells_how_many_attempts_it_is_made_of(show, desk, attempts, told):
    bank = read_bank(EVERY_TYPE).bank
    for number in range(attempts):
        desk.take(bank, {}, TEST, at=NOON - 3600 + number * 60)
    desk.clock.now = NOON
    page = show()
    chart = page.time.bars
    chart.grab()
    at = QPoint(chart.width() // 9, chart.height() // 2)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, at, chart.mapToGlobal(at)))
    assert QToolTip.text().endswith(told)
    QToolTip.hideText()


def test_mix_ups_add_up_over_the_last_attempts(show, desk):
    fill(desk, [read_bank(EVERY_TYPE).bank], days=40, attempts=30)
    page = show()
    first, second = page.distinctions.distinction.currentText().split(" / ")[:2]
    (grid,) = visible(page, DistinctionGrid)
    assert any(first in text for text in texts(grid))
    assert any(text.startswith(f"“{first}” taken for “{second}”") for text in texts(page))
    assert "In your last 3 attempts" in texts(page)


def test_of_many_categories_the_most_frequent_mix_ups_of_the_largest_are_shown(new_theme, qtbot):
    rows = ((4, 5, 1, 0, 0), (0, 9, 2, 3, 0), (4, 0, 6, 0, 0), (0, 0, 0, 9, 6))
    large, small = tuple("ABCD"), tuple("XY")
    found = (
        DistinctionProgress(small, (DistinctionPoint(NOON - DAY, Distinction(small, ((9, 1, 0), (0, 9, 0)))),)),
        DistinctionProgress(large, (DistinctionPoint(NOON - DAY, Distinction(large, rows)),)),
    )
    card = DistinctionsCard(new_theme(), "Common mix-ups", lambda: NOON)
    qtbot.addWidget(card)
    card.show_progress(progress_of([], NOON)._replace(distinctions=found))
    assert card.distinction.currentText() == "A / B / C / D"
    assert [row[1:] for row in cells(card.table)] == [
        ["A → B", "5 of 10"],
        ["B → C", "2 of 14"],
        ["B → D", "3 of 14"],
        ["C → A", "4 of 10"],
    ]
    card.distinction.setCurrentIndex(1)
    assert [row[1:] for row in cells(card.table)] == [["X → Y", "1 of 10"], ["Y → X", "0 of 9"]]


def test_two_marks_are_a_trend_and_the_best_of_a_bank_is_told(new_theme, qtbot):
    some, all_ = (Total(Fraction(earned), Fraction(2)) for earned in (1, 2))
    points = (Point(NOON - 2 * DAY, all_), Point(NOON - DAY, some))
    banks = tuple(BankProgress(title.lower(), title, points) for title in ("Bees", "Towers"))
    progress = progress_of([], NOON)._replace(marks=points, banks=banks)
    card = MarksCard(new_theme(), "Marks over time", lambda: NOON)
    qtbot.addWidget(card)
    card.show()
    card.show_progress(progress._replace(marks=points[:1]))
    assert "Not enough yet to show a trend." in texts(card)
    card.show_progress(progress)
    assert "Not enough yet to show a trend." not in texts(card)
    assert [row[2] for row in cells(card.table)] == ["50 %", "100 %"]
    card.bank.setCurrentIndex(1)
    assert any(text.startswith("Best: 100 %, ") for text in texts(card))


@pytest.mark.parametrize(("days", "head", "first"), [(7, "Week", "Week from"), (30, "Month", "Nov 2025")])
def test_time_is_told_by_week_or_by_month(new_theme, qtbot, days, head, first):
    start = date(2025, 11, 3)
    periods = (Period(start - timedelta(days), 60.0, 1), Period(start, 120.0, 2))
    card = TimeCard(new_theme())
    qtbot.addWidget(card)
    card.show_progress(progress_of([], NOON)._replace(time=periods, seconds=180.0))
    assert card.table.horizontalHeaderItem(0).text() == head
    assert [row[1:] for row in cells(card.table)] == [["2", "2 min 0 s"], ["1", "1 min 0 s"]]
    assert cells(card.table)[0][0].startswith(first)
    assert card.bars.accessibleName() == f"Time spent by {head.lower()}: 3 min 0 s in all."
    assert f"Time spent each {head.lower()}" in texts(card)  # a bar has but the first day of its week below it


def test_the_page_scrolls_by_keyboard_and_its_tables_are_as_wide_as_their_cards(show, desk):
    desk.clock.now = NOON
    fill(desk, bundled_banks(), 60, 16)
    page = show()
    page.activateWindow()
    assert page.focusWidget() is page.tables
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_PageDown)
    assert page.area.verticalScrollBar().value() > 0
    walked = set()
    while page.focusWidget() not in walked:
        walked.add(page.focusWidget())
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.area not in walked  # there is no frame around it
    assert page.marks.bank in walked
    page.tables.click()
    for width in (700, 1024, 1366):
        page.resize(width, 640)
        flush()
        tables = visible(page, QTableWidget)
        assert len(tables) == 4
        for table in tables:
            assert table.horizontalScrollBar().maximum() == 0, (width, table.accessibleName())
            last = table.visualItemRect(table.item(0, table.columnCount() - 1))
            assert last.width() > 0, width
            assert last.right() <= table.viewport().width(), (width, table.accessibleName())


def test_rows_of_tables_grow_with_the_text(show, desk, new_theme):
    desk.take(bundled_banks()[1], {}, at=NOON - DAY)
    desk.clock.now = NOON
    page = show()
    page.tables.click()
    before = page.time.table.rowHeight(0)
    page._theme.resize_text(200)
    assert page.time.table.rowHeight(0) > 1.5 * before


def test_two_years_fit_any_window(show, desk):
    fill(desk, bundled_banks(), days=730, attempts=36)
    page = show()
    for width in (700, 1300):
        page.resize(width, 640)
        flush()
        assert page.area.horizontalScrollBar().maximum() == 0, width
        assert "Each dot is an attempt. The line shows the marks of each month together." in texts(page)
        assert all(chart.width() >= 200 for chart in visible(page, LineChart)), width


def lines(count):
    return [
        Line(f"Line {number}", tuple(ChartPoint(NOON + day * DAY, 0.1 + 0.18 * number, "") for day in range(4)))
        for number in range(count)
    ]


def painted(chart, size=(500, 220)) -> QImage:
    chart.resize(*size)
    return chart.grab().toImage()


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_lines_are_told_apart_without_color(qtbot, new_theme, name):
    theme = new_theme(name)
    seen = []
    for number in range(len(STYLES)):
        chart = LineChart(theme)
        qtbot.addWidget(chart)
        points = tuple(ChartPoint(NOON + day * DAY, 0.5, "") for day in range(4))
        others = [Line("", (ChartPoint(NOON, 0.0, ""),))] * number
        chart.show_lines([*others, Line("", points)], "words")
        gray = painted(chart).convertToFormat(QImage.Format.Format_Mono)
        seen.append(bytes(gray.constBits()))
    assert len(set(seen)) == len(STYLES)


def test_a_chart_says_what_it_shows(qtbot, theme):
    chart = LineChart(theme)
    qtbot.addWidget(chart)
    chart.show_lines(lines(5), "Five lines")
    assert chart.accessibleName() == "Five lines"
    empty = painted(LineChart(theme))
    assert painted(chart) != empty


def test_a_chart_in_view_shows_new_figures_at_once(qtbot, theme):
    line, bars = LineChart(theme), BarChart(theme)
    qtbot.addWidget(line)
    qtbot.addWidget(bars)
    for chart, show, figures in (
        (line, line.show_lines, lines(2)),
        (bars, bars.show_seconds, [Bar("a", 60.0, "")]),
    ):
        chart.show()
        flush()
        paints = Repaints(chart)
        show(figures, "")  # what is heard stays the same
        flush()
        assert paints.region == QRegion(chart.rect()), chart


@pytest.mark.parametrize("size", [(200, 60), (1600, 300)])
def test_any_size_and_any_figures_are_painted(qtbot, theme, size):
    one, bars = LineChart(theme), BarChart(theme)
    qtbot.addWidget(one)
    qtbot.addWidget(bars)
    one.show_lines([Line("", (ChartPoint(NOON, 1.0, ""),))], "one")
    painted(one, size)
    one.show_lines([], "none")
    painted(one, size)
    bars.show_seconds([Bar("a", 0.0, ""), Bar("b", 9e6, "")], "bars")
    painted(bars, size)
    bars.show_seconds([Bar("a", 0.0, "")], "nothing")
    painted(bars, size)


@pytest.mark.parametrize(
    ("most", "top", "step"), [(0, 60, 60), (59, 60, 60), (240, 240, 60), (250, 360, 120), (3000, 3600, 900)]
)
def test_a_scale_holds_its_figures(most, top, step):
    assert scale_of(most) == (top, step)
    assert scale_of(1e7)[0] >= 1e7
