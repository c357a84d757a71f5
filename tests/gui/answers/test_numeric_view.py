"""Answering `numeric`: what is expected, and what is read."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from quizapp.gui.answers.numeric import NumericView
from quizapp.question_types.numeric import Band, Numeric, Unit
from tests.gui.seen import heard, texts, visible

UNITS = (Unit("km"), Unit("m", "0.001"))


@pytest.fixture
def show(theme, qtbot):
    def run(response=None, **fields):
        question = Numeric(**{"id": "q", "stem": "?", "key": "5", **fields})
        assert list(question.mistakes()) == []
        around = QWidget()
        column = QVBoxLayout(around)
        view = NumericView(theme)
        column.addWidget(view)
        column.addStretch(1)
        qtbot.addWidget(around)
        view.question = question
        view.given, view.around = [], around
        view.response_changed.connect(view.given.append)
        view.show_question(question, (), response)
        around.resize(640, 400)
        around.show()
        qtbot.waitExposed(around)
        return view

    return run


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "A number, with a point before any decimals"),
        ({"decimal": "comma"}, "A number, with a comma before any decimals"),
        ({"units": UNITS}, "A number, with a point before any decimals, in km or m"),
        (
            {"units": UNITS[:1], "unit_required": True},
            "A number, with a point before any decimals, with its unit: km",
        ),
        ({"kind": "date", "key": "2025-05-08"}, "A date: the day, the name of the month, and the year"),
        (
            {"kind": "date", "key": "2025-05-08", "date_order": "month_first"},
            "A date: the month, the day, and the year",
        ),
    ],
)
def test_what_is_expected_is_said(show, fields, expected):
    view = show(**fields)
    assert view.expected.text() == expected
    assert heard(view.field).description == expected


@pytest.mark.parametrize(
    ("fields", "typed", "read"),
    [
        ({}, "1,234", "Read as: 1,234"),
        ({"decimal": "comma"}, "1,234", "Read as: 1,234"),
        ({"decimal": "comma"}, "1.234", "Read as: 1.234"),
        ({}, "3,5", "Read as: 3.5"),
        ({}, "five", "This doesn’t look like a number"),
        ({"units": UNITS}, "5", "Read as: 5 km"),
        ({"units": UNITS}, "5 m", "Read as: 5 m"),
        ({"units": UNITS, "unit_required": True}, "5", "Add the unit"),
        ({"kind": "date", "key": "2025-05-08"}, "13/5/2025", "Read as: 13 May 2025"),
        ({"kind": "date", "key": "2025-05-08"}, "8/5/2025", "This doesn’t look like a date"),
        ({}, " ", " "),
    ],
)
def test_what_is_read_is_said_while_it_is_typed(show, fields, typed, read):
    view = show(**fields)
    QTest.keyClicks(view.field, typed)
    assert view.reading.text() == read
    assert view.given[-1:] == ([typed] if typed.strip() else [])


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en_US", "May 13, 2025"),
        ("en_GB", "13 May 2025"),
        ("es_ES", "13 de mayo de 2025"),
        ("pt_BR", "13 de maio de 2025"),
    ],
)
def test_a_date_is_said_as_the_reader_writes_it(show, locale, told):
    usual = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        view = show("13/5/2025", kind="date", key="2025-05-13")
        assert view.reading.text() == f"Read as: {told}"
        view.show_mark(view.question.mark("13/5/2025"))
        assert f"Right answer: {told}" in texts(view, QLabel)
    finally:
        QLocale.setDefault(usual)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("5 km", ""), ("", ""), ("5", "Add the unit"), ("km", "This doesn’t look like a number")],
)
def test_what_cannot_be_read_looks_like_a_warning(show, typed, told):
    view = show(units=UNITS, unit_required=True)
    QTest.keyClicks(view.field, typed)
    signs = [label for label in visible(view.reading, QLabel) if not label.pixmap().isNull()]
    assert bool(signs) == bool(told)
    color = view.reading.label.palette().windowText().color()
    assert color == view.theme.color("warn" if told else "muted")
    assert view.illegible_text() == told


@pytest.mark.parametrize(
    ("fields", "response", "words", "right"),
    [
        ({}, "5", "Your answer, right", "Right answer: 5"),
        ({"tolerance": "0.5"}, "6", "Your answer, wrong", "Right answer: 5, give or take 0.5"),
        (
            {"tolerance": "2 %", "units": UNITS, "bands": (Band("1", Decimal("0.5")),)},
            "6 km",
            "Your answer, partly right",
            "Right answer: 5 km, give or take 2 %",
        ),
        (
            {"key": "£1,200", "tolerance": "5", "units": (Unit("£"),)},
            "£3",
            "Your answer, wrong",
            "Right answer: £1,200, give or take £5",
        ),
        ({"tolerance": "0.5", "units": UNITS}, "far", "Your answer, wrong", "Right answer: 5 km, give or take 0.5 km"),
        (
            {"kind": "date", "key": "2025-05-08", "tolerance": "1"},
            "9 May 2025",
            "Your answer, right",
            "Right answer: 8 May 2025, give or take 1 day",
        ),
    ],
)
def test_a_mark_says_what_is_right(show, fields, response, words, right):
    view = show(response, **fields)
    before = view.field.geometry()
    view.show_mark(view.question.mark(response))
    assert heard(view.field).description == words
    assert right in texts(view, QLabel)
    assert view.field.geometry() == before
    QTest.keyClicks(view.field, "1")
    assert view.given == []
