"""The results page, as a learner meets it."""

import json
from datetime import datetime
from itertools import product
from pathlib import Path
from random import Random

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QRegion, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QScrollArea

from quizapp.domain.assignment import Assigned
from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.image import Image
from quizapp.domain.passage import read_passage
from quizapp.gui.kit.dialogs import file_name
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.meter import Meter
from quizapp.gui.kit.theme import THEMES, Theme
from quizapp.gui.results.question_model import Filter
from quizapp.gui.results.results_page import ResultsPage
from quizapp.gui.results.results_summary import ResultsSummary
from quizapp.gui.results.score_card import ScoreRing
from quizapp.paths import resources_dir
from quizapp.question_types.categorize import Categorize, Statement
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from quizapp.settings import Look, Settings
from tests.gui.conftest import flush
from tests.gui.seen import Repaints
from tests.images import corrupt_png, png
from tests.samples import BANK

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # says the platform without a screen

IDS = ["single-minimal", "multiple-full", "true-full", "categorize-full", "short-minimal"]
ANSWERS = {
    "single-minimal": "B",
    "multiple-full": ("A",),
    "true-full": "false",
    "categorize-full": {"A": "Marta", "B": "The town", "C": "Nobody", "D": "The town"},
}


def marked(answers=ANSWERS, flagged=(), bank=BANK, ids=IDS, mode=TEST, certain=(), assigned=None):
    now = [0.0]
    taking = Taking(bank, mode, Random(1), lambda: now[0], ids, assigned=assigned)
    for id_, answer in answers.items():
        taking.respond(id_, answer)
    for id_ in flagged:
        taking.flag(id_, True)
    for id_, level in certain:
        taking.give_certainty(id_, level)
    now[0] = 185.0
    taking.submit()
    return mark_attempt(bank, taking.attempt)


def test_only_the_times_of_paragraphs_have_bars_and_those_of_many_stand_in_a_line(theme, qtbot):
    for count in (1, 41):
        now, text = [0.0], "\n\n".join(f"Paragraph of {number}." for number in range(count))
        bank = msgspec.structs.replace(BANK, passage=read_passage(text), levels=(), questions=BANK.questions[:1])
        taking = Taking(bank, TEST, Random(1), lambda now=now: now[0])
        for second in range(20 * count):
            taking.look([1 + second % count])
            now[0] += 1
        taking.look(())
        taking.submit()
        summary = ResultsSummary(theme)
        qtbot.addWidget(summary)
        summary.show_marked(mark_attempt(bank, taking.attempt))
        shown = [label.text() for label in summary.findChildren(QLabel)]
        bars = [meter.accessibleName() for meter in summary.findChildren(Meter)]
        assert sum(name.startswith("Paragraph ") for name in bars) == (1 if count == 1 else 0)
        assert shown.count("Paragraph 1") == (1 if count == 1 else 0)
        seconds = shown[shown.index("Time by question") + 1].replace("\u00a0", " ")
        assert seconds == ("1: 20 s" if count == 1 else "1: 13 min 40 s")


@pytest.fixture
def theme(qapp):
    theme = Theme(qapp, resources_dir(), Look("light"))
    yield theme
    theme.use("light")
    theme.resize_text(100)


@pytest.fixture
def page(theme, qtbot, tmp_path):
    jobs = Jobs()
    page = ResultsPage(theme, Settings(tmp_path / "settings.json"), jobs)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show_marked(marked())
    page.show()
    yield page
    jobs.wait()


def test_an_image_is_shown_with_its_question(page, qtbot):
    image = Image("map.png", "A map of the bay", "Drawn in 1974")
    question = msgspec.structs.replace(BANK.questions[0], image=image)
    bank = msgspec.structs.replace(BANK, questions=(question,), images={"map.png": png(600, 200)})
    page.show_marked(marked({}, bank=bank, ids=None))
    row = page.list.visualRect(page.list.model().index(0, 0))
    painted, decoded = Repaints(page.list.viewport()), []
    page.list._pictures.changed.connect(lambda: decoded.append(setattr(painted, "region", QRegion())))
    qtbot.waitUntil(lambda: bool(decoded) and not painted.region.isEmpty())

    def red():
        shown = page.list.viewport().grab().toImage()
        return sum(shown.pixelColor(x, row.top() + 100).red() == 200 for x in range(row.width()))

    qtbot.waitUntil(lambda: 200 < red() <= 300)
    assert "Image: A map of the bay; Drawn in 1974" in shown_rows(page)[0]


def test_a_damaged_image_takes_no_room_in_the_list(page, qtbot):
    image = Image("map.png", "A map of the bay")
    question = msgspec.structs.replace(BANK.questions[0], image=image)
    bank = msgspec.structs.replace(BANK, questions=(question,), images={"map.png": corrupt_png(600, 200)})
    page.show_marked(marked({}, bank=bank, ids=None))
    before = page.list.visualRect(page.list.model().index(0, 0)).height()

    qtbot.waitUntil(lambda: page.list.visualRect(page.list.model().index(0, 0)).height() < before)
    assert "A map of the bay" in shown_rows(page)[0]


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def shown_rows(page):
    model = page.list.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


RIGHT = {id_: BANK.question(id_).correct_response() for id_ in ("single-minimal", "true-full")}


@pytest.mark.parametrize(
    ("answers", "ids", "headline", "ring", "other"),
    [
        (RIGHT, list(RIGHT), "All 2 questions answered", "right", "accent"),
        ({"true-full": RIGHT["true-full"]}, ["true-full"], "Question answered", "right", "accent"),
        (RIGHT, [*RIGHT, "short-minimal"], "2 of 3 questions answered", "accent", "right"),  # there is more to do
        (RIGHT | {"true-full": "false"}, list(RIGHT), "All 2 questions answered", "accent", "right"),
    ],
)
def test_the_ring_is_green_for_all_of_a_bank_alone(page, theme, answers, ids, headline, ring, other):
    page.show_marked(marked(answers, ids=ids))
    assert headline in texts(page.summary)
    picture = page.summary.findChild(ScoreRing).grab().toImage()
    colors = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert theme.color(ring).name() in colors
    assert theme.color(other).name() not in colors


def test_the_picture_of_a_distinction(page):
    heard = [label.accessibleName() for label in page.summary.findChildren(QLabel)]
    assert "From “Marta”, put in “The town”: 1, mixed up" in heard
    assert "From “Marta”, put in “Marta”: 1, right" in heard
    assert "1 of 2 statements that belong to “Marta” were put into “The town”." in texts(page.summary)
    colors = (Statement("Rose", "Red"), Statement("Sky", "Blue"))
    second = Categorize(id="colors", stem="Sort.", categories=("Red", "Blue"), statements=colors)
    bank = msgspec.structs.replace(BANK, questions=(*BANK.questions, second))
    page.show_marked(marked(ANSWERS | {"colors": {"A": "Red", "B": "Red"}}, bank=bank, ids=[*IDS, "colors"]))
    heard = [label.accessibleName() for label in page.summary.findChildren(QLabel)]
    assert {"From “Marta”, put in “Marta”: 1, right", "From “Blue”, put in “Red”: 1, mixed up"} <= set(heard)


def test_the_eye_in_a_row_asks_for_that_question(page, qtbot):
    asked = []
    page.question_requested.connect(asked.append)
    eye = page.list.link_rect(1)
    assert eye.width() >= 24
    assert eye.height() >= 24
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=eye.center())
    assert asked == [1]
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=eye.center() - QPoint(90, 0))
    assert asked == [1]


def test_a_filter_that_assistive_technology_sets_is_used(page):
    page.chips[Filter.MISSED].setChecked(True)
    assert [row[0] for row in shown_rows(page)] == ["2", "3", "4", "5"]


def test_buttons_lose_their_words_where_they_do_not_fit(page):
    buttons = (page.library_button, page.print_button, page.save_button, page.again_button, page.practice_button)
    for width, with_words in ((1300, 5), (560, 1)):
        page.resize(width, 700)
        flush()
        assert sum(bool(button.text()) for button in buttons) == with_words
        assert all(button.geometry().right() < width for button in buttons)
        assert all(button.accessibleName() for button in buttons)
        assert all(bool(button.toolTip()) != bool(button.text()) for button in buttons)
        assert page.show_button.text().strip() == "Show in the passage"


def test_lines_are_no_longer_where_there_is_more_room(page):
    long = "A word of it, and another one. " * 30
    question = msgspec.structs.replace(BANK.question("single-minimal"), stem=long)
    page.show_marked(marked({}, bank=msgspec.structs.replace(BANK, questions=(question,)), ids=None))
    heights = []
    for width in (1000, 1180, 1920, 3000):
        page.resize(width, 700)
        flush()
        heights.append(page.list.visualRect(page.list.model().index(0, 0)).height())
    assert heights[0] > heights[1]
    assert heights[1:] == [heights[1]] * 3


def test_flagged_questions_can_be_listed_where_there_are_any(page):
    assert not page.chips[Filter.FLAGGED].isVisible()
    page.show_marked(marked(flagged=["true-full"]))
    assert page.chips[Filter.FLAGGED].text() == "Flagged: 1"
    page.chips[Filter.FLAGGED].click()
    (row,) = shown_rows(page)
    assert row.endswith("\nFlagged")
    page.notice.tell("Saved as elsewhere.pdf")
    page.resize(900, 420)
    bar = page.summary.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.show_marked(marked())
    assert page.chips[Filter.ALL].isChecked()
    assert len(shown_rows(page)) == 5
    assert bar.value() == 0, "another result is read from its top"
    assert page.notice.isHidden(), "what was saved was not this one"


def test_the_same_result_stands_as_it_was_left(page):
    result = marked()
    page.show_marked(result)
    page.chips[Filter.MISSED].click()
    page.list.go_to(2)
    page.show_marked(result)
    assert page.list.current_number() == 4
    assert page.chips[Filter.MISSED].isChecked()


def test_every_control_has_a_name(page):
    for control in page.findChildren(QAbstractButton) + page.findChildren(QLineEdit) + page.findChildren(QScrollArea):
        if control.isVisible() and not control.objectName().startswith("qt_"):
            assert control.accessibleName() or control.text().strip(), control
    assert page.list.accessibleName() == "Questions"


def test_tab_goes_through_the_page_as_it_is_read(page):
    page.summary.setFocus()
    names = []
    for _ in range(11):
        names.append(page.focusWidget().accessibleName() or page.focusWidget().text())
        page.focusNextChild()
    assert names == [
        "Summary",
        "Name on the printed report",
        "All: 5",
        "Show in the passage",
        "Questions",
        "Back to the library",
        "Print…",
        "Save…",
        "Take it again",
        "Practice what was missed",
        "Summary",
    ]


def test_words_of_a_bank_are_shown_as_they_stand(page, qtbot):
    question = Categorize(
        id="sort",
        stem="<i>Sort</i>",
        categories=("<b>Marta</b>", "The town", "Nobody"),
        statements=(Statement("Asked", "<b>Marta</b>"),),
    )
    bank = msgspec.structs.replace(BANK, questions=(question,))
    page.show_marked(marked({question.id: {"A": "<b>Marta</b>"}}, bank=bank, ids=[question.id]))
    qtbot.waitUntil(lambda: "A  <b>Marta</b>" in texts(page.summary))
    assert {label.textFormat() for label in page.summary.findChildren(QLabel) if label.text()} == {
        Qt.TextFormat.PlainText
    }


def test_everything_has_room(page, theme):
    for size, width in product((100, 150, 200), (1366, 1024, 800)):
        theme.resize_text(size)
        page.resize(width, 500)
        assert page.width() == width
        assert page.practice_button.text() == "Practice what was missed"
        for button in page.findChildren(QAbstractButton):
            if button.isVisible() and not button.objectName().startswith("qt_"):
                edges = button.mapTo(page, QPoint(0, 0)).x(), button.mapTo(page, QPoint(button.width(), 0)).x()
                assert edges[0] >= 0, (button.accessibleName(), size, width)
                assert edges[1] <= width, (button.accessibleName(), size, width)


def test_where_it_is_narrow_one_half_is_shown_at_a_time(page, qtbot, theme):
    theme.resize_text(200)
    page.resize(1024, 600)
    assert page.summary.isVisible()
    assert not page.list.isVisible()
    page.questions_tab.click()
    assert page.list.isVisible()
    assert not page.summary.isVisible()
    for half, other in ((page.summary, page.list), (page.list, page.summary)) * 2:
        qtbot.keyClick(page, Qt.Key.Key_F6)
        assert half.hasFocus()
        assert not other.isVisible()
    theme.resize_text(100)
    for half in (page.summary, page.list, page.summary):
        qtbot.keyClick(page, Qt.Key.Key_F6)
        assert half.hasFocus()
    assert page.list.isVisible()
    assert page.summary.isVisible()
    assert not page.questions_tab.isVisible()


def test_every_theme_paints_it(page, theme):
    for name in THEMES:
        theme.use(name)
        picture = page.grab().toImage()
        assert picture.pixelColor(page.summary.mapTo(page, QPoint(60, 8))) == theme.color("card"), name
        page.summary.setFocus(Qt.FocusReason.TabFocusReason)
        assert not page.grab().isNull()


def test_rows_stand_right_below_one_another(page):
    for width, chip in product((1000, 1366, 900), (Filter.MISSED, Filter.ALL)):
        page.resize(width, 700)
        page.chips[chip].click()
        model = page.list.model()
        rows = range(model.rowCount())
        page.grab()
        places = [page.list.visualRect(model.index(row, 0)) for row in rows]
        assert all(places[row].top() == places[row - 1].bottom() + 1 for row in rows[1:])


def test_a_question_higher_than_the_list_can_be_read_with_the_arrow_keys(page, qtbot, theme):
    long = msgspec.structs.replace(BANK.question("categorize-full"), stem="A word of it, and another one. " * 25)
    questions = tuple(long if each.id == long.id else each for each in BANK.questions)
    page.show_marked(marked(bank=msgspec.structs.replace(BANK, questions=questions)))
    theme.resize_text(200)
    page.resize(1024, 480)
    page.questions_tab.click()
    page.list.go_to(3)
    page.grab()
    row, room = page.list.visualRect(page.list.currentIndex()), page.list.viewport().height()
    assert row.height() > 2 * room
    assert row.top() == 0
    for _ in range(20):
        if page.list.visualRect(page.list.currentIndex()).bottom() < room:
            break
        above = page.list.visualRect(page.list.currentIndex()).top()
        qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.KeypadModifier)
        assert page.list.current_number() == 4
        assert 0 < above - page.list.visualRect(page.list.currentIndex()).top() <= room // 2  # nothing is passed over
    assert page.list.visualRect(page.list.currentIndex()).bottom() < room
    for _ in range(20):
        above = page.list.visualRect(page.list.currentIndex()).top()
        if above == 0:
            break
        qtbot.keyClick(page.list, Qt.Key.Key_Up)
        assert page.list.current_number() == 4
        assert above < page.list.visualRect(page.list.currentIndex()).top() <= 0
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    assert page.list.current_number() == 3
    page.list.go_to(3)
    page.list.verticalScrollBar().setValue(page.list.verticalScrollBar().value() + row.height() - room // 2)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.current_number() == 5


def test_ten_thousand_questions(page, qtbot):
    question = BANK.question("multiple-full")
    questions = tuple(msgspec.structs.replace(question, id=f"q{number}") for number in range(10_000))
    bank = msgspec.structs.replace(BANK, questions=questions)
    page.show_marked(marked({"q9999": ("A", "B")}, bank=bank, ids=None))
    assert page.chips[Filter.MISSED].text() == "Missed: 9999"
    qtbot.keyClick(page.list, Qt.Key.Key_End)
    assert page.list.current_number() == 10_000
    with qtbot.waitSignal(page.question_requested) as asked:
        qtbot.keyClick(page.list, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert asked.args == [9999]


def test_the_name_of_who_is_learning_is_on_the_report(page, qtbot, tmp_path):
    page.use_learner("1", "Ada")
    page.show_marked(marked())
    page.save_to(tmp_path / "result.json")
    qtbot.waitUntil(lambda: page.save_button.isEnabled())
    assert json.loads((tmp_path / "result.json").read_text("utf-8"))["name"] == "Ada"


def test_a_name_that_was_typed_stays_until_another_is_learning(page):
    page.use_learner("1", "Ada")
    page.summary.name_field.setText("Ada, form 7b")
    page.use_learner("1", "Ada")
    assert page.summary.name_field.text() == "Ada, form 7b"
    page.use_learner("2", "")  # a guest
    assert page.summary.name_field.text() == ""
    page.summary.name_field.setText("Bob")
    page.use_learner("3", "")  # the next one
    assert page.summary.name_field.text() == ""


def test_the_focus_waits_for_a_saving_where_enter_begins_nothing(page, qtbot, tmp_path):
    begun = []
    for signal in (page.again_requested, page.practice_requested, page.library_requested, page.reopen_requested):
        signal.connect(lambda: begun.append(1))
    page.activateWindow()
    page.save_button.setFocus()
    page.save_to(tmp_path / "report.json")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(page.focusWidget(), key)
    assert page.list.hasFocus()
    qtbot.waitUntil(page.save_button.isEnabled)
    assert page.save_button.hasFocus()
    assert begun == []


def test_the_name_that_is_offered_tells_whose_report_it_is_and_of_when(page):
    for title, name, offered in (
        ("Samples", "", "Samples – 2025-05-09"),
        ("What happened: a/b?", "  Ana  María ", "What happened a b – Ana María – 2025-05-09"),
        ("Unit 1.2", "Ana M. García", "Unit 1-2 – Ana M García – 2025-05-09"),
        ("…/..", "CON.", "… – CON – 2025-05-09"),
        ("???", "", "Report – 2025-05-09"),
    ):
        bank = msgspec.structs.replace(BANK, title=title)
        page.show_marked(marked(bank=bank), datetime(2025, 5, 9, 14, 5).astimezone())
        page.summary.name_field.setText(name)
        page.save_button.click()
        dialog = next(each for each in page.findChildren(QFileDialog) if each.isVisible())
        assert Path(dialog.selectedFiles()[0]).name == f"{offered}.pdf"  # the ending is that of the format
        dialog.reject()
        flush()


@pytest.mark.parametrize("letter", ["a", "é", "蜂", "🐝"])
def test_a_name_of_a_file_is_never_too_long_for_a_file_system(letter):
    name = file_name(letter * 300, letter * 300, "2025-05-09")
    assert len(f"{name}.json".encode()) <= 255
    assert name.endswith(" – 2025-05-09")


def test_the_file_dialog_offers_each_format_with_its_ending(page, qtbot):
    page.save_button.click()
    dialog = page.findChild(QFileDialog)
    assert dialog.defaultSuffix() == "pdf"
    dialog.selectNameFilter(dialog.nameFilters()[1])
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert dialog.defaultSuffix() == "csv"
    dialog.reject()


UNMARKED = ["single-minimal", "open-full", "open-minimal"]


def not_marked(page, assigned=None):
    """Shows an attempt in which two answers are to be marked by a person; gives what is asked for from now on."""
    page.show_marked(marked({id_: {"text": "By costs."} for id_ in UNMARKED[1:]}, ids=UNMARKED, assigned=assigned))
    flush()
    asked = []
    page.question_requested.connect(asked.append)
    return asked


def test_what_is_not_marked_yet_can_be_marked_from_the_summary(page, qtbot):
    asked = not_marked(page)
    button = page.summary.mark_button
    assert (button.isVisible(), button.text()) == (True, "Mark them now")
    button.click()
    assert asked == [1]
    page.show_marked(marked())
    assert not button.isVisible()
    page.show_marked(marked({"open-full": {"text": "By costs."}}, ids=["open-full"]))
    flush()
    assert len([text for text in texts(page.summary) if "1.25 points" in text]) == 2  # of the whole and of its skill


def test_what_is_not_marked_yet_can_be_marked_from_its_row(page, qtbot):
    asked = not_marked(page)
    model = page.list.model()
    assert "Press Enter to mark it now" not in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Press Enter to mark it now" in model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    wide, narrow = page.list.link_rect(1), page.list.link_rect(0)
    assert wide.width() > 2 * narrow.width()  # a button with words, where others have a sign
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=wide.center())
    assert asked == [1]


def test_what_a_teacher_marks_is_not_for_the_learner_to_mark(page):
    not_marked(page, assigned=Assigned("a" * 32, 0))
    assert "Not marked yet" in shown_rows(page)[1]
    assert not [row for row in shown_rows(page) if "mark it now" in row]
    assert page.list.link_rect(1).size() == page.list.link_rect(0).size()
    assert not page.summary.mark_button.isVisible()


def test_what_a_teacher_handed_out_leads_back_to_it_with_what_the_teacher_says(page):
    page.show_marked(marked(mode=PRACTICE, assigned=Assigned("a" * 32, 0)), remark="Well read, Ada.")
    flush()
    assert {"Your teacher says", "Well read, Ada."} <= set(texts(page.summary))
    assert page.library_button.accessibleName() == "Back to the assignment"
    assert not [each for each in (page.again_button, page.reopen_button, page.summary.mark_button) if each.isVisible()]
    page.show_marked(marked(), remark="Well written.")
    flush()
    assert {"Well read, Ada.", "Well written."} & set(texts(page.summary)) == {"Well written."}
    page.show_marked(marked(mode=PRACTICE))
    assert not {"Your teacher says", "Well written."} & set(texts(page.summary))
    assert page.library_button.accessibleName() == "Back to the library"
    assert page.again_button.isVisible()
    assert page.reopen_button.isVisible()


def test_that_time_ran_out_is_told_of_that_attempt_alone(page):
    page.show_marked(marked(mode=TEST._replace(time_limit=185.0)))
    assert page.notice.text.text() == "Time ran out. The answers you had given by then count."
    assert page.notice.isVisible()
    page.show_marked(marked())
    assert not page.notice.isVisible()


def test_how_sure_one_was_is_told_with_what_it_earned(page):
    assert "How sure you were" not in texts(page.summary)
    sure = (("single-minimal", 3), ("true-full", 3), ("multiple-full", 1))
    page.show_marked(marked(mode=TEST._replace(certainty=True), certain=sure))
    flush()
    shown = texts(page.summary)
    told = shown[shown.index("How sure you were") + 1 :][:6]
    very, not_very = "1 of 2 right · −4.5 by certainty", "0 of 2 right · +1.56 by certainty"
    assert told[:4] == ["Very sure", very, "Not very sure", not_very]
    assert told[4].startswith("Points by certainty are a second score")
    assert told[5] == "Points by certainty: −2.94"
    meters = [meter.accessibleName() for meter in page.summary.findChildren(Meter) if meter.isVisible()]
    assert meters[:2] == [f"Very sure: {very}", f"Not very sure: {not_very}"]
    page.show_marked(marked())
    assert "How sure you were" not in texts(page.summary)


def test_a_bank_without_a_passage_has_no_place_to_show(page):
    page.show_marked(marked(bank=msgspec.structs.replace(BANK, passage=read_passage(""))))
    assert page.show_button.accessibleName() == "Show the question"
    page.show_marked(marked())
    assert page.show_button.accessibleName() == "Show in the passage"


def test_the_wheel_scrolls_the_list_and_nothing_scrolls_it_back(page):
    page.resize(1366, 400)
    flush()
    bar, middle = page.list.verticalScrollBar(), QPointF(page.list.viewport().rect().center())
    around = QPointF(page.list.viewport().mapToGlobal(middle.toPoint()))
    none, down = Qt.KeyboardModifier.NoModifier, QPoint(0, -120)
    event = QWheelEvent(middle, around, down, down, Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(page.list.viewport(), event)
    assert bar.value() > 0
    flush()
    assert bar.value() > 0


@pytest.mark.parametrize(
    ("allowed", "mode", "offered"),
    [
        ("practice", TEST, [False, False, True]),
        ("test", TEST, [True, False, False]),
        ("practice", PRACTICE, [True, True, True]),
        ("test", PRACTICE, [False, False, False]),
    ],
)
def test_a_room_decides_what_can_be_taken_again(theme, qtbot, tmp_path, allowed, mode, offered):
    jobs = Jobs()
    page = ResultsPage(theme, Settings(tmp_path / "settings.json"), jobs, {allowed})
    qtbot.addWidget(page)
    page.show_marked(marked(mode=mode))
    page.show()
    buttons = (page.again_button, page.reopen_button, page.practice_button)
    assert [button.isVisible() for button in buttons] == offered
    jobs.wait()
