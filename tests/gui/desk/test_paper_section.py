"""Sheets for paper are saved as a PDF, in the versions that are chosen."""

import shutil
import subprocess

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFileDialog

from quizapp.gui.desk.paper_model import VERSION
from quizapp.gui.kit.dialogs import AskDialog
from quizapp.services.desk.mending import mend_entry, other_points
from quizapp.services.desk.paper_answers import save_answers
from tests.desks import NOW, assigned
from tests.gui.menus import choose


def test_sheets_are_saved_in_each_version_and_the_versions_are_known_at_the_next_start(teacher, tmp_path):
    def type_elsewhere(desk):
        _, bees = assigned(desk)
        save_answers(desk, bees, bees.members[0], "B", ["-"] * len(bees.parts[0].bank.questions))

    teacher.access.change(type_elsewhere)
    section = teacher.wait().section("paper")
    assert section.versions.currentText() == "2 versions, A and B"  # or else nobody could see which it is
    assert not section.table.isColumnHidden(VERSION)
    teacher.choose("Versions", "3 versions, A to C")
    assert teacher.window._settings.paper_versions == "ABC"
    choose(section.feedback, "Save as PDF…")
    teacher.wait()
    (asked,) = teacher.window.findChildren(AskDialog)
    assert [button.text() for button in asked.buttons] == ["For Ada", "Cancel"]
    asked.reject()
    choose(section.sheets, "Save as PDF…")
    (dialog,) = teacher.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "sheets.pdf"))
    dialog.reject()
    teacher.wait()
    assert (tmp_path / "sheets.pdf").read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        assert "Version C" in text_of(tmp_path / "sheets.pdf")


def test_the_key_is_that_of_the_questions_as_mended(teacher, tmp_path):
    def prepare(desk):
        _, bees = assigned(desk)
        first = bees.parts[0].bank.questions[0]
        desk.store.append(bees.id, mend_entry(0, first.id, other_points(first, "37"), at=NOW, who="A", why="-"))

    teacher.access.change(prepare)
    section = teacher.wait().section("paper")
    choose(section.key, "Save as PDF…")
    (dialog,) = teacher.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "key.pdf"))
    dialog.reject()
    teacher.wait()
    if shutil.which("pdftotext"):
        assert "37 points" in text_of(tmp_path / "key.pdf")


def test_the_sign_after_a_name_is_seen_however_long_the_name_is(teacher):
    def prepare(desk):
        long = [f"{'N' * 45}{each}{'N' * 45}" for each in "123"]
        _, bees = assigned(desk, "\n".join(["Ada", *long]))
        save_answers(desk, bees, bees.members[2], "A", ["-"] * len(bees.parts[0].bank.questions))

    teacher.access.change(prepare)
    header = teacher.wait().section("paper").table.verticalHeader()
    looks = [
        header.grab(QRect(0, header.sectionViewportPosition(row), header.width(), 20)).toImage() for row in (1, 2, 3)
    ]
    assert looks[0] == looks[2] != looks[1]


def text_of(path):
    return subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, encoding="utf-8").stdout
