"""Images on the screen: in the passage, in the question and by themselves, and what stands for a damaged one."""

import struct
from itertools import product
from random import Random
from zlib import compress

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from quizapp.domain.attempt import PRACTICE
from quizapp.domain.image import Image
from quizapp.domain.passage import read_passage
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.kit.image_dialog import ImageDialog
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.picture import Picture
from quizapp.gui.kit.pictures import Pictures, decoded
from quizapp.gui.library.reading_page import ReadingPage
from quizapp.gui.passage.passage_view import PassageView
from quizapp.services.taking import Taking
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.seen import Role, heard
from tests.images import JPEG, WEBP, WEBP_LOSSLESS, chunk, corrupt_png, png, png_header
from tests.samples import BANK, TWO_PART

RED = QColor(200, 30, 30)
LEFT = Qt.MouseButton.LeftButton
MAP = Image("map.png", "A map 🗺 of the bay", "Drawn in 1974")
WIDE, SMALL, TALL, DAMAGED = "wide.png", "small.png", "tall.png", "damaged.png"
IMAGES = {
    MAP.file: png(900, 400),
    WIDE: png(3000, 300),
    SMALL: png(40, 30),
    TALL: png(100, 3000),
    DAMAGED: corrupt_png(),
}
PASSAGE = read_passage(
    "# Bees\n\nThe 🐝 tower.\n\n![The 🐝 coast](wide.png)\n\nIt was white.\n\n![The tower](small.png)\n\nThe end."
)


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.wait()


@pytest.fixture
def pictures(jobs):
    made = Pictures(jobs, jobs)
    made.use(IMAGES)
    return made


@pytest.fixture
def view(theme, pictures, qtbot):
    made = PassageView(theme, pictures)
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def color_at(widget, point):
    return widget.grab().toImage().pixelColor(point * widget.devicePixelRatioF())


def is_red(color):
    return abs(color.red() - 200) < 12 and color.green() < 60 and color.blue() < 60


def dialogs():
    return [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ImageDialog) and widget.isVisible()
    ]


# decoding


def when_decoded(qtbot, pictures, name, width):
    with qtbot.waitSignal(pictures.changed):
        assert pictures.picture(name, width) is None
    return pictures.picture(name, width)


@pytest.mark.parametrize("data", [png(), JPEG, WEBP, WEBP_LOSSLESS], ids=["png", "jpeg", "webp", "lossless"])
def test_each_format_is_decoded(qtbot, pictures, data):
    pictures.use({"a": data})

    assert pictures.size("a") == QSize(8, 4)
    assert is_red(when_decoded(qtbot, pictures, "a", 100).pixelColor(4, 2))


def test_an_image_is_decoded_at_the_width_that_is_shown(qtbot, pictures):
    assert when_decoded(qtbot, pictures, WIDE, 600).size() == QSize(600, 60)
    with qtbot.waitSignal(pictures.changed):
        assert pictures.picture(WIDE, 300).width() == 600  # until the other one is there
    assert pictures.picture(WIDE, 300).width() == 300


def test_an_image_that_a_camera_took_on_its_side_is_upright(qtbot, pictures):
    turned = b"Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"
    pictures.use({"a": JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(turned) + 2) + turned + JPEG[2:]})

    assert pictures.size("a") == QSize(4, 8)
    assert when_decoded(qtbot, pictures, "a", 2).size() == QSize(2, 4)


def test_what_is_transparent_is_on_white_paper():
    clear = png_header(1, 1, color=6) + chunk(b"IDAT", compress(bytes(5))) + chunk(b"IEND", b"")

    assert decoded(clear, 10).pixelColor(0, 0) == QColor("white")


@pytest.mark.parametrize("data", [b"", b"GIF89a", corrupt_png(), JPEG[:-400], WEBP[:-20]])
def test_what_cannot_be_decoded_is_told(data):
    assert decoded(data, 10).isNull() or decoded(data, 10).width() == 8  # a JPEG is shown as far as it goes


def test_only_the_format_of_the_first_bytes_is_tried(qapp):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"/>'

    assert decoded(svg, 10).isNull()
    assert decoded(b"BM" + bytes(60), 10).isNull()


def test_images_of_another_bank_are_not_mixed_in(qtbot, pictures):
    pictures.picture(WIDE, 600)
    pictures.use({WIDE: png(20, 20)})

    assert when_decoded(qtbot, pictures, WIDE, 600).size() == QSize(20, 20)


# the passage


def on_screen(view):
    return view.document().toRawText().replace("\u2029", "\n")


def image_boxes(view):
    """Give the places of the images in the viewport."""
    boxes = []
    for block in view.passage.blocks:
        if block.image is not None:
            layout = view.text.cursor(view.passage.find(block.image.alt)[0]).block().layout()
            line = layout.lineAt(0)
            size = QSizeF(line.naturalTextWidth(), line.ascent()).toSize()
            boxes.append(QRect(QPoint(2, round(layout.position().y()) - view.verticalScrollBar().value()), size))
    return boxes


def test_an_image_keeps_offsets_as_they_are_in_the_domain(view):
    view.show_passage(PASSAGE)
    assert on_screen(view) == PASSAGE.text

    (span,) = PASSAGE.find("It was white.")
    view.show_evidence([span])
    assert view.extraSelections()[0].cursor.selectedText() == "It was white."


def test_what_an_image_shows_can_be_evidence(view):
    view.show_passage(PASSAGE)
    view.show_evidence(PASSAGE.find("The 🐝 coast"))
    assert view.extraSelections()[0].cursor.selectedText() == "The 🐝 coast"


def test_a_wide_image_is_as_wide_as_the_view_and_a_small_one_as_it_is(view, theme, qtbot):
    view.show_passage(PASSAGE)
    wide, small = image_boxes(view)
    assert view.viewport().width() - 8 <= wide.width() <= view.viewport().width()
    assert abs(wide.width() / wide.height() - 10) < 0.5
    assert small.size() == QSize(40, 30)

    view.resize(300, 500)
    flush()
    assert image_boxes(view)[0].width() <= view.viewport().width()
    assert view.horizontalScrollBar().maximum() == 0

    theme.resize_text(200)
    flush()
    assert image_boxes(view)[1].size() == QSize(80, 60)
    assert on_screen(view) == PASSAGE.text


def test_a_tall_image_is_to_be_seen_as_a_whole(view):
    view.show_passage(read_passage("Bees.\n\n![The tower](tall.png)\n\nBees."))
    assert image_boxes(view)[0].height() < view.viewport().height()

    view.resize(500, 300)
    flush()
    assert image_boxes(view)[0].height() < view.viewport().height()


def test_an_image_is_painted_once_it_is_decoded(view, pictures, qtbot):
    view.show_passage(PASSAGE)
    qtbot.waitUntil(lambda: is_red(color_at(view.viewport(), image_boxes(view)[0].center())))


def test_an_image_out_of_view_is_not_decoded(view, pictures, qtbot):
    text = "\n\n".join(f"Paragraph {number}. " + "Bees. " * 60 for number in range(30))
    view.show_passage(read_passage(f"![Near](small.png)\n\n{text}\n\n![Far](wide.png)"))
    qtbot.waitUntil(lambda: pictures.picture(SMALL, 40) is not None)
    flush()
    assert {name for name, _ in pictures._kept} == {SMALL}

    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: WIDE in {name for name, _ in pictures._kept})


def test_a_damaged_image_is_a_frame_with_what_it_shows(view, pictures, qtbot):
    view.show_passage(read_passage("Bees.\n\n![The tower](damaged.png)\n\nBees."))
    with qtbot.waitSignal(pictures.changed):
        view.grab()
    flush()
    (box,) = image_boxes(view)
    assert box.height() < 120
    shown = view.grab().toImage()
    assert len({shown.pixel(x, box.center().y() - 4) for x in range(box.left(), box.right())}) > 2


def test_a_click_on_an_image_shows_it_large(view, qtbot):
    view.show_passage(PASSAGE)
    flush()
    QTest.mouseClick(view.viewport(), LEFT, pos=image_boxes(view)[0].center())
    (dialog,) = dialogs()
    assert heard(dialog.picture).name == "The 🐝 coast"

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    flush()
    assert dialogs() == []


def test_a_click_beside_an_image_does_nothing(view):
    view.show_passage(PASSAGE)
    flush()
    QTest.mouseClick(view.viewport(), LEFT, pos=image_boxes(view)[1].center() + QPoint(100, 0))
    assert dialogs() == []


def test_an_image_of_the_passage_can_be_enlarged_by_keyboard(view, qtbot):
    view.show_passage(PASSAGE)
    view.setFocus()
    where = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, view.mapToGlobal(where))
    view.contextMenuEvent(event)
    (menu,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu) and widget.isVisible()]
    action = menu.actions()[-1]
    assert action.text() == "Enlarge the image: The tower"

    action.trigger()
    menu.close()
    flush()
    (dialog,) = dialogs()
    assert heard(dialog.picture).name == "The tower"
    dialog.close()
    flush()


def test_sentences_beside_an_image_are_selected_as_ever(view, qtbot):
    view.show_passage(PASSAGE)
    view.sentences.offer(PASSAGE.sentences)
    toggled = []
    view.sentences.toggled.connect(toggled.append)
    flush()

    QTest.mouseClick(
        view.viewport(),
        LEFT,
        pos=view.cursorRect(view.text.cursor(PASSAGE.find("It was white.")[0])).center() - QPoint(8, 0),
    )
    QTest.mouseClick(view.viewport(), LEFT, pos=image_boxes(view)[0].center())
    assert [PASSAGE.sentences[place].name for place in toggled] == ["It was white."]
    assert len(dialogs()) == 1
    dialogs()[0].close()
    flush()


def test_the_note_about_a_text_has_its_images(theme, jobs, qtbot, tmp_path):
    page = ReadingPage(theme, Settings(tmp_path / "settings.json"), jobs)
    qtbot.addWidget(page)
    page.resize(800, 600)
    page.show()
    page.show_note(msgspec.structs.replace(BANK, about=PASSAGE, images=IMAGES))
    qtbot.waitUntil(lambda: is_red(color_at(page.card.passage.viewport(), image_boxes(page.card.passage)[0].center())))


# the question


@pytest.fixture
def page(theme, jobs, qtbot, tmp_path):
    made = QuizPage(theme, Settings(tmp_path / "settings.json"), jobs)
    for widget in (made, made.finish, *made.header_tabs):
        qtbot.addWidget(widget)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def begin(page, *images):
    """An attempt at questions with these images, in this order."""
    sample = BANK.questions[0]
    questions = [msgspec.structs.replace(sample, id=f"q{at}", image=image) for at, image in enumerate(images)]
    bank = msgspec.structs.replace(BANK, questions=tuple(questions), images=IMAGES)
    taking = Taking(bank, PRACTICE, Random(1), lambda: 0.0)
    page.show_taking(taking)
    flush()
    return taking


def test_the_image_of_a_question_is_a_graphic_with_its_alternative_text(page, qtbot):
    begin(page, MAP)
    picture = page.card.image.picture

    assert heard(picture).role == Role.Graphic
    assert heard(picture).name == MAP.alt
    assert page.card.image.caption.text() == "Drawn in 1974"
    assert heard(page.card.image.button).name == f"Enlarge the image: {MAP.alt}"
    qtbot.waitUntil(lambda: is_red(color_at(picture, picture.rect().center())))


def test_an_image_leaves_room_for_the_answers(page):
    for size, name in product(((1366, 768), (1024, 600), (700, 500)), (WIDE, TALL, MAP.file)):
        page.resize(*size)
        begin(page, Image(name, "It"))
        picture, around = page.card.image.picture, page.card._scroll.viewport()

        assert picture.height() <= max(90, 0.4 * around.height() + 1), (size, name)
        assert picture.width() <= around.width() - 8, (size, name)
        assert page.card.image.y() > page.stem.y(), (size, name)
        assert page.card.image.y() + page.card.image.height() <= page.display.view.y(), (size, name)


def test_the_image_follows_the_window_and_the_size_of_the_text(page, theme):
    page.resize(1366, 768)
    begin(page, Image(WIDE, "It"), Image(SMALL, "It"))
    before = page.card.image.picture.width()
    page.resize(1024, 768)
    flush()
    assert page.card.image.picture.width() < before

    page.go_to(1)
    assert page.card.image.picture.size() == QSize(40, 30)
    theme.resize_text(200)
    flush()
    assert page.card.image.picture.size() == QSize(80, 60)


class Dense(Picture):
    """Use a screen with two pixels to the one that lengths are counted in."""

    def devicePixelRatioF(self):
        return 2.0


def test_an_image_is_as_fine_as_a_dense_screen(theme, pictures, qtbot):
    picture = Dense(theme, pictures)
    qtbot.addWidget(picture)
    with qtbot.waitSignal(pictures.changed):
        picture.show_image(Image(WIDE, "It"), QSize(400, 400))

    assert picture.size() == QSize(400, 40)
    assert pictures.picture(WIDE, 800).width() == 800


def test_an_image_is_enlarged_and_closed_by_keyboard(page, qtbot):
    begin(page, MAP)
    page.card.image.button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.card.image.button, Qt.Key.Key_Return)
    flush()
    (dialog,) = dialogs()
    assert heard(dialog.picture).role == Role.Graphic
    assert heard(dialog.picture).name == MAP.alt
    assert dialog.caption.text() == MAP.caption
    assert dialog.picture.width() > page.card.image.picture.width()
    assert dialog.close_button.hasFocus()
    qtbot.waitUntil(lambda: is_red(color_at(dialog.picture, dialog.picture.rect().center())))

    QTest.keyClick(dialog.close_button, Qt.Key.Key_Escape)
    flush()
    assert dialogs() == []
    assert page.focusWidget() is page.card.image.button
    assert not page.display.taking.attempt.responses  # the key went nowhere else


def test_an_image_is_enlarged_by_a_click_and_closed_by_another(page):
    begin(page, MAP)
    QTest.mouseClick(page.card.image.picture, LEFT)
    flush()
    (dialog,) = dialogs()
    QTest.mouseClick(dialog.picture, LEFT)
    flush()
    assert dialogs() == []


def test_the_button_is_reached_by_tab(page):
    begin(page, MAP)
    reached = set()
    for _ in range(12):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        reached.add(QApplication.focusWidget())
    assert page.card.image.button in reached


def test_a_question_without_an_image_shows_none(page):
    begin(page, MAP, None, Image(SMALL, "Small"))
    assert page.card.image.isVisible()
    page.go_to(1)
    assert not page.card.image.isVisible()
    page.go_to(2)
    assert page.card.image.isVisible()
    assert heard(page.card.image.picture).name == "Small"


def test_a_damaged_image_of_a_question_is_a_frame_with_what_it_shows(page, qtbot):
    begin(page, Image(DAMAGED, "What it would have shown"))
    qtbot.waitUntil(lambda: page.card.image.picture.height() < 120)
    shown = page.card.image.picture.pixmap().toImage()
    middle = shown.height() // 2

    assert heard(page.card.image.picture).role == Role.Graphic
    assert heard(page.card.image.picture).name == "What it would have shown"
    assert len({shown.pixel(x, y) for x in range(4, 200) for y in range(middle - 8, middle + 8)}) > 2


def test_the_image_stays_when_one_looks_back(page):
    taking = begin(page, MAP)
    taking.submit()
    page.show_taking(taking, 0)
    assert page.card.image.isVisible()


def test_the_whole_of_a_two_part_question_has_an_image(page, qtbot):
    whole = msgspec.structs.replace(TWO_PART[1].question, image=MAP)
    bank = msgspec.structs.replace(BANK, questions=(whole,), images=IMAGES)
    page.show_taking(Taking(bank, PRACTICE, Random(1), lambda: 0.0))
    flush()
    assert heard(page.card.image.picture).name == MAP.alt


def test_an_image_has_an_edge_in_every_theme(page, theme, qtbot):
    for name in ("light", "dark", "cream", "contrast"):
        theme.use(name)
        begin(page, MAP)
        picture = page.card.image.picture
        qtbot.waitUntil(lambda: is_red(color_at(page.card.image.picture, page.card.image.picture.rect().center())))
        shown = picture.pixmap().toImage()

        assert isinstance(shown, QImage)
        assert shown.pixelColor(0, shown.height() // 2) == theme.color("line"), name
        assert is_red(shown.pixelColor(2, shown.height() // 2)), name


def test_qt_is_given_no_name_that_it_could_open(view):
    view.show_passage(PASSAGE)
    formats = [style for style in view.document().allFormats() if style.isCharFormat()]
    assert formats
    assert not [style for style in formats if style.isImageFormat() or style.toCharFormat().anchorHref()]
