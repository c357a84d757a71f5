"""The library page: the banks, the chosen one beside them, and what can be done with it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from quizapp.domain.attempt import PRACTICE, REVIEW, TEST
from quizapp.gui.kit.dates import day_text, moment_text
from quizapp.gui.library.also_in import other_language
from quizapp.gui.library.count_bars import CountBars
from quizapp.gui.library.library_page import LibraryPage
from quizapp.paths import questions_dir
from quizapp.problems import Problem
from quizapp.services.bank_entries import BankEntry, InLanguage, Unit
from quizapp.services.found import Found, FoundQuestion
from quizapp.services.history import History, last_finished
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.seen import Role, heard, texts, visible
from tests.journals import DAY, NOON, Desk
from tests.services.test_history import bank_named

BEES = BankEntry(
    Path("/own/bees.yaml"),
    (),
    id="bees",
    title="Bees",
    description="All about bees.",
    passage_title="Old bees",
    words=1234,
    minutes=6,
    has_about=True,
    counts=(("numeric", 1), ("table", 3)),
    skills=(("locate", 4),),
)
TOWERS = BankEntry(
    questions_dir() / "towers.yaml", (), id="towers", title="Towers", words=1234, minutes=6, counts=(("numeric", 1),)
)
BROKEN = BankEntry(Path("/own/notes.txt"), (Problem("file_encoding", "/own/notes.txt", 3, "", {}),))
MISSING = BankEntry(Path("/own/gone.yaml"), (Problem("file_missing", "/own/gone.yaml", 0, "", {}),))
UNITS = (Unit("Old bees", 1234, 6, (BEES, TOWERS)), Unit("", 0, 0, (BROKEN, MISSING)))
FOR_ALL = {"Practice", "Take as a test", "Read", "Save as a pack…", "Save a copy as…"}


@pytest.fixture
def page(qtbot, new_theme, tmp_path):
    page = LibraryPage(new_theme(), Settings(tmp_path / "settings.json"), clock=lambda: NOON)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show_units(UNITS, removable=frozenset({BROKEN.path, MISSING.path}))
    page.show()
    page.activateWindow()
    return page


def choose(page, entry):
    page.list.setCurrentIndex(page.model.index(page.model.row_of(entry.path)))


def actions(page):
    return {button.text() for button in visible(page.detail, QAbstractButton) if button.text()}


def rows(page):
    return [page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(page.model.rowCount())]


def test_each_bank_offers_what_can_be_done_with_it(page):
    own = {"Edit", "Open in a text editor", "Show in folder"}
    for entry, offered in (
        (BEES, FOR_ALL | own | {"About this text"}),
        (TOWERS, FOR_ALL | {"Edit a copy"}),  # a bundled file stays as it is
        (BROKEN, {"Read the file again", "Show in folder", "Remove from the library"}),  # no editor for just any file
        (MISSING, {"Read the file again", "Remove from the library"}),
    ):
        choose(page, entry)
        assert actions(page) == offered, entry.name
    flush()
    assert "There is no such file. Check its name and folder." in texts(page.detail)  # which has no line
    ours = BEES._replace(path=BEES.path.with_suffix(".quizbank"))  # which the system would open here again
    page.show_units((Unit("Old bees", 1234, 6, (ours,)),))
    choose(page, ours)
    assert actions(page) == (FOR_ALL | own | {"About this text"}) - {"Open in a text editor"}


def test_the_search_field_has_room_for_what_is_typed(page):
    page.show()
    for size in ((1366, 700), (1024, 533), (1366, 700)):
        page.resize(*size)
        flush()
        assert page.search.width() >= 150
        is_beside = page.search.geometry().bottom() > page.open.geometry().top()
        assert is_beside == (size[0] == 1366)
    assert page.import_.isVisible()
    page.setMinimumSize(1, 1)
    for height, words, has_new in ((700, " Open a file…", True), (210, " Open a file…", False), (140, "", False)):
        page.resize(600, height)
        assert (page.open.text(), page.open.accessibleName()) == (words, "Open a file…")
        assert (page.new_bank.isVisible(), page.import_.isVisible()) == (has_new, False)


def test_what_was_likely_meant_otherwise_is_told_of_an_own_file_that_can_be_taken(page):
    comma = Problem("comma_in_list", str(BEES.path), 12, "", {"text": "1,000", "count": "2"})
    doubtful = [entry._replace(warnings=(comma,)) for entry in (BEES, TOWERS, BROKEN)]
    page.show_units((Unit("Old bees", 1234, 6, tuple(doubtful)),))
    for entry, is_told in zip((BEES, TOWERS, BROKEN), (True, False, True), strict=True):  # of the bundled one, nothing
        choose(page, entry)
        told = [text for text in texts(page.detail) if text.startswith("Check this file")]
        assert bool(told) == is_told, entry.name
        assert all("line 12" in text and comma.remedy() in text for text in told)
    choose(page, BEES)
    assert actions(page) >= FOR_ALL
    page.show_units(UNITS)
    assert not any("Check this file" in text for text in texts(page.detail))


def test_a_bank_without_the_level_that_was_chosen_last_begins_at_its_standard_one(page):
    levels = (("standard", "", 1234), ("short", "Short", 200))
    page.detail._settings.reading_level = "easier"  # of another bank
    leveled = BEES._replace(path=Path("/own/leveled.yaml"), levels=levels)
    page.show_units((Unit("Old bees", 1234, 6, (leveled,)),))
    assert "Level: Standard" in actions(page)
    page.detail._settings.reading_level = "short"
    page.show_units((Unit("Old bees", 1234, 6, (leveled,)),))
    assert "Level: Short" in actions(page)


def test_each_button_asks_for_the_bank_that_is_chosen(page, qtbot):
    detail = page.detail
    table = [
        (detail.practice, detail.attempt_requested, BEES, ["practice", "once"]),
        (detail.test, detail.attempt_requested, BEES, ["test", "once"]),
        (detail.read, detail.read_requested, BEES, []),
        (detail.about, detail.about_requested, BEES, []),
        (detail.edit, detail.edit_requested, BEES, [""]),
        (detail.text_editor, detail.text_editor_requested, BEES, []),
        (detail.pack, detail.pack_requested, BEES, []),
        (detail.copy, detail.copy_requested, BEES, [BEES.name]),
        (detail.folder, detail.folder_requested, BROKEN, []),
        (detail.read_again, detail.read_again_requested, BROKEN, []),
        (detail.remove, detail.remove_requested, BROKEN, []),
    ]
    for button, signal, entry, more in table:
        choose(page, entry)
        with qtbot.waitSignal(signal) as asked:
            button.click()
        assert asked.args == [entry.path, *more], button.text()
    for button, signal in (
        (page.open, page.file_requested),
        (page.import_, page.import_requested),
        (page.new_bank, page.new_bank_requested),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_enter_and_a_double_click_do_what_was_chosen_in_the_menu(page):
    detail, asked, saved = page.detail, [], []
    detail.settings_changed.connect(lambda: saved.append(1))
    timed = BEES._replace(time_limit=5)
    page.show_units((Unit("Old bees", 1234, 6, (timed, TOWERS)),))
    detail.attempt_requested.connect(lambda *of: asked.append(of))
    assert [detail.practice.toolTip(), detail.test.toolTip()] == ["Enter on a bank does this", ""]
    assert any("A test shows your results at the end. You have 5 minutes" in text for text in texts(detail))
    for words in ("Take tests with Enter or a double click", "Say how sure you are"):
        next(each for each in entries_of(detail.test_rules) if each.text().startswith(words)).trigger()
    assert len(saved) == 2
    assert [detail.practice.toolTip(), detail.test.toolTip()] == ["", "Enter on a bank does this"]
    assert heard(detail.test).description == "Enter on a bank does this"
    assert [detail.practice.objectName(), detail.test.objectName()] == ["", "primary"]  # how they look
    assert "Say how sure you are" in heard(detail.test_rules).name
    menu = detail.test_rules.prepare()
    menu.aboutToShow.emit()
    assert menu.accessibleName() == "How to take the test"
    assert [each.text()[:10] for each in menu.actions() if each.isChecked()] == ["Say how su", "Take tests"]
    assert menu.activeAction().text().startswith("Say how sure")  # where the keys begin
    assert any("A test asks how sure you are" in text for text in texts(detail))
    middle = page.list.visualRect(page.list.currentIndex()).center()
    for press in (QTest.mouseClick, QTest.mouseDClick):
        press(page.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert asked == [(BEES.path, "test", "certainty")] * 2
    choose(page, TOWERS)
    assert not any("5 minutes" in text for text in texts(detail))


def test_a_question_that_was_found_stands_above_what_is_told_of_its_bank(page, qtbot):
    question = FoundQuestion(BEES.path, 3, "q3", "table", "locate", "Which bees came?")
    found = Found((Unit("Old bees", 1234, 6, (BEES,)),), {BEES.path: (question,)}, {BEES.path: 1}, 1, ("table",))
    page.show_units(found.units, found=found)
    page.list.setCurrentIndex(page.model.index(page.model.row_of_question(question)))
    button = next(each for each in visible(page.detail, QAbstractButton) if "Practice from" in each.text())
    assert heard(button).description == button.toolTip() == "Enter on a question does this"
    with qtbot.waitSignal(page.detail.question_requested) as asked:
        button.click()
    assert asked.args == [BEES.path, "q3"]
    page.show_units(())
    assert not button.isVisible()


def test_the_row_below_the_mouse_is_painted_otherwise_until_the_mouse_has_left_it(page):
    before = page.list.grab().toImage()
    page.list.entered.emit(page.model.index(page.model.row_of(TOWERS.path)))
    assert page.list.grab().toImage() != before
    page.list.viewportEntered.emit()
    assert page.list.grab().toImage() == before


def test_the_heading_above_a_bank_comes_into_view_with_it(page):
    page.resize(1366, 330)
    flush()
    banks = page.list
    QTest.keyClick(banks, Qt.Key.Key_End)
    assert banks.verticalScrollBar().value() > 0
    QTest.keyClick(banks, Qt.Key.Key_Home)
    heading, bank = (banks.visualRect(page.model.index(row)) for row in (0, 1))
    assert banks.viewport().rect().contains(heading)
    assert banks.viewport().rect().contains(bank)


def test_keys_on_the_list_do_only_what_can_be_done(page, qtbot):
    asked = []
    for signal in (page.detail.attempt_requested, page.detail.remove_requested):
        signal.connect(lambda path, *more: asked.append((path, *more)))
    for entry in (BEES, BROKEN):
        choose(page, entry)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
            QTest.keyClick(page.list, key)
    assert asked == [(BEES.path, "practice", "once"), (BROKEN.path,)]  # one practiced, the other removed


def test_nothing_of_the_bank_before_is_left(page):
    choose(page, BEES)
    shown = texts(page.detail)
    assert {
        "Old bees",
        "Bees",
        "All about bees.",
        "Question types: Table 3, Number or date 1",
        "Skills: Locate 4",
    } <= set(shown)
    choose(page, TOWERS)
    assert not {"Old bees", "All about bees.", "Skills: Locate 4"} & set(texts(page.detail))
    choose(page, BROKEN)
    assert "/own/notes.txt" in texts(page.detail)
    assert any(text.startswith("line 3\n") for text in texts(page.detail))
    assert not any(text.startswith(("Practice shows", "Questions", "Last result")) for text in texts(page.detail))
    assert not {"Question types: Number or date 1", "Towers"} & set(texts(page.detail))
    page.show_units(())
    assert texts(page.detail) == []
    assert "There are no banks yet. Open a file to add one." in texts(page)
    assert not page.list.isVisible()
    page.show_units((), reading=True)
    assert "Reading the banks…" in texts(page)
    page.show_units(UNITS)
    assert "Reading the banks…" not in texts(page)
    assert page.list.isVisible()


def test_with_little_height_the_buttons_come_right_below_the_title(page):
    choose(page, BEES)
    detail = page.detail

    def top_of(widget):
        return widget.mapTo(detail.inner, widget.rect().topLeft()).y()

    assert top_of(detail._description) < top_of(detail.practice)
    page.resize(1366, 200)
    flush()
    assert top_of(detail.practice) < top_of(detail._description)
    assert "Old bees" not in texts(detail)
    choose(page, BROKEN)
    assert "/own/notes.txt" in texts(detail)  # where the file is, is told even here


@pytest.fixture
def bars(new_theme, qtbot):
    bars = CountBars(new_theme(), "Counts")
    qtbot.addWidget(bars)
    return bars


def test_counts_are_bars_whose_length_is_their_share(bars, new_theme):
    counts = [("Table", 4), ("Match", 2), ("Ordering", 1)]
    bars.show_counts(counts, [name for name, _ in counts])
    bars.resize(bars.sizeHint())
    bars.show()
    assert heard(bars)[:2] == (Role.StaticText, "Counts: Table 4, Match 2, Ordering 1")
    picture, accent = bars.grab().toImage(), new_theme().color("accent")
    middles = [bars.height() * (2 * row + 1) // 8 for row in range(1, 4)]  # below the title
    lengths = [sum(picture.pixelColor(x, y) == accent for x in range(bars.width())) for y in middles]
    assert lengths == [pytest.approx(64 * share, abs=2) for share in (1, 1 / 2, 1 / 4)]


def test_bars_stand_in_as_many_columns_as_there_is_room_for(bars):
    counts = [(f"Type {number}", 1) for number in range(7)]
    bars.show_counts(counts, ["A longer name than these"])
    column, line = bars.sizeHint().width(), bars.sizeHint().height() // 8
    rows = [bars.heightForWidth(width) // line for width in (10, column, 2 * column, 2 * column + 40, 9 * column)]
    # the first is the title; where not even one column has room, each name stands above its bar
    assert rows == [1 + count for count in (14, 7, 7, 4, 1)]


def test_bars_take_no_more_room_than_they_fill(page):
    choose(page, BEES)
    page.show_units((Unit("", 0, 0, (BEES._replace(counts=tuple((f"type {at}", 1) for at in range(12))),)),))
    for bars in visible(page.detail, CountBars):
        assert bars.height() <= bars.heightForWidth(bars.width()) + 2


# last results


def taken(tmp_path):
    """What somebody has done at two banks, the newest first."""
    desk = Desk(tmp_path / "journal.db")
    bees, towers = bank_named("Bees"), bank_named("Towers")
    both, one = {"q1": "true", "q2": "true"}, {"q1": "true"}
    desk.take(bees, one, TEST, at=NOON - 3 * DAY)
    desk.take(bees, both, TEST, at=NOON - 2 * DAY)
    desk.take(bees, one, PRACTICE, at=NOON - DAY)  # stopped early
    desk.take(bees, one, TEST, at=NOON - 0.9 * DAY, questions=["q1"])  # only what was missed
    desk.take(bees, one, REVIEW, at=NOON - 0.8 * DAY)
    desk.begin(bees, TEST).respond("q1", "false")
    desk.take(towers, one, PRACTICE, at=NOON - DAY)
    desk.settle()
    found = last_finished(History(desk.journal, desk.learner).all())
    desk.close()
    return found


def test_the_last_result_is_that_of_the_last_bank_that_was_finished(page, tmp_path):
    page.show_results(taken(tmp_path))
    choose(page, BEES)
    assert rows(page)[1] == f"Bees, 4 questions, last result: 100 %, {day_text(NOON - 2 * DAY, NOON)}"
    assert f"Last result: 100 % · {moment_text(NOON - 2 * DAY, NOON)}" in texts(page.detail)
    choose(page, TOWERS)
    assert rows(page)[2] == "Towers, 1 question"
    assert not any("Last result" in text for text in texts(page.detail))


def test_no_result_is_left_of_the_learner_before(page, tmp_path):
    choose(page, BEES)
    page.show_results(taken(tmp_path))
    before = page.list.grab().toImage()
    page.show_results({})
    assert rows(page)[1] == "Bees, 4 questions"
    assert not any("Last result" in text for text in texts(page.detail))
    assert page.list.grab().toImage() != before


def entries_of(button):
    """The entries of the menu of `button`."""
    menu = button.prepare()
    menu.aboutToShow.emit()
    return menu.actions()


def test_a_bank_in_several_languages_offers_the_others(page, qtbot):
    spanish = BEES._replace(path=Path("/own/abejas.yaml"), id="bees-es", title="Abejas", language="es", also_in=(
        InLanguage("en", BEES.path, "bees"), InLanguage("pt-BR", Path("/own/abelhas.yaml"), "bees-pt"),
        InLanguage("fr", Path("/own/abeilles.yaml"), "bees-fr"),
    ))  # fmt: skip
    page.show_units((Unit("Viejas abejas", 1234, 6, (spanish, TOWERS)),), BEES.path)
    assert page.detail.entry == spanish  # the same bank, though it was chosen in another language
    assert "Also in:" in texts(page.detail)
    assert [button.text() for button in page.detail.also_in.buttons] == ["English", "Português", "Français"]
    assert page.detail.also_in.buttons[0].toolTip() == "Show this bank in English"
    assert heard(page.detail.also_in.buttons[0]).description == "Show this bank in English"
    assert "Español" in texts(page.detail)  # it is not in the language of the program
    with qtbot.waitSignal(page.detail.language_requested) as asked:
        page.detail.also_in.buttons[0].click()
    assert asked.args == [BEES.path]
    ahead = page.detail.also_in.buttons[2]
    while not (ahead := ahead.nextInFocusChain()).isVisible() or ahead.focusPolicy() == Qt.FocusPolicy.NoFocus:
        pass
    assert ahead is page.detail.practice  # in the order of reading
    choose(page, TOWERS)
    assert not visible(page.detail.also_in, QAbstractButton)
    two = spanish._replace(also_in=(InLanguage("pt-BR", BEES.path, "a"), InLanguage("pt-PT", TOWERS.path, "b")))
    page.show_units((Unit("Viejas abejas", 1234, 6, (two,)),))
    shown = [button.text() for button in visible(page.detail.also_in, QAbstractButton)]
    assert shown == ["Português (pt-BR)", "Português (pt-PT)"]


def test_the_last_result_of_a_bank_in_another_language_is_told_as_that(page, tmp_path):
    spanish = BEES._replace(path=Path("/own/abejas.yaml"), id="bees-es", title="Abejas", language="es",
                            also_in=(InLanguage("en", BEES.path, "bees"),))  # fmt: skip
    page.show_units((Unit("Viejas abejas", 1234, 6, (spanish, TOWERS)),))
    results = taken(tmp_path)
    page.show_results(results)
    assert rows(page)[1] == f"Abejas, 4 questions, last result: 100 %, {day_text(NOON - 2 * DAY, NOON)} · English"
    assert f"Last result: 100 % · {moment_text(NOON - 2 * DAY, NOON)} · English" in texts(page.detail)
    page.show_results(results | {"bees-es": results["bees"]})
    assert "English" not in rows(page)[1]


def test_how_hard_a_text_is_to_read_is_told_of_own_files_alone(page):
    measured = (("", "flesch_kincaid", 7.04, ""), ("Easier to read", "flesch_kincaid", 4.6, ""))
    spanish = (("", "szigriszt_pazos", 61.2, "normal"),)
    for entry, told in (
        (BEES._replace(readability=measured), "grade 7.0 (Flesch–Kincaid)\nEasier to read: grade 4.6 (Flesch–Kincaid)"),
        (BEES._replace(readability=spanish), "ease 61 of 100 (Szigriszt-Pazos, INFLESZ: normal)"),
        (TOWERS._replace(readability=measured), ""),
    ):
        page.show_units((Unit("Old bees", 1234, 6, (entry,)),))
        facts = texts(page.detail)
        assert ("How hard to read (estimate)" in facts) == bool(told)
        assert told in facts or not told


def test_a_system_that_says_no_language_reads_english_ones_as_its_own():
    usual = QLocale()
    QLocale.setDefault(QLocale.c())
    try:
        assert [other_language(tag) for tag in ("en", "en-US", "es", "")] == ["", "", "Español", ""]
    finally:
        QLocale.setDefault(usual)
