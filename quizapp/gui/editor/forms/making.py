"""Makes the fields of a form from the shapes of the records that an author writes."""

from collections.abc import Callable
from functools import cache, partial
from typing import Literal, get_args, get_origin

import msgspec
import msgspec.inspect as shapes

from quizapp.domain.image import Image
from quizapp.domain.option import Option
from quizapp.domain.question import Question
from quizapp.formats.authored import SHORT_FORM
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.answer_notes import AnswerNoteField, AnswerNotes
from quizapp.gui.editor.forms.catalog import INLINE, LAYOUTS, LONG_TEXTS, NARROW, ONE_PARAGRAPH, Layout
from quizapp.gui.editor.forms.choice_fields import ChoiceField, TextChoiceField, YesNoField
from quizapp.gui.editor.forms.evidence_field import QuotationField
from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.forms.gap_fields import GapList, GapText
from quizapp.gui.editor.forms.image_field import ImageField, ImageFile
from quizapp.gui.editor.forms.list_field import ListField, letter_sign, number_sign
from quizapp.gui.editor.forms.named_values import BlueprintField, SilencedField
from quizapp.gui.editor.forms.option_fields import OptionList
from quizapp.gui.editor.forms.record_field import Maker, RecordField
from quizapp.gui.editor.forms.text_fields import LineField, TextField, WordsField
from quizapp.gui.editor.forms.typed_record import TypedRecord
from quizapp.gui.editor.forms.word_fields import REPEATED, NamesList, PickedWordsList
from quizapp.gui.editor.forms.words import entry_words
from quizapp.gui.editor.forms.wrong_sentences import QuotedPart, WrongSentenceList
from quizapp.gui.kit.translate import translate
from quizapp.question_types.catalog import BY_NAME
from quizapp.question_types.evidence import WrongSentence
from quizapp.question_types.true_false import ANSWER_TEXTS, AnswerNote

Record = type[msgspec.Struct]

PART_TYPES = tuple(name for name, each in BY_NAME.items() if not each.nested and not each.is_rated)
"""The types that a part of a question can have."""
_OF_THE_WHOLE = ("id", "image", "hints", "skill", "weight", "covers", "silenced")
"""Fields that a part of a question does not have."""
_REPEATS = {
    "Row.key": "columns", "Statement.category": "categories", "Prompt.option": "options", "WordGap.key": "words",
}  # fmt: skip
"""Fields that repeat a text of a list of the question, and the name of that."""
NOT_HERE = ("questions", "format", "passage", "levels")
"""Fields of a bank that have a page of their own, or that no author changes."""
_IN_ONE_LINE = ("covers", "forms", "paragraphs")
"""Lists that are typed in one line."""
_LETTERED = ("Table.rows", "Categorize.statements", "Matching.prompts", "OpenResponse.rubric")
"""Lists whose entries have letters, as in answers files."""
_AROUND_QUOTE = ("prefix", "suffix", "levels")
"""Fields of a quotation that are picked with it."""


@cache
def fields_of(record: Record) -> tuple[msgspec.structs.FieldInfo, ...]:
    """Give the fields of a record in the order in which its form has them."""
    fields = {field.encode_name: field for field in msgspec.structs.fields(record)}
    order = LAYOUTS.get(record.__name__, Layout()).order
    names = [*(name for name in order if name in fields), *(name for name in fields if name not in order)]
    return tuple(fields[name] for name in names)


def makers_of(record: Record, context: FormContext, leave_out: tuple[str, ...] = ()) -> dict[str, Maker]:
    """Give what makes each field of a record."""
    return {
        field.encode_name: partial(_make, context, record, field)
        for field in fields_of(record)
        if field.encode_name not in leave_out
    }


def make_record(
    context: FormContext,
    key: str,
    owner: Field | None,
    record: Record,
    *,
    is_plain: bool = False,
    is_optional: bool = False,
    leave_out: tuple[str, ...] = (),
) -> RecordField:
    """Make the form of a record."""
    layout = LAYOUTS.get(record.__name__, Layout())
    required = [field.encode_name for field in fields_of(record) if field.required]
    required = [name for name in required if name not in leave_out]
    return RecordField(
        context,
        key,
        owner,
        makers_of(record, context, leave_out),
        record=record.__name__,
        shown=(*required, *layout.shown),
        beside=layout.beside,
        is_short=SHORT_FORM in required,
        is_plain=is_plain,
        is_optional=is_optional,
    )


def make_question(context: FormContext, owner: Field | None, type_name: str, *, is_part: bool = False) -> RecordField:
    """Make the form of a question type, without its type and its short name; of no type, that of what all have."""
    record: Record = BY_NAME.get(type_name, Question)
    left_out = _OF_THE_WHOLE if is_part else ("id", "points") if type_name == "two_part" else ("id",)
    return make_record(context, record.__name__, owner, record, is_plain=True, leave_out=left_out)


def make_typed(context: FormContext, key: str, owner: Field | None) -> TypedRecord:
    """Make the form of a question whose type can be chosen; one that has an owner is part of another question."""
    is_part = owner is not None
    types = PART_TYPES if is_part else tuple(BY_NAME)

    def make(name: str, typed: TypedRecord) -> RecordField:
        return make_question(context, typed, name, is_part=is_part)

    return TypedRecord(context, key, owner, types, make, has_id=not is_part)


def _texts_of(field: Field, name: str) -> list[str]:
    """Give the texts of the list `name` of the question that `field` is in."""
    holder: Field | None = field
    while holder is not None:
        if isinstance(holder, RecordField) and name in holder.values() and holder.record != "Option":
            listed = holder.values()[name]
            return [each for each in listed if isinstance(each, str) and each] if isinstance(listed, list) else []
        holder = holder.owner
    return []


def _make(context: FormContext, record: Record, field: msgspec.structs.FieldInfo, owner: RecordField) -> Field:
    """Make one field of a record."""
    name = field.encode_name
    key = f"{record.__name__}.{name}"
    special = _special(context, key, field, owner)
    if special is not None:
        return special
    is_optional = not field.required
    is_bare = LAYOUTS.get(record.__name__, Layout()).bare == name
    if get_origin(field.type) is Literal:
        default = str(field.default) if is_optional else None
        return ChoiceField(context, key, owner, get_args(field.type), default=default, is_inline=key in INLINE)
    shape = shapes.type_info(field.type)
    match shape:
        case shapes.BoolType():
            return YesNoField(context, key, owner, default=bool(field.default))
        case shapes.StrType():
            return _text(context, key, owner, is_plain=is_bare, is_optional=is_optional)
        case shapes.IntType() | shapes.DecimalType():
            return LineField(context, key, owner, is_optional=is_optional, is_narrow=True)
        case shapes.StructType():
            return make_record(context, key, owner, shape.cls, is_optional=is_optional)
        case shapes.VarTupleType() | shapes.ListType():
            return _list(context, key, owner, shape.item_type, is_optional=is_optional)
        case shapes.UnionType() if any(isinstance(each, shapes.StructType) for each in shape.types):
            return QuotationField(context, key, owner, is_optional=is_optional)
        case _:
            return LineField(context, key, owner, is_optional=is_optional)


def _text(context: FormContext, key: str, owner: Field, *, is_plain: bool, is_optional: bool) -> Field:
    name = key.rpartition(".")[2]
    least = LONG_TEXTS.get(key) or LONG_TEXTS.get(name)
    if least is None:
        is_narrow = name in NARROW
        return LineField(context, key, owner, is_plain=is_plain, is_optional=is_optional, is_narrow=is_narrow)
    return TextField(
        context,
        key,
        owner,
        is_plain=is_plain,
        is_optional=is_optional,
        least=least,
        one_paragraph=key in ONE_PARAGRAPH,
    )


def _list(context: FormContext, key: str, owner: RecordField, item: shapes.Type, *, is_optional: bool) -> Field:
    words = entry_words(key) if key.rpartition(".")[2] not in _IN_ONE_LINE else ("", "")
    if isinstance(item, shapes.StructType):
        entry = partial(_entry_record, context, item.cls)
        is_framed = owner.owner is None or isinstance(owner.owner, TypedRecord)
        required = [field.encode_name for field in fields_of(item.cls) if field.required]
        is_short = required == [SHORT_FORM]
        new: Raw = "" if is_short else dict.fromkeys(required, "")
        return ListField(
            context,
            key,
            owner,
            entry,
            new,
            (translate(words[0]), translate(words[1])),
            sign=letter_sign if key in _LETTERED else number_sign,
            is_framed=is_framed,
            is_optional=is_optional,
        )
    if key.rpartition(".")[2] in _IN_ONE_LINE:
        return WordsField(context, key, owner, is_optional=is_optional)
    kind = NamesList if key in REPEATED else ListField
    told = (translate(words[0]), translate(words[1]))
    return kind(context, key, owner, partial(_entry_line, context, key), "", told, is_optional=is_optional)


def _entry_record(context: FormContext, record: Record, owner: ListField) -> Field:
    return make_record(context, record.__name__, owner, record, is_plain=True)


def _entry_line(context: FormContext, key: str, owner: ListField) -> Field:
    field = LineField(context, key, owner, is_plain=True)
    field.forget_hint()  # it is that of the list
    return field


def _special(context: FormContext, key: str, field: msgspec.structs.FieldInfo, owner: RecordField) -> Field | None:
    """Make a field that the shape alone does not tell how to show; None where it does."""
    match key:
        case "SingleChoice.options" | "ChoiceGap.options" | "MultipleChoice.options":
            is_single = not key.startswith("Multiple")
            return OptionList(context, key, owner, makers_of(Option, context), has_one_key=is_single)
        case "TrueFalse.options":
            return AnswerNotes(context, key, owner, {name: partial(_note, context, name) for name in ANSWER_TEXTS})
        case "Row.key" | "Statement.category" | "Prompt.option":
            return TextChoiceField(context, key, owner, _finder(owner, key), is_inline=True)
        case "WordGap.key":
            words = (translate(entry_words(key)[0]), translate(entry_words(key)[1]))
            return ListField(context, key, owner, partial(_gap_word, context, key), "", words)
        case "GapFill.text" | "InlineChoice.text" | "WordBank.text":
            return GapText(context, key, owner)
        case "GapFill.gaps" | "InlineChoice.gaps" | "WordBank.gaps":
            return GapList(context, key, owner, partial(_entry_record, context, _entry_type(field)))
        case "EvidenceSelection.keys":
            return QuotationField(context, key, owner, one_sentence=True, is_optional=False)
        case "EvidenceSelection.distractors":
            return WrongSentenceList(context, key, owner, makers_of(WrongSentence, context, _AROUND_QUOTE))
        case "WrongSentence.quote":
            return QuotedPart(context, owner)
        case "HighlightWords.keys" | "HighlightWords.distractors":
            entry = partial(_entry_record, context, _entry_type(field))
            words = (translate(entry_words(key)[0]), translate(entry_words(key)[1]))
            is_optional = not field.required
            return PickedWordsList(context, key, owner, entry, "", words, is_framed=True, is_optional=is_optional)
        case "TwoPart.part_a" | "TwoPart.part_b":
            return make_typed(context, key, owner)
        case "Image.file":
            return ImageFile(context, key, owner)
        case _:
            pass
    if field.encode_name == "image":
        return ImageField(context, key, owner, makers_of(Image, context))
    if field.encode_name == "silenced":
        return SilencedField(context, key, owner)
    if field.encode_name == "blueprint":
        return BlueprintField(context, key, owner)
    return None


def _entry_type(field: msgspec.structs.FieldInfo) -> Record:
    """Give the record that the entries of a list are."""
    record: Record = get_args(field.type)[0]
    return record


def _note(context: FormContext, name: str, owner: RecordField) -> Field:
    assert isinstance(owner, AnswerNotes)
    return AnswerNoteField(context, name, owner, makers_of(AnswerNote, context))


def _finder(owner: Field, key: str) -> Callable[[], list[str]]:
    return lambda: _texts_of(owner, _REPEATS[key])


def _gap_word(context: FormContext, key: str, owner: ListField) -> Field:
    return TextChoiceField(context, key, owner, _finder(owner, key), is_plain=True)
