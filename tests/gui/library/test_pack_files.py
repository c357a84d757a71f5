"""Packs in the window: saved from the library, opened by drop, read in place, kept, and replaced when asked."""

import pytest
from PySide6.QtWidgets import QFileDialog

from quizapp.formats.pack_file import read_manifest
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.kit.dialogs import AskDialog
from quizapp.gui.library.pack_form import PackForm
from quizapp.services.packs import PackAbout, make_pack

BANK = """\
id: harbor
title: {title}
passage:
  text: |
    # The Harbor

    The harbor closed in 1974.
questions:
  - {{id: q, type: true_false, stem: The harbor closed., key: true}}
"""


@pytest.fixture
def packs(tmp_path):
    """Packs of one bank in two versions."""
    made = {}
    for version in ("1", "2"):
        bank = tmp_path / "harbor.yaml"
        bank.write_text(BANK.format(title=f"Harbor {version}"))
        made[version] = tmp_path / "elsewhere" / f"harbor-{version}.quizpack"
        make_pack([bank], made[version], PackAbout(version=version))
    return made


def titles(window):
    return [getattr(row, "title", "") for row in window.library_page.model.rows]


def press(window, qtbot, words):
    qtbot.waitUntil(lambda: words in [button.text() for button in window.notice._buttons if button.isVisible()])
    next(button for button in window.notice._buttons if button.text() == words).click()


def test_a_pack_is_read_in_place_kept_and_replaced_only_when_asked(start, packs, qtbot):
    program = start()
    window, own = program.window, program.library.own_folder
    window._frame.files_dropped.emit([packs["1"]])
    qtbot.waitUntil(lambda: "Harbor 1" in titles(window))
    assert window.library_page.detail.entry.path == packs["1"] / "harbor.yaml"
    assert not list(own.glob("*.quizpack"))
    assert program.settings.opened_files == [str(packs["1"])]
    window.library_page.detail.attempt_requested.emit(packs["1"] / "harbor.yaml", "practice", "once")
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), QuizPage))
    window.session.leave()
    window.show_library()
    window.open_files([packs["1"]])
    press(window, qtbot, "Keep a copy")
    qtbot.waitUntil(lambda: (own / "harbor.quizpack").exists())
    qtbot.waitUntil(lambda: window.library_page.detail.entry.path == own / "harbor.quizpack" / "harbor.yaml")
    qtbot.waitUntil(lambda: titles(window).count("Harbor 1") == 1)
    assert program.settings.opened_files == []

    window.open_files([packs["2"]])
    qtbot.waitUntil(lambda: "newer version of “The Harbor”: 2 instead of 1" in window.notice.text.text())
    assert read_manifest(own / "harbor.quizpack").version == "1"
    press(window, qtbot, "Replace it with version 2")
    qtbot.waitUntil(lambda: "Harbor 2" in titles(window))
    assert "Harbor 1" not in titles(window)
    window.open_files([packs["1"]])
    qtbot.waitUntil(lambda: "in version 2. This file has version 1" in window.notice.text.text())
    window.open_files([packs["2"]])
    qtbot.waitUntil(lambda: "is in your library already" in window.notice.text.text())
    assert read_manifest(own / "harbor.quizpack").version == "2"
    # what was begun with version 1 goes on with it
    (unfinished,) = window.session.unfinished
    window.session.resume(unfinished.attempt_id)
    qtbot.waitUntil(lambda: window.session.taking is not None)
    assert window.session.taking.bank.title == "Harbor 1"


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


def test_a_damaged_pack_is_one_sentence(program, packs, qtbot):
    packs["1"].write_bytes(packs["1"].read_bytes()[:200])
    program.window.open_files([packs["1"]])
    qtbot.waitUntil(lambda: "harbor-1.quizpack: The pack is damaged." in program.window.notice.text.text())
    assert program.settings.opened_files == []


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
