"""What the editor offers and says in each state: its bar, its list, its panes and the check."""

from PySide6.QtCore import QMimeData, Qt

from tests.gui.editor.author import ALT, CTRL, SHIFT
from tests.gui.menus import choose

KEY = Qt.Key
RIDDLE = "This one isn't a question that nobody would not ask"


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
