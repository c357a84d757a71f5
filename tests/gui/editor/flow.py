"""A bank is written from nothing by keyboard alone, with a question of every type; `tests/window` runs it for real."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QDialog
from shiboken6 import isValid

from quizapp.formats.native import read_bank
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.kit.tab_button import TabButton
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.reports.names import type_name
from tests.gui.conftest import flush, run_out
from tests.gui.editor.author import CTRL, SHIFT, Author

KEY = Qt.Key
SENTENCES = (
    "The harbor at Saltmarsh closed in the spring of 1974.",
    "For eleven years the white tower stood empty.",
    "Marta heard a low hum behind the wall of the lamp room.",
    "The council wanted to remove the bees and sell the tower.",
    "Marta asked for one summer before the work began.",
    "She found the bees five kilometers away on sea lavender.",
    "Her report listed the cost of sea walls in dollars.",
    "The vote to keep the tower was unanimous.",
)


class AtKeys(Author):
    """An author who has no mouse."""

    def wait(self):
        """Until everything that was asked for is there, at once where the editor would wait for another key."""
        flush()
        if self.window.editor.is_shown:
            for timer in self.page.findChildren(QTimer):
                if timer.isSingleShot():
                    run_out(timer)
        return super().wait()

    def go(self, name: str):
        """Press Tab until what is called `name` has the focus."""
        trail = []
        for _ in range(40):
            if QApplication.focusWidget() is None:  # a dialog was closed
                self.window.activateWindow()
                self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
            focused = QApplication.focusWidget()
            trail.append(f"{type(focused).__name__} {focused.accessibleName()}")
            words = focused.text().strip() if isinstance(focused, QAbstractButton) else ""
            if isinstance(focused, TabButton):
                words = ""
            if name in (focused.accessibleName(), words):
                return focused
            self.key(KEY.Key_Tab)
        raise AssertionError(f"{name} cannot be reached: {trail}; active: {QApplication.activeWindow()}")

    def next(self, name: str):
        """Go to the next thing of this name."""
        self.key(KEY.Key_Tab)
        return self.go(name)

    def fill(self, name: str, text: str):
        self.next(name)
        return self.type(text)

    def tick(self, name: str):
        box = self.next(name)
        assert isinstance(box, QCheckBox)
        if not box.isChecked():
            self.key(KEY.Key_Space)

    def choose_in(self, name: str, words: str):
        """Choose an entry of the next box of this name."""
        box = self.next(name)
        assert isinstance(box, QComboBox)
        wanted = box.findText(words)
        assert wanted >= 0, (words, [box.itemText(at) for at in range(box.count())])
        while box.currentIndex() != wanted:
            self.key(KEY.Key_Down if box.currentIndex() < wanted else KEY.Key_Up)

    def type(self, text: str):
        """Type a short text; paste a longer one, which takes keys, too."""
        if len(text) < 8:
            return super().type(text)
        QApplication.clipboard().setText(text)
        return self.key(KEY.Key_V, CTRL)

    def open_dialog(self):
        """Press Enter, and wait until the dialog that it opens has the focus."""
        self.key(KEY.Key_Return)
        self.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget().window(), QDialog))

    def has_focus(self) -> bool:
        """Say whether the window has the focus; ask for it anew where a busy screen lost it with the dialog."""
        focused = QApplication.focusWidget()
        if focused is None:
            self.window.activateWindow()
        return focused is not None and focused.window() is self.window

    def close_dialog(self):
        """Press Enter, and wait until the window has the focus again."""
        dialog = QApplication.focusWidget().window()
        self.key(KEY.Key_Return)
        self.qtbot.waitUntil(lambda: not isValid(dialog) or dialog.isHidden())
        self.qtbot.waitUntil(self.has_focus)
        return self.wait()

    def from_menu(self, words: str):
        """Choose an entry of the menu that is open."""
        menu = QApplication.activePopupWidget()
        actions = [action for action in menu.actions() if not action.isSeparator()]
        wanted = next((at for at, action in enumerate(actions) if action.text() == words), -1)
        assert wanted >= 0, (words, [action.text() for action in actions])
        self.press_in(menu, KEY.Key_Home)
        while menu.activeAction() is not actions[wanted]:
            self.press_in(menu, KEY.Key_Down)
        self.press_in(menu, KEY.Key_Return)
        return self.wait()

    def press_in(self, widget, key):
        from PySide6.QtTest import QTest

        QTest.keyClick(widget, key)
        flush()

    def add(self, kind: str):
        self.key(KEY.Key_N, CTRL)
        return self.from_menu(type_name(kind))

    def evidence(self, sentence: int, name: str = "Pick in the passage…"):
        """Pick a sentence of the passage by its number."""
        self.next(name)
        self.open_dialog()
        self.key(KEY.Key_Home, CTRL)
        for _ in range(sentence):
            self.key(KEY.Key_Down)
        return self.close_dialog()


MISREADS, ELSEWHERE, NO_SUPPORT = "Misreads the right place", "Rests on another place", "Has no support in the passage"


def wrong_options(author, *options):
    """Write the wrong options: the first one is there, the others are added with their roles."""
    for number, (text, role, feedback) in enumerate(options):
        if number:
            author.next("Add a wrong option")
            author.key(KEY.Key_Return)
            author.from_menu(role)
            author.type(text)
        else:
            author.fill("option B", text)
            author.choose_in("Kind of mistake", role)
        author.fill("Feedback", feedback)


def single_choice(author):
    author.type("Why did the harbor matter to the tower?")
    author.fill("option A", "Its end left the tower without use")
    wrong_options(
        author,
        ("Its ships were seen from the tower", NO_SUPPORT, "Ships are not seen in the passage."),
        ("Its owners lived up in the tower", NO_SUPPORT, "Who owned it is not told."),
    )
    author.evidence(0)


def multiple_choice(author):
    author.type("What was to become of bees and tower by the plan? Choose two.")
    author.fill("option A", "The bees would go")
    wrong_options(
        author,
        ("The tower would burn", MISREADS, "Read again what the council wanted."),
        ("The sea would rise", NO_SUPPORT, "The sea comes up later."),
    )
    author.next("Add a right option")
    author.key(KEY.Key_Return)
    author.type("The tower would be sold")
    author.evidence(3)


def true_false(author):
    author.type("The vote to keep the tower had one voice against it.")
    author.choose_in("The statement is", "False")
    author.evidence(7)


def table(author):
    author.type("Who did what? Choose a column for each row.")
    author.fill("column 1", "Marta")
    author.fill("column 2", "The council")
    author.fill("row A", "Asked for time")
    author.choose_in("Right column", "Marta")
    author.next("Add a row")
    author.key(KEY.Key_Return)
    author.type("Planned a sale")
    author.choose_in("Right column", "The council")
    author.evidence(4)


def categorize(author):
    author.type("Sort the things by where they were.")
    author.fill("category 1", "In the tower")
    author.fill("category 2", "On the coast")
    author.fill("statement A", "The hum")
    author.choose_in("Category", "In the tower")
    author.next("Add a statement")
    author.key(KEY.Key_Return)
    author.type("Sea lavender")
    author.choose_in("Category", "On the coast")
    author.evidence(5)


def matching(author):
    author.type("Match each number with what it counts.")
    author.fill("beginning A", "Eleven")
    author.fill("beginning B", "Five")
    for number, option in enumerate(("years", "kilometers", "votes"), start=1):
        author.fill(f"option {number}", option)
    author.page.form.question.go_to(("questions", author.page.place, "prompts", 0, "option"))
    author.wait().key(KEY.Key_Tab, SHIFT)
    author.choose_in("Belongs to", "years")
    author.choose_in("Belongs to", "kilometers")
    author.evidence(1)


def ordering(author):
    author.type("Put the events in their order.")
    for number, item in enumerate(("The harbor closed", "Marta heard the hum", "The town voted"), start=1):
        author.fill(f"item {number}", item)
    author.evidence(7)


def short_answer(author):
    author.type("What did Marta hear behind the wall?")
    author.fill("right answer 1", "a hum")
    author.evidence(2)


def numeric(author):
    author.type("For how many years did nobody use the tower?")
    author.fill("Right answer", "11")
    author.evidence(1)


def make_gap(author, before, word):
    author.fill("Text with gaps", f"{before} {word}")
    author.key(KEY.Key_Left, CTRL | SHIFT)
    author.next("Make a gap of the selected words")
    author.key(KEY.Key_Return).wait()


def gap_fill(author):
    author.type("Complete the sentence from the passage.")
    make_gap(author, "The harbor closed in the year", "1974")
    author.evidence(0)


def inline_choice(author):
    author.type("Which word completes the sentence?")
    make_gap(author, "The bees were found on sea", "lavender")
    author.fill("option B", "walls")
    author.choose_in("Kind of mistake", ELSEWHERE)
    author.fill("Feedback", "The walls are in the report.")
    author.evidence(5)


def word_bank(author):
    author.type("Put a word into the gap.")
    make_gap(author, "The report listed the cost in", "dollars")
    author.fill("word 1", "meters")
    author.fill("word 2", "bees")
    author.evidence(6)


def evidence(author):
    author.type("Select the sentence that shows what the council planned.")
    author.evidence(3)


def highlight_words(author):
    author.type("Select the words that tell how the tower was.")
    author.fill("Sentence", "The white tower stood empty.")
    author.next("Pick in the sentence…")
    author.open_dialog()
    author.key(KEY.Key_End, CTRL).key(KEY.Key_Left)
    author.close_dialog()


def two_part(author):
    author.type("Answer part A, then part B.")
    for stem, key, wrong in (
        ("What did Marta want?", "Time to look", "Money for walls"),
        ("Which word shows it?", "summer", "vote"),
    ):
        author.next("Type")
        author.fill("Question", stem)
        author.fill("option A", key)
        wrong_options(author, (wrong, ELSEWHERE, "That comes later in the passage."))
        author.evidence(4)


def open_response(author):
    author.type("How did Marta win the vote? Use the passage.")
    author.fill("What you look for", "Names the report")
    author.fill("level 1", "Does not name it")
    author.fill("level 2", "Names it")
    author.fill("Model answer", "Her report told the town what sea walls would cost.")
    author.evidence(6)


WRITE = (
    single_choice, multiple_choice, true_false, table, categorize, matching, ordering, short_answer, numeric, gap_fill,
    inline_choice, word_bank, evidence, highlight_words, two_part, open_response,
)  # fmt: skip


def test_a_bank_is_written_from_nothing_by_keyboard_alone(program, qtbot):
    author = AtKeys(program, qtbot)
    frame = author.window.centralWidget()
    qtbot.waitUntil(lambda: bool(frame.actions()))  # keys are listened to after the first paint
    author.key(KEY.Key_N, CTRL | SHIFT).wait()
    author.type("The tower")
    author.fill("Passage (the text that learners read)", "\n\n".join(SENTENCES))
    author.next("Begin")
    author.key(KEY.Key_Return).wait()
    assert [kind.type_name for kind in QUESTION_TYPES] == [write.__name__ for write in WRITE]
    for number, write in enumerate(WRITE):
        if number:
            author.add(write.__name__)
        write(author)
        author.wait()
        assert [note for note in author.notes(number) if note.is_error] == [], write.__name__
    silence_all(author)
    assert not author.page.checking.notes
    author.key(KEY.Key_S, CTRL).wait()
    path = author.bank.path
    written = path.read_text("utf-8")
    assert written == author.draft.text
    assert [line for line in written.splitlines() if line.endswith(('""', "''"))] == []
    bank = read_bank(path).bank
    assert [question.type_name for question in bank.questions] == [write.__name__ for write in WRITE]
    assert all(
        question.whole_evidence or question.type_name in ("evidence", "highlight_words") for question in bank.questions
    )
    author.key(KEY.Key_Return, CTRL).wait()
    qtbot.waitUntil(lambda: isinstance(author.window.pages.currentWidget(), QuizPage))
    author.wait()
    page = author.window.pages.currentWidget()
    author.key(KEY.Key_A)  # the options are shuffled, so the answer may be right or wrong
    author.key(KEY.Key_Return)
    assert page.display.is_told


def silence_all(author):
    """Leave as they are what the check advises, each with a reason."""
    while author.page.checking.notes:
        before = len(author.page.checking.notes)
        author.page.panes.show_pane("check", focus=True)
        author.wait()
        author.go("Silence…")
        author.open_dialog()
        author.type("Only one of each type is wanted here.")
        author.close_dialog()
        assert len(author.page.checking.notes) < before
