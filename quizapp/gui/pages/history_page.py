"""The history: every attempt of the learner, and what is to be known of the one that is chosen."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from quizapp.domain.summary import PastAttempt
from quizapp.errors import QuizAppError
from quizapp.gui.dates import moment_text
from quizapp.gui.jobs import Job, Jobs
from quizapp.gui.theme import FontRole, Theme
from quizapp.gui.translate import translate
from quizapp.gui.widgets.fact_list import FactList
from quizapp.gui.widgets.focus_ring import RingedScrollArea
from quizapp.gui.widgets.label import Label
from quizapp.gui.widgets.meter import Meter
from quizapp.gui.widgets.notice_bar import NoticeBar
from quizapp.reports.attempt_report import MODE_TEXTS, total_text
from quizapp.reports.names import skill_name, time_text

if TYPE_CHECKING:
    from quizapp.gui.history_saving import HistorySaving
    from quizapp.services.history import History, Page

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
ATTEMPT_ROLE = Qt.ItemDataRole.UserRole + 1


class HistoryModel(QAbstractListModel):
    """The attempts as a list, read page by page, off the GUI thread, as far as somebody scrolls.

    Signals:
        page_read: more is there, or there is nothing more.
        failed: the journal could not be read: a `QuizAppError`.
    """

    page_read = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, clock: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._clock = clock
        self._history: History | None = None
        self._search = ""
        self._rows: list[PastAttempt] = []
        self._last: Any = None
        self._job: Job | None = None
        self.is_reading = False

    def show_history(self, history: "History", search: str = "") -> None:
        """Show the attempts of `history` from the newest on; with `search`, those at banks with all of its words."""
        if self._job is not None:
            self._job.cancel()
        self._history = history
        self._search = search
        self._last = None
        self._read(is_first=True)

    def canFetchMore(self, parent: _Index = _NO_INDEX) -> bool:
        return not parent.isValid() and self._last is not None and not self.is_reading

    def fetchMore(self, parent: _Index = _NO_INDEX) -> None:
        if self.canFetchMore(parent):
            self._read(is_first=False)

    def _read(self, is_first: bool) -> None:
        history, search, last = self._history, self._search, self._last
        assert history is not None
        self.is_reading = True
        done = self._show_first if is_first else self._show_more
        self._job = self._jobs.run(lambda: history.page(search, last), done=done, failed=self._fail)

    def _show_first(self, page: "Page") -> None:
        self.beginResetModel()
        self._rows = list(page.attempts)
        self._last = page.last
        self.endResetModel()
        self._end()

    def _show_more(self, page: "Page") -> None:
        if page.attempts:
            self.beginInsertRows(_NO_INDEX, len(self._rows), len(self._rows) + len(page.attempts) - 1)
            self._rows += page.attempts
            self.endInsertRows()
        self._last = page.last
        self._end()

    def _end(self) -> None:
        self.is_reading = False
        self._job = None
        self.page_read.emit()

    def _fail(self, error: QuizAppError) -> None:
        self._last = None
        self._end()
        self.failed.emit(error)

    def row_of(self, id_: str) -> int:
        """The row of this attempt; -1 where it is not there (yet)."""
        return next((row for row, attempt in enumerate(self._rows) if attempt.id == id_), -1)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        attempt = self._rows[index.row()]
        if role == ATTEMPT_ROLE:
            return attempt
        if role == Qt.ItemDataRole.DisplayRole:
            return attempt.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((attempt.title, self.score(attempt), self.detail(attempt)))
        return None

    def score(self, attempt: PastAttempt) -> str:
        """What came of it, in a word: a percentage, or that it is not finished."""
        if not attempt.submitted:
            return self.tr("Not finished")
        if attempt.summary is None:
            return "–"
        total = attempt.summary.total
        if attempt.summary.mode == "review":  # what was left out stays due, and earns neither more nor less
            right, answered = attempt.summary.right, attempt.summary.answered
            return self.tr("{right} of {count} right").format(right=right, count=answered)
        return self.tr("Not marked yet") if total.is_open else self.tr("{percent} %").format(percent=total.percent)

    def detail(self, attempt: PastAttempt) -> str:
        """What stands below the title: how and when it was taken, and for how long."""
        when = moment_text(attempt.started, self._clock())
        if attempt.summary is None:
            return when
        mode = translate(MODE_TEXTS[attempt.summary.mode])
        return " · ".join((mode, when, time_text(attempt.summary.seconds, translate)))


def share_of(attempt: PastAttempt) -> float | None:
    """What a bar shows of an attempt, from 0 to 1; None where there is nothing to be told (yet)."""
    summary = attempt.summary
    if summary is None or not attempt.submitted or summary.total.is_open:
        return None
    if summary.mode == "review":
        return summary.right / summary.answered if summary.answered else None
    return float(summary.total.share)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, self._theme.pixels(62))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, model = self._theme, index.model()
        attempt = index.data(ATTEMPT_ROLE)
        assert isinstance(model, HistoryModel)
        box: QRect = option.rect
        chosen = self._view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(box).adjusted(4, 3, -4, -3)
        painter.setPen(QPen(theme.color("accent" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(theme.color("soft" if chosen else "card"))
        painter.drawRoundedRect(frame, 10, 10)
        if chosen and self._view.hasFocus():
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(-2.5, -2.5, 2.5, 2.5), 12, 12)
        room = box.adjusted(18, theme.pixels(11), -18, -theme.pixels(11))
        score = model.score(attempt)
        painter.setFont(theme.font(FontRole.STRONG))
        width = min(painter.fontMetrics().horizontalAdvance(score) + 4, room.width() // 2)
        painter.setPen(theme.color("text" if attempt.submitted else "warn"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), score)
        left = room.adjusted(0, 0, -width - 12, 0)
        painter.setPen(theme.color("text"))
        title = painter.fontMetrics().elidedText(
            " ".join(attempt.title.split()), Qt.TextElideMode.ElideRight, left.width()
        )
        painter.drawText(left, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), title)
        painter.setFont(theme.font(FontRole.SMALL))
        painter.setPen(theme.color("muted"))
        bar = theme.pixels(84)
        below = room.adjusted(0, 0, -bar - 12, 0)
        detail = painter.fontMetrics().elidedText(model.detail(attempt), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), detail)
        share = share_of(attempt)
        if share is not None:
            height = max(6, theme.pixels(7))
            line = painter.fontMetrics().height()
            at = QRectF(room.right() - bar, room.bottom() - line / 2 - height / 2 + 1, bar, height)
            self._paint_share(painter, at, share)
        painter.restore()

    def _paint_share(self, painter: QPainter, box: QRectF, share: float) -> None:
        radius = box.height() / 2
        painter.setPen(QPen(self._theme.color("edge"), 1.0))
        painter.setBrush(self._theme.color("card"))
        painter.drawRoundedRect(box, radius, radius)
        if share:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            filled = QRectF(box.left(), box.top(), max(box.height(), box.width() * share), box.height())
            painter.drawRoundedRect(filled, radius, radius)


class _AttemptList(QListView):
    """The list; Enter chooses what a double click chooses."""

    chosen = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit()
            return
        super().keyPressEvent(event)


class HistoryPage(QWidget):
    """All attempts on the left, the newest first; on the right, what is to be known of the one that is chosen.

    Signals:
        attempt_requested: the id of an attempt that is over, to be shown again.
        resume_requested: the id of one that is not, to go on with.
        failed: something could not be read: a `QuizAppError`.
    """

    attempt_requested = Signal(str)
    resume_requested = Signal(str)
    failed = Signal(object)

    def __init__(
        self, theme: Theme, jobs: Jobs, clock: Callable[[], float] = time.time, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._history: History | None = None
        self._chosen = ""
        self.attempt: PastAttempt | None = None
        self.model = HistoryModel(jobs, clock, self)
        self.model.page_read.connect(self._show_page)
        self.model.failed.connect(self.failed)
        self._jobs = jobs
        self._folder = Path.home()
        self._saving: HistorySaving | None = None
        self.notice = NoticeBar(theme)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addWidget(self._make_list_card(), 52)
        self._row.addWidget(self._make_detail_card(), 48)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addLayout(self._row, 1)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(120)
        self._wait.timeout.connect(self.read_again)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_history(self, history: "History") -> None:
        """Show the attempts of `history`, as they are now."""
        if history is not self._history:  # somebody else's: what is told and done of the earlier one is not theirs
            self._cancel()
        self._history = history
        self.read_again()

    def read_again(self) -> None:
        """Read from the journal what is there now."""
        if self._history is not None:
            self._chosen = self.attempt.id if self.attempt is not None else ""
            self.model.show_history(self._history, self.search.text())

    def _make_list_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search by bank (Ctrl+F)"))
        self.search.setAccessibleName(self.tr("Search the history by bank"))
        self.search.textChanged.connect(lambda: self._wait.start())
        find = self.addAction(self.tr("Search by bank (Ctrl+F)"))
        find.setShortcut("Ctrl+F")
        find.triggered.connect(lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.save_button = QPushButton(" " + self.tr("Save…"))
        self.save_button.setAccessibleName(self.tr("Save the history…"))
        self.save_button.setToolTip(self.tr("Save the attempts that are listed here: as a report, a table or data"))
        self.save_button.clicked.connect(self._choose_file)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self.save_button)
        column.addLayout(top)
        self.list = _AttemptList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(self._theme, self.list))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.tr("Attempts"))
        self.list.selectionModel().currentChanged.connect(self._show_attempt)
        self.list.chosen.connect(self._open_chosen)
        self.list.doubleClicked.connect(self._open_chosen)
        column.addWidget(self.list, 1)
        self._nothing = Label(self._theme, FontRole.PLAIN, color="muted", wraps=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        column.addWidget(self._nothing, 1)
        return card

    def _make_detail_card(self) -> QFrame:
        theme = self._theme
        self._detail = QFrame()
        self._detail.setObjectName("card")
        column = QVBoxLayout(self._detail)
        column.setContentsMargins(24, 22, 14, 16)
        column.setSpacing(10)
        scroll = RingedScrollArea(theme)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(self.tr("About this attempt"))
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.setSpacing(8)
        self._over = Label(theme, FontRole.LABEL, color="muted", wraps=True)
        self._title = Label(theme, FontRole.HEADLINE, wraps=True)
        self._score = Label(theme, FontRole.TITLE, wraps=True)
        self._meter = Meter(theme)
        self._facts = FactList(theme)
        for widget in (self._over, self._title, self._score, self._meter, self._facts):
            inside.addWidget(widget)
        inside.addStretch(1)
        scroll.setWidget(inner)
        column.addWidget(scroll, 1)
        self.open = QPushButton(self.tr("Show it again"))
        self.open.setObjectName("primary")
        self.open.clicked.connect(self._open_chosen)
        self.resume = QPushButton(self.tr("Go on with it"))
        self.resume.setObjectName("primary")
        self.resume.clicked.connect(self._open_chosen)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open)
        buttons.addWidget(self.resume)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return self._detail

    def _show_page(self) -> None:
        """More has been read: what was chosen stays chosen, or else the newest is."""
        current = self.list.currentIndex()
        if not current.isValid() and self.model.rowCount():
            row = max(0, self.model.row_of(self._chosen))
            self.list.setCurrentIndex(self.model.index(row))
        is_empty = not self.model.rowCount()
        self.list.setVisible(not is_empty)
        self._nothing.setVisible(is_empty)
        self._detail.setVisible(not is_empty)
        if self.search.text().strip():
            self._nothing.setText(self.tr("No attempt at a bank with these words."))
        else:
            self._nothing.setText(self.tr("Nothing yet. Each bank that you take is listed here, with your marks."))
        self.search.setEnabled(not is_empty or bool(self.search.text()))
        self._allow_saving()
        self._show_attempt()

    def _show_attempt(self) -> None:
        attempt = self.list.currentIndex().data(ATTEMPT_ROLE)
        self.attempt = attempt if isinstance(attempt, PastAttempt) else None
        if self.attempt is None:
            return
        attempt, summary = self.attempt, self.attempt.summary
        self._title.setText(attempt.title)
        self._over.setText(moment_text(attempt.started, self._clock()))
        self.open.setVisible(attempt.submitted)
        self.resume.setVisible(not attempt.submitted)
        shown = attempt.submitted and summary is not None
        share = share_of(attempt)
        self._meter.setVisible(share is not None)
        if summary is None:
            self._score.setText(self.tr("Its bank cannot be read any more."))
            self._facts.show_facts([])
            return
        points = total_text(summary.total, translate)
        score = self.model.score(attempt)
        if shown and summary.mode != "review":
            score = points if summary.total.is_open else f"{score} · {points}"
        self._score.setText(score)
        self._meter.show_share(share or 0.0, score)
        facts = [
            (self.tr("Mode"), translate(MODE_TEXTS[summary.mode])),
            (
                self.tr("Answered"),
                self.tr("{answered} of {count}").format(answered=summary.answered, count=len(summary.answers)),
            ),
            (self.tr("Time taken"), time_text(summary.seconds, translate)),
        ]
        if shown and summary.mode != "review":
            facts += [(skill_name(skill, translate), total_text(total, translate)) for skill, total in summary.skills]
        self._facts.show_facts(facts)

    def _open_chosen(self) -> None:
        if self.attempt is not None:
            wish = self.attempt_requested if self.attempt.submitted else self.resume_requested
            wish.emit(self.attempt.id)

    # saving

    def save_to(self, path: Path, kind: str) -> None:
        """Save the attempts that the search finds; see `HistorySaving.save`. How that went is told on the page."""
        if self._history is None:
            return
        from quizapp.gui.history_saving import HistorySaving

        if self._saving is None:
            self._saving = HistorySaving(self._jobs, self)
            self._saving.progressed.connect(self._tell_progress)
            self._saving.saved.connect(self._tell_saved)
            self._saving.failed.connect(lambda error: self._tell(str(error), "wrong"))
        self._folder = path.parent
        self._saving.save(self._history, self.search.text(), path, kind, self._clock())
        self._tell(self.tr("Saving…"), "muted", [(self.tr("Cancel"), self._cancel)])

    def _choose_file(self) -> None:
        history = self._history
        if history is not None:
            self._jobs.run(lambda: history.name, done=self._choose_file_of, failed=self._choose_file_of_nobody)

    def _choose_file_of_nobody(self, _: QuizAppError) -> None:
        self._choose_file_of("")

    def _choose_file_of(self, name: str) -> None:
        """Let the user choose a file for the history of who is called `name`, or of a guest."""
        from quizapp.gui.save_dialog import choose_target, file_name

        formats = {
            self.tr("Report to print or file (*.pdf)"): ("report", "pdf"),
            self.tr("Table, one row an attempt (*.csv)"): ("attempts", "csv"),
            self.tr("Table, one row a question (*.csv)"): ("answers", "csv"),
            self.tr("Data for other programs (*.json)"): ("data", "json"),
        }
        words = " ".join(self.search.text().split())
        title = self.tr("History, {words}").format(words=words) if words else self.tr("History")
        today = date.fromtimestamp(self._clock()).isoformat()
        start = self._folder / file_name(title, name, today)
        choose_target(self, self.tr("Save the history"), start, formats, self.save_to)

    def _tell_progress(self, done: int, total: int) -> None:
        self.notice.text.setText(  # not announced: whoever listens would hear nothing else
            self.tr("Saving… {done} of {total} attempts read").format(done=done, total=total)
        )

    def _tell_saved(self, path: Path, unread: int) -> None:
        told = self.tr("Saved as {file}").format(file=path)
        if unread:
            told += ". " + self.tr("The banks of {count} attempts cannot be read any more.").format(count=unread)
        self._tell(told, "right")

    def _cancel(self) -> None:
        if self._saving is not None:
            self._saving.cancel()
        self.notice.hide()
        self._allow_saving()

    def _tell(self, text: str, color: str, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        self.notice.text.set_color(color)
        self.notice.tell(text, actions)
        self._allow_saving()

    def _allow_saving(self) -> None:
        is_saving = self._saving is not None and self._saving.is_under_way
        self.save_button.setEnabled(bool(self.model.rowCount()) and not is_saving)

    def _restyle(self) -> None:
        side = self._theme.pixels(18)
        self.save_button.setIcon(self._theme.icon("save"))
        self.save_button.setIconSize(QSize(side, side))
        self.list.scheduleDelayedItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, partial(self.list.setFocus, Qt.FocusReason.OtherFocusReason))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        around = 8 if self.width() < 1100 else 14
        self._row.setContentsMargins(around, around - 2, around, around)
