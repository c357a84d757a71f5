"""The passage as Qt's document: which place of the one is which of the other, and where that stands on lines."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from quizapp.domain.passage import Span, read_passage
from quizapp.gui.passage.passage_text import PassageText
from tests.examples import examples

PASSAGE = read_passage("The 🗼🗼 closed.\n\nBees 🐝 are *busy* 🐝.\n\n![A 🗺](map.png)\n\n> " + "It was so. " * 40)


@pytest.fixture
def text(qapp):
    made = PassageText(QTextDocument())
    made.write(PASSAGE)
    made.document.setTextWidth(300)
    return made


@given(st.text(st.sampled_from("a b🐝🗼\n*"), min_size=1, max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60))
def test_offsets_and_positions_are_those_of_the_same_characters(text, markdown):
    passage = read_passage(markdown)
    text.write(passage)
    for offset in range(len(passage.text) + 1):
        position = len(passage.text[:offset].encode("utf-16-le")) // 2
        assert text.position(offset) == position
        assert text.offset(position) == offset


def test_within_a_wide_character_the_offset_is_its_own(text):
    at = PASSAGE.text.index("🐝")
    assert text.offset(text.position(at) + 1) == at


def test_what_lies_past_the_end_is_cut(text):
    end = len(PASSAGE.text)
    assert text.cursor(Span(end - 4, end + 100)).selectedText() == PASSAGE.text[-4:]


def test_each_block_is_its_own_part_of_the_passage(text):
    block, parts = text.document.begin(), []
    while block.isValid():
        span = text.span_of(block)
        parts.append(PASSAGE.text[span.start : span.end].removesuffix("\n"))
        block = block.next()
    assert parts == [block.text for block in PASSAGE.blocks]


def test_paragraphs_have_their_numbers_and_images_are_known(text):
    block, numbers, images = text.document.begin(), [], []
    while block.isValid():
        numbers.append(text.number_of(block))
        image = text.image_of(block.begin().fragment().charFormat())
        images += [image.alt] if image is not None else []
        block = block.next()
    assert numbers == [1, 2, 0, 3]
    assert images == ["A 🗺"]


def test_a_span_has_a_box_in_each_of_its_lines(text):
    last = PASSAGE.blocks[-1]
    layout = text.document.lastBlock().layout()
    text.document.documentLayout().documentSize()
    assert layout.lineCount() > 3
    boxes = text.boxes(Span(last.start, last.start + len(last.text)))
    assert len(boxes) == layout.lineCount()
    assert [box.top() for box in boxes] == sorted({box.top() for box in boxes})
    (word,) = text.boxes(Span(last.start, last.start + 2))
    assert word.topLeft() == boxes[0].topLeft()
    assert 0 < word.width() < boxes[0].width()


def test_lines_go_from_block_to_block(text):
    text.document.documentLayout().documentSize()
    start, end = PASSAGE.text.index("closed"), PASSAGE.text.index("busy") + 4
    first, second = text.lines(Span(start, end))
    assert [first.block.blockNumber(), second.block.blockNumber()] == [0, 1]
    assert first.top < first.bottom <= second.top < second.bottom
