"""The bar that offers what can go on: it tells how much there is, and where the rest of it is."""

import pytest
from PySide6.QtTest import QTest

from quizapp.gui.learners.resume_bar import ResumeBar
from quizapp.services.learners import Unfinished
from tests.gui.learner import LEFT
from tests.gui.seen import heard, texts


@pytest.fixture
def bar(theme, qtbot):
    bar = ResumeBar(theme)
    qtbot.addWidget(bar)
    bar.resize(1000, 60)
    bar.show()
    return bar


def offers(count):
    return [Unfinished(f"id {at}", f"Bank {at}", "practice", 1, 6, 1_000_000.0 - at) for at in range(1, count + 1)]


def shown(bar):
    """What can be read, and which buttons there are."""
    return bar.title.text(), [text for text in ("Go on", "Finish as it is", "Show the history") if text in texts(bar)]


def go(bar, arrow, steps=1):
    for _ in range(steps):
        QTest.mouseClick(arrow, LEFT)


def test_one_offer_needs_no_number(bar):
    bar.show_offers(offers(1))
    assert shown(bar) == ("Bank 1", ["Go on", "Finish as it is"])
    assert not bar.which.isVisible()
    assert not bar.after.isVisible()


def test_the_number_is_that_of_all_that_can_go_on(bar):
    bar.show_offers(offers(9), 5)
    assert bar.which.text() == "1 / 14"
    go(bar, bar.after, 8)
    assert (bar.which.text(), bar.title.text()) == ("9 / 14", "Bank 9")
    assert bar.after.isEnabled()


def test_after_the_last_offer_the_bar_leads_to_the_history(bar, qtbot):
    bar.show_offers(offers(9), 5)
    go(bar, bar.after, 9)
    assert shown(bar) == ("5 more attempts are not finished", ["Show the history"])
    assert bar.which.text() == "10–14 / 14"
    assert not bar.after.isEnabled()
    assert heard(bar.history).name == "Show the history: 5 more attempts are not finished"
    with qtbot.waitSignal(bar.history_requested):
        QTest.mouseClick(bar.history, LEFT)
    go(bar, bar.before)
    assert shown(bar) == ("Bank 9", ["Go on", "Finish as it is"])
    with qtbot.waitSignal(bar.resume_requested) as asked:
        QTest.mouseClick(bar.resume, LEFT)
    assert [offer.attempt_id for offer in asked.args] == ["id 9"]


def test_one_more_is_told_as_one(bar):
    bar.show_offers(offers(2), 1)
    go(bar, bar.after, 2)
    assert shown(bar) == ("1 more attempt is not finished", ["Show the history"])
    assert bar.which.text() == "3 / 3"


def test_where_only_older_ones_are_left_these_are_told(bar):
    bar.show_offers([], 4)
    assert bar.has_offers
    assert shown(bar) == ("4 more attempts are not finished", ["Show the history"])
    assert not bar.which.isVisible()


def test_all_that_are_offered_need_no_history(bar):
    bar.show_offers(offers(9))
    go(bar, bar.after, 20)
    assert (bar.which.text(), shown(bar)[0]) == ("9 / 9", "Bank 9")
    bar.show_offers([])
    assert not bar.has_offers
