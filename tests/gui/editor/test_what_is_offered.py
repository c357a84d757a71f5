"""What the editor offers and says in each state: its bar, its list, its panes and the check."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.editor.author import ALT, CTRL, SHIFT
from tests.gui.editor.test_saving import STEM, write
from tests.gui.menus import choose

KEY = Qt.Key
RIDDLE = "This one isn't a question that nobody would not ask"


def double_click(view, index):
    middle = view.visualRect(index).center()
    for press in (QTest.mouseClick, QTest.mouseDClick):
        press(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def test_the_bar_offers_what_can_be_done_and_says_whether_all_is_saved(author, spoken):
    bar = author.page.bar

    def state():
        said = [words for words in spoken if words in ("Saved", "Not saved")]
        return [button.isEnabled() for button in (bar.save, bar.undo, bar.redo)], said[-1:], len(said)

    assert state() == ([False, False, False], [], 0)
    write(author)
    assert state() == ([True, True, False], ["Not saved"], 1)
    bar.undo.click()
    assert state() == ([False, False, True], ["Saved"], 2)
    bar.redo.click()
    assert state() == ([True, True, False], ["Not saved"], 3)
    bar.save.click()
    author.wait()
    assert state() == ([False, True, False], ["Saved"], 4)
    assert bar.title.text() == "Every type"
    author.bank.set_value(("title",), "Another title")
    assert bar.title.text() == "Another title"


def test_the_list_offers_only_what_can_be_done_with_its_row(author, spoken):
    page, questions = author.page, author.page.questions
    ids = author.ids

    def offered():
        return [button.isEnabled() for button in (questions.up, questions.down, questions.more)]

    for place, wanted in (
        (-2, [False, False, False]),
        (-1, [False, False, False]),
        (0, [False, True, True]),
        (1, [True, True, True]),
        (5, [True, False, True]),
    ):
        author.choose(place)
        assert offered() == wanted, place
    author.key(KEY.Key_Down, ALT)  # there is nothing below it
    assert author.ids == ids
    author.choose(1)
    questions.up.click()
    assert (author.ids[0], page.place, spoken[-1]) == ("what-is-said", 0, "Now question 1")
    questions.down.click()
    assert (author.ids, page.place, spoken[-1]) == (ids, 1, "Now question 2")
    questions.search.setText("single choice")
    author.choose(0)
    assert offered() == [False, False, True]  # the neighbors in the list are not those in the bank
    author.key(KEY.Key_Down, ALT)
    assert author.ids == ids
    author.choose(4)
    assert questions.search.text() == ""
    choose(questions.more, "Duplicate (Ctrl+Shift+D)")
    assert (author.ids[5], page.place) == ("sequence-2", 5)
    choose(questions.more, "Delete (Del)")
    assert author.ids == ids
    assert "Question 6 was deleted. Ctrl+Z brings it back." in author.window.notice.text.text()
    for go in (
        lambda: author.key(KEY.Key_Return),
        lambda: double_click(questions.list, questions.list.currentIndex()),
    ):
        author.choose(0)
        assert questions.list.hasFocus()
        go()
        assert page.form.isAncestorOf(QApplication.focusWidget())


def test_keys_lead_from_pane_to_pane_and_from_finding_to_finding(author, spoken):
    page = author.page
    author.choose(0)
    author.bank.set_value(STEM, "")
    author.bank.set_value(("questions", 4, "stem"), "")
    author.choose(2).key(KEY.Key_F8).wait()
    notes = page.checking.notes
    assert (page.place, page.form.place) == (0, STEM)
    assert spoken[-1].startswith("Question 1: ")
    assert spoken[-1].endswith(notes[0].what)
    author.key(KEY.Key_F8, SHIFT).wait()
    assert page.place == notes[-1].question
    assert spoken[-1].endswith(notes[-1].what)
    author.choose(0).pane("text")
    panes = []
    for _ in range(len(page.panes._alone) + 1):
        focused = QApplication.focusWidget()
        panes.append(
            next(name for name, pane in page.panes._panes.items() if pane.isAncestorOf(focused) or pane is focused)
        )
        author.key(KEY.Key_F6)
    assert panes == [*page.panes._alone, "text"]
    assert page.questions.list.hasFocus()
    author.key(KEY.Key_F6, SHIFT)
    assert page.yaml.hasFocus()
    author.key(KEY.Key_Tab, CTRL)
    assert page.panes.tabs["preview"].hasFocus()
    assert page.panes.is_in_view("preview")
    author.key(KEY.Key_Tab, CTRL | SHIFT)
    assert page.panes.tabs["text"].hasFocus()


def test_the_check_offers_for_each_finding_what_can_be_done_with_it(author):
    check = author.page.check
    author.choose(3)
    author.bank.set_value(STEM, "")
    author.bank.set_value(("questions", 1, "stem"), RIDDLE)
    author.wait().pane("check")
    entries = check.rows.rows
    mistakes = sum(entry.note.is_error for entry in entries)
    assert 0 < mistakes < len(entries)
    assert check.summary.text().startswith(f"{mistakes} to fix · {len(entries) - mistakes} to think about")
    for row, (_, note) in enumerate(entries):
        check.list.setCurrentIndex(check.rows.index(row))
        assert check.silence.isVisible() == bool(note.rule)
        assert note.remedy in check.reason.text()
        assert check.source.isVisible() == bool(note.source)
        double_click(check.list, check.rows.index(row))
        assert author.page.place == note.question
        author.pane("check")
        author.page.choose(3)
        author.press("Go to the field")
        assert author.page.place == note.question
        author.pane("check")
    for place in (1, 0):
        author.bank.undo()
        author.wait()
        assert author.page.place == place  # where something has changed
    assert check.summary.text() == "1 to think about"
    check.field.setFocus()
    check.show_notes((), silenced=1)
    assert check.summary.text() == "No mistakes, and nothing to improve. · 1 silenced"
    assert not check.field.isVisible()
    assert check.list.hasFocus()  # the button that had the focus is gone


def test_panes_tell_when_there_is_nothing_to_show_and_show_it_again(author):
    page = author.page
    author.choose(0).pane("coverage")
    assert page.coverage.passage.isVisible()
    author.bank.set_value(("questions",), [])
    author.wait()
    assert "Coverage is shown once there is a question without mistakes." in author.shown
    assert not page.coverage.passage.isVisible()
    author.bank.undo()
    author.wait()
    assert page.coverage.passage.isVisible()
    author.choose(0).pane("preview")
    nothing = "There is nothing to show until the mistakes are fixed. “Check” lists them."
    author.bank.set_value(("questions", 0, "type"), "none")
    author.wait()
    assert nothing in author.shown
    author.bank.undo()
    author.wait()
    assert nothing not in author.shown
    assert "Question 1 of 6" in author.shown


def test_what_cannot_be_done_is_told_and_nothing_else_is(author, tmp_path, spoken):
    author.choose(0).pane("text")
    yaml, notice = author.page.yaml, author.window.notice.text
    yaml.setFocus()
    author.put_cursor(0)
    data = QMimeData()
    data.setHtml("<b>x</b>")
    data.setText('"')
    yaml.insertFromMimeData(data)
    author.wait()
    assert author.draft.text.startswith('"')
    before = author.draft.text
    for keys in ((KEY.Key_Delete,), (KEY.Key_Down, ALT), (KEY.Key_D, CTRL | SHIFT)):
        author.window.notice.hide()
        author.choose(0).key(*keys)
        assert author.window.notice.isVisible()
        assert "That can’t be changed while the text can’t be read." in notice.text()
        assert author.page.place == 0
    author.page.questions.add_requested.emit("numeric")
    assert author.page.questions.list.hasFocus()
    assert "Now question 2" not in spoken
    assert author.draft.text == before
    author.bank.undo()
    author.bank.add_image(tmp_path / "gone.png", lambda name: None)
    author.wait()
    assert "gone.png can’t be read." in notice.text()
    choose(author.page.questions.more, "Copy to another bank…")
    author.wait()
    assert "There is no other bank of your own." in notice.text()
