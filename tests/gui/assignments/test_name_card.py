"""The names of a class, of which a learner picks their own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from quizapp.domain.classroom import Member
from quizapp.gui.assignments.name_card import NameCard
from tests.gui.conftest import flush

ANNA, BEN = Member("a" * 32, "Anna"), Member("b" * 32, "Ben")


@pytest.fixture
def card(theme, qtbot):
    card = NameCard(theme)
    qtbot.addWidget(card)
    card.show_names([ANNA, BEN], "", list_only=True)
    card.show()
    return card


def test_a_name_is_picked_in_the_list_by_enter_by_two_clicks_and_by_the_button(card):
    picked = []
    card.picked.connect(picked.append)
    card.list.setCurrentRow(1)
    card.list.setFocus()
    QTest.keyClick(card.list, Qt.Key.Key_Return)
    assert picked == [BEN]
    place = card.list.visualItemRect(card.list.item(0)).center()
    QTest.mouseClick(card.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(card.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    flush()
    assert picked == [BEN, ANNA]
    assert card.go_on.text() == "Go on as Anna"
    card.go_on.click()
    assert picked == [BEN, ANNA, ANNA]
