"""A file that other programs write is heard of, whichever way they do it."""

from PySide6.QtCore import QObject

from quizapp.gui.kit.file_watch import FileWatch
from tests.gui.file_writing import WAYS


def test_each_way_of_writing_a_file_is_heard_again_and_again(qtbot, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("0")
    owner = QObject()
    watch = FileWatch(owner)
    watch.watch([path])
    for number, write in enumerate((*WAYS, *WAYS), 1):
        with qtbot.waitSignal(watch.changed):
            write(path, str(number))
        assert path.read_text() == str(number)
    path.unlink()
    with qtbot.waitSignal(watch.changed):
        path.write_text("again")
    watch.watch([])
    with qtbot.assertNotEmitted(watch.changed, wait=400):
        path.write_text("nobody listens")
