"""Emphasis on the screen: what is seen in its letters, and heard without signs; and nothing that is read as HTML."""

from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.attempt import PRACTICE
from quizapp.domain.gaps import split_gaps
from quizapp.domain.inline import inline_text, plain_text
from quizapp.domain.runs import InlineText
from quizapp.formats.native import read_bank
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.catalog import new_view
from quizapp.gui.answers.parts.gap_text import GapText
from quizapp.gui.answers.parts.option_card import RadioCard
from quizapp.gui.answers.parts.word_pill import WordPill
from quizapp.gui.attempt.feedback_panel import FeedbackPanel
from quizapp.gui.kit.inline_text import InlineLayout, paint_line, paint_text, run_font, text_size, tool_tip
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.label import InlineLabel
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole
from quizapp.gui.results.question_list import QuestionList
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from tests.gui.conftest import flush
from tests.gui.seen import texts, words_heard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # says the platform without a screen
BANK = read_bank(Path(__file__).parents[2] / "data" / "emphasis.yaml").bank
assert BANK is not None
SIGNS = "*`"
HOSTILE = '<b>x</b> <img src="file:///etc/hostname"> &amp; [a](file:///b) ![c](file:///d)'


def seen_and_heard(widget: QWidget) -> str:
    return "\n".join([*texts(widget), words_heard(widget)])


def picture(width: int, height: int, paint) -> QImage:
    """Give what `paint` paints in black on white."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(Qt.GlobalColor.black)
    paint(painter)
    painter.end()
    return image


def ink(image: QImage) -> int:
    """Tell how dark the picture is in all."""
    return sum(255 - image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height()))


@pytest.fixture
def shown(theme, qtbot):
    """Shows widgets below one another in a window."""

    def run(*widgets: QWidget, width: int = 640) -> QWidget:
        around = QWidget()
        column = QVBoxLayout(around)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        qtbot.addWidget(around)
        around.resize(width, 1600)
        around.show()
        flush()
        arounds.append(around)
        return around

    arounds: list[QWidget] = []
    return run


@pytest.mark.parametrize("question", BANK.questions, ids=lambda question: question.type_name)
def test_no_sign_is_seen_or_heard(question, theme, shown) -> None:
    """Show each question up to its feedback, whether the answer is right or not."""
    view = new_view(type(question), theme)
    assert isinstance(view, AnswerView)
    stem, panel = InlineLabel(theme, FontRole.STEM, wraps=True), FeedbackPanel(theme)
    stem.setText(inline_text(question.stem))
    around = shown(stem, view, panel)
    taking = Taking(BANK, PRACTICE, Random(2), lambda: 0.0)
    wrong = taking.arrangement(question.id) if question.type_name == "ordering" else None
    for response in (None, wrong, question.correct_response()):
        if question.type_name == "evidence":
            continue  # it is answered in the passage
        view.show_question(question, taking.arrangement(question.id), response)
        flush()
        assert plain_text(question.stem) in seen_and_heard(around)
        assert not set(SIGNS) & set(seen_and_heard(around))
        view.show_mark(question.mark(response))
        panel.show_feedback(BANK, question, response, question.mark(response), view)
        flush()
        assert plain_text(question.explanation) in seen_and_heard(around)
        assert not set(SIGNS) & set(seen_and_heard(around))


def test_no_sign_is_seen_or_heard_in_the_results(theme, shown) -> None:
    taking = Taking(BANK, PRACTICE, Random(2), lambda: 0.0)
    for question in BANK.questions:
        if question.type_name not in ("numeric", "short_answer"):
            taking.respond(question.id, question.correct_response())
    taking.submit()
    listed = QuestionList(theme, Pictures(Jobs()))
    listed.show_marked(mark_attempt(BANK, taking.attempt))
    shown(listed)
    said = [str(listed.model().data(listed.model().index(row, 0))) for row in range(listed.model().rowCount())]

    assert len(said) == len(BANK.questions)
    assert "What did Marta not ask for?" in said[0]
    assert not set(SIGNS) & set("".join(said))
    assert listed.questions.entry(0).stem.runs[1].emphasis
    listed.viewport().grab()


def test_what_is_chosen_among_emphasized_values_is_what_the_author_typed(theme, shown, qtbot) -> None:
    question = BANK.question("grid")
    view = new_view(type(question), theme)
    given = []
    view.response_changed.connect(given.append)
    shown(view)
    view.show_question(question, question.ids, None)
    for key in "12":
        view.take_key(key)

    assert given[-1] == question.correct_response()
    view.show_mark(question.mark(given[-1]))
    assert "Your answer, right" in words_heard(view)
    assert "wrong" not in words_heard(view)


def test_the_letters_are_those_of_emphasis(theme) -> None:
    font = theme.font(FontRole.OPTION)
    text = inline_text("a 🐝 *b* **c** `d` ***e***")
    assert isinstance(text, InlineText)
    formats = InlineLayout(text, font)._layout.formats()
    units = text.encode("utf-16-le")
    pieces = {units[2 * f.start : 2 * (f.start + f.length)].decode("utf-16-le"): f.format.font() for f in formats}

    assert list(pieces) == ["b", "c", "d", "e"]
    assert pieces["b"].italic()
    assert pieces["c"].bold()
    assert QFontInfo(pieces["d"]).fixedPitch()
    assert pieces["e"].italic()
    assert pieces["e"].bold()
    assert {piece.pointSizeF() for piece in pieces.values()} == {font.pointSizeF()}


def test_what_is_strong_in_bold_letters_is_underlined(theme) -> None:
    strong = inline_text("**not**").runs[0]

    assert run_font(theme.font(FontRole.STEM), strong).underline()
    assert not run_font(theme.font(FontRole.OPTION), strong).underline()


def test_emphasis_keeps_the_spacing_of_letters(theme) -> None:
    font = QFont(theme.font(FontRole.OPTION))
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 5)
    font.setWordSpacing(9)
    run = inline_text("*a*").runs[0]

    assert (run_font(font, run).letterSpacing(), run_font(font, run).wordSpacing()) == (5, 9)


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("width", [350, 640])
def test_a_label_and_a_card_have_room_for_all_their_lines(new_theme, shown, size, width) -> None:
    theme = new_theme("light", size)
    text = inline_text(
        "Which of *these* words, in `monospaced letters`, says **most strongly** what *Marta* wrote? " * 3
    )
    label, card = InlineLabel(theme, FontRole.OPTION, wraps=True), RadioCard(theme)
    label.setText(text)
    card.show_option("A", text, "")
    shown(label, card, width=width)

    assert label.height() >= text_size(text, label.font(), label.width()).height()
    least = text_size(text, card.font(), card._text_room(card.width())[1]).height()
    assert card.heightForWidth(card.width()) >= least
    assert label.text() == card.text() == plain_text(text)


def test_a_label_is_painted_in_its_color_in_every_theme(new_theme, shown) -> None:
    for name in ("light", "dark"):
        theme = new_theme(name)
        label = InlineLabel(theme, FontRole.HEADLINE, color="accent")
        label.setText(inline_text("**MMM**"))
        shown(label)
        image = label.grab().toImage()
        colors = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
        assert theme.color("accent").name() in colors


def test_text_that_is_not_emphasized_is_painted_by_the_quick_way(theme) -> None:
    """And looks the same: emphasis of nothing moves no letter."""
    font = theme.font(FontRole.OPTION)
    room = QRect(0, 0, 300, 90)
    words = "The vote to keep the tower, and its tenants, was 2 * 3."

    def painted(text):
        def paint(painter):
            painter.setFont(font)
            paint_text(painter, room, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, text)

        return ink(picture(300, 90, paint))

    assert painted(words) > 0
    assert painted(inline_text(words.replace("*", r"\*"))) == pytest.approx(painted(words), rel=0.02)


def test_a_line_without_room_ends_in_dots(theme) -> None:
    text = inline_text("*unanimous* and **empty**")

    def paint(painter, width):
        painter.setFont(theme.font(FontRole.PLAIN))
        told.append(paint_line(painter, QRect(0, 0, width, 30), text))

    told: list[bool] = []
    assert ink(picture(400, 30, lambda painter: paint(painter, 400))) > ink(
        picture(400, 30, lambda painter: paint(painter, 60))
    )
    assert told == [True, False]


def test_emphasis_goes_around_gaps(theme, shown) -> None:
    pieces = split_gaps("The *tower stood [1] for* **[2]** years, `so`.", 2)
    label = GapText(theme)
    fields = {id_: QWidget(label) for id_ in "12"}
    for field in fields.values():
        field.setMinimumSize(40, 20)
    label.show_pieces(pieces, fields)
    shown(label)

    assert label.text() == "The tower stood [1] for [2] years, so."
    assert label.accessibleName() == "The tower stood (gap 1) for (gap 2) years, so."
    styles = {word: label.document.find(word).charFormat().font() for word in ("tower", "for", "The", "so")}
    assert styles["tower"].italic()
    assert styles["for"].italic()
    assert not styles["The"].italic()
    assert QFontInfo(styles["so"]).fixedPitch()
    label.grab()


@pytest.mark.parametrize("text", [HOSTILE, f"*a* {HOSTILE}", f"{HOSTILE} `b`"])
def test_what_looks_like_html_or_a_link_stays_the_characters_typed(theme, shown, text) -> None:
    label, card, pill = InlineLabel(theme, FontRole.STEM, wraps=True), RadioCard(theme), WordPill(theme)
    label.setText(inline_text(text))
    card.show_option("A", inline_text(text), "")
    pill.show_word("A", "A", inline_text(text))
    around = shown(label, card, pill, width=300)
    around.grab()

    assert label.textFormat() == Qt.TextFormat.PlainText
    assert HOSTILE in label.text()
    assert HOSTILE in card.text()
    assert f"A. {plain_text(text)}" == card.accessibleName() == pill.accessibleName()
    assert not label.findChildren(QWidget)
    assert not label.openExternalLinks()


def test_a_tool_tip_of_plain_words_is_these_words() -> None:
    assert tool_tip("a < b & c") == "a < b & c"
    assert tool_tip(inline_text("*a*")) == "a"
    assert "<img" not in tool_tip(HOSTILE)  # Qt would read it as HTML


def test_a_click_on_emphasis_chooses_the_card(theme, shown, qtbot) -> None:
    card = RadioCard(theme)
    card.show_option("A", inline_text("*a* long **text**"), "Option 1 of 1")
    shown(card)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(card.width() // 2, card.height() // 2))

    assert card.isChecked()
