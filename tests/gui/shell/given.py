"""What there is at the beginning of stories of the window as a whole."""

import json
import shutil
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from quizapp.gui.attempt.reading_watch import ReadingWatch
from quizapp.gui.kit.file_watch import FileWatch
from quizapp.services.room import read_room
from tests.gui.conftest import EVERY_TYPE, Program, flush
from tests.gui.story import Step, given
from tests.gui.story_mouse import files_data
from tests.images import png

WITHOUT_TEXT = "id: every-type\ntitle: Every type\nquestions: [{id: q, type: true_false, stem: Is it?, key: true}]\n"

LONG = ("choices", "device")
"""Settings that hold those of each learner once more."""

Given = tuple[Program, dict[str, Step]]


def bank_text(id_: str, title: str) -> str:
    """The bank of every type under another name."""
    text = EVERY_TYPE.read_text("utf-8").replace("id: every-type", f"id: {id_}")
    return text.replace("title: Every type", f"title: {title}")


def come_back() -> None:
    """Come back to the window from another program."""
    app = QGuiApplication.instance()
    assert app is not None
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def quiet(program: Program) -> None:
    """Have the system tell of no file: it does so whenever it likes."""
    for watch in program.window.findChildren(FileWatch):
        watch._watcher.blockSignals(True)


def news_of(program: Program, file: Path) -> None:
    """Tell those who watch a file, as the system does."""
    for watch in program.window.findChildren(FileWatch):
        if {str(file), str(file.parent)} & watch._files:
            watch._hear()


@given("a first start")
def a_first_start(start) -> Given:
    program = start()
    program.window.welcome.show()
    flush()
    return program, {}


@given("the program, whose folder of banks somebody removes")
def a_folder_that_goes(start, qtbot) -> Given:
    program = start()

    def go() -> None:
        shutil.rmtree(program.bank.parent)
        qtbot.waitUntil(lambda: program.bank not in [each.path for each in program.library.entries()])

    return program, {"the folder goes": go}


@given("the program, and a folder with files")
def files_to_open(start, tmp_path) -> Given:
    program, share = start(), tmp_path / "share"
    quiet(program)
    (share / "folder").mkdir(parents=True)
    for name in ("bees", "wasps"):
        (share / f"{name}.yaml").write_text(bank_text(name, f"About {name}"), "utf-8")
    spanish = bank_text("abejas", "Las abejas").replace("language: en", "language: es\ntranslation_of: bees")
    (share / "abejas.yaml").write_text(spanish, "utf-8")
    (share / "abelhas.yaml").write_text(spanish.replace("abejas", "abelhas").replace(": es\n", ": pt\n"), "utf-8")
    for name in ("broken", "worse"):
        (share / f"{name}.yaml").write_text("id: [", "utf-8")
    (share / "picture.png").write_bytes(png(20, 10))
    (share / "damaged.zip").write_bytes(b"PK\x03\x04 damaged")
    (share / "who.gift").write_text("Who asked? {=Marta ~Ada}\n", "utf-8")

    def hold() -> None:
        data = files_data([share / "bees.yaml"])
        enter = QDragEnterEvent(
            QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(program.window.centralWidget(), enter)

    def take_away() -> None:
        QApplication.sendEvent(program.window.centralWidget(), QDragLeaveEvent())

    def mend(name: str, title: str = "") -> None:
        file = share / f"{name}.yaml"
        file.write_text(bank_text(name, title or f"About {name}"), "utf-8")
        if title:
            news_of(program, file)

    return program, {
        "a file is held over the window": hold,
        "it is taken away": take_away,
        "broken.yaml is mended": lambda: mend("broken"),
        "worse.yaml is mended": lambda: mend("worse"),
        "wasps.yaml gets another title": lambda: mend("wasps", "About hornets"),
        "bees.yaml goes": (share / "bees.yaml").unlink,
        "the window is used again": come_back,
        "another start opens wasps.yaml": lambda: program.window.come_forward([share / "wasps.yaml"], "token"),
        "the bank of every type is broken": lambda: program.bank.write_text("id: [", "utf-8"),
        "the bank of every type is mended": lambda: program.bank.write_text(EVERY_TYPE.read_text("utf-8"), "utf-8"),
    }


@given("the program, whose files another program writes")
def files_that_change(start) -> Given:
    program = start()
    quiet(program)
    path, text = program.bank, program.bank.read_text("utf-8")

    def write(to: str) -> Step:
        def do() -> None:
            path.write_text(to, "utf-8")
            news_of(program, path)

        return do

    def go() -> None:
        path.unlink()
        news_of(program, path)

    return program, {
        "the file says otherwise": write(text.replace("Marta", "Maria")),
        "the file says otherwise, and the system does not tell": lambda: path.write_text(
            text.replace("Marta", "Mary"), "utf-8"
        ),
        "the file is as before": write(text),
        "the file is broken": write("id: ["),
        "the file has another title": write(bank_text("every-type", "Each type")),
        "the file has no text": write(WITHOUT_TEXT),
        "the file goes": go,
        "the window is used again": come_back,
    }


@given("the program, whose computer fails")
def a_computer_that_fails(start, tmp_path) -> Given:
    (tmp_path / "bees.yaml").write_text(bank_text("bees", "About bees"), "utf-8")
    (tmp_path / "elsewhere").mkdir()
    programs, known = [start()], {}

    def tell() -> list[str]:
        """What the file of the settings has that it had not at the last look."""
        kept = json.loads((tmp_path / "quizapp" / "settings.json").read_text("utf-8"))
        new = {name: value for name, value in kept.items() if known.get(name) != value and name not in LONG}
        known.update(new)
        return [f"    {name}: {value}" for name, value in new.items()]

    def fail() -> Program:
        """Start again after a program that was ended without being asked."""
        before = programs[-1]
        before.jobs.wait()
        before.window.learning.access.close()
        before.window.hide()
        programs.append(start())
        return programs[-1]

    return programs[0], {
        "the computer fails, and the program is started again": fail,
        "what is known of the banks is lost": lambda: shutil.rmtree(tmp_path / "quizapp" / "cache"),
        "what is kept": tell,
    }


@given("the program, whose journal cannot be opened")
def no_journal(start, qtbot, tmp_path) -> Given:
    journal = tmp_path / "quizapp" / "journal.db"
    journal.mkdir()
    program = start(wait=False)
    qtbot.waitUntil(lambda: any(entry.path == program.bank for entry in program.library.entries()))
    qtbot.waitUntil(program.window.notice.isVisible)
    return program, {
        "a second passes": lambda: program.window.findChild(ReadingWatch).look(),  # who listens is noted at the first
        "it can be opened": journal.rmdir,
        "the window is closed": program.window.close,
    }


def in_a_room(start, tmp_path, text: str) -> Program:
    """The program with these settings for the room."""
    file = tmp_path / "stick" / "room.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return start(room=read_room(file))


@given("a room where only its learners may learn, and only practice and review are allowed")
def a_closed_room(start, tmp_path) -> Given:
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "who.gift").write_text("Who asked? {=Marta ~Ada}\n", "utf-8")
    (tmp_path / "share" / "one.quizassign").write_bytes(b"whatever it is")
    text = f"""\
learners: [Ben, Ada]
others: false
modes: [practice, review]
language: en
editing: false
bundled: false
watched_folder: {tmp_path / "watched"}
"""
    program = in_a_room(start, tmp_path, text)
    return program, {
        "a practice is asked for": lambda: program.window.session.take(program.bank, "practice"),
        "the folder for assignments is there": (tmp_path / "watched").mkdir,
        "the window is used again": come_back,
    }


@given("a room that allows tests only, to others too")
def a_room_of_tests(start, tmp_path) -> Given:
    return in_a_room(start, tmp_path, "learners: [Ben, Ada]\nmodes: [test]\n"), {}


@given("a room that allows assignments only")
def a_room_of_assignments(start, tmp_path) -> Given:
    return in_a_room(start, tmp_path, "modes: []\n"), {}


@given("a start at which nothing has been read, nor is known from the last one")
def nothing_read(start, tmp_path) -> Given:
    (tmp_path / "quizapp" / "cache" / "library.json").unlink()
    program = start(wait=False, holds=True)
    flush()
    return program, {}


@given("a start that asks who is learning, and takes long")
def a_start_that_asks(start, tmp_path) -> Given:
    (tmp_path / "quizapp" / "settings.json").write_text(json.dumps({"asks_who": True}), "utf-8")
    program = start(wait=False, holds=True)
    flush()
    return program, {}


@given("a start at which one bank is new")
def one_is_new(start, tmp_path) -> Given:
    (tmp_path / "quizapp" / "banks" / "wasps.yaml").write_text(bank_text("wasps", "About wasps"), "utf-8")
    program = start(wait=False, holds=True)
    flush()
    return program, {}


@given("the program, in which work lasts")
def work_that_lasts(start) -> Given:
    program = start()
    return program, {
        "the window is closed": program.window.close,
    }
