"""Aiken, the plainest format of questions with one right option: read and written."""

import re
from decimal import Decimal
from pathlib import PurePath
from typing import BinaryIO

from quizapp.domain.bank import Bank
from quizapp.domain.inline import plain_text
from quizapp.domain.option import Option
from quizapp.domain.question import Question
from quizapp.interchange.bank_making import BankMaking
from quizapp.interchange.building import FULL, Answer, choice_question
from quizapp.interchange.fields import tell_bank, tell_parts, tell_weight
from quizapp.interchange.losses import Imported, Item, LossReport, NotCarriedError
from quizapp.interchange.source import RefusedSourceError, Source
from quizapp.interchange.texts import Written, read_text
from quizapp.interchange.writing import ItemMaking, simple_forms
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import ANSWER_TEXTS, TrueFalse
from quizapp.texts import Message

_OPTION = re.compile(r"\s*([A-Z])[).]\s*(.*)")
_ANSWER = re.compile(r"\s*ANSWER:\s*(.*?)\s*$", re.IGNORECASE)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def recognizes(data: bytes) -> bool:
    """Tells whether a text has lettered options and lines with the letter of an answer, and its questions no numbers.

    A sheet may have all that, too, and more besides: what has numbers is read as one.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = data.decode(encoding, "ignore")
    answers = len(re.findall(r"^[ \t]*ANSWER:", text, re.MULTILINE))
    numbers = len(re.findall(r"^[ \t]*\d{1,3}[.):][ \t]", text, re.MULTILINE))
    return numbers < max(answers, 1) and bool(answers and re.search(r"^[ \t]*[A-Z][).]", text, re.MULTILINE))


class AikenImporter:
    def read(self, source: Source) -> Imported:
        making = BankMaking(PurePath(source.name).stem)
        try:
            for name in source.names:
                _read(source.text(name), making)
        except RefusedSourceError as refused:
            return Imported((), LossReport(), (refused.problem,))
        return making.imported()


class _Open:
    """A question that is being read: the line where it begins, its words, its options."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.stem: list[str] = []
        self.options: list[tuple[str, str]] = []


def _read(text: str, making: BankMaking) -> None:
    question: _Open | None = None
    for number, line in enumerate(text.split("\n"), 1):
        answer, option = _ANSWER.match(line), _OPTION.match(line)
        if not line.strip():
            if question is not None and question.options:
                _end(question, None, making)
                question = None
            continue
        if question is None:
            question = _Open(number)
        if answer is not None and (question.options or not question.stem):
            _end(question, answer[1], making)
            question = None
        elif option is not None:
            question.options.append((option[1], option[2].strip()))
        elif question.options:
            _end(question, None, making)
            question = _Open(number)
            question.stem.append(line.strip())
        else:
            question.stem.append(line.strip())
    if question is not None:
        _end(question, None, making)


def _end(question: _Open, answer: str | None, making: BankMaking) -> None:
    name = " ".join(question.stem)
    item = Item(question.line, name)
    making.items.append(item)
    try:
        making.add(item, _made(question, name, answer, making, item))
    except NotCarriedError as why:
        item.leave_out(why)


def _made(question: _Open, name: str, answer: str | None, making: BankMaking, item: Item) -> Question:
    if not name:
        raise NotCarriedError("no_text")
    if not question.options:
        raise NotCarriedError("not_read", why=Message("it has no options such as “A) …”."))
    if answer is None:
        raise NotCarriedError("no_key")
    letters = [letter for letter, _ in question.options]
    if letters != list(_LETTERS[: len(letters)]):
        raise NotCarriedError("not_read", why=Message("its options are not lettered A, B, C and so on."))
    if answer not in letters:
        raise NotCarriedError(
            "not_read", why=Message("its answer “{answer}” is not one of its options.", {"answer": answer[:20]})
        )
    fields = {"id": making.next_id(name), "stem": read_text(Written(name, "plain"), item)}
    answers = [
        Answer(read_text(Written(text, "plain"), item), FULL if letter == answer else Decimal(0))
        for letter, text in question.options
    ]
    return choice_question(fields, answers, item, single=True)


class AikenExporter:
    def write(self, bank: Bank, target: BinaryIO, progress: ProgressCallback = nobody_waits) -> LossReport:
        making = ItemMaking(len(bank.questions), progress)
        tell_bank(bank, making.note, has_description=False)
        making.note(bank.title, "ids_left_out")
        if bank.has_passage:
            making.begin(bank.passage.title).leave_out(NotCarriedError("passage_left_out"))
        parts = []
        for question in bank.questions:
            item = making.begin(question.id)
            try:
                written = [_written(_as_choice(form, item), item) for form in simple_forms(question, item)]
                parts += written
                item.made = len(written)
            except NotCarriedError as why:
                item.leave_out(why)
        target.write(("\n\n".join(parts) + "\n").encode() if parts else b"")
        return making.report


def _as_choice(question: Question, item: Item) -> SingleChoice:
    if isinstance(question, TrueFalse):
        item.lose("as_type", type=Message("single choice"))
        notes = question.options
        options = tuple(
            Option(
                ANSWER_TEXTS[name],
                key=name == question.key,
                feedback=notes[name].feedback if name in notes else "",
                role=notes[name].role if name in notes else "",
                evidence=notes[name].evidence if name in notes else (),
            )
            for name in ("true", "false")
        )
        names = ("id", "stem", "image", "skill", "points", "weight", "evidence", "explanation", "hints", "covers")
        return SingleChoice(options=options, shuffle=False, **{name: getattr(question, name) for name in names})
    if not isinstance(question, SingleChoice):
        raise NotCarriedError("type_not_written", type=question.type_name)
    return question


def _written(question: SingleChoice, item: Item) -> str:
    tell_parts(item, question.options, feedback=True)
    tell_weight(question, item)
    left_out = {
        "explanation_left_out": question.explanation,
        "hints_left_out": question.hints,
        "skill_left_out": question.skill,
        "covers_left_out": question.covers,
        "own_evidence_left_out": question.evidence,
    }
    for code, value in left_out.items():
        if value:
            item.lose(code)
    if question.points != 1:
        item.lose("points_left_out", points=str(question.points))
    if question.image is not None:
        item.lose("image_left_out", name=question.image.file)
    if not question.shuffle:
        item.lose("shuffle")
    lines = [_line(question.stem, item, is_stem=True)]
    lines += [
        f"{letter}) {_line(option.text, item)}" for letter, option in zip(question.ids, question.options, strict=True)
    ]
    return "\n".join([*lines, f"ANSWER: {question.key}"])


def _line(text: str, item: Item, *, is_stem: bool = False) -> str:
    plain = plain_text(text)
    if plain != text and plain_text(text) != text.replace("\\", ""):
        item.lose("emphasis")
    line = " ".join(plain.split())
    if line != plain:
        item.lose("line_ends")
    if is_stem and (_OPTION.match(line) or _ANSWER.match(line)):
        raise NotCarriedError("not_read", why=Message("its text looks like an option."))
    return line
