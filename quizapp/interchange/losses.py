"""The loss report: what became of each question that was read or written, so that read = carried + left out."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.text import shortened
from quizapp.interchange.loss_texts import LOSS_TEXTS, LossKind
from quizapp.problems import Problem
from quizapp.texts import ENGLISH, N_, Message, Texts, Value

Done = Literal["imported", "written"]
"""Names what was done with the questions."""
PlaceUnit = Literal["line", "paragraph", "row"]
"""Names what is counted to tell the place of a question in its file."""


class Loss(NamedTuple):
    """Something that could not be carried as it was; `code` is one of `LOSS_TEXTS`, `values` fill its text."""

    code: str
    values: Mapping[str, Value] = {}

    @property
    def kind(self) -> LossKind:
        return LOSS_TEXTS[self.code][0]

    def sentence(self, translate: Texts = ENGLISH) -> str:
        return translate.say(Message(LOSS_TEXTS[self.code][1], self.values))


class ItemReport(NamedTuple):
    """The fate of one question, or text, of the file that was read.

    `line` counts `unit`s from 1, and is 0 where there is none; `name` is what the tool or the author calls it; `made`
    is the number of questions and passages that were made of it, 0 where it was left out, and `ids` are those of the
    questions, which are in the bank of this id; `file` is the name of its file, where there are several.
    """

    line: int
    name: str
    made: int
    losses: tuple[Loss, ...]
    ids: tuple[str, ...] = ()
    unit: PlaceUnit = "line"
    bank: str = ""
    file: str = ""

    def place(self, translate: Texts = ENGLISH) -> str:
        """The file, where there are several, the line, where there is one, and the name of the question."""
        if self.file:
            return f"{self.file}: {self._replace(file='').place(translate)}"
        if not self.line:
            return translate("“{name}”" if self.name else "A question without a name", name=self.name)
        return translate(_PLACES[self.unit][bool(self.name)], line=str(self.line), name=self.name)


_PLACES: dict[PlaceUnit, tuple[str, str]] = N_(
    {
        "line": ("Line {line}, a question without a name", "Line {line}, “{name}”"),
        "paragraph": ("Paragraph {line}, a question without a name", "Paragraph {line}, “{name}”"),
        "row": ("Row {line}, a question without a name", "Row {line}, “{name}”"),
    }
)
"""For each unit, the place of a question without and with a name."""


class LossReport(NamedTuple):
    """The fate of all that was read; `notes` are about the file in general, each with its place."""

    items: tuple[ItemReport, ...] = ()
    notes: tuple[tuple[Value, Loss], ...] = ()

    @property
    def read(self) -> int:
        return len(self.items)

    @property
    def kept(self) -> int:
        return sum(bool(item.made and not item.losses) for item in self.items)

    @property
    def changed(self) -> int:
        return sum(bool(item.made and item.losses) for item in self.items)

    @property
    def left_out(self) -> int:
        return sum(not item.made for item in self.items)


class Imported(NamedTuple):
    """The result of reading: banks, what became of each question, and what is wrong with the file itself."""

    banks: tuple[Bank, ...]
    losses: LossReport
    problems: tuple[Problem, ...] = ()


def _short(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: shortened(value, 100) if isinstance(value, str) else value for name, value in values.items()}


class NotCarriedError(Exception):
    """Leaves a question out; `loss` says why."""

    def __init__(self, code: str, **values: Value) -> None:
        super().__init__(code)
        self.loss = Loss(code, _short(values))


class Item:
    """A question that is being read or written, with its losses so far, each once."""

    def __init__(self, line: int, name: str, unit: PlaceUnit = "line") -> None:
        self.line = line
        self.unit: PlaceUnit = unit
        self.name = " ".join(name[:1000].split())
        self.made = 0
        self.ids: list[str] = []
        self.bank = ""
        self._losses: dict[tuple[str, str], Loss] = {}

    def lose(self, code: str, **values: Value) -> None:
        loss = Loss(code, _short(values))
        self._losses.setdefault((code, str(loss.values)), loss)

    def leave_out(self, why: NotCarriedError) -> None:
        """Say why nothing was made of it; what it lost before does not matter then."""
        self.made = 0
        self._losses = {("", ""): why.loss}

    @property
    def report(self) -> ItemReport:
        losses = tuple(self._losses.values())
        return ItemReport(self.line, shortened(self.name, 80), self.made, losses, tuple(self.ids), self.unit, self.bank)


def joined_reports(reports: Iterable[LossReport]) -> LossReport:
    several = tuple(reports)
    return LossReport(
        tuple(item for report in several for item in report.items),
        tuple(note for report in several for note in report.notes),
    )


_TO_IMPORT = N_(
    (
        "%n questions read: {carried} will be imported, {left_out} cannot.",
        "%n questions and texts read: {carried} will be imported, {left_out} cannot.",
    )
)
_TO_WRITE = N_(
    (
        "%n questions: {carried} will be written, {left_out} cannot.",
        "%n questions and texts: {carried} will be written, {left_out} cannot.",
    )
)


def totals_to_import(report: LossReport, translate: Texts = ENGLISH) -> str:
    """The totals before anything is written: ``25 questions read: 22 will come over, 3 cannot.``"""
    has_texts = any(item.made and not item.ids for item in report.items)
    return _totals(report, _TO_IMPORT[has_texts], translate)


def totals_to_write(report: LossReport, questions: int, translate: Texts = ENGLISH) -> str:
    """The totals before a bank of this many questions is written."""
    return _totals(report, _TO_WRITE[report.read > questions], translate)


def _totals(report: LossReport, text: str, translate: Texts) -> str:
    carried = report.kept + report.changed
    return translate.plural(text, report.read, carried=carried, left_out=report.left_out)


def summary_line(report: LossReport, done: Done = "imported", translate: Texts = ENGLISH) -> str:
    """The totals in words: ``12 read: 8 imported as they were, 3 with changes, 1 left out.``"""
    return translate(
        "{read} read: {kept} imported as they were, {changed} with changes, {left_out} left out."
        if done == "imported"
        else "{read} read: {kept} written as they were, {changed} with changes, {left_out} left out.",
        read=report.read,
        kept=report.kept,
        changed=report.changed,
        left_out=report.left_out,
    )


def report_markdown(report: LossReport, title: str, done: Done = "imported", translate: Texts = ENGLISH) -> str:
    """The report as a page of Markdown: totals, then what was left out, then what was changed."""

    def line(loss: Loss) -> str:
        return _plain(loss.sentence(translate))

    lines = [f"# {_plain(title)}", "", summary_line(report, done, translate), ""]
    left_out = [item for item in report.items if not item.made]
    changed = [item for item in report.items if item.made and item.losses]
    for heading, items in ((translate("Left out"), left_out), (translate("With changes"), changed)):
        if items:
            lines += [f"## {heading}", ""]
            for item in items:
                lines.append(f"- {_plain(item.place(translate))}")
                lines += [f"    - {line(loss)}" for loss in item.losses]
            lines.append("")
    if report.notes:
        lines += [f"## {translate('In general')}", ""]
        lines += [f"- {_plain(translate.say(place))}: {line(loss)}" for place, loss in report.notes]
        lines.append("")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """`text` on one line, without what Markdown or HTML would take for more than text."""
    return " ".join(text.split()).translate(_ESCAPED)


_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>"})
