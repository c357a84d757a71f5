"""Packs in the window: saved from the library, opened by drop, read in place, kept, and replaced when asked."""

import pytest
from PySide6.QtWidgets import QFileDialog

from quizapp.formats.pack_file import read_manifest
from quizapp.gui.kit.dialogs import AskDialog
from quizapp.gui.library.pack_form import PackForm
from quizapp.services.packs import PackAbout, make_pack
from tests.gui.library.given import HARBOR


@pytest.fixture
def packs(tmp_path):
    """Packs of one bank in two versions."""
    made = {}
    for version in ("1", "2"):
        bank = tmp_path / "harbor.yaml"
        bank.write_text(HARBOR.format(title=f"Harbor {version}"))
        made[version] = tmp_path / "elsewhere" / f"harbor-{version}.quizpack"
        make_pack([bank], made[version], PackAbout(version=version))
    return made


def titles(window):
    return [getattr(row, "title", "") for row in window.library_page.model.rows]


def test_a_pack_is_there_at_the_next_start_and_goes_when_it_is_removed(start, packs, qtbot):
    program = start()
    program.window.open_files([packs["1"]])
    qtbot.waitUntil(lambda: "Harbor 1" in titles(program.window))
    program.settings.save()
    program.window.close()
    again = start()
    qtbot.waitUntil(lambda: "Harbor 1" in titles(again.window))
    again.window.library_page.detail.remove_requested.emit(packs["1"] / "harbor.yaml")
    qtbot.waitUntil(lambda: "Harbor 1" not in titles(again.window))
    assert again.settings.opened_files == []
    assert packs["1"].exists()


def test_a_unit_is_saved_as_a_pack(program, qtbot, tmp_path):
    window = program.window
    page = window.library_page
    entry = next(entry for entry in program.library.entries() if entry.id == "worcester-what-happened")
    page.list.setCurrentIndex(page.model.index(page.model.row_of(entry.path)))
    page.detail.pack.click()
    dialog = next(each for each in window.findChildren(AskDialog) if each.isVisible())
    form = dialog.findChild(PackForm)
    assert form.title.text() == entry.passage_title
    assert dialog.focusWidget() is form.title
    assert form.whole.text() == "All 4 banks about this text"
    save, cancel = dialog.buttons
    assert (save.text(), cancel.text()) == ("Save…", "Cancel")
    form.version.setText("one")
    assert not save.isEnabled()
    form.version.setText("1.1")
    form.title.setText(" ")
    assert not save.isEnabled()
    form.title.setText(entry.passage_title)
    form.whole.click()
    assert form.paths == [entry.path]
    form.whole.click()
    save.click()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QFileDialog)))
    next(each for each in window.findChildren(QFileDialog) if each.isVisible()).close()
    target = tmp_path / "unit.quizpack"
    window._banks.packs.save(form.paths, target, form.about)
    notice = window.notice.text
    qtbot.waitUntil(lambda: f"Saved as {target}" in notice.text())
    assert notice.palette().color(notice.foregroundRole()) == window._theme.color("accent")  # no warning
    manifest = read_manifest(target)
    assert manifest.version == "1.1"
    assert len(manifest.banks) == 8  # four banks of the unit, and their translations
