"""Papers told in words: each paragraph and each table with its looks, and what is painted in it.

Where a page begins hangs on the fonts of a computer, and is not told.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrame,
    QTextLength,
    QTextTable,
)

from quizapp.gui.paper.drawings import COLORS, DRAWING, NUMBER
from quizapp.gui.paper.paper import POINT, Paper

_LINES = re.compile(r"\blines? \d+(–\d+)?")
"""Where words stand in a passage, which hangs on fonts, too."""


class Painted:
    """Takes what is painted, in words, in place of a painter."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def __getattr__(self, name: str):
        def note(*what: object) -> None:
            told = " ".join(_told(each) for each in what)
            self.words.append(f"{name.removeprefix('draw').removeprefix('set').lower()} {told}".strip())

        return note


def tell(paper: Paper) -> list[str]:
    """The document of `paper`, in lines."""
    lines = list(_frame(paper, paper.document.rootFrame(), ""))
    beside = Painted()
    paper.paint_beside(beside, QRectF(0, 0, paper.width, paper.page * paper.pages))
    return lines + [f"beside: {words}" for words in beside.words if not words.startswith("text ")] + _numbers(beside)


def _numbers(beside: Painted) -> list[str]:
    """The numbers of paragraphs; those of lines, each fifth one, hang on the fonts of a computer."""
    found = [words.split(" ")[-1] for words in beside.words if words.startswith("text ")]
    return [f"beside: {number}" for number in found if int(number) % 5]


def _frame(paper: Paper, frame: QTextFrame, inset: str) -> Iterator[str]:
    place = frame.begin()
    while not place.atEnd():
        inner, block = place.currentFrame(), place.currentBlock()
        if isinstance(inner, QTextTable):
            yield from _table(paper, inner, inset)
        elif block.isValid():
            yield from _block(paper, block, inset)
        place += 1


def _table(paper: Paper, table: QTextTable, inset: str) -> Iterator[str]:
    format = table.format().toTableFormat()
    widths = [_told(each.rawValue()) for each in format.columnWidthConstraints()]
    looks = [
        f"widths {' '.join(widths)}",
        f"head {format.headerRowCount()}",
        f"padding {_told(format.cellPadding() / POINT)}",
        f"spacing {_told(format.cellSpacing())}",
        f"border {_told(format.border())}",
        f"above {_told(format.topMargin() / POINT)} below {_told(format.bottomMargin() / POINT)}",
    ]
    looks += ["collapsed"] * format.borderCollapse()
    looks += ["whole width"] * (format.width() == QTextLength(QTextLength.Type.PercentageLength, 100))
    yield f"{inset}table {table.rows()} × {table.columns()}: {', '.join(looks)}"
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            if (cell.row(), cell.column()) != (row, column):  # part of a larger one
                continue
            edges = cell.format().toTableCellFormat()
            borders = [
                f"{name} {_told(width / POINT)} {brush.color().name()} {style.name.removeprefix('BorderStyle_')}"
                for name, width, brush, style in (
                    ("above", edges.topBorder(), edges.topBorderBrush(), edges.topBorderStyle()),
                    ("below", edges.bottomBorder(), edges.bottomBorderBrush(), edges.bottomBorderStyle()),
                )
                if width
            ]
            size = f" of {cell.rowSpan()} × {cell.columnSpan()}" if cell.rowSpan() > 1 or cell.columnSpan() > 1 else ""
            place = f"{inset}  {row + 1}.{column + 1}{size}{''.join(f', line {each}' for each in borders)} "
            block = cell.firstCursorPosition().block()
            while block.isValid() and block.position() <= cell.lastPosition():
                yield from _block(paper, block, place)
                place = f"{inset}    "
                block = block.next()


def _block(paper: Paper, block: QTextBlock, inset: str) -> Iterator[str]:
    pieces = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        pieces += _fragment(paper, fragment.text(), fragment.charFormat())
        place += 1
    yield f"{inset}¶ {', '.join(_looks_of_block(block.blockFormat()))} | {' | '.join(pieces)}"


def _looks_of_block(format: QTextBlockFormat) -> list[str]:
    margins = {
        "above": format.topMargin(),
        "below": format.bottomMargin(),
        "left": format.leftMargin(),
        "right": format.rightMargin(),
        "first line": format.textIndent(),
    }
    looks = [f"{name} {_told(value / POINT)}" for name, value in margins.items() if value]
    if format.lineHeightType():
        looks.append(
            f"lines {_told(format.lineHeight())} {QTextBlockFormat.LineHeightTypes(format.lineHeightType()).name}"
        )
    if format.layoutDirection() is not Qt.LayoutDirection.LayoutDirectionAuto:
        looks.append(format.layoutDirection().name)
    if format.hasProperty(QTextFormat.Property.BlockAlignment.value):
        looks.append(f"aligned {format.alignment().value}")
    if format.background().style() != Qt.BrushStyle.NoBrush:
        looks.append(f"on {format.background().color().name()}")
    looks += [f"tab {_told(tab.position / POINT)} {tab.type.name}" for tab in format.tabPositions()]
    return looks


def _fragment(paper: Paper, text: str, format: QTextCharFormat) -> list[str]:
    if format.objectType() == DRAWING:
        size, paint = paper._drawings.added[int(format.property(NUMBER))]
        painted = Painted()
        is_plain = not hasattr(paint, "args") or not any(hasattr(each, "paint") for each in paint.args)
        if is_plain:  # a chart measures its letters
            paint(painted, QRectF(0, 0, 100, 100))
        told = f"drawing {_told(size.width() / POINT)} × {_told(size.height() / POINT)}: {'; '.join(painted.words)}"
        return [told] * len(text)
    font = format.font()
    size, color = _told(font.pixelSize() / POINT), format.foreground().color().name()
    looks = [size] * (size != "9.5")
    looks += ["bold"] * font.bold() + ["semibold"] * (font.weight() == 600) + ["italic"] * font.italic()
    looks += ["underlined"] * font.underline() + ["fixed"] * font.fixedPitch()
    looks += [font.families()[0]] * (font.families() != paper._font.families())
    looks += [color] * (color != COLORS.text)
    if format.verticalAlignment() != QTextCharFormat.VerticalAlignment.AlignNormal:
        looks.append(format.verticalAlignment().name)
    shown = _LINES.sub("«lines»", text).translate(
        {0x2028: "⏎", 0x2003: "⟨em⟩", 0x2002: "⟨en⟩", 0x9: "⟨tab⟩", 0xA0: "⍽", 0x200F: "⟨rtl⟩", 0x2060: "⟨join⟩"}
    )
    return [" ".join([f"“{shown}”", *looks])]


def _told(what: object) -> str:
    if isinstance(what, bool | int | float):
        return f"{what:.2f}".rstrip("0").rstrip(".")
    if isinstance(what, QPen):
        return f"{what.color().name()} {_told(what.widthF())} {what.style().name} {what.capStyle().name}"
    if isinstance(what, QBrush):
        return f"{what.color().name()} {what.style().name}"
    if isinstance(what, QColor):
        return what.name()
    if isinstance(what, QImage):
        return f"image {what.format().name}"
    if isinstance(what, QRectF):
        return " ".join(_told(each) for each in what.getRect())
    if isinstance(what, QPointF):
        return f"{_told(what.x())} {_told(what.y())}"
    if isinstance(what, list):
        return ", ".join(_told(each) for each in what)
    if isinstance(what, str):
        return what
    return getattr(what, "name", type(what).__name__)
