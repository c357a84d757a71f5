"""The passage on the screen: the same text as in the domain, character by character, and evidence at its words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextDocument, QTextListFormat
from PySide6.QtTest import QTest

from quizapp.domain.passage import Span, read_passage
from quizapp.gui.passage.passage_text import PassageText
from quizapp.gui.passage.passage_view import PassageView
from tests.examples import examples
from tests.gui.conftest import flush
from tests.gui.seen import heard

MARKDOWN = """\
# The Lighthouse Bees

When the 🗼 closed in 1974, the *white* tower stood **empty** for `eleven` years, & nobody <b>minded</b>.

## The keeper

Roses are red,\\
bees 🐝 are busy.

- salt
- honey

3. third
4. fourth

> Nobody had asked the *bees*.

Last words.
"""
PASSAGE = read_passage(MARKDOWN)
HOSTILE = """\
<img src="/etc/passwd"><script>x</script> &lt;b&gt; &amp; <b>x</b> [link](http://x) ![i](/etc/passwd)

<h1>no heading</h1>

<table><tr><td>x</td></tr></table>
"""
LONG = read_passage(
    "\n\n".join(f"Paragraph {number} begins here. " + "It tells of bees and towers. " * 9 for number in range(1, 60))
)


@pytest.fixture
def view(theme, qtbot):
    view = PassageView(theme)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def on_screen(view):
    """The text as Qt has it, with Qt's ends of paragraphs as line ends."""
    return view.document().toRawText().replace("\u2029", "\n")


def blocks(view):
    block = view.document().begin()
    found = []
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def style_of(view, words):
    cursor = view.document().find(words)
    assert cursor.selectedText() == words
    return cursor.charFormat()


def span_of(passage, words):
    (span,) = passage.find(words)
    return span


def marked(view):
    return [selection.cursor.selectedText().replace("\u2029", "\n") for selection in view.extraSelections()]


@pytest.mark.parametrize(
    "markdown",
    [MARKDOWN, HOSTILE, "One line.", "\ufeffa *\ufeffb*", "\ufeff", "a\\\nb\\\nc", "- x\n  - y\n    - z\n\n> > deep"],
)
def test_the_text_is_the_passages_own(view, markdown):
    passage = read_passage(markdown)
    view.show_passage(passage)
    assert on_screen(view) == passage.text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60))
def test_whatever_is_written_the_text_is_the_passages_own(qapp, markdown):
    passage, written = read_passage(markdown), PassageText(QTextDocument())
    written.write(passage)
    shown = written.document.toRawText().replace("\u2029", "\n")
    assert shown.replace("\u2028", "\n") == passage.text.replace("\u2028", "\n").replace("\u2029", "\n")


def test_nothing_is_taken_for_html(view):
    view.show_passage(read_passage(HOSTILE))
    assert '<img src="/etc/passwd">' in view.toPlainText()
    assert "&lt;b&gt; &amp; <b>x</b>" in view.toPlainText()
    assert "<h1>no heading</h1>" in view.toPlainText()
    for block in blocks(view):
        assert block.blockFormat().headingLevel() == 0
        pieces = block.begin()
        while not pieces.atEnd():
            style = pieces.fragment().charFormat()
            assert not style.isImageFormat()
            assert not style.isAnchor()
            pieces += 1
    assert not view.acceptDrops()
    assert view.isReadOnly()


def test_emphasis_is_seen(view):
    view.show_passage(PASSAGE)
    assert style_of(view, "white").fontItalic()
    assert style_of(view, "empty").fontWeight() >= 700
    assert "DejaVu Sans Mono" in style_of(view, "eleven").fontFamilies()
    assert not style_of(view, "tower stood").fontItalic()
    assert style_of(view, "The keeper").fontWeight() >= 600
    assert style_of(view, "Nobody had asked").fontItalic()
    assert not style_of(view, "asked the bees").fontItalic()  # emphasis within italics


def test_lists_and_quotations_stand_apart(view):
    view.show_passage(PASSAGE)
    by_text = {block.text(): block for block in blocks(view)}
    assert by_text["salt"].textList().format().style() == QTextListFormat.Style.ListDisc
    third = by_text["third"].textList()
    assert third.itemText(by_text["third"]) == "3."
    assert by_text["fourth"].textList().itemText(by_text["fourth"]) == "4."
    assert by_text["Nobody had asked the bees."].blockFormat().leftMargin() > 0
    assert by_text["Last words."].blockFormat().leftMargin() == 0


def test_paragraphs_have_numbers_in_the_margin(view, theme):
    view.show_passage(PASSAGE)
    numbers = {block.text: block.number for block in PASSAGE.blocks}
    assert [number for number in numbers.values() if number] == [1, 2, 3, 4]
    picture = view.grab().toImage()

    def is_written_beside(text):
        block = next(block for block in blocks(view) if block.text() == text)
        top = view.document().documentLayout().blockBoundingRect(block).top()
        lines = range(round(top) + 2, round(top) + 22)
        card = theme.color("card").rgb()
        return any(picture.pixel(x, y) != card for x in range(view.viewport().x() - 6) for y in lines)

    assert is_written_beside(PASSAGE.blocks[0].text)
    assert not is_written_beside("The keeper")
    assert not is_written_beside("salt")
    assert is_written_beside("Nobody had asked the bees.")


@pytest.mark.parametrize(
    "words",
    [
        "When the 🗼 closed",
        "white tower stood empty for eleven years",
        "Roses are red,\u2028bees 🐝 are busy.",
        "🐝",
        "honey",
        "Nobody had asked the bees.",
        "Last words.",
    ],
)
def test_evidence_is_at_its_words(view, words):
    view.show_passage(PASSAGE)
    start = PASSAGE.text.index(words)
    view.show_evidence([Span(start, start + len(words))])
    assert marked(view) == [words]


def test_evidence_goes_over_several_paragraphs(view):
    view.show_passage(PASSAGE)
    view.show_evidence([span_of(PASSAGE, "bees 🐝 are busy … Nobody had asked")])
    start, end = PASSAGE.text.index("bees 🐝"), PASSAGE.text.index(" the bees.")
    assert marked(view) == [PASSAGE.text[start:end]]
    assert marked(view)[0].count("\n") == 5


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60))
def test_every_span_is_marked_at_its_words(view, data):
    view.show_passage(PASSAGE)
    start = data.draw(st.integers(0, len(PASSAGE.text) - 1))
    end = data.draw(st.integers(start + 1, len(PASSAGE.text)))
    view.show_evidence([Span(start, end)])
    assert marked(view) == [PASSAGE.text[start:end]]


def test_what_misled_is_underlined_where_it_is_not_evidence_too(view, theme):
    view.show_passage(PASSAGE)
    evidence, other = span_of(PASSAGE, "Last words."), span_of(PASSAGE, "honey")
    view.show_evidence([evidence], [other, evidence])
    selections = view.extraSelections()
    looks = {selection.cursor.selectedText(): selection.format for selection in selections}
    assert set(looks) == {"Last words.", "honey"}
    assert looks["Last words."].background().color() == theme.color("mark")
    assert looks["honey"].underlineStyle() == QTextCharFormat.UnderlineStyle.DashUnderline


def test_evidence_has_a_bar_beside_it(view, theme):
    view.show_passage(PASSAGE)

    def bars():
        picture = view.grab().toImage()
        accent = theme.color("accent").rgb()
        x = view.viewport().x() - 8
        return [y for y in range(view.height()) if picture.pixel(x, y) == accent]

    assert not bars()
    view.show_evidence([span_of(PASSAGE, "When the 🗼 closed")])
    assert bars()
    view.show_evidence([])
    assert not bars()


def gutter_colors(view, theme):
    """Give the colors of the theme that are painted left of the text."""
    picture = view.grab().toImage()
    found = {picture.pixel(x, y) for x in range(view.viewport().x()) for y in range(view.height())}
    return {name for name in ("accent", "wrong") if theme.color(name).rgb() in found}


def test_several_places_have_numbers_in_the_order_of_the_passage_evidence_first(view, theme):
    view.show_passage(PASSAGE)
    late, early = span_of(PASSAGE, "honey"), span_of(PASSAGE, "stood empty")
    other = span_of(PASSAGE, "Roses are red")
    view.show_evidence([late, early], [other])
    assert [view.number_of(span) for span in (early, late, other)] == [1, 2, 3]
    assert heard(view).description == "1, evidence: “stood empty” 2, evidence: “honey” 3, misled by: “Roses are red”"
    assert gutter_colors(view, theme) == {"accent", "wrong"}
    view.show_evidence([early])
    assert view.number_of(early) == 0
    assert view.number_of(other) == 0
    assert heard(view).description == "Evidence: “stood empty”"
    view.show_evidence([])
    assert heard(view).description == ""
    assert not gutter_colors(view, theme)


def test_a_place_that_is_shown_twice_has_one_number(view):
    view.show_passage(PASSAGE)
    one, other = span_of(PASSAGE, "honey"), span_of(PASSAGE, "stood empty")
    view.show_evidence([one, one], [one])
    assert view.number_of(one) == 0
    view.show_evidence([one, one], [other, other])
    assert [view.number_of(one), view.number_of(other)] == [1, 2]


@pytest.mark.parametrize(
    ("first", "second", "is_underlined"),
    [
        ("the white tower stood", "white", True),  # nested
        ("white tower stood", "tower stood empty", True),  # overlapping
        ("the white ", "tower stood empty", True),  # touching
        ("white tower", "eleven years", False),
    ],
)
def test_evidence_that_meets_other_evidence_is_told_from_it(view, first, second, is_underlined):
    view.show_passage(PASSAGE)
    spans = []
    for words in (first, second):
        start = PASSAGE.text.index(words)
        spans.append(Span(start, start + len(words)))
    view.show_evidence(spans)
    looks = {each.cursor.selectedText(): each.format.underlineStyle() for each in view.extraSelections()}
    style = QTextCharFormat.UnderlineStyle
    assert looks == {first: style.NoUnderline, second: style.SingleUnderline if is_underlined else style.NoUnderline}


def test_places_have_no_numbers_beside_sentences_with_signs(view):
    view.show_passage(PASSAGE)
    view.sentences.offer(PASSAGE.sentences)
    spans = [span_of(PASSAGE, "honey"), span_of(PASSAGE, "stood empty")]
    view.show_evidence(spans)
    assert [view.number_of(span) for span in spans] == [0, 0]
    view.sentences.clear()


def test_numbers_can_be_read_at_every_text_size(view, theme):
    view.show_passage(PASSAGE)
    view.show_evidence([span_of(PASSAGE, "honey"), span_of(PASSAGE, "stood empty")])

    def badge():
        picture = view.grab().toImage()
        accent = theme.color("accent").rgb()
        columns = [
            x for x in range(view.viewport().x()) if any(picture.pixel(x, y) == accent for y in range(view.height()))
        ]
        return columns[-1] - columns[0]

    plain = badge()
    theme.resize_text(200)
    assert badge() > 1.7 * plain


def test_evidence_far_away_is_scrolled_into_view_and_near_by_nothing_moves(view):
    view.show_passage(LONG)
    far = span_of(LONG, "Paragraph 50 begins here.")
    view.show_evidence([far])
    bar = view.verticalScrollBar()
    place = bar.value()
    assert 0 < place < bar.maximum()
    cursor = view.textCursor()
    assert view.viewport().rect().contains(view.cursorRect(cursor).center())
    view.show_evidence([])
    assert bar.value() == place
    view.show_evidence([far])
    assert bar.value() == place


def test_evidence_is_in_view_though_the_view_gets_its_size_later(theme, qtbot):
    view = PassageView(theme)
    qtbot.addWidget(view)
    view.show_passage(LONG)
    far = span_of(LONG, "Paragraph 50 begins here.")
    view.show_evidence([far])
    view.show()
    view.resize(300, 260)
    flush()
    assert view.shows(far)


def test_evidence_that_there_is_room_for_is_not_scrolled_to(theme, qtbot):
    view = PassageView(theme)
    qtbot.addWidget(view)
    view.resize(300, 120)
    view.show_passage(LONG)
    near = span_of(LONG, "Paragraph 3 begins here.")
    view.show()
    view.show_evidence([near])
    assert view.verticalScrollBar().value() > 0
    view.resize(600, 900)  # before it is painted, as a page that comes gets its size
    assert (view.shows(near), view.verticalScrollBar().value()) == (True, 0)


def test_another_theme_keeps_the_evidence(view, theme):
    view.show_passage(PASSAGE)
    view.show_evidence([span_of(PASSAGE, "Last words.")])
    theme.use("dark")
    assert marked(view) == ["Last words."]
    assert view.extraSelections()[0].format.background().color() == theme.color("mark")


@pytest.mark.parametrize("size", [80, 125, 200])
def test_another_text_size_keeps_text_evidence_and_about_the_place(view, theme, size):
    view.show_passage(LONG)
    view.show_evidence([span_of(LONG, "Paragraph 30 begins here.")])
    top = view.cursorForPosition(view.viewport().rect().topLeft()).block().blockNumber()
    theme.resize_text(size)
    flush()
    assert on_screen(view) == LONG.text
    assert len(marked(view)) == 1
    now = view.cursorForPosition(view.viewport().rect().topLeft()).block().blockNumber()
    assert abs(now - top) <= 3


def test_another_passage_begins_at_its_top_without_evidence(view):
    view.show_passage(LONG)
    view.show_evidence([span_of(LONG, "Paragraph 50 begins here.")])
    view.show_passage(PASSAGE)
    assert view.verticalScrollBar().value() == 0
    assert marked(view) == []
    assert on_screen(view) == PASSAGE.text
    assert view.textCursor().position() == 0


def test_the_same_passage_keeps_its_place(view):
    view.show_passage(LONG)
    view.verticalScrollBar().setValue(500)
    view.show_passage(LONG)
    assert view.verticalScrollBar().value() == 500


def test_keys_scroll_it(view):
    view.show_passage(LONG)
    view.setFocus()
    bar = view.verticalScrollBar()
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert bar.value() > 200
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() > bar.maximum() - 20
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() < 5
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() > 200
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert bar.value() < 20
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert bar.value() > 0


def test_the_passage_is_heard(view):
    view.setAccessibleName("Passage: The Lighthouse Bees")
    view.show_passage(PASSAGE)
    entry = heard(view)
    assert entry.name == "Passage: The Lighthouse Bees"
    assert "readOnly" in entry.states
    assert "Roses are red" in entry.value
