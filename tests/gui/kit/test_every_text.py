"""Texts of every type of question: in their own direction, never cut, in windows of any size and at any size."""

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from random import Random
from unicodedata import bidirectional

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from shiboken6 import isValid

from quizapp.domain.attempt import PRACTICE
from quizapp.domain.bank import Bank
from quizapp.domain.inline import inline_text
from quizapp.domain.passage import read_passage
from quizapp.formats.native import read_bank
from quizapp.gui.answers.highlight_words import HighlightWordsView
from quizapp.gui.answers.parts.gap_field import ChoiceField
from quizapp.gui.answers.parts.gap_text import GapText, Piece
from quizapp.gui.answers.parts.option_card import RadioCard
from quizapp.gui.answers.parts.slot_card import SlotCard
from quizapp.gui.answers.parts.word_pill import WordPill
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.kit.fact_list import FactList
from quizapp.gui.kit.inline_text import direction_of, headed, is_misread, paint_text, text_size, visual_order
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.pill import Pill
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.passage_text import PassageText
from quizapp.services.taking import Taking
from quizapp.settings import Look, Settings
from tests.gui.conftest import flush
from tests.wrong_responses import wrong_response

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # says the platform without a screen
DATA = Path(__file__).parents[2] / "data"
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
SAID = "לא, היא לא (11)!"


def bank_of(name: str) -> Bank:
    bank = read_bank(DATA / name).bank
    assert bank is not None
    return bank


LONG_WORDS, RIGHT_TO_LEFT = bank_of("long-words.yaml"), bank_of("right-to-left.yaml")


class Shown:
    """A bank on the quiz page, question by question."""

    def __init__(self, page: QuizPage, bank: Bank) -> None:
        self.page, self.bank = page, bank
        self.taking = Taking(bank, PRACTICE, Random(1), lambda: 0.0)

    def question(self, index: int, *, marked: bool = False) -> QWidget:
        """Show a question; gives what is scrolled in its card."""
        question = self.bank.question(self.taking.order[index])
        if marked:
            self.taking.respond(question.id, question.correct_response())
            self.taking.check(question.id)
        self.page.show_taking(self.taking, index)
        flush()
        return self.page.stem.parentWidget()

    def __iter__(self):
        yield from enumerate(self.taking.order)


@pytest.fixture
def show(new_theme, tmp_path) -> Iterator[Callable[..., Shown]]:
    pages: list[QuizPage] = []

    def run(bank: Bank, width: int, height: int, text_size: int = 100, theme: Theme | None = None) -> Shown:
        theme = theme or new_theme("light", text_size)
        page = QuizPage(theme, Settings(tmp_path / "settings.json"), Jobs())
        pages.append(page)
        for extra in (*page.header_tabs, page.finish):
            extra.setParent(page)  # the header shows them otherwise
            extra.hide()
        page.resize(width, height)
        page.show()
        shown = Shown(page, bank)
        shown.theme = theme
        return shown

    yield run
    for page in filter(isValid, pages):
        page.close()
        page.deleteLater()


def parts_of(inner: QWidget) -> list[QWidget]:
    return [child for child in inner.findChildren(QWidget) if child.isVisibleTo(inner) and child.width()]


def places_of(inner: QWidget) -> list[tuple[str, QRect]]:
    return [(type(part).__name__, QRect(part.mapTo(inner, QPoint()), part.size())) for part in parts_of(inner)]


def cut_off(inner: QWidget) -> list[str]:
    """Tell what is not to be seen, however far one scrolls."""
    wide = inner.parentWidget().width()
    found = [f"wider than its card: {inner.width()} of {wide}"] if inner.width() > wide else []
    for name, place in places_of(inner):
        if place.left() < 0 or place.right() >= wide or place.bottom() >= inner.height():
            found.append(f"{name} at {place.getRect()} in {inner.size().toTuple()}")
    for part in parts_of(inner):
        if part.hasHeightForWidth() and part.height() < part.heightForWidth(part.width()):
            found.append(f"{type(part).__name__} of {part.height()} wants {part.heightForWidth(part.width())}")
    return found


SPACED = Look(line_spacing=150, paragraph_spacing=200, letter_spacing=12, word_spacing=16)  # WCAG 1.4.12


@pytest.mark.parametrize(
    ("width", "height", "look"),
    [
        (640, 480, Look()),
        (640, 480, Look(text_size=200)),
        (1024, 600, Look(text_size=150)),
        (1024, 600, Look(text_size=300, font="legible")),
        (1024, 600, SPACED),
        (1024, 600, SPACED._replace(text_size=200)),
    ],
)
def test_no_long_word_is_cut_or_out_of_sight(show, new_theme, width, height, look) -> None:
    shown = show(LONG_WORDS, width, height, theme=new_theme(look=look))
    faults = {}
    for index, id_ in shown:
        for marked in (False, True):
            faults[id_, marked] = cut_off(shown.question(index, marked=marked))
    assert not any(faults.values()), {at: found for at, found in faults.items() if found}


def test_what_is_said_of_a_sentence_that_was_missed_is_not_cut(show) -> None:
    shown = show(LONG_WORDS, 640, 480, 200)
    at = {id_: index for index, id_ in shown}["ev"]
    shown.taking.respond("ev", wrong_response(LONG_WORDS.question("ev"), LONG_WORDS.passage))
    shown.taking.check("ev")
    assert cut_off(shown.question(at)) == []


def test_a_window_that_was_wider_or_had_larger_texts_looks_like_a_fresh_one(show) -> None:
    shown = show(LONG_WORDS, 640, 480)
    wide = show(LONG_WORDS, 1200, 480, theme=shown.theme)
    wanted = {(640, id_): places_of(shown.question(index)) for index, id_ in shown}
    wanted |= {(1200, id_): places_of(wide.question(index)) for index, id_ in wide}
    wide.page.deleteLater()  # else each size would be shown in it, too
    faults = []
    for index, id_ in shown:
        shown.question(index)
        for width, size in ((1200, 100), (640, 200), (640, 100)):
            shown.theme.resize_text(size)
            flush()
            shown.page.resize(width, 480)
            flush()
            if size == 100 and places_of(shown.page.stem.parentWidget()) != wanted[width, id_]:
                faults.append((id_, width))
    assert not faults


@pytest.mark.parametrize("app_direction", [LTR, RTL])
@pytest.mark.parametrize("bank", [RIGHT_TO_LEFT, LONG_WORDS], ids=["right-to-left", "left-to-right"])
def test_nothing_overlaps_in_either_direction(show, bank, app_direction) -> None:
    before = QGuiApplication.layoutDirection()
    QGuiApplication.setLayoutDirection(app_direction)
    try:
        shown = show(bank, 1024, 600)
        faults = []
        for index, id_ in shown:
            inner = shown.question(index)
            faults += [f"{id_}: {fault}" for fault in cut_off(inner)]
            for around in [inner, *parts_of(inner)]:
                children = [child for child in around.children() if isinstance(child, QWidget) and child.isVisible()]
                for one, other in combinations(children, 2):
                    if one.geometry().intersects(other.geometry()) and around.layout() is not None:
                        faults.append(f"{id_}: {type(one).__name__} over {type(other).__name__}")
        assert not faults
    finally:
        QGuiApplication.setLayoutDirection(before)


def test_questions_are_laid_in_the_direction_of_their_stems(show) -> None:
    """Letters of options on the right, words and gaps from the right on, whatever the window's direction is."""
    shown = show(RIGHT_TO_LEFT, 1024, 600)
    at = {id_: index for index, id_ in shown}
    for id_ in ("sc", "mc", "ma", "tp"):
        cards = [part for part in parts_of(shown.question(at[id_])) if getattr(part, "letter", "")]
        assert len(cards) >= 3
        for card in cards:
            picture = card.grab().toImage()
            ink = [x for x in range(16, card.width() - 16) if _is_inked(picture, x)]
            assert card.width() - ink[-1] < ink[0], f"{id_}: {card.letter}"
    view = next(part for part in parts_of(shown.question(at["hw"])) if isinstance(part, HighlightWordsView))
    first_line = [button.x() for button in view.buttons if button.y() == view.buttons[0].y()]
    assert first_line == sorted(first_line, reverse=True)
    assert len(first_line) > 3
    fields = [part for part in parts_of(shown.question(at["gf"])) if part.objectName() == "gap"]
    assert [field.id for field in sorted(fields, key=lambda field: (field.y(), -field.x()))] == ["1", "2"]
    inner = shown.question(at["or"])
    grips = [part.geometry() for part in parts_of(inner) if isinstance(part, QLabel) and part.text() == "1"]
    buttons = [part.geometry() for part in parts_of(inner) if isinstance(part, QToolButton)]
    assert grips[0].left() > buttons[0].right()


def _is_inked(picture: QImage, x: int) -> bool:
    ground = picture.pixel(x, 5)
    return any(picture.pixel(x, y) != ground for y in range(8, picture.height() - 8))


def test_the_first_strong_character_decides_where_the_words_do_not() -> None:
    table = {
        "abc אבג": LTR, "אבג abc": RTL, "(1) אבג": RTL, "1. abc": LTR, "… «עוד»": RTL,
        "مرحبا!": RTL, "🐝 bees": LTR, "\u200f12": RTL, "": LTR, "1974": LTR,
        "NASA هي وكالة الفضاء.": RTL, "https://example.org/a (1) هو الرابط.": RTL,
        "The word שלום means peace.": LTR, "\u200eNASA هي وكالة.": LTR, "One is \u2068مرحبا (1)\u2069": LTR,
    }  # fmt: skip
    assert {text: direction_of(text) for text in table} == table
    assert direction_of("1974", RTL) is RTL
    assert direction_of('NASA said: "I saw it!" في 1974.', RTL) is RTL
    assert direction_of("E = mc² היא הנוסחה!", RTL) is RTL
    assert direction_of("HTML 5.", RTL) is LTR
    assert direction_of(headed("A", SAID)) is RTL
    assert headed("A", "no") == "A. no"
    assert headed("1", inline_text("*b*"), ": ").runs[-1].emphasis


def test_every_letter_that_runs_from_right_to_left_is_found_in_a_text() -> None:
    for code in (*range(0x2100), *range(0xFB00, 0x11000), *range(0x1E000, 0x1F000)):
        is_reversed = bidirectional(chr(code)) in ("R", "AL")
        assert is_misread(f"a {chr(code)} {chr(code)}", LTR) == is_reversed, hex(code)


def test_a_label_and_a_gap_text_run_in_the_direction_of_their_words(theme, qtbot) -> None:
    said = "NASA היא סוכנות החלל (האמריקאית)!"
    pictures = []
    for text in (said, f"\u200f{said}"):  # with the mark, Qt goes the right way by itself
        label = Label(theme, text=text)
        qtbot.addWidget(label)
        label.resize(400, 40)
        pictures.append(label.grab().toImage())
    assert pictures[0] == pictures[1]
    gaps = GapText(theme)
    qtbot.addWidget(gaps)
    gaps.show_pieces([Piece("NASA היא סוכנות החלל!")], {})
    gaps.resize(400, 40)
    assert gaps.document.begin().textDirection() is RTL


def test_each_paragraph_of_a_passage_runs_in_its_own_direction(theme, qtbot) -> None:
    passage = read_passage("# המגדל\n\nהמגדל היה ריק.\n\nNASA שיגרה חללית!\n\n1. C++ שפה!\n2. HTML 5.\n")
    text = PassageText(QTextDocument())
    text.write(passage)
    blocks = [text.document.findBlockByNumber(number) for number in range(4)]
    assert [block.textDirection() for block in blocks] == [RTL, RTL, RTL, LTR]


def test_fields_in_a_text_from_right_to_left_are_whole(show) -> None:
    """The letters beside a gap may come from another font, in which a space is lower."""
    shown = show(RIGHT_TO_LEFT, 1024, 600, 200)
    found = {}
    for index, id_ in shown:
        for field in parts_of(shown.question(index)):
            if isinstance(field.parentWidget(), GapText):
                found[id_, field.y()] = field.y() >= 0
    assert len(found) > 3
    assert all(found.values()), found


def test_a_fact_stands_beside_its_name_in_any_language(theme, qtbot) -> None:
    facts = FactList(theme)
    qtbot.addWidget(facts)
    facts.show_facts([("Language", "العربية")])
    facts.resize(500, 40)
    value = next(label for label in facts.findChildren(QLabel) if label.text() == "العربية")
    facts.grab()  # lays it out
    picture = value.grab().toImage()
    ink = [x for x in range(value.width()) if _is_inked_at(picture, x)]
    assert value.width() > 300
    assert ink[-1] < 120


def test_a_chosen_sentence_keeps_its_distance_from_the_side_where_it_begins(show) -> None:
    shown = show(RIGHT_TO_LEFT, 1024, 600)
    inner = shown.question({id_: index for index, id_ in shown}["ev"], marked=True)
    label = next(part for part in parts_of(inner) if isinstance(part, QLabel) and "1. " in part.text())
    row = label.parentWidget()
    assert row.rect().right() - label.geometry().right() > row.layout().contentsMargins().left()


def _is_inked_at(picture: QImage, x: int) -> bool:
    return any(picture.pixel(x, y) != picture.pixel(0, 0) for y in range(picture.height()))


def test_a_value_that_is_read_from_the_right_stays_together_in_a_sentence() -> None:
    word, number = "نعم (1)!", "3"
    told = translate("{name} has handed in “{title}”.", name=word, title="Bees")
    assert told == f"\u2068{word}\u2069 has handed in “Bees”."
    assert direction_of(told) is LTR
    assert translate("{first}: {then}", first=word, then=number) == f"{word}: {number}"  # no words around it
    assert translate("{name} has handed in “{title}”.", name="Björn", title="b") == "Björn has handed in “b”."


def test_words_of_two_languages_stand_as_they_are_read() -> None:
    table = [
        ((["one", "two", "three"], LTR), [0, 1, 2]),
        ((["אחת", "שתיים", "שלוש"], RTL), [2, 1, 0]),
        ((["הכול", "New", "York", "שם"], RTL), [3, 1, 2, 0]),  # the name keeps its order
        ((["the", "אחת", "שתיים", "end"], LTR), [0, 2, 1, 3]),
    ]
    assert [visual_order(*asked) for asked, _ in table] == [wanted for _, wanted in table]


def painted(paint: Callable[[QPainter], object], width: int = 240, height: int = 60) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(Qt.GlobalColor.black)
    paint(painter)
    painter.end()
    return image


def test_closing_signs_stand_where_the_text_ends(theme) -> None:
    room, wraps = QRect(0, 0, 240, 60), Qt.TextFlag.TextWordWrap
    font = theme.font(FontRole.OPTION)

    def ours(text: str, direction: Qt.LayoutDirection) -> QImage:
        def paint(painter: QPainter) -> None:
            painter.setFont(font)
            painter.setLayoutDirection(direction)
            paint_text(painter, room, wraps | Qt.AlignmentFlag.AlignVCenter, text)

        return painted(paint)

    def qts(flag: Qt.TextFlag, side: Qt.AlignmentFlag) -> QImage:
        def paint(painter: QPainter) -> None:
            painter.setFont(font)
            flags = flag | wraps | side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(flags), SAID)

        return painted(paint)

    for direction, side in ((LTR, Qt.AlignmentFlag.AlignLeft), (RTL, Qt.AlignmentFlag.AlignRight)):
        assert ours(SAID, direction) == qts(Qt.TextFlag.TextForceRightToLeft, side)
        assert ours(SAID, direction) != qts(Qt.TextFlag.TextForceLeftToRight, side)
        emphasized = inline_text(SAID + " *ב*")
        assert ours(emphasized, direction) != ours(str(emphasized), direction)


def test_a_text_is_as_high_as_the_lines_that_it_is_broken_into(theme: Theme) -> None:
    font = theme.font(FontRole.PLAIN)
    one = text_size("word", font).height()
    word = "Grundstücksverkehrsgenehmigung" * 3
    for text in (word, inline_text(f"*{word}*"), f"a {word}", f"a\n{word}"):
        size = text_size(text, font, 120)
        assert size.width() <= 121
        assert size.height() >= 4 * one, text
    assert text_size("two words", font, 1000).height() == text_size("two words", font).height()


def test_what_can_be_chosen_is_as_high_as_its_text_needs(theme: Theme, qtbot) -> None:
    word = "Grundstücksverkehrsgenehmigungszuständigkeit"
    around = QWidget()
    qtbot.addWidget(around)
    pill, word_pill, radio, slot, field = (
        kind(theme, around) for kind in (Pill, WordPill, RadioCard, SlotCard, ChoiceField)
    )
    pill.show_text(word)
    word_pill.show_word("a", "A", word)
    radio.show_option("A", word, "")
    slot.show_card("option", "A", word)
    field.show_options([("a", "A", word)], "")
    for widget in (pill, word_pill, radio, slot, field):
        line = widget.fontMetrics().height()
        heights = [widget.heightForWidth(width) for width in (600, 240, 120)]
        assert heights[0] < 3 * line
        assert heights[1] >= heights[0], widget
        assert heights[2] >= heights[0] + line * 1.8, widget


def test_what_was_measured_is_measured_again_where_words_or_looks_change(theme: Theme, qtbot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    field, tab = ChoiceField(theme, around), TabButton("Skills")
    tab.setParent(around)
    around.show()
    field.show_options([("a", "A", "bee")], "")
    short = field.sizeHint().width()
    field.show_options([("a", "A", "a beekeeper of the harbor")], "")
    wide = field.sizeHint().width()
    assert wide > short
    for words, percent in (("Skills", 100), ("Skills to practice", 100), ("Skills to practice", 200)):
        tab.setText(words)
        theme.resize_text(percent)
        flush()
        fresh = TabButton(words)
        fresh.setParent(around)
        fresh.show()
        assert tab.sizeHint() == fresh.sizeHint()
    assert field.sizeHint().width() > 1.9 * wide
    high = field.heightForWidth(200)
    theme.show(theme.look._replace(line_spacing=200))
    assert field.heightForWidth(200) > high
