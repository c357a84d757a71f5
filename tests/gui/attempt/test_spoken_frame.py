"""The frame around what is read aloud."""

from PySide6.QtWidgets import QLabel, QWidget

from quizapp.gui.attempt.spoken_frame import SpokenFrame


def test_it_stays_around_what_moves_or_grows(qtbot, theme):
    page = QWidget()
    qtbot.addWidget(page)
    label = QLabel("A hum", page)
    frame = SpokenFrame(theme)
    page.show()
    frame.lay_around(label)
    label.move(30, 40)
    assert frame.geometry() == label.geometry()
    label.resize(200, 60)
    assert frame.geometry() == label.geometry()
    assert frame.isVisible()
    frame.lay_around(None)
    assert not frame.isVisible()
