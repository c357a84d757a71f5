"""What there is at the beginning of the stories of the editor."""

import re
from itertools import count

from PySide6.QtCore import Qt

from quizapp.paths import UserPaths
from quizapp.services.editing import open_for_editing
from tests.gui.editor.author import Author
from tests.gui.full_disk import full_disk_steps
from tests.gui.story import given
from tests.images import png

BEES = """\
id: bees
title: Bees
language: en
passage:
  text: |
    A hive hums in June. The keeper counts the bees.

    In winter the bees stay in the hive.
questions:
  - id: hum   # the first
    type: true_false
    stem: The hive hums in June.
    key: true
    evidence: A hive hums in June.
    options:
      "false": {feedback: It does.}
  - id: count
    type: true_false
    stem: Nobody counts the bees.
    key: false
    evidence: The keeper counts the bees.
    options:
      "true": {feedback: The keeper does.}
  - id: winter
    type: true_false
    stem: The bees leave the hive in winter.
    key: false
    evidence: In winter the bees stay in the hive.
    options:
      "true": {feedback: They stay in it.}
  - id: keeper
    type: true_false
    stem: The hive has a keeper.
    key: true
    evidence: The keeper counts the bees.
    options:
      "false": {feedback: It has one.}
"""


def steps_of(program, monkeypatch):
    """What others do to the file, the disk and the window, while somebody writes."""
    window, bank = program.window, program.bank

    def look_again():
        window.editor.look_again(Qt.ApplicationState.ApplicationActive)

    numbers = count(2)

    def others_write():
        known = bank.read_text("utf-8") if bank.exists() else BEES
        stem = f"    stem: {next(numbers)} people count the bees.\n"
        bank.write_text(re.sub(r"    stem: [^\n]* the bees\.\n", stem, known), "utf-8")
        look_again()

    def others_leave_no_text():
        bank.write_bytes("id: café\n".encode("latin-1"))
        look_again()

    def file_goes():
        bank.unlink()
        look_again()

    others = {name: bank.with_name(f"{name}.yaml") for name in ("other", "third")}

    def more_banks():
        for name, path in others.items():
            text = BEES.replace("id: bees", f"id: {name}").replace("title: Bees", f"title: {name.title()}")
            path.write_text(text.partition("  - id: count")[0], "utf-8")
        program.library.look_again()

    return {
        "there are two more banks": more_banks,
        "another program leaves no text in the other bank": lambda: others["other"].write_bytes(b"\xe9"),
        "another program makes the third bank a list": lambda: others["third"].write_text("- one\n", "utf-8"),
        "another program deletes the third bank": lambda: others["third"].unlink(),
        "another program writes another stem into the file": others_write,
        "another program leaves no text in the file": others_leave_no_text,
        "another program deletes the file": file_goes,
        **full_disk_steps(monkeypatch),
        "the window speaks Spanish": lambda: window.header.language_chosen.emit("es"),
        "the window speaks English": lambda: window.header.language_chosen.emit("en"),
        "the window is closed": window.close,
    }


@given("the program with some texts beside it")
def texts_beside(start, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "bees.md").write_text("# Bees\n\nA hive hums.\n\n![a map](map.png)\n", "utf-8")
    (tmp_path / "bees.txt").write_text("Bees at home\n\nA hive hums in June.\n", "utf-8")
    (tmp_path / "damaged.docx").write_bytes(b"no document")
    return start(), {}


@given("an author with a small bank open")
def an_author(start, qtbot, tmp_path, monkeypatch):
    bank = tmp_path / "quizapp" / "banks" / "every-type.yaml"
    bank.write_text(BEES, "utf-8")
    (tmp_path / "the map.png").write_bytes(png(20, 10))
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "the map.png").write_bytes(png(30, 10))
    (tmp_path / "damaged.png").write_bytes(b"no image")
    (tmp_path / "notes.txt").write_text("no image", "utf-8")
    program = start()
    Author(program, qtbot).edit()
    return program, steps_of(program, monkeypatch)


@given("three banks that were being written when the program ended")
def left_behind(start, tmp_path, monkeypatch):
    folder = tmp_path / "quizapp"
    for number, name in enumerate(("third", "other", "every-type")):
        path = folder / "banks" / f"{name}.yaml"
        text = BEES.replace("id: bees", f"id: {name}").replace("title: Bees", f"title: {name.title()}")
        path.write_text(text, "utf-8")
        editing = open_for_editing(UserPaths(folder), path)
        editing.draft.set_value(("questions", 0, "stem"), "Well")
        with monkeypatch.context() as at:  # not undone as a whole: what is said would no longer be heard
            at.setattr("time.time", lambda number=number: 1_000_000 + number)
            editing.autosave()
    program = start()
    return program, steps_of(program, monkeypatch)


@given("an author with the bank of every type open")
def an_author_of_every_type(start, qtbot, tmp_path, monkeypatch):
    (tmp_path / "the map.png").write_bytes(png(20, 10))
    program = start()
    Author(program, qtbot).edit()
    return program, steps_of(program, monkeypatch)
