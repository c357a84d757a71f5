"""Moodle XML, written: each question as the type of Moodle's that comes nearest."""

import base64
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import BinaryIO

from quizapp.domain.bank import Bank
from quizapp.domain.gaps import split_gaps
from quizapp.domain.image import Image
from quizapp.domain.quantity import read_number
from quizapp.domain.question import Question
from quizapp.domain.runs import runs_of
from quizapp.domain.text import same_text
from quizapp.interchange.building import decimal_of, number_text
from quizapp.interchange.cloze import cloze_html, has_whole_weights
from quizapp.interchange.fields import (
    explanation_with_evidence,
    has_simple_rubric,
    model_answer_of,
    nears_of,
    tell_bank,
    tell_parts,
    tell_weight,
)
from quizapp.interchange.gap_texts import one_paragraph
from quizapp.interchange.losses import Item, LossReport, NotCarriedError
from quizapp.interchange.marked_words import marked_html
from quizapp.interchange.markup import html_of, html_of_plain, html_of_runs
from quizapp.interchange.tags import question_tags
from quizapp.interchange.writing import ItemMaking, numeric_texts, passage_html, simple_forms, typed_forgiving
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.word_bank import WordBank
from quizapp.texts import Message

_FILE = "@@PLUGINFILE@@/"


class MoodleXmlExporter:
    def write(self, bank: Bank, target: BinaryIO, progress: ProgressCallback = nobody_waits) -> LossReport:
        making = ItemMaking(len(bank.questions), progress)
        tell_bank(bank, making.note, has_description=True)
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>", *_category(bank)]
        if bank.has_passage:
            item = making.begin(bank.passage.title)
            item.made = 1
            lines += _description(bank, item)
        for question in bank.questions:
            item = making.begin(question.id)
            try:
                written = [_question(form, bank, item) for form in simple_forms(question, item)]
                lines += [line for each in written for line in each]
                item.made = len(written)
            except NotCarriedError as why:
                item.leave_out(why)
        target.write("\n".join([*lines, "</quiz>", ""]).encode())
        return making.report


def _category(bank: Bank) -> list[str]:
    return [
        '<question type="category">',
        f"<category>{_text('$course$/top/' + bank.title.replace('/', '//'))}</category>",
        f'<info format="html">{_text(html_of_plain(bank.description))}</info>',
        _element("idnumber", bank.id),
        "</question>",
    ]


def _description(bank: Bank, item: Item) -> list[str]:
    passage = bank.passage
    files = [
        file for image in dict.fromkeys(each.file for each in passage.images) for file in _file(image, bank.images)
    ]
    return [
        '<question type="description">',
        f"<name>{_text(passage.title)}</name>",
        f'<questiontext format="html">{_text(_with_plain_names(passage_html(passage, item, _FILE), passage.images))}',
        *files,
        "</questiontext>",
        f'<generalfeedback format="html">{_text("")}</generalfeedback>',
        "<defaultgrade>0</defaultgrade>",
        "</question>",
    ]


def _with_plain_names(html: str, images: Iterable[Image]) -> str:
    for image in images:
        html = html.replace(f"{_FILE}{escape(image.file)}", f"{_FILE}{_file_name(image.file)}")
    return html


def _file_name(file: str) -> str:
    return escape(file.rpartition("/")[2])


def _file(name: str, images: Mapping[str, bytes]) -> list[str]:
    coded = base64.b64encode(images.get(name, b"")).decode()
    return [f'<file name="{_file_name(name)}" path="/" encoding="base64">{coded}</file>']


def _question(question: Question, bank: Bank, item: Item) -> list[str]:
    type_, stem, body = _body(question, item)
    image = question.image
    if image is not None:
        stem += f'<p><img src="{_FILE}{_file_name(image.file)}" alt="{escape(image.alt)}"></p>'
        if image.caption:
            item.lose("image_caption")
    points = question.points
    if question.weight == 0:
        points = Decimal(0)
        if question.points != 1:
            item.lose("points_left_out", points=str(question.points))
    else:
        tell_weight(question, item)
    costs = {hint.cost for hint in question.hints}
    if len(costs) > 1:
        item.lose("hint_costs", cost=str(question.hints[0].cost))
    tags = question_tags(question)
    return [
        f'<question type="{type_}">',
        f"<name>{_text(question.id)}</name>",
        f'<questiontext format="html">{_text(stem)}',
        *(_file(image.file, bank.images) if image is not None else ()),
        "</questiontext>",
        f'<generalfeedback format="html">{_text(html_of(explanation_with_evidence(question, item)))}</generalfeedback>',
        *(() if type_ == "cloze" else (_element("defaultgrade", number_text(points)),)),
        _element("penalty", number_text(question.hints[0].cost) if question.hints else "0"),
        "<hidden>0</hidden>",
        _element("idnumber", question.id),
        *body,
        *(f'<hint format="html">{_text(html_of(hint.text))}</hint>' for hint in question.hints),
        *(["<tags>", *(f"<tag>{_text(tag)}</tag>" for tag in tags), "</tags>"] if tags else []),
        "</question>",
    ]


def _body(question: Question, item: Item) -> tuple[str, str, list[str]]:
    """The type of a question there, the HTML of its text, and what only its type has."""
    stem = html_of(question.stem)
    match question:
        case SingleChoice() | MultipleChoice():
            tell_parts(item, question.options)
            each = Decimal(100) / len(question.keys)
            exact = question.is_all_or_nothing
            if exact:
                item.lose("marking", way=Message("each right answer earns a part, each wrong one takes as much"))
            wrong = Decimal(0) if isinstance(question, SingleChoice) else -each
            answers = [
                _answer(html_of(option.text), each if option.key else wrong, option.feedback)
                for option in question.options
            ]
            single = "true" if isinstance(question, SingleChoice) else "false"
            return "multichoice", stem, [_element("single", single), _shuffle(question.shuffle), *answers]
        case TrueFalse():
            tell_parts(item, question.options.values())
            said = {name: note.feedback for name, note in question.options.items()}
            answers = [
                _answer(name, Decimal(100 if name == question.key else 0), said.get(name, ""))
                for name in ("true", "false")
            ]
            return "truefalse", stem, answers
        case ShortAnswer():
            typed_forgiving(question.forgive, item, can_match_case=True)
            tell_parts(item, question.anticipated)
            answers = [_typed(each.text, each.share * 100, each.feedback) for each in question.accepted]
            answers += [_typed(each.text, Decimal(0), each.feedback) for each in question.anticipated]
            return "shortanswer", stem, [_element("usecase", str(int(not question.forgive.case))), *answers]
        case Numeric():
            return "numerical", stem, _numeric(question, item)
        case Matching():
            return "matching", stem, _pairs(question, item)
        case OpenResponse():
            return "essay", stem, _essay(question, item)
        case GapFill() | InlineChoice():
            return "cloze", _cloze(question, item), []
        case WordBank():
            return "ddwtos", *_word_bank(question, item)
        case Ordering():
            return "ordering", stem, _ordering(question, item)
        case HighlightWords():
            html, delimiters, words = marked_html(question, item)
            answers = [f'<answer fraction="100" format="moodle_auto_format">{_text(word)}</answer>' for word in words]
            introduction = f"<introduction>{escape(stem, quote=False)}</introduction>"
            return "wordselect", html, [introduction, _element("delimitchars", delimiters), *answers]
        case _:
            raise NotCarriedError("type_not_written", type=question.type_name)


def _numeric(question: Numeric, item: Item) -> list[str]:
    numeric_texts(question, item, has_units=True)
    answers = [
        f'<answer fraction="{_percent(near.share)}" format="moodle_auto_format">'
        f"{_text(number_text(near.value or Decimal(0)))}{_element('tolerance', number_text(near.within))}"
        f"{_feedback(near.feedback)}</answer>"
        for near in nears_of(question, item)
    ]
    if not question.units:
        return answers
    units = []
    for unit in question.units:
        factor = read_number(unit.factor)
        assert factor is not None
        multiplier = decimal_of(1 / factor)
        if Fraction(multiplier) != 1 / factor:
            item.lose("rounded", text=number_text(multiplier))
        units.append(
            f"<unit>{_element('multiplier', number_text(multiplier))}{_element('unit_name', unit.text)}</unit>"
        )
    grading = "1" if question.unit_required else "0"
    if question.unit_required:
        item.lose("marking", way=Message("without its unit, an answer loses all of the points"))
    return [
        *answers,
        "<units>",
        *units,
        "</units>",
        _element("unitgradingtype", grading),
        "<unitpenalty>1</unitpenalty>",
    ]


def _pairs(question: Matching, item: Item) -> list[str]:
    tell_parts(item, question.prompts, feedback=True)
    if not question.reuse:
        item.lose("reuse")
    used = {prompt.option for prompt in question.prompts}
    pairs = [(html_of(prompt.text), html_of(prompt.option)) for prompt in question.prompts]
    pairs += [("", html_of(option)) for option in question.options if option not in used]
    written = [
        f'<subquestion format="html">{_text(prompt)}<answer>{_text(option)}</answer></subquestion>'
        for prompt, option in pairs
    ]
    return [_shuffle(question.shuffle), *written]


def _essay(question: OpenResponse, item: Item) -> list[str]:
    notes = html_of(model_answer_of(question))
    if not has_simple_rubric(question):
        item.lose("rubric")
        for criterion in question.rubric:
            levels = "; ".join(f"{level.points}: {html_of(level.text)}" for level in criterion.levels)
            notes += f"<p>{html_of(criterion.text)} ({levels})</p>"
    return [
        "<responseformat>editor</responseformat>",
        "<responserequired>1</responserequired>",
        f'<graderinfo format="html">{_text(notes)}</graderinfo>',
        *([_element("minwordlimit", str(question.words.least))] if question.words.least else []),
        *([_element("maxwordlimit", str(question.words.most))] if question.words.most else []),
    ]


def _cloze(question: GapFill | InlineChoice, item: Item) -> str:
    stem = html_of(one_paragraph(question.stem, item)).replace("{", "&#123;")
    if not has_whole_weights(question):
        item.lose("points_left_out", points=str(question.points))
    if isinstance(question, GapFill):
        typed_forgiving(question.forgive, item, can_match_case=True)
        for gap in question.gaps:
            tell_parts(item, gap.anticipated)
    else:
        for choices in question.gaps:
            tell_parts(item, choices.options)
    return cloze_html(question, stem)


def _word_bank(question: WordBank, item: Item) -> tuple[str, list[str]]:
    pieces = []
    numbers = {word: number for number, word in enumerate(question.words, 1)}
    for piece in split_gaps(question.text, len(question.gaps)):
        if piece.gap:
            gap = question.gaps[int(piece.gap) - 1]
            if len(gap.keys) > 1:
                item.lose("alternatives", gap=piece.gap)
            for wrong in gap.anticipated:
                item.lose("anticipated", text=wrong.text)
            pieces.append(f"[[{_number_of(gap.keys[0], numbers)}]]")
        else:
            pieces.append(html_of_runs(runs_of(piece.text)).replace("[[", "[&#91;"))
    endless = "<infinite/>" if question.reuse else ""
    boxes = [f"<dragbox>{_text(html_of(word))}<group>1</group>{endless}</dragbox>" for word in question.words]
    stem = html_of(one_paragraph(question.stem, item)).replace("[[", "[&#91;")
    return f"<p>{stem}</p>\n<p>{''.join(pieces)}</p>", [_shuffle(question.shuffle), *boxes]


def _number_of(key: str, numbers: Mapping[str, int]) -> int:
    return numbers[same_text(key, tuple(numbers)) or key]


def _ordering(question: Ordering, item: Item) -> list[str]:
    tell_parts(item, question.items, feedback=True)
    if question.marking == "distance":
        item.lose("marking", way=Message("each item in its place earns a part"))
    grading = "LONGEST_ORDERED_SUBSET" if question.marking == "longest_run" else "ABSOLUTE_POSITION"
    answers = [
        f'<answer fraction="{number}" format="html">{_text(html_of(each.text))}</answer>'
        for number, each in enumerate(question.items, 1)
    ]
    settings = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": "0", "gradingtype": grading}
    return [*(_element(name, value) for name, value in settings.items()), *answers]


def _answer(html: str, share: Decimal, feedback: str) -> str:
    return f'<answer fraction="{_percent(share)}" format="html">{_text(html)}{_feedback(feedback)}</answer>'


def _typed(text: str, share: Decimal, feedback: str) -> str:
    plain = text.replace("*", "\\*")
    said = _feedback(feedback)
    return f'<answer fraction="{_percent(share)}" format="plain_text">{_text(plain)}{said}</answer>'


def _percent(share: Decimal) -> str:
    return number_text(round(share, 5))


def _feedback(text: str) -> str:
    return f'<feedback format="html">{_text(html_of(text))}</feedback>' if text else ""


def _shuffle(shuffle: bool) -> str:
    return _element("shuffleanswers", "true" if shuffle else "false")


def _text(html: str) -> str:
    return f"<text>{escape(html, quote=False)}</text>"


def _element(name: str, value: str) -> str:
    return f"<{name}>{escape(value, quote=False)}</{name}>"
