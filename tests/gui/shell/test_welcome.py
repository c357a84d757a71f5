"""The page of the first start: it leads to a text within one key, and doesn't come a second time."""

from unittest import mock

from quizapp import app
from quizapp.paths import UserPaths
from tests.gui.conftest import EVERY_TYPE


def test_only_a_start_where_nobody_has_been_shows_it(qapp, tmp_path, monkeypatch):
    """The first start, one with a file, and those where work is kept, or something is set up, already."""
    shown = []

    class Window:
        def __init__(self):
            self.welcome = mock.Mock(**{"show.side_effect": lambda: shown.append(True)})
            self.learning = mock.Mock()

        def show(self):
            pass

        def open_files(self, files):
            pass

    monkeypatch.setattr(app, "new_window", lambda *_, **__: Window())
    monkeypatch.setattr(app, "_application_or_end", lambda _: mock.Mock(**{"exec.return_value": 0}))
    monkeypatch.setattr(app, "_once_painted", lambda *_: None)
    monkeypatch.setattr(app.signal, "signal", lambda *_: None)
    paths = UserPaths(tmp_path)
    paths.ensure()
    for files, expected in (((), [True]), ((EVERY_TYPE,), []), ((), [True])):
        shown.clear()
        assert app.run(paths, files, lambda: None) == 0
        assert shown == expected
    for file in (paths.journal, paths.config_file):
        file.touch()
        shown.clear()
        app.run(paths, (), lambda: None)
        assert shown == [], file
        file.unlink()
