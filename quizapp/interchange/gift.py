"""GIFT, Moodle's format of plain text: read and written."""

import re
from decimal import Decimal
from pathlib import PurePath
from typing import BinaryIO

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.inline import inline_text, plain_text
from quizapp.domain.option import Option
from quizapp.domain.question import Question
from quizapp.domain.runs import runs_of
from quizapp.interchange.bank_making import BankMaking
from quizapp.interchange.building import (
    Answer,
    Fields,
    choice_question,
    matching_question,
    number_text,
    numeric_question,
    short_answer_question,
    true_false_question,
    written_question,
)
from quizapp.interchange.fields import (
    explanation_with_evidence,
    has_simple_rubric,
    model_answer_of,
    nears_of,
    tell_bank,
    tell_parts,
    tell_weight,
)
from quizapp.interchange.gift_syntax import GiftCategory, GiftQuestion, GiftUnread, gift_escaped, read_gift
from quizapp.interchange.losses import Imported, Item, LossReport, NotCarriedError
from quizapp.interchange.markup import html_of, html_of_plain
from quizapp.interchange.source import RefusedSourceError, Source
from quizapp.interchange.tags import question_tags, tag_fields
from quizapp.interchange.texts import Written, plain_text_of, read_markdown, read_text, shown_source
from quizapp.interchange.writing import ItemMaking, numeric_texts, passage_html, simple_forms, typed_forgiving
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse
from quizapp.texts import Message

_BRACES = re.compile(r"(?<!\\)\{[^{}]*(?<!\\)\}", re.DOTALL)
_LOOK = 100_000


def recognizes(data: bytes) -> bool:
    """Tells whether a text has questions with answers in braces, titles or categories of GIFT."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<", b"{\\rtf")):
        return False
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = data[:_LOOK].decode(encoding, "ignore")
    return bool(_BRACES.search(text) or re.search(r"^[ \t]*(?:::.+?::|\$CATEGORY:)", text, re.MULTILINE))


class GiftImporter:
    def read(self, source: Source) -> Imported:
        making = BankMaking(PurePath(source.name).stem)
        try:
            for name in source.names:
                for found in read_gift(source.text(name)):
                    _take(found, making)
        except RefusedSourceError as refused:
            return Imported((), LossReport(), (refused.problem,))
        return making.imported()


def _take(found: GiftQuestion | GiftCategory | GiftUnread, making: BankMaking) -> None:
    if isinstance(found, GiftCategory):
        making.begin_category(found.path)
        return
    name = found.title or (found.stem.text if isinstance(found, GiftQuestion) else "")
    item = Item(found.line, name)
    making.items.append(item)
    try:
        if isinstance(found, GiftUnread):
            raise NotCarriedError("not_read", why=found.why)
        if found.kind == "text":

            def no_file(picture: object) -> None:
                item.lose("passage_image", name=shown_source(getattr(picture, "source", "")))

            making.begin_text(item, found.title, read_markdown(found.stem, item, no_file))
        else:
            making.add(item, _question(found, making, item))
    except NotCarriedError as why:
        item.leave_out(why)


def _question(found: GiftQuestion, making: BankMaking, item: Item) -> Question:
    fields: Fields = {
        "id": making.next_id(found.title or plain_text(found.stem.text), found.id),
        "stem": read_text(found.stem, item),
        "explanation": read_text(found.general, item),
        **tag_fields(found.tags, item),
    }
    if not fields["stem"]:
        raise NotCarriedError("no_text")
    match found.kind:
        case "choice":
            single = any(answer.sign == "=" for answer in found.answers)
            return choice_question(fields, _answers(found, item), item, single=single)
        case "short_answer":
            return short_answer_question(fields, _answers(found, item, plain=True), item, match_case=False)
        case "true_false":
            wrong, right = (*(read_text(said, item) for said in found.feedback), "", "")[:2]
            feedback = {"true": right if found.is_true else wrong, "false": wrong if found.is_true else right}
            return true_false_question(fields, found.is_true, feedback)
        case "numeric":
            nears = [near._replace(feedback=read_text(said, item)) for near, said in found.numbers]
            return numeric_question(fields, nears, item)
        case "matching":
            read = [
                (read_text(prompt, item), read_text(Written(option, "plain"), item)) for prompt, option in found.pairs
            ]
            pairs = [(prompt, option) for prompt, option in read if prompt]
            more = [option for prompt, option in read if not prompt]
            return matching_question(fields, pairs, more)
        case _:
            return written_question(fields, "", item)


def _answers(found: GiftQuestion, item: Item, *, plain: bool = False) -> list[Answer]:
    read = plain_text_of if plain else read_text
    return [Answer(read(answer.text, item), answer.share, read_text(answer.feedback, item)) for answer in found.answers]


# writing


class GiftExporter:
    def write(self, bank: Bank, target: BinaryIO, progress: ProgressCallback = nobody_waits) -> LossReport:
        making = ItemMaking(len(bank.questions), progress)
        tell_bank(bank, making.note, has_description=False)
        parts = [f"$CATEGORY: $course$/top/{bank.title.replace('/', '//')}"]
        if bank.has_passage:
            item = making.begin(bank.passage.title)
            item.made = 1
            for image in bank.passage.images:
                item.lose("passage_image", name=image.file)
            blocks = tuple(block for block in bank.passage.blocks if block.image is None)
            html = passage_html(msgspec.structs.replace(bank.passage, blocks=blocks), item, "")
            parts.append(f"::{gift_escaped(bank.passage.title)}::[html]{gift_escaped(html)}")
        for question in bank.questions:
            item = making.begin(question.id)
            try:
                written = [_written_question(form, item) for form in simple_forms(question, item)]
                parts += written
                item.made = len(written)
            except NotCarriedError as why:
                item.leave_out(why)
        target.write(("\n\n".join(parts) + "\n").encode())
        return making.report


def _written_question(question: Question, item: Item) -> str:
    if question.points != 1:
        item.lose("points_left_out", points=str(question.points))
    if question.image is not None:
        item.lose("image_left_out", name=question.image.file)
    if question.hints:
        item.lose("hints_left_out")
    tell_weight(question, item)
    answers = _written_answers(question, item)
    explanation = explanation_with_evidence(question, item)
    if explanation:
        answers += f"\n\t####{_text(explanation)}"
    tags = " ".join(f"[tag:{tag}]" for tag in question_tags(question))
    comment = f"// [id:{question.id}]{f' {tags}' if tags else ''}\n"
    return f"{comment}::{question.id}::{_text(question.stem)}{{{answers}\n}}"


def _written_answers(question: Question, item: Item) -> str:
    match question:
        case SingleChoice():
            tell_parts(item, question.options)
            if not question.shuffle:
                item.lose("shuffle")
            return "".join(_option(option, "=" if option.key else "~", "") for option in question.options)
        case MultipleChoice():
            tell_parts(item, question.options)
            if not question.shuffle:
                item.lose("shuffle")
            if question.is_all_or_nothing:
                item.lose("marking", way=Message("each right answer earns a part, each wrong one takes as much"))
            each = f"{100 / len(question.keys):.5f}".rstrip("0").rstrip(".")
            return "".join(
                _option(option, "~", f"%{each}%" if option.key else f"%-{each}%") for option in question.options
            )
        case TrueFalse():
            tell_parts(item, question.options.values())
            notes = {name: _text(note.feedback) for name, note in question.options.items()}
            right, wrong = notes.get(question.key, ""), notes.get("false" if question.key == "true" else "true", "")
            said = f"#{wrong}#{right}" if right else f"#{wrong}" if wrong else ""
            return f"{question.key.upper()}{said}"
        case ShortAnswer():
            typed_forgiving(question.forgive, item, can_match_case=False)
            tell_parts(item, question.anticipated)
            accepted = [
                _entry(f"=%{number_text(each.share * 100)}%", each.text, each.feedback) for each in question.accepted
            ]
            wrong_ones = [_entry("=%0%", each.text, each.feedback) for each in question.anticipated]
            return "".join([*accepted, *wrong_ones])
        case Numeric():
            numeric_texts(question, item, has_units=False)
            entries = []
            for near in nears_of(question, item):
                said = f"#{_text(near.feedback)}" if near.feedback else ""
                value = number_text(near.value or Decimal(0))
                entries.append(f"\n\t=%{number_text(near.share)}%{value}:{number_text(near.within)}{said}")
            return f"#{''.join(entries)}"
        case Matching():
            tell_parts(item, question.prompts, feedback=True)
            if not question.shuffle:
                item.lose("shuffle")
            if not question.reuse:
                item.lose("reuse")
            used = {prompt.option for prompt in question.prompts}
            pairs = [f"\n\t={_text(prompt.text)} -> {_plain_line(prompt.option, item)}" for prompt in question.prompts]
            return "".join(
                [*pairs, *(f"\n\t= -> {_plain_line(text, item)}" for text in question.options if text not in used)]
            )
        case OpenResponse():
            if not has_simple_rubric(question):
                item.lose("rubric_left_out")
            if model_answer_of(question):
                item.lose("model_answer_left_out")
            if question.words.least or question.words.most:
                item.lose("words_left_out")
            return ""
        case _:
            raise NotCarriedError("type_not_written", type=question.type_name)


def _plain_line(text: str, item: Item) -> str:
    """An option of a matching question, which GIFT has as plain text on one line."""
    read = inline_text(text)
    if not all(run.is_plain for run in runs_of(read)):
        item.lose("emphasis")
    line = " ".join(read.split())
    if line != read:
        item.lose("line_ends")
    return gift_escaped(line)


def _option(option: Option, sign: str, weight: str) -> str:
    return _entry(f"{sign}{weight}", option.text, option.feedback, is_typed=True)


def _entry(sign: str, text: str, feedback: str, *, is_typed: bool = False) -> str:
    said = f"#{_text(feedback)}" if feedback else ""
    written = _text(text) if is_typed else _plain(text.replace("*", "\\*"))
    return f"\n\t{sign}{written}{said}"


_NEEDS_HTML = re.compile(r"[<>&\n\t\u2028\u2029]|^\s|\s$|  |^\[|^%|->")


def _text(text: str) -> str:
    """A text as our author typed it; as HTML where plain text would be read differently, such as emphasis."""
    read = inline_text(text)
    if not all(run.is_plain for run in runs_of(read)):
        return f"[html]{gift_escaped(html_of(text))}"
    return _plain(str(read))


def _plain(text: str) -> str:
    if _NEEDS_HTML.search(text):
        return f"[html]{gift_escaped(html_of_plain(text))}"
    return gift_escaped(text) if text else ""
