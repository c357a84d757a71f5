"""Texts with gaps, as a learner fills them: by typing, choosing, dragging and by keyboard alone."""

from random import Random

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from quizapp.domain.gaps import Piece
from quizapp.domain.option import Option
from quizapp.domain.typed_answer import Accepted
from quizapp.gui.answers.catalog import new_view
from quizapp.gui.kit.theme import Theme
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.word_bank import WordBank, WordGap
from tests.gui.conftest import flush
from tests.gui.mouse import drag
from tests.gui.seen import Role, all_heard, heard, texts

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
HOSTILE = '<b>x</b><img src="/etc/passwd"> & &amp; &Q'
TEXT = "In the year [1], the white tower stood empty for [2] years; “[3]” was her wish."

FILL = GapFill(id="f", stem="?", text=TEXT, gaps=tuple(TypedGap((Accepted(t),)) for t in ("1974", "eleven", "summer")))
CHOOSE = InlineChoice(
    id="i",
    stem="?",
    text=TEXT,
    gaps=tuple(ChoiceGap((Option(f"a{n}", key=True), Option(f"b{n}"), Option(f"c{n}"))) for n in (1, 2, 3)),
    shuffle=False,
)
WORDS = WordBank(
    id="w",
    stem="?",
    text=TEXT,
    words=("1974", "eleven", "summer", "winter"),
    gaps=(WordGap("1974"), WordGap("eleven"), WordGap("summer")),
    shuffle=False,
)
QUESTIONS = {"gap_fill": FILL, "inline_choice": CHOOSE, "word_bank": WORDS}
every_type = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)


@pytest.fixture
def show(theme: Theme, qtbot):
    """Shows a question; gives its view, and beside it the responses from now on."""
    arounds = []

    def run(question, response=None, width=640):
        view = new_view(type(question), theme)
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)
        column.addStretch(1)
        qtbot.addWidget(around)
        around.resize(width, 900)
        around.show()
        around.activateWindow()
        qtbot.waitActive(around)
        arounds.append(around)
        view.given = []
        view.response_changed.connect(view.given.append)
        view.show_question(question, question.arrange(Random(1)), response)
        flush()
        return view

    return run


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def focused_gap(view):
    return view.focused.id if view.focused else None


@every_type
def test_each_gap_is_heard_with_its_number_and_the_words_before_it(show, question):
    view = show(question)
    assert [heard(field).name for field in view.fields] == [
        "Gap 1 of 3, after “In the year”",
        "Gap 2 of 3, after “… white tower stood empty for”",
        "Gap 3 of 3, after “years;”",
    ]
    role = Role.EditableText if question is FILL else Role.ComboBox
    assert {heard(field).role for field in view.fields} == {role}
    assert any("In the year (gap 1), the white" in entry.name for entry in all_heard(view))


@every_type
def test_the_text_is_there_as_it_was_written(show, question):
    assert TEXT in texts(show(question), QLabel)


@every_type
@pytest.mark.parametrize("width", [200, 300, 640, 1200])
def test_nothing_overlaps_or_leaves_the_page(show, question, width):
    view = show(question, width=width)
    boxes = [field.geometry() for field in view.fields]
    for index, box in enumerate(boxes):
        assert view.text.rect().contains(box)
        assert box.width() >= 24
        assert box.height() >= 24
        assert not any(box.intersects(other) for other in boxes[index + 1 :])


@every_type
def test_nothing_moves_when_it_is_marked(show, question):
    view = show(question, question.correct_response())
    before = [field.geometry() for field in view.fields]
    view.show_mark(question.mark(question.correct_response()))
    flush()
    assert [field.geometry() for field in view.fields] == before


@every_type
def test_twice_as_large_a_text_is_still_all_there(show, question, theme):
    view = show(question)
    theme.resize_text(200)
    flush()
    assert all(view.text.rect().contains(field.geometry()) for field in view.fields)
    assert view.text.height() >= view.text.heightForWidth(view.text.width())


@every_type
def test_tab_goes_from_gap_to_gap_in_the_order_of_the_text(show, question):
    view = show(question)
    view.focus_first(Qt.FocusReason.TabFocusReason)
    order = []
    for _ in range(3):
        order.append(focused_gap(view))
        press(Qt.Key.Key_Tab)
    assert order == ["1", "2", "3"]


def test_words_are_typed_and_enter_goes_to_the_next_empty_gap(show):
    view = show(FILL, {"2": "ten"})
    view.focus_first(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(QApplication.focusWidget(), "19")
    press(Qt.Key.Key_Return)
    assert focused_gap(view) == "3"
    QTest.keyClicks(QApplication.focusWidget(), "s")
    press(Qt.Key.Key_Backspace)
    assert view.given == [
        {"1": "1", "2": "ten"},
        {"1": "19", "2": "ten"},
        {"1": "19", "2": "ten", "3": "s"},
        {"1": "19", "2": "ten"},
    ]


def test_the_width_of_a_gap_tells_nothing_of_its_answer(show):
    view = show(FILL)
    assert len({field.width() for field in view.fields}) == 1
    QTest.keyClicks(view.fields[0], "a long answer that is typed")
    flush()
    assert view.fields[0].width() > view.fields[1].width()


def test_letters_choose_in_one_gap_after_another(show):
    view = show(CHOOSE)
    view.focus_first(Qt.FocusReason.TabFocusReason)
    assert [view.take_key(key) for key in "bz3"] == [True, False, True]
    assert view.given == [{"1": "1B"}, {"1": "1B", "2": "2C"}]
    assert focused_gap(view) == "3"


@pytest.mark.parametrize("question", [CHOOSE, WORDS], ids=["inline_choice", "word_bank"])
def test_a_letter_without_a_gap_goes_into_the_first_empty_one(show, question):
    right = question.correct_response()
    view = show(question, {"1": right["1"]})
    view.setFocus()
    assert focused_gap(view) is None
    assert view.take_key("c")
    (given,) = view.given
    assert given["1"] == right["1"]
    assert given.keys() == {"1", "2"}
    assert focused_gap(view) == "3"


def test_arrow_keys_choose_and_delete_takes_back(show):
    view = show(CHOOSE)
    view.focus_first(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Delete)
    assert view.given == [{"1": "1A"}, {"1": "1B"}, None]
    assert heard(view.fields[0]).value == ""


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups, without a screen
def test_letters_are_left_to_the_page_and_space_opens_the_list(show):
    view = show(CHOOSE)
    view.fields[0].setFocus()
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "b")
    QApplication.sendEvent(view.fields[0], pressed)
    assert not pressed.isAccepted()
    assert view.given == []
    press(Qt.Key.Key_Space)
    popup = view.fields[0].view()
    assert popup.isVisible()
    assert heard(view.fields[0]).role == Role.ComboBox
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert view.given[-1]["1"] in ("1A", "1B")


def test_the_wheel_scrolls_the_page_and_chooses_nothing(show):
    view = show(CHOOSE)
    field = view.fields[0]
    field.setFocus()
    at, down = QPointF(9, 9), QPoint(0, -120)
    wheel = QWheelEvent(at, at, down, down, Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(field, wheel)
    assert (view.given, wheel.isAccepted()) == ([], False)


def test_a_word_is_put_by_letter_and_leaves_the_gap_where_it_was(show):
    view = show(WORDS)
    ids = WORDS.ids
    view.focus_first(Qt.FocusReason.TabFocusReason)
    assert [view.take_key(key) for key in "ab9"] == [True, True, False]
    view.fields[2].setFocus()
    assert view.take_key("a")
    assert view.given == [{"1": ids[0]}, {"1": ids[0], "2": ids[1]}, {"2": ids[1], "3": ids[0]}]
    assert [pill.used for pill in view.pills] == [True, True, False, False]
    assert [heard(pill).description for pill in view.pills] == ["in gap 3", "in gap 2", "not used", "not used"]


def test_a_word_that_can_be_used_again_stays(show):
    question = replace(WORDS, reuse=True)
    view = show(question)
    for _ in range(2):
        view.take_key("a")
    assert view.given[-1] == {"1": question.ids[0], "2": question.ids[0]}
    assert not any(pill.used for pill in view.pills)
    assert heard(view.pills[0]).description == "in gap 1, 2"


def test_words_are_dragged_into_gaps_and_back(show):
    view = show(WORDS)
    first, second = WORDS.ids[:2]
    pills, fields = view.pills, view.fields
    drag(pills[0], fields[1])
    drag(pills[1], fields[0])
    drag(fields[1], fields[0])
    drag(fields[0], view.tray)
    drag(fields[2], view.tray)  # there is nothing in it
    drag(pills[0], view.text, at=QPoint(1, 1))
    assert view.given == [{"2": first}, {"1": second, "2": first}, {"1": first}, None]


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups, without a screen
def test_a_click_on_a_gap_opens_its_list_filled_or_not(show):
    view = show(WORDS, {"1": WORDS.ids[0]})
    for field in view.fields[:2]:
        QTest.mouseClick(field, LEFT)
        assert field.view().isVisible()
        field.hidePopup()
    assert view.given == []


def test_words_are_clicked_into_the_first_empty_gap_and_back(show):
    view = show(WORDS)
    first, second = WORDS.ids[:2]
    QTest.mouseClick(view.pills[0], LEFT)
    QTest.mouseClick(view.pills[1], LEFT)
    QTest.mouseClick(view.pills[0], LEFT)
    assert view.given == [{"1": first}, {"1": first, "2": second}, {"2": second}]


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups, without a screen
def test_the_list_of_a_gap_tells_which_words_are_used(show):
    view = show(WORDS, {"1": WORDS.ids[0]})
    field = view.fields[1]
    field.showPopup()
    assert [field.itemText(at) for at in range(4)] == ["A. 1974\u2003(in gap 1)", "B. eleven", "C. summer", "D. winter"]
    field.hidePopup()
    assert field.itemText(0) == "A. 1974"


def test_after_the_mark_nothing_can_be_dropped_or_taken_out(show):
    response = {"1": WORDS.ids[3]}
    view = show(WORDS, response)
    view.show_mark(WORDS.mark(response))
    drag(view.pills[0], view.fields[1])
    drag(view.fields[0], view.tray)
    view.put(WORDS.ids[0], view.fields[1])
    assert not view.take_key("b")
    assert view.given == []
    assert heard(view.fields[0]).description.endswith("Your answer, wrong. Gap 1, right answer: 1974")
    assert heard(view.fields[1]).description == "Left empty. Gap 2, right answer: eleven"


@every_type
def test_words_of_a_bank_are_shown_as_they_stand(show, question):
    view = show(replace(question, text=f"{HOSTILE} [1] [2] [3] {HOSTILE}"))
    assert f"{HOSTILE} [1] [2] [3] {HOSTILE}" in texts(view, QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in view.findChildren(QLabel))


@pytest.mark.parametrize(
    "text",
    [
        "[1][2][3]",
        "עברית [1] עוד [2]. סוף [3]",
        "漢字がたくさん並んでいる[1]長い文章で、[2]と[3]があります。",
        "🐝🐝 [1] 🗼[2]🗼 \n\n\n [3]\n",
        "\ue000 [1] \ue000\ue000[2] [3]",
        f"{'x' * 90} [1] [2]{'y' * 90} [3]",
    ],
)
def test_a_text_of_any_kind_flows(show, text):
    view = show(replace(FILL, text=text), width=300)
    boxes = [field.geometry() for field in view.fields]
    assert len({(box.x(), box.y()) for box in boxes}) == 3
    assert all(view.text.rect().contains(box) for box in boxes), (view.text.rect(), boxes)


def test_a_comma_stays_with_its_gap(show):
    view = show(FILL)
    view.text.show_pieces([Piece("wish "), Piece("", "1"), Piece(", and")], {"1": view.fields[0]})
    for width in range(180, 400, 7):
        view.text.resize(width, 200)
        comma = view.text.document.find(",")
        line = comma.block().layout().lineForTextPosition(comma.positionInBlock() - 1)
        middle = comma.block().layout().position().y() + line.y() + line.ascent() / 2
        assert view.fields[0].geometry().top() <= middle <= view.fields[0].geometry().bottom()


def test_the_view_fits_a_scroll_area_of_any_width(show):
    view = show(FILL)
    area = QScrollArea(view.window())
    area.setWidgetResizable(True)
    area.setWidget(view)
    area.resize(220, 200)
    area.show()
    flush()
    assert view.text.height() >= view.text.heightForWidth(view.text.width())
