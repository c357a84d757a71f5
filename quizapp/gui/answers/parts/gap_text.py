"""A text that flows around the fields that stand in its gaps."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRect, QSize, QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from quizapp.domain.gaps import Piece
from quizapp.domain.runs import InlineText, Run, joined, runs_of, sliced
from quizapp.gui.kit.inline_text import run_font
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme

_GAP = "\ue000"  # stands for a field where lines are broken: it clings to letters and to punctuation, not to spaces


class _Word(NamedTuple):
    """Words and gaps between which no line is broken, and whether a space follows."""

    atoms: tuple[Piece, ...]
    spaced: bool


class _Placed(NamedTuple):
    """The places of words and fields at one width."""

    words: tuple[tuple[QPointF, str], ...]
    fields: dict[str, QRect]
    height: int


class GapText(Label):
    """A text with widgets in its gaps; to who can't see it, the text with the numbers of the gaps."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, FontRole.OPTION, wraps=True, parent=parent)
        self._paragraphs: tuple[tuple[_Word, ...], ...] = ()
        self._fields: dict[str, QWidget] = {}
        self._known: dict[int, _Placed] = {}

    def show_pieces(self, pieces: Sequence[Piece], fields: Mapping[str, QWidget]) -> None:
        """Show `pieces`, with `fields`, whose parent this is, in their gaps."""
        self._fields = dict(fields)
        self._paragraphs = tuple(map(_words, _paragraphs(pieces)))
        self.setText("".join(f"[{piece.gap}]" if piece.gap else piece.text for piece in pieces))
        gap = self.tr("(gap {number})")
        self.setAccessibleName("".join(gap.format(number=p.gap) if p.gap else p.text for p in pieces))
        self.refit()

    def refit(self) -> None:
        """Find the places anew: the size of a field, or of the text, has changed."""
        self._known.clear()
        self.updateGeometry()
        self._place()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._placed(width).height

    def sizeHint(self) -> QSize:
        width = max(self.width(), 320)
        return QSize(320, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().height() * 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._theme.color("text"))
        for at, text in self._placed(self.width()).words:
            if isinstance(text, InlineText):
                painter.setFont(self._font_of(text))
                painter.drawText(at, text)
                painter.setFont(self.font())
            else:
                painter.drawText(at, text)

    def _place(self) -> None:
        for id_, rect in self._placed(self.width()).fields.items():
            self._fields[id_].setGeometry(rect)

    def _placed(self, width: int) -> _Placed:
        if width not in self._known:
            if len(self._known) > 8:
                self._known.clear()
            self._known[width] = self._find_places(max(width, 60))
        return self._known[width]

    def _find_places(self, width: int) -> _Placed:
        metrics = QFontMetricsF(self.font())
        space = metrics.horizontalAdvance(" ")
        rtl = _is_right_to_left(self.text())
        words: list[tuple[QPointF, str]] = []
        fields: dict[str, QRect] = {}
        top = 0.0
        leading = metrics.height() * 0.28
        for paragraph in self._paragraphs:
            for row in self._rows(paragraph, width, metrics, space):
                tall = [self._fields[piece.gap].sizeHint().height() for _, _, piece in row if piece.gap]
                height = max([metrics.height() + 2 * leading, *(side + 6 for side in tall)])
                middle = top + height / 2
                base = middle + (metrics.ascent() - metrics.descent()) / 2
                for x, room, piece in row:
                    left = width - x - room if rtl else x
                    if piece.gap:
                        side = self._fields[piece.gap].sizeHint().height()
                        fields[piece.gap] = QRect(round(left), round(middle - side / 2), round(room), side)
                    else:
                        words.append((QPointF(left, base), piece.text))
                top += height
            top += leading
        return _Placed(tuple(words), fields, round(top))

    def _rows(
        self, paragraph: Sequence[_Word], width: int, metrics: QFontMetricsF, space: float
    ) -> list[list[tuple[float, float, Piece]]]:
        """The rows of a paragraph: each atom with where it begins and how much room it takes."""
        rows: list[list[tuple[float, float, Piece]]] = [[]]
        x = 0.0
        for word in paragraph:
            rooms = [self._room(atom, width, metrics) for atom in word.atoms]
            if x and x + sum(rooms) > width:
                rows.append([])
                x = 0.0
            for atom, room in zip(word.atoms, rooms, strict=True):
                for piece, wide in self._cut(atom, room, width, metrics):
                    if x and x + wide > width:
                        rows.append([])
                        x = 0.0
                    rows[-1].append((x, wide, piece))
                    x += wide
            x += space if word.spaced else 0
        return rows

    def _room(self, atom: Piece, width: int, metrics: QFontMetricsF) -> float:
        if atom.gap:
            return float(min(self._fields[atom.gap].sizeHint().width(), width))
        return self._metrics_of(atom.text, metrics).horizontalAdvance(atom.text)

    def _font_of(self, text: str) -> QFont:
        """The font of `text`, which is written in one way."""
        return run_font(self.font(), text.runs[0]) if isinstance(text, InlineText) else self.font()

    def _metrics_of(self, text: str, plain: QFontMetricsF) -> QFontMetricsF:
        return QFontMetricsF(self._font_of(text)) if isinstance(text, InlineText) else plain

    def _cut(self, atom: Piece, room: float, width: int, metrics: QFontMetricsF) -> list[tuple[Piece, float]]:
        """`atom`, or, where it is wider than a whole line, its parts."""
        if atom.gap or room <= width:
            return [(atom, room)]
        parts = []
        text = atom.text
        metrics = self._metrics_of(text, metrics)
        while text:
            count = len(text)
            while count > 1 and metrics.horizontalAdvance(text[:count]) > width:
                count = count * 3 // 4
            parts.append((Piece(sliced(text, 0, count)), metrics.horizontalAdvance(text[:count])))
            text = sliced(text, count, len(text))
        return parts

    def _restyle(self) -> None:
        super()._restyle()
        if hasattr(self, "_known"):  # not while the label itself is made
            self.refit()


def _is_right_to_left(text: str) -> bool:
    strong = (bidirectional(character) for character in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


def _paragraphs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces line by line."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        at = 0
        for number, line in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            text = sliced(piece.text, at, at + len(line))
            at += len(line) + 1
            if text.strip() or piece.gap or text:
                lines[-1].append(Piece(text, piece.gap))
    return [line for line in lines if any(piece.gap or piece.text.strip() for piece in line)]


def _atom(run: Run) -> Piece:
    return Piece(run.text if run == Run(run.text) else InlineText((run,)))


def _words(line: Sequence[Piece]) -> tuple[_Word, ...]:
    """A paragraph in what no line is broken in, by Unicode's rules (UAX 14)."""
    gaps = iter([piece.gap for piece in line if piece.gap])
    whole = "".join(_GAP if piece.gap else piece.text.replace(_GAP, "\ufffd") for piece in line)
    written = joined(_GAP if piece.gap else piece.text for piece in line)  # as long as `whole`
    units = whole.encode("utf-16-le")  # Qt counts in these
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, whole)
    words: list[_Word] = []
    start = at = 0
    while (end := finder.toNextBoundary()) > 0:
        text = units[2 * start : 2 * end].decode("utf-16-le", "replace")
        start = end
        atoms: list[Piece] = []
        place = at
        for number, piece in enumerate(text.rstrip().split(_GAP)):
            if number:
                atoms.append(Piece("", next(gaps)))
                place += 1
            if piece.lstrip():
                skipped = 0 if atoms else len(piece) - len(piece.lstrip())
                atoms += map(_atom, runs_of(sliced(written, place + skipped, place + len(piece))))
            place += len(piece)
        at += len(text)
        if atoms:
            words.append(_Word(tuple(atoms), text != text.rstrip()))
    return tuple(words)
