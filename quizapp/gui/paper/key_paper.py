"""The teacher's answer key on paper."""

from PySide6.QtGui import QPagedPaintDevice, QTextBlock, QTextBlockFormat

from quizapp.gui.kit.inline_text import direction_of
from quizapp.gui.kit.translate import isolated, translate
from quizapp.gui.paper.drawings import COLORS
from quizapp.gui.paper.paper import Paper
from quizapp.gui.paper.passage_writing import PassageLines
from quizapp.reports.document import Cell, Table
from quizapp.reports.paper_sheet import AnswerKey, KeyQuestion, Quoted


class KeyPaper(Paper):
    """The answers of each version by their numbers, then each question with its reasons."""

    def __init__(self, key: AnswerKey, device: QPagedPaintDevice) -> None:
        self._key = key
        self._lines = [PassageLines(passage, has_numbers, device) for passage, has_numbers in key.parts]
        title = translate("Answer key: {title}").format(title=isolated(key.title))
        super().__init__(title, translate("For the teacher"), key.class_name, device)

    def write(self) -> None:
        self.write_head(self._title)
        self._write_answers()
        for index, question in enumerate(self._key.questions):
            heading = self.write_heading(translate("Why")) if not index else None
            first = self._write_question(question)
            self.keep_whole(heading or first)

    def _write_answers(self) -> None:
        """Write the answers of all versions side by side, by the numbers on the sheets."""
        versions = list(self._key.answers.items())
        rows = tuple(
            (Cell(str(number)), *(Cell(_in_groups(answers[index][1])) for _, answers in versions))
            for index, (number, _) in enumerate(versions[0][1])
        )
        heads = [translate("Version {letter}").format(letter=letter) for letter, _ in versions]
        widths = (10, *[90 / len(versions)] * len(versions))
        head = (translate("Question"), *heads)
        self.write_table(Table(translate("Answers by version"), head, rows, widths=widths))

    def _write_question(self, question: KeyQuestion) -> QTextBlock:
        numbers = " · ".join(f"{letter} {number}" for letter, (number, _) in question.typed.items())
        self.block(above=13, below=4, ground=COLORS.window, tab=self.width - 40)
        first = self.cursor.block()
        self.text(f" {numbers}", bold=True)
        self.text(f"\t{question.points}", size=8.5)
        self.block(below=4, direction=direction_of(question.stem))
        self.text(question.stem, bold=True, size=10)
        said = list(self._said(question))
        self.cursor.beginEditBlock()  # lays out once, not after each cell
        table = self.table(len(said), 2, (17, 83), padding=1)
        for row, (name, text, is_quoted) in enumerate(said):
            self.text(name, color=COLORS.muted, size=8.5, at=table.cellAt(row, 0).firstCursorPosition())
            at = table.cellAt(row, 1).firstCursorPosition()
            format = QTextBlockFormat()
            format.setLayoutDirection(direction_of(text, direction_of(question.stem)))
            at.setBlockFormat(format)
            self.text(text, serif=is_quoted, at=at)
        self.cursor.endEditBlock()
        self.leave_table()
        return first

    def _said(self, question: KeyQuestion) -> list[tuple[str, str, bool]]:
        """Give the rows of a question: what they are called, what they say, and whether it is quoted."""
        rows: list[tuple[str, str, bool]] = []

        def add(name: str, texts: tuple[str, ...], is_quoted: bool = False) -> None:
            rows.extend((name if not index else "", text, is_quoted) for index, text in enumerate(texts))

        if not question.is_model:
            typed = "   ".join(f"{letter}: {_in_groups(text)}" for letter, (_, text) in question.typed.items())
            add(translate("On the sheet"), (typed,))
        add(translate("Model answer") if question.is_model else translate("Right answer"), question.answers)
        add(translate("Also"), question.notes)
        for criterion, levels in question.rubric:
            add(criterion, tuple(f"{points}  {text}" for points, text in levels))
        add(translate("Why"), (question.why,) if question.why else ())
        add(
            translate("In the passage"),
            tuple(self._quotation(question.part, quoted) for quoted in question.evidence),
            is_quoted=True,
        )
        return rows

    def _quotation(self, part: int, quoted: Quoted) -> str:
        places = [
            translate("paragraph {number}").format(number=quoted.paragraph) if quoted.paragraph else "",
            self._lines[part].text_of(quoted.span),
            translate("sentence {number}").format(number=quoted.sentence) if quoted.sentence else "",
        ]
        told = ", ".join(place for place in places if place)
        return f"“{quoted.words}”" + (f" ({told})" if told else "")


def _in_groups(text: str) -> str:
    """Set many letters in groups of five, to be compared with what is on a sheet."""
    if len(text) <= 8 or not (text.isascii() and text.isalpha() and text.isupper()):
        return text
    return " ".join(text[at : at + 5] for at in range(0, len(text), 5))
