"""Makes questions of the rows of a table whose first row names its columns."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from quizapp.domain.question import Hint, Question
from quizapp.domain.text import fold
from quizapp.domain.text import letter as letter_of
from quizapp.domain.typed_answer import Accepted
from quizapp.interchange.bank_making import BankMaking
from quizapp.interchange.building import (
    FULL,
    Answer,
    Fields,
    Near,
    checked,
    choice_question,
    matching_question,
    numeric_question,
    read_decimal,
    true_false_question,
    written_question,
)
from quizapp.interchange.losses import Item, NotCarriedError
from quizapp.interchange.plain_texts import plain_as_markdown
from quizapp.interchange.table_columns import Columns, columns_of, type_of
from quizapp.interchange.table_keys import KeyStyle, key_style, keys_of, order_of, split_keys
from quizapp.interchange.tags import tag_fields
from quizapp.interchange.texts import Written, read_text
from quizapp.interchange.typed_words import folded, points_value, right_mark_at_end, true_or_false
from quizapp.interchange.workbook_numbers import PlainNumberCell
from quizapp.question_types.ordering import Item as OrderingItem
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.texts import Message, Value

LOOK_FOR_HEAD = 15
"""The number of rows that are searched for the one that names the columns."""


class DateCell(str):
    """A cell that is a date; its text is ISO 8601."""


class Table(NamedTuple):
    """Rows of cells, the first of which is row `first`."""

    name: str
    rows: Sequence[Sequence[str]]
    first: int = 1


class Head(NamedTuple):
    """The row that names the columns, by its place in the rows."""

    at: int
    columns: Columns


def head_of(rows: Sequence[Sequence[str]]) -> Head | None:
    """The first row that names enough columns; else one that names a column of questions."""
    partial: Head | None = None
    for at, row in enumerate(rows[:LOOK_FOR_HEAD]):
        if sum(bool(cell.strip()) for cell in row) < 2:
            continue
        columns = columns_of(row)
        if columns.is_enough:
            return Head(at, columns)
        if partial is None and "question" in columns.one:
            partial = Head(at, columns)
    return partial


class TableMaking:
    """Makes the questions of a table."""

    def __init__(self, making: BankMaking, table: Table, head: Head) -> None:
        self._making = making
        self._table = table
        self._head = head
        self._columns = head.columns
        self._text = ""
        self._texts: dict[str, Item] = {}
        self._has_told_text = False

    def make(self) -> None:
        """Make a question of each row, and report what is left out."""
        making, columns = self._making, self._columns
        for at, row in enumerate(self._table.rows[: self._head.at]):
            if words := " ".join(" ".join(row).split()):
                making.note(self._place(at), "text_left_out", text=words)
        rows = self._table.rows[self._head.at + 1 :]
        for column, name in columns.unknown.items():
            if any(column < len(row) and row[column].strip() and (name or not row[column].isdecimal()) for row in rows):
                making.note(self._table.name, "column_left_out", name=name or letter_of(column))
        cells = [_Cells(row, columns) for row in rows]
        style = key_style(
            [(each.key, each.labels, [option for _, option in each.options]) for each in cells if each.key]
        )
        for index, each in enumerate(cells):
            if each.has_anything:
                self._row(self._head.at + 1 + index, each, style)
            elif any(letter.isalpha() for letter in each.one("number")):  # a note below the table, not a number
                making.note(self._place(self._head.at + 1 + index), "text_left_out", text=each.one("number"))

    def _place(self, at: int) -> Value:
        return Message("Row {line}", {"line": str(self._table.first + at)})

    def _row(self, at: int, cells: "_Cells", style: KeyStyle) -> None:
        self._passage(at, cells)
        stem = cells.one("question")
        item = Item(self._table.first + at, stem, "row")
        self._making.items.append(item)
        try:
            self._making.add(item, _made(cells, style, self._making, item))
        except NotCarriedError as why:
            item.leave_out(why)

    def _passage(self, at: int, cells: "_Cells") -> None:
        markdown = cells.one("markdown")
        text = markdown or cells.one("passage")
        if not text:
            if self._text and not self._has_told_text and "markdown" not in self._columns.one:
                self._making.note(self._place(at), "text_repeated")
                self._has_told_text = True
            return
        if text == self._text:
            return
        self._text = text
        item = self._texts.get(text)
        if item is None:
            item = self._texts[text] = Item(self._table.first + at, text.lstrip("# "), "row")
            self._making.items.append(item)
        try:
            self._making.begin_text(item, "", markdown or plain_as_markdown(text))
        except NotCarriedError as why:
            item.leave_out(why)


class _Cells:
    """A row by its columns."""

    def __init__(self, row: Sequence[str], columns: Columns) -> None:
        self._row = row
        self._columns = columns
        self.key = "\n".join(filter(None, (self.at(at) for at in columns.keys)))
        self.labels: list[str] = []
        self.options: list[tuple[str, str]] = []
        """For each option, its name in the head and its text."""
        for letter, at in zip(columns.letters, columns.options, strict=True):
            self.labels.append(letter)
            self.options.append((letter, self.at(at)))
        if not any(text for _, text in self.options) and (cell := self.one("options")):
            texts = cell.split("\n")
            if len(texts) == 1:
                sign = next((sign for sign in ("|", ";", ",") if sign in cell), "\n")
                texts = cell.split(sign)
            self.options = [(str(number), text.strip()) for number, text in enumerate(texts, 1) if text.strip()]
            self.labels = [letter for letter, _ in self.options]
        self.wrong = [text for at in columns.wrong if (text := self.at(at))]

    def at(self, at: int) -> str:
        return self._row[at].strip() if at < len(self._row) else ""

    def one(self, role: str) -> str:
        at = self._columns.one.get(role)
        return "" if at is None else self.at(at)

    @property
    def hints(self) -> list[str]:
        return [text for at in self._columns.hints if (text := self.at(at))]

    def of_option(self, columns: dict[str, int], letter: str, index: int) -> str:
        """The cell of an option among `columns`, which are called by letters or numbers."""
        for name in (letter, "abcdefghijklmnopqrst"[index : index + 1], str(index + 1)):
            if name in columns:
                return self.at(columns[name])
        return ""

    @property
    def changed(self) -> list[str]:
        """The cells that are shown in another way there."""
        return [cell for cell in self._row if isinstance(cell, DateCell | PlainNumberCell)]

    @property
    def has_anything(self) -> bool:
        return any(at < len(self._row) and self._row[at].strip() for at in self._columns.of_questions)

    @property
    def columns(self) -> Columns:
        return self._columns


def _read(text: str, item: Item) -> str:
    return read_text(Written(text, "plain"), item)


def _unclear(why: Message) -> NotCarriedError:
    return NotCarriedError("not_read", why=why)


def _unclear_key(cells: _Cells) -> NotCarriedError:
    return _unclear(
        Message("its answer “{answer}” is not one of its options, or not clearly so.", {"answer": cells.key[:40]})
    )


def _made(cells: _Cells, style: KeyStyle, making: BankMaking, item: Item) -> Question:
    stem = cells.one("question")
    if not stem:
        raise NotCarriedError("no_text")
    for cell in cells.changed:
        item.lose("cell_date" if isinstance(cell, DateCell) else "cell_number", text=str(cell))
    fields: Fields = {
        "id": making.next_id(stem[:200], cells.one("id")),
        "stem": _read(stem, item),
        "explanation": _read(cells.one("explanation"), item),
        "hints": tuple(Hint(_read(hint, item)) for hint in cells.hints),
        **tag_fields([tag for part in cells.one("tags").split("\n") for tag in part.split(",")], item),
    }
    if points := cells.one("points"):
        value = points_value(points)
        if value is None:
            raise NotCarriedError("not_a_number", text=points)
        fields["points"] = read_decimal(value)
    type_ = type_of(cells.one("type"))
    filled = [(letter, text) for letter, text in cells.options if text]
    if type_ is None and not filled and not cells.key:
        raise NotCarriedError("type_unknown", type=cells.one("type"))
    match type_:
        case "true_false" if not filled:
            return _true_false(cells, fields, item)
        case "open_response":
            return written_question(fields, _read(cells.key, item), item)
        case "short_answer":
            return _short_answer(cells, style, fields, item)
        case "numeric":
            within = cells.one("tolerance")
            if not cells.key:
                raise NotCarriedError("no_key")
            near = Near(read_decimal(cells.key), read_decimal(within) if within else Decimal(0), FULL)
            return numeric_question(fields, [near], item)
        case "ordering":
            texts = [text for _, text in filled]
            order = order_of(cells.key, texts) if cells.key else range(len(texts))
            if order is None:
                raise _unclear_key(cells)
            items = tuple(OrderingItem(_read(texts[at], item)) for at in order)
            return checked(Ordering(items=items, **fields))
        case "matching":
            return _matching(cells, fields, item)
    if cells.wrong:
        return _key_with_wrong_ones(cells, fields, item)
    if not filled:
        truth = true_or_false(cells.key, letters=False)
        return _true_false(cells, fields, item) if truth is not None else _short_answer(cells, style, fields, item)
    return _choice(cells, style, type_ or "", fields, item)


def _true_false(cells: _Cells, fields: Fields, item: Item) -> Question:
    if not cells.key:
        raise NotCarriedError("no_key")
    truth = true_or_false(cells.key, letters=True)
    if truth is None:
        raise _unclear(Message("its answer “{answer}” is neither true nor false.", {"answer": cells.key[:20]}))
    feedback = {
        name: _read(cells.of_option(cells.columns.feedback, "", index), item)
        for index, name in enumerate(("true", "false"))
    }
    return true_false_question(fields, truth, feedback)


def _short_answer(cells: _Cells, style: KeyStyle, fields: Fields, item: Item) -> Question:
    texts = [text for _, text in cells.options if text]
    if cells.key and texts:
        named = keys_of(cells.key, cells.labels, [text for _, text in cells.options], style)
        if named is None:
            raise _unclear_key(cells)
        texts = [cells.options[at][1] for at in sorted(named)]
    elif cells.key:
        texts = split_keys(cells.key)
    if not texts:
        raise NotCarriedError("no_key")
    return checked(
        ShortAnswer(
            accepted=tuple(map(Accepted, {fold(text).casefold(): text for text in reversed(texts)}.values()))[::-1],
            **fields,
        )
    )


def _matching(cells: _Cells, fields: Fields, item: Item) -> Question:
    pairs, more = [], []
    for index, (letter, prompt) in enumerate(cells.options):
        option = cells.of_option(cells.columns.matches, letter, index)
        if prompt and option:
            pairs.append((_read(prompt, item), _read(option, item)))
        elif option:
            more.append(_read(option, item))
    if not pairs:
        raise NotCarriedError("no_key")
    return matching_question(fields, pairs, more)


def _key_with_wrong_ones(cells: _Cells, fields: Fields, item: Item) -> Question:
    """A choice whose right option has a column, and each wrong one, too."""
    if not cells.key:
        raise NotCarriedError("no_key")
    answers = [Answer(_read(cells.key, item), FULL), *(Answer(_read(text, item), Decimal(0)) for text in cells.wrong)]
    return choice_question(fields, answers, item, single=True)


def _choice(cells: _Cells, style: KeyStyle, type_: str, fields: Fields, item: Item) -> Question:
    options = cells.options
    texts = [text for _, text in options]
    if cells.key:
        keys = keys_of(cells.key, cells.labels, texts, style)
        if keys is None:
            raise _unclear_key(cells)
    else:
        ends = [right_mark_at_end(folded(text)) for text in texts]
        marked = [
            bool(text) and (text.startswith("*") or end is not None) for text, end in zip(texts, ends, strict=True)
        ]
        keys = frozenset(at for at, is_marked in enumerate(marked) if is_marked)
        if not keys or len(keys) == sum(map(bool, texts)):
            raise NotCarriedError("no_key")
        texts = [
            text[:end].lstrip("* ") if is_marked else text
            for text, end, is_marked in zip(texts, ends, marked, strict=True)
        ]
    if any(not texts[at] for at in keys):
        raise _unclear(Message("its answer “{answer}” names an empty option.", {"answer": cells.key[:20]}))
    feedback = [
        _read(cells.of_option(cells.columns.feedback, letter, index), item) for index, (letter, _) in enumerate(options)
    ]
    truth = [true_or_false(text, letters=False) for text in texts if text]
    is_choice = type_ in ("single_choice", "multiple_choice")
    if len(keys) == 1 and sorted(map(str, truth)) == ["False", "True"] and not is_choice:
        names = {
            "true" if true_or_false(text, letters=False) else "false": said
            for text, said in zip(texts, feedback, strict=True)
            if text
        }
        return true_false_question(fields, true_or_false(texts[next(iter(keys))], letters=False) is True, names)
    is_single = type_ != "multiple_choice" and len(keys) == 1
    if type_ == "single_choice" and len(keys) > 1:
        raise NotCarriedError("several_right")
    share = FULL if is_single else FULL / len(keys)
    cost = Decimal(0) if is_single else -share
    answers = [
        Answer(_read(text, item), share if at in keys else cost, said)
        for at, (text, said) in enumerate(zip(texts, feedback, strict=True))
        if text
    ]
    return choice_question(fields, answers, item, single=is_single)
