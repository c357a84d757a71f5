"""Questions of ours as the types that most tools have, with what that costs."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from quizapp.domain.evidence import joint_evidence
from quizapp.domain.option import Option
from quizapp.domain.passage import Block, Passage, read_passage
from quizapp.domain.question import Question
from quizapp.domain.typed_answer import Forgive
from quizapp.interchange.html_reading import Picture
from quizapp.interchange.losses import Item, Loss, LossReport, NotCarriedError
from quizapp.interchange.markup import html_of_passage
from quizapp.interchange.texts import Written, read_markdown
from quizapp.progress import ProgressCallback
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.matching import Matching, Prompt
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import ANSWER_TEXTS, AnswerNote, TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.texts import Message


class ItemMaking:
    """Collects what becomes of the questions of a bank that are written, and tells how many of them are begun."""

    def __init__(self, questions: int, progress: ProgressCallback) -> None:
        self._count = questions
        self._progress = progress
        self._items: list[Item] = []
        self._notes: list[tuple[str, Loss]] = []

    def begin(self, name: str) -> Item:
        item = Item(0, name)
        self._items.append(item)
        self._progress(min(len(self._items) - 1, self._count), self._count)
        return item

    def note(self, place: str, code: str, **values: str) -> None:
        self._notes.append((place, Loss(code, values)))

    @property
    def report(self) -> LossReport:
        return LossReport(tuple(item.report for item in self._items), tuple(self._notes))


_WHEN = (2020, 1, 1, 0, 0, 0)


def write_package(target: BinaryIO, files: Iterable[tuple[str, bytes | str]]) -> None:
    """Write an archive of files by their names: stored, with a fixed time, so the same files give the same bytes."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, _WHEN)
            info.create_system = 3  # not the system that it is written on
            archive.writestr(info, content)


def passage_html(passage: Passage, item: Item, image: str) -> str:
    """A passage as HTML; where it would not be read again as it is, that is told. `image` stands before file names."""
    html = html_of_passage(passage, lambda name: f"{image}{name}")

    def name(picture: Picture) -> str:
        return picture.source.removeprefix(image)

    again = read_passage(read_markdown(Written(html), Item(0, ""), name))
    if [_look(block) for block in again.blocks] != [_look(block) for block in passage.blocks]:
        item.lose("passage_text")
    return html


def _look(block: Block) -> tuple[object, ...]:
    return block.kind, block.level, block.marker, block.runs


_COMMON = ("id", "stem", "image", "skill", "points", "weight", "evidence", "explanation", "hints", "covers")


def _common(question: Question) -> dict[str, Any]:
    return {name: getattr(question, name) for name in _COMMON}


def simple_forms(question: Question, item: Item) -> Iterator[Question]:
    """`question` as one or more of types that other tools have; what that changes is told."""
    match question:
        case TwoPart():
            item.lose("split", count="2")
            item.lose("marking", way=Message("each part for itself"))
            for letter, part in (("a", question.part_a), ("b", question.part_b)):
                said = "\n\n".join(filter(None, (part.explanation, question.explanation)))
                whole = msgspec.structs.replace(
                    part,
                    id=f"{question.id[:62]}-{letter}",
                    stem=f"{question.stem}\n\n{part.stem}",
                    image=question.image,
                    skill=question.skill,
                    weight=question.weight,
                    evidence=joint_evidence(question.evidence, part.evidence),
                    explanation=said,
                    hints=question.hints,
                    covers=question.covers,
                )
                yield from simple_forms(whole, item)
        case TrueFalse() if len(question.ids) == 3:
            item.lose("as_type", type=Message("single choice"))
            notes = {name: question.options.get(name, AnswerNote()) for name in ("true", "false", "not_stated")}
            options = tuple(
                Option(
                    ANSWER_TEXTS[name],
                    key=name == question.key,
                    role=note.role,
                    feedback=note.feedback,
                    evidence=note.evidence,
                )
                for name, note in notes.items()
            )
            yield SingleChoice(options=options, shuffle=False, **_common(question))
        case Table() | Categorize():
            if len(question.parts) < 2 or len(question.parts) > 20:
                raise NotCarriedError("type_not_written", type=question.type_name)
            item.lose("as_type", type=Message("matching"))
            if question.is_all_or_nothing:
                item.lose("marking", way=Message("each pair for itself"))
            prompts = tuple(
                Prompt(part.text, key, part.feedback, part.evidence)
                for part, key in zip(question.parts, question.right_values, strict=True)
            )
            values = tuple(question.values)
            yield Matching(prompts=prompts, options=values, reuse=True, shuffle=question.shuffle, **_common(question))
        case _:
            yield question


def typed_forgiving(forgive: Forgive, item: Item, *, can_match_case: bool) -> None:
    """Tell where another tool compares what was typed more strictly, or capital letters less."""
    if forgive.accents or forgive.punctuation or forgive.slips != "0":
        item.lose("forgiving")
    if not forgive.case and not can_match_case:
        item.lose("case")


def numeric_texts(question: Numeric, item: Item, *, has_units: bool) -> None:
    """Tell what of a numeric question other tools don't have.

    Raises:
        NotCarriedError: it asks for a date.
    """
    if question.kind == "date":
        raise NotCarriedError("date")
    if question.units and not has_units:
        item.lose("units_left_out")
    if question.unit_required and not has_units:
        item.lose("unit_required")
    for name in ("decimal", "exponents"):
        if getattr(question, name):
            item.lose("setting", name=name)
