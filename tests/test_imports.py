"""What is imported when: Qt by the window alone, and by a quick command no more than it needs."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from quizapp.question_types.catalog import QUESTION_TYPES

ROOT = Path(__file__).resolve().parents[1]
BANK = "worcester-what-happened"
HEAVY = {"yaml", "msgspec", "markdown_it", "difflib", "tomllib", "importlib.metadata", "socket", "email"}

OF_THE_DESK = {"nacl", "sqlalchemy", "alembic", "psycopg", "xlsxwriter"}

DRIVER = """
import sys
from quizapp.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""


def imported_by(*arguments: object, code: int = 0) -> set[str]:
    """The modules that are there after a command, in a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, *map(str, arguments)],
        input="a\n",
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        timeout=60,
    )
    assert done.returncode == code, done.stderr
    return set(done.stderr.split())


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> tuple[Path, Path]:
    """Two folders of data, each after the one command of `at_first` that makes it."""
    return tmp_path_factory.mktemp("listed"), tmp_path_factory.mktemp("listed as data")


@pytest.fixture(scope="module")
def at_first(folders, tmp_path_factory) -> dict[str, set[str]]:
    """What each command imports that a learner uses: a list where no bank is known yet, the others after it."""
    answers = tmp_path_factory.mktemp("answers") / "answers.yaml"
    answers.write_text("who-shared: A\n")
    others = {
        "check": ["check", ROOT / "questions"],
        "take": ["take", BANK],
        "take as data": ["take", BANK, "--json"],
        "mark": ["take", BANK, "--answers", answers],
        "learners": ["learners"],
    }
    found = {
        "list": imported_by("--data-dir", folders[0], "list"),
        "list as data": imported_by("--data-dir", folders[1], "list", "--json"),
    }
    for name, command in others.items():
        folder = tmp_path_factory.mktemp("known") / "data"
        shutil.copytree(folders[0], folder)
        found[name] = imported_by("--data-dir", folder, *command)
    return found


def test_no_command_imports_qt_or_the_desk(at_first):
    for command, modules in at_first.items():
        assert "quizapp.cli" in modules, command
        assert not {name.partition(".")[0] for name in modules} & {"PySide6", "shiboken6", *OF_THE_DESK}, command
        others = ("quizapp.gui", "quizapp.app", "quizapp.services.desk", "quizapp.storage.desk")
        assert not {name for name in modules if name.startswith(others)}, command


def test_marking_answers_asks_nothing(at_first):
    assert "quizapp.terminal.taking" in at_first["take"]
    assert "quizapp.terminal.taking" not in at_first["mark"]


WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from quizapp.app import new_application, new_window
from quizapp.paths import UserPaths

def tell():
    if window.learning.present is None or window.study is None:
        return
    print("open", *sys.modules)
    window.close()
    app.quit()

def painted():
    print("painted", *sys.modules)
    window.learning.access.open()

app = new_application()
window = new_window(app, UserPaths(Path(sys.argv[1])))
window._frame.painted.connect(painted)
timer = QTimer(window)
timer.timeout.connect(tell)
timer.start(300)
window.show()
app.exec()
window.learning.access.close()
"""


def test_a_window_without_assignments_imports_nothing_that_they_need(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WINDOW, tmp_path],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
    )
    painted, opened = (set(line.split()) for line in done.stdout.splitlines())
    ours = ("quizapp.gui.assignments", "quizapp.services.assign", "quizapp.services.handing_in")
    assert not {name for name in painted if name.startswith((*ours, "quizapp.gui.shell.assignment_pages"))}
    assert not {name.partition(".")[0] for name in opened} & OF_THE_DESK
    of_the_editor = ("quizapp.gui.editor", "quizapp.services.editing", "quizapp.services.bank_draft", "quizapp.lint.")
    assert not {name for name in opened if name.startswith(of_the_editor)}
    needed = {"quizapp.gui.assignments", "quizapp.gui.assignments.watch", "quizapp.services.assignment_places"}
    assert {name for name in opened if name.startswith(ours)} <= needed


START = """
import os, sys
import quizapp.cli
from quizapp.gui.kit import quick_import
import_qt_core = quick_import.import_qt_core

def tell():
    import PySide6.QtGui, PySide6.QtWidgets
    print(*(name for name, module in sys.modules.items() if type(module).__name__ != "_LateModule"))
    print(*vars(PySide6.QtGui), *vars(PySide6.QtWidgets), flush=True)
    os._exit(0)

def import_and_watch():  # called by the program right before it imports the window
    import_qt_core()
    from PySide6.QtCore import QTimer
    from quizapp.gui.shell.frame import Frame
    paint = Frame.paintEvent

    def paint_and_tell(frame, event):
        paint(frame, event)
        QTimer.singleShot(0, tell)  # once all that is painted with it is

    Frame.paintEvent = paint_and_tell

quick_import.import_qt_core = import_and_watch
sys.argv = ["quizapp", *sys.argv[1:]]
quizapp.cli.main()
"""

LATER = (
    "quizapp.gui.kit.dialogs", "quizapp.problem_texts", "quizapp.gui.kit.accessible", "quizapp.gui.shell.shortcuts",
    "quizapp.gui.editor", "quizapp.gui.exchange", "quizapp.gui.desk", "quizapp.gui.study", "quizapp.storage",
    "quizapp.gui.attempt.attempt_page", "shibokensupport.feature", "shibokensupport.signature.mapping", "inspect",
    "sqlite3", "msgspec", "yaml",
)  # fmt: skip
"""Modules that the first screen does without."""
SET_UP_LATER = {
    "QWizard", "QColorDialog", "QDialog", "QFileDialog", "QComboBox", "QTextEdit", "QStyle", "QKeySequence",
    "QFontDatabase", "QTextLayout", "QHelpEvent", "QTabletEvent",
}  # fmt: skip
"""Classes of Qt that the first screen does without; PySide sets each up when it is first asked for, with all its
lists of names. Asking for a widget that Qt has made itself, such as a viewport, sets up all classes of widgets.
"""


def test_the_first_screen_is_painted_before_anything_else_is_loaded(folders, at_first, tmp_path):
    shutil.copytree(folders[0], tmp_path, dirs_exist_ok=True)  # so that its banks are known
    (tmp_path / "journal.db").touch()  # so that it is no first start
    done = subprocess.run(
        [sys.executable, "-c", START, "--data-dir", tmp_path],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=True,
    )
    modules, classes = (set(line.split()) for line in done.stdout.splitlines())
    assert "quizapp.gui.library.bank_detail" in modules
    assert "QListView" in classes
    assert not {name for name in modules if name.startswith(LATER)}
    assert classes & SET_UP_LATER == set()


def test_a_list_of_known_banks_reads_no_bank(folders, at_first):
    assert HEAVY & at_first["list"]  # the first time, they are read
    assert not HEAVY & imported_by("--data-dir", folders[0], "list")
    assert not HEAVY & imported_by("--data-dir", folders[1], "list", "--json")


def test_the_start_of_the_window_imports_little_before_it():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; before = set(sys.modules); import quizapp.cli; print(*set(sys.modules) - before)",
        ],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    ours = {name for name in done.stdout.split() if name.startswith("quizapp")}
    assert ours == {f"quizapp{name}" for name in ("", ".bundled", ".cli", ".errors", ".paths", ".texts")}
    assert not HEAVY & set(done.stdout.split())


@pytest.mark.parametrize(("contract", "picture"), [("layers", 0), ("gui-layers", 1)])
def test_the_pictures_of_the_packages_show_the_layers_that_the_linter_holds(contract, picture):
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (layers,) = (each["layers"] for each in config["contracts"] if each["id"] == contract)
    held = [sorted(re.findall(r"\w+", layer)) for layer in layers]
    named = {name for layer in held for name in layer}
    drawn = (ROOT / "ARCHITECTURE.md").read_text("utf-8").split("```")[1::2][picture]
    cells = [[set(cell.split(" · ")) for cell in re.split(r"\s{3,}", line.strip())] for line in drawn.splitlines()]
    shown = [sorted(set().union(*(cell for cell in line if cell <= named))) for line in cells]
    assert [names for names in shown if names] == held


def test_each_module_that_tells_most_question_types_apart_is_named_to_whoever_adds_one():
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    steps = guide.split("## Add a question type")[1].split("\n## ")[0]
    known = re.compile(r"^from quizapp\.question_types\.(\w+) import", re.MULTILINE)
    types = {type_.type_name for type_ in QUESTION_TYPES}
    apart = [
        module
        for module in (ROOT / "quizapp").rglob("*.py")
        if len(types.intersection(known.findall(module.read_text("utf-8")))) > len(types) / 2
    ]
    assert len(apart) > 5
    assert [each for each in apart if each.name not in steps and f"{each.parent.name}/`" not in steps] == []
