"""Sheets for paper are saved as a PDF, in the versions that are chosen."""

import shutil
import subprocess

from PySide6.QtWidgets import QFileDialog

from tests.desks import assigned
from tests.gui.menus import choose


def test_sheets_are_saved_in_each_version_and_the_versions_are_known_at_the_next_start(teacher, tmp_path):
    teacher.access.change(assigned)
    section = teacher.wait().section("paper")
    teacher.choose("Versions", "2 versions, A and B")
    assert teacher.window._settings.paper_versions == "AB"
    choose(section.sheets, "Save as PDF…")
    (dialog,) = teacher.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "sheets.pdf"))
    dialog.reject()
    teacher.wait()
    assert (tmp_path / "sheets.pdf").read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", str(tmp_path / "sheets.pdf"), "-"], check=True, capture_output=True, encoding="utf-8"
        ).stdout
        assert "Version B" in text
