"""Controls and dialogs on a page of their own, for what few pages show of them."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from quizapp.domain.image import Image
from quizapp.domain.marginalia import LONGEST_NOTE
from quizapp.domain.marked_attempt import Distinction
from quizapp.gui.kit.bar_chart import Bar, BarChart
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.card_list import CardList
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dialogs import ask, ask_name, new_file, new_file_of, open_file, open_files, open_folder
from quizapp.gui.kit.distinction_grid import DistinctionGrid
from quizapp.gui.kit.fact_list import FactList
from quizapp.gui.kit.image_dialog import ImageDialog
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.menu_button import MenuButton, add_choice
from quizapp.gui.kit.meter import Meter
from quizapp.gui.kit.note_field import NoteField
from quizapp.gui.kit.notice_bar import NoticeBar
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.row_model import RowModel
from quizapp.gui.kit.stepping_bar import SteppingBar
from quizapp.gui.kit.theme import FontRole
from tests.gui.story import given
from tests.images import png


class _Fruits(RowModel):
    def title(self, row):
        return row

    def tip(self, row):
        return f"A tip for {row}"


class _Offers(SteppingBar):
    def show_place(self):
        self.show_arrows(3)
        self.title.setText(("First", "Second", "Third")[self.place])
        self.which.setText(f"{self.place + 1} / 3")


class _Page(QWidget):
    """A page with controls; `done` says what came of them."""

    def __init__(self, program, folder):
        super().__init__()
        theme, self._folder, self._settings = program.theme, folder, program.settings
        self.done = Label(theme, FontRole.PLAIN, "Nothing was done.")
        self.facts = FactList(theme)
        self.show_facts(3)
        self.caution = Caution(theme)
        self.box = ChoiceBox(theme, "Fruit")
        self.show_fruits("Apple", "Pear", "Plum")
        self.box.currentIndexChanged.connect(lambda: self.tell(f"chose {self.box.currentData()}"))
        self.check = CheckBox(theme, "With cream")
        self.check.toggled.connect(lambda is_on: self.tell(f"cream {is_on}"))
        self.menu = MenuButton("Sizes", self._fill, opens_above=True)
        self.menu.setText("Sizes")
        self.note = NoteField()
        self.note.setAccessibleName("Note")
        self.note.note_changed.connect(lambda text: self.tell(f"noted {len(text)}: {text[-9:]}"))
        self.note.left.connect(lambda: self.tell("the note was left"))
        self._fruits = _Fruits()
        self.show_cards("Fig", "Date", *(f"Quince {number}" for number in range(20)))
        self.cards = CardList(self._fruits)
        self._fruits.setParent(self.cards)
        self.cards.setAccessibleName("Cards")
        self.cards.chosen.connect(lambda: self.tell(f"card {self.cards.currentIndex().data()}"))
        self.meter = Meter(theme)
        self.meter.show_share(0.25, "A quarter")
        self.bars = BarChart(theme)
        self.bars.show_seconds([Bar("1", 60.0, "One minute"), Bar("2", 5400.0, "An hour and a half")], "Times")
        self.offers = _Offers(theme, "note", "Before", "After")
        self.offers.show_place()
        two = Distinction(("Salt", "Sugar"), ((2, 1, 0), (0, 1, 1)))
        three = Distinction(("Salt", "Sugar", "Oil"), ((2, 1, 0, 0), (0, 0, 3, 1), (0, 0, 4, 0)))
        grids = (DistinctionGrid(theme, two), DistinctionGrid(theme, three, by_class=True))
        self.notice = NoticeBar(theme, self)
        self.pictures = Pictures(program.jobs, self)
        self.pictures.use({"map.png": png(30, 10)})
        controls = (self.box, self.check, self.menu, self.note, self.cards, self.meter, self.bars, self.offers, *grids)
        fill(QVBoxLayout(self), self.notice, self.done, self.facts, self.caution, *controls)
        self._theme = theme

    def tell(self, what):
        self.done.setText(f"Done: {str(what).replace(str(self._folder), '')}")

    def show_facts(self, count):
        self.facts.show_facts([("Time", "2 min"), ("Marks", "At once"), ("Tries", "1")][:count])

    def show_cards(self, *names):
        self._fruits.show_rows(names)

    def show_fruits(self, *names):
        self.box.show_choices([(name, name.lower()) for name in names])

    def _fill(self, menu):
        for words in ("Small", "Large"):
            add_choice(menu, words, words == "Large", lambda is_on, words=words: self.tell(f"{words} {is_on}"))

    def ask(self, default=0):
        choices = [(words, partial(self.tell, words)) for words in ("Keep & mend", "Throw away", "Leave it")]
        further = QListWidget()
        further.setAccessibleName("What it is about")
        further.addItems(["This", "That"])
        ask(self, "What now?", "It is broken." if default == 0 else "", choices, default, further)

    def ask_name(self, name):
        ask_name(self, "A name", "Name of the class", name, ("OK", "Cancel"), lambda given: self.tell(f"named {given}"))

    def save(self):
        formats = {"Table (*.csv)": ("table", "csv"), "Data (*.json)": ("data", "json")}
        new_file_of(
            self, self._settings, "Save it", "marks.csv", formats, lambda path, kind: self.tell(f"{kind} {path}")
        )

    def show_image(self, caption):
        self.dialog = ImageDialog(Image("map.png", "A map", caption), self._theme, self.pictures, self)
        self.dialog.open()

    def click_image(self, button, x):
        """Press the image, and let go at `x` in it, or beside it."""
        QTest.mousePress(self.dialog.picture, button, pos=QPoint(5, 5))
        QTest.mouseRelease(self.dialog.picture, button, pos=QPoint(x, 5))


@given("the controls on a page")
def controls_on_a_page(start, tmp_path):
    program = start()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    (tmp_path / "one" / "marks.csv").write_text("1", "utf-8")
    program.settings.folder = str(tmp_path / "one")
    page = _Page(program, tmp_path)
    program.window._frame.show_page(page, "Controls")
    settings = program.settings

    def tell(work):
        page.notice.tell("Something was removed.", [("Put it back", partial(page.tell, f"put back {work}"))])

    return program, {
        "two facts are left": lambda: page.show_facts(2),
        "three facts are there": lambda: page.show_facts(3),
        "a hint is shown": lambda: page.caution.show_text("Only a hint.", warns=False),
        "a warning is shown": lambda: page.caution.show_text("Mind the gap.", warns=True),
        "other fruits are offered": lambda: page.show_fruits("Pear", "Cherry"),
        "no fruits are offered": page.show_fruits,
        "no cards are there": page.show_cards,
        "one card is there": lambda: page.show_cards("Sloe"),
        "cherry is chosen": lambda: page.box.show_choice("cherry"),
        "offers are shown": page.offers.show,
        "something is removed": lambda: tell("this"),
        "something else is removed": lambda: tell("that"),
        "another notice is told": lambda: page.notice.tell("All is well.", [("Good", page.notice.hide), ("Bad", str)]),
        "a note of others is shown": lambda: page.note.show_note("From elsewhere"),
        "the same note is shown": lambda: page.note.show_note("From elsewhere"),
        "the note cannot be written": lambda: page.note.setReadOnly(True),
        "another program writes the note": lambda: page.note.setPlainText("By a machine"),
        "a long note is pasted": lambda: (
            page.note.setFocus(),
            page.note.insertPlainText("x" * (LONGEST_NOTE + 7) + "end"),
        ),
        "it asks": page.ask,
        "it asks shortly": lambda: page.ask(1),
        "it asks for a name": lambda: page.ask_name(""),
        "it asks for another name": lambda: page.ask_name("7b"),
        "it asks where to save": page.save,
        "it asks where to save a table": lambda: new_file(page, settings, "Save it", "Table", "a.csv", page.tell),
        "it asks for a file": lambda: open_file(page, settings, "Open it", ["Table (*.csv)"], page.tell),
        "it asks for files": lambda: open_files(
            page, settings, "Open them", ["Table (*.csv)"], lambda all_: page.tell(len(all_))
        ),
        "it asks for a folder": lambda: open_folder(page, settings, "Look here", page.tell),
        "the folder is told": lambda: page.tell(settings.folder),
        "an image is shown": lambda: page.show_image("Drawn in 1974"),
        "a plain image is shown": lambda: page.show_image(""),
        "the image is pressed, and let go beside it": partial(page.click_image, Qt.MouseButton.LeftButton, -9),
        "the image is clicked with the other button": partial(page.click_image, Qt.MouseButton.RightButton, 5),
    }
