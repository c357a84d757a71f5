"""CSV with the columns that the reader knows: a row a question, the right option by its letter."""

from typing import BinaryIO

from quizapp.csv_table import csv_text
from quizapp.domain.bank import Bank
from quizapp.domain.inline import inline_text
from quizapp.domain.passage import Passage, written_images
from quizapp.domain.question import Hint, Question
from quizapp.domain.runs import runs_of
from quizapp.domain.text import letter, letters
from quizapp.domain.typed_answer import Forgive
from quizapp.interchange.building import number_text
from quizapp.interchange.fields import (
    explanation_with_evidence,
    has_simple_rubric,
    model_answer_of,
    nears_of,
    tell_bank,
    tell_parts,
    tell_weight,
)
from quizapp.interchange.losses import Item, LossReport, NotCarriedError
from quizapp.interchange.tags import question_tags
from quizapp.interchange.writing import ItemMaking, numeric_texts, simple_forms
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse
from quizapp.texts import Message

_FIRST = ("id", "type", "question")
_LAST = ("key", "tolerance", "points", "explanation", "tags", "passage markdown")
_USUAL_OPTIONS = 4

Row = dict[str, str]
"""The cells of a question, by the names of their columns."""


class CsvExporter:
    def write(self, bank: Bank, target: BinaryIO, progress: ProgressCallback = nobody_waits) -> LossReport:
        making = ItemMaking(len(bank.questions), progress)
        tell_bank(bank, making.note, has_description=False)
        text = making.begin(bank.passage.title) if bank.has_passage else None
        rows: list[Row] = []
        for question in bank.questions:
            item = making.begin(question.id)
            try:
                written = [_row(form, item) for form in simple_forms(question, item)]
                rows += written
                item.made = len(written)
            except NotCarriedError as why:
                item.leave_out(why)
        if text is not None and rows:
            rows[0]["passage markdown"] = _passage(bank.passage, text)
            text.made = 1
        elif text is not None:
            text.leave_out(NotCarriedError("text_without_questions"))
        head = _head(rows)
        target.write(csv_text(head, [[row.get(name, "") for name in head] for row in rows]).encode())
        return making.report


def _head(rows: list[Row]) -> list[str]:
    names = {name for row in rows for name in row}
    options = max(_USUAL_OPTIONS, *(1 + at for at in range(20) for name in names if name == letter(at)), 0)
    head = [*_FIRST, *letters(options), *(name for name in _LAST[:-1] if name in names or name in ("key", "points"))]
    for before in ("feedback", "match"):
        head += [f"{before} {each}" for each in letters(20) if f"{before} {each}" in names]
    head += [name for number in range(1, 6) if (name := f"hint {number}") in names]
    return [*head, *(name for name in _LAST[-1:] if name in names)]


def _passage(passage: Passage, item: Item) -> str:
    lines = passage.markdown.split("\n")
    for line, image, _ in written_images(passage.markdown):
        if image is not None:
            item.lose("passage_image", name=image.file)
            lines[line - 1] = ""
    markdown = "\n".join(lines)
    if markdown.strip() != markdown:
        markdown = markdown.strip("\n").rstrip()
    return markdown


def _cell(text: str, item: Item) -> str:
    """A text as a cell has it, without emphasis."""
    read = inline_text(text)
    if not all(run.is_plain for run in runs_of(read)):
        item.lose("emphasis")
    cell = str(read).replace("\r\n", "\n").replace("\r", "\n").strip()
    if cell != str(read):
        item.lose("line_ends")
    if not cell:
        raise NotCarriedError("no_text")
    return cell


def _row(question: Question, item: Item) -> Row:
    tell_weight(question, item)
    if question.image is not None:
        item.lose("image_left_out", name=question.image.file)
    row = {
        "id": question.id,
        "type": question.type_name,
        "question": _cell(question.stem, item),
        "points": f"{question.points:f}",
    }
    explanation = explanation_with_evidence(question, item)
    if explanation:
        row["explanation"] = _cell(explanation, item)
    if tags := question_tags(question):
        row["tags"] = "\n".join(tags)
    for number, hint in enumerate(question.hints, 1):
        if hint != Hint(hint.text):
            item.lose("hint_costs", cost="0.25")
        row[f"hint {number}"] = _cell(hint.text, item)
    if not getattr(question, "shuffle", True):
        item.lose("shuffle")
    return row | _answers(question, item)


def _answers(question: Question, item: Item) -> Row:
    match question:
        case SingleChoice() | MultipleChoice():
            tell_parts(item, question.options)
            if isinstance(question, MultipleChoice) and question.is_all_or_nothing:
                item.lose("marking", way=Message("each right answer earns a part, each wrong one takes as much"))
            row = {id_: _cell(option.text, item) for id_, option in zip(question.ids, question.options, strict=True)}
            for id_, option in zip(question.ids, question.options, strict=True):
                if option.feedback:
                    row[f"feedback {id_}"] = _cell(option.feedback, item)
            return row | {"key": ", ".join(question.keys)}
        case TrueFalse():
            tell_parts(item, question.options.values())
            said: dict[str, str] = {name: note.feedback for name, note in question.options.items() if note.feedback}
            row = {
                f"feedback {id_}": _cell(said[name], item)
                for id_, name in (("A", "true"), ("B", "false"))
                if name in said
            }
            return row | {"key": question.key}
        case ShortAnswer():
            return _short_answer(question, item)
        case Numeric():
            numeric_texts(question, item, has_units=False)
            key, *others = nears_of(question, item)
            for other in others:
                if other.value is not None:
                    loss = "band_left_out" if other.share else "anticipated"
                    item.lose(loss, text=number_text(other.value))
            assert key.value is not None
            return {"key": number_text(key.value), "tolerance": number_text(key.within)}
        case Ordering():
            tell_parts(item, question.items, feedback=True)
            if question.marking != "position":
                item.lose("marking", way=Message("each place for itself"))
            return {id_: _cell(each.text, item) for id_, each in zip(letters(20), question.items, strict=False)}
        case Matching():
            return _matching(question, item)
        case OpenResponse():
            if not has_simple_rubric(question):
                item.lose("rubric_left_out")
            if question.words.least or question.words.most:
                item.lose("words_left_out")
            return {"key": _cell(model, item)} if (model := model_answer_of(question)) else {}
        case _:
            raise NotCarriedError("type_not_written", type=question.type_name)


def _short_answer(question: ShortAnswer, item: Item) -> Row:
    if question.forgive != Forgive():
        item.lose("more_forgiving")
    for wrong in question.anticipated:
        item.lose("anticipated", text=wrong.text)
    tell_parts(item, question.accepted, feedback=True)
    full = [answer for answer in question.accepted if answer.share == 1]
    for answer in question.accepted:
        if answer.share != 1:
            item.lose("share", text=answer.text)
    if len(full) > len(letters(20)):
        raise NotCarriedError("type_not_written", type=question.type_name)
    row = {}
    for id_, answer in zip(letters(20), full, strict=False):
        text = answer.text.strip().replace("\r", "")
        if text != answer.text:
            item.lose("line_ends")
        row[id_] = text
    return row


def _matching(question: Matching, item: Item) -> Row:
    tell_parts(item, question.prompts, feedback=True)
    if not question.reuse:
        item.lose("reuse")
    row: Row = {}
    used = [prompt.option for prompt in question.prompts]
    places = letters(20)
    rest = [text for text in question.options if text not in used]
    if len(used) + len(rest) > len(places):
        raise NotCarriedError("type_not_written", type=question.type_name)
    for id_, prompt in zip(places, question.prompts, strict=False):
        row[id_] = _cell(prompt.text, item)
        row[f"match {id_}"] = _cell(prompt.option, item)
    for id_, text in zip(places[len(used) :], rest, strict=False):
        row[f"match {id_}"] = _cell(text, item)
    return row
