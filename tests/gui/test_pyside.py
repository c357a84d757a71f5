"""What is expected of PySide itself: one release lost a reference to None on every call that returns nothing."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel


class _Sender(QObject):
    sent = Signal(int)


class _Receiver(QObject):
    def __init__(self):
        super().__init__()
        self.received = 0

    def receive(self, number):
        self.received += number


def test_a_hundred_thousand_calls_survive(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    for number in range(100_000):
        label.setText(str(number))
    assert label.text() == "99999"


def test_a_hundred_thousand_signals_survive(qapp):
    sender, receiver = _Sender(), _Receiver()
    sender.sent.connect(receiver.receive)
    for _ in range(100_000):
        sender.sent.emit(1)
    assert receiver.received == 100_000


def test_calls_that_return_nothing_keep_their_reference_to_none(qapp):
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1_000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 100
