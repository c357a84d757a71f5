"""Reads the lines of a sheet: what is a question, an option, an answer, a text to be read, and what is none."""

from collections.abc import Sequence

from quizapp.interchange.typed_key_lists import keys_at, place_below
from quizapp.interchange.typed_keys import KeyEntry
from quizapp.interchange.typed_labels import (
    Cut,
    OptionLabel,
    QuestionLabel,
    option_label,
    options_inside,
    place_of,
    question_label,
    roman_label,
)
from quizapp.interchange.typed_lines import (
    EndOfText,
    Stray,
    TypedEntry,
    TypedLine,
    TypedOption,
    TypedQuestion,
    TypedText,
    Words,
)
from quizapp.interchange.typed_shapes import (
    arrow_in,
    count_words,
    is_pair,
    option_is_next,
    pair_in,
    style_of,
)
from quizapp.interchange.typed_words import (
    Field,
    answer_in,
    field_of,
    reference_in,
    speaks_of_true_and_false,
)
from quizapp.texts import Message

OUT_OF_ORDER = Message("its options are not lettered A, B, C and so on.")
_WORDS_OF_A_TEXT = 40
"""A text before the first question is a passage if it has this many words, or a line that says so."""


class SheetReading:
    """Reads a sheet, line by line.

    Attributes:
        entries: what was found, in order.
        keys: the entries of lists of keys.
    """

    def __init__(self, lines: Sequence[TypedLine], *, wraps: bool) -> None:
        """Read `lines`; where a line `wraps`, a sentence may go on in the next one."""
        self.entries: list[TypedEntry] = []
        self.keys: list[KeyEntry] = []
        self._lines = lines
        self._wraps = wraps
        self._style = style_of(lines)
        self._question: TypedQuestion | None = None
        self._part: list[Words] | None = None
        """The entry that a line without a label continues; None where there is none."""
        self._option: TypedOption | None = None
        self._option_line = 0
        self._pending: list[TypedLine | None] = []
        self._text: TypedText | None = None
        self._text_last = 0
        self._in_keys = False
        self._in_true_false = False
        self._inner = 0
        self._is_after_blank = True
        self._read()

    # line by line

    def _read(self) -> None:
        after = 0
        for index, line in enumerate(self._lines):
            if index < after:
                continue
            if line.is_blank:
                self._is_after_blank = True
                if self._pending and self._pending[-1] is not None:
                    self._pending.append(None)
                self._part = None
                continue
            after = self._take(index, line)
            self._is_after_blank = False
        self._flush_pending()

    def _line_below(self, index: int) -> TypedLine | None:
        at = place_below(self._lines, index)
        return None if at is None else self._lines[at]

    def _take(self, index: int, line: TypedLine) -> int:
        """Read a line, and perhaps more; gives the place of the next one."""
        listed = keys_at(self._lines, index, self._question, self._in_keys)
        self._in_keys = listed is not None
        if listed is not None:
            self._flush_pending()
            self.keys += listed.entries
            return listed.after
        label = self._question_label(line)
        if isinstance(self._part, _Last) and label is None:
            self._part.put(line.words)
            self._part = None
            return index + 1
        field = field_of(line.folded) if label is None else None
        if field is None or not self._takes_field(index, line, field):
            if label is not None:
                self._takes_number(index, line, label)
            elif not self._takes_pair(index, line) and not self._takes_option(index, line):
                self._takes_words(line)
        return index + 1

    # questions

    def _question_label(self, line: TypedLine) -> QuestionLabel | None:
        label = question_label(line.folded)
        if label is None and self._style == "roman":
            label = roman_label(line.folded)
        if label is None or label.style in (self._style, "q") or not self._style:
            return label
        question = self._question
        is_in_order = question is not None and not question.is_open and label.number == question.number + 1
        if question is None or not is_in_order or (question.options and option_is_next(line, question)):
            return None
        return label  # numbered in another way, but in order

    def _takes_number(self, index: int, line: TypedLine, label: QuestionLabel) -> None:
        question, number = self._question, label.number
        if question is not None and question.is_open and question.stem and label.style != "q":
            is_within = number != question.number + 1 or self._inner == number - 1 > 0
            if is_within and number == self._inner + 1 and not self._is_after_blank:
                if self._takes_pair(index, line):
                    return
                self._inner = number  # statements that are counted within the question
                question.add_to_stem(line.words, "\n")
                return
        if question is not None and question.left and self._takes_pair(index, line):
            return
        self._flush_pending(number)
        begun = self._begin(line.number, number)
        begun.has_short_label = label.style == "q"
        if label.key:
            begun.answers.append(Words(label.key))
        if line.folded[label.end :].strip():
            self._takes_stem(line, label.end)

    def _begin(self, line: int, number: int = 0) -> TypedQuestion:
        question = TypedQuestion(line, number)
        question.in_true_false = self._in_true_false
        self.entries.append(question)
        self._question, self._option, self._part, self._inner = question, None, None, 0
        return question

    def _takes_stem(self, line: TypedLine, start: int, before: str = " ") -> None:
        """The words of a line as a part of the stem, with the options and the answer that follow in the line."""
        question = self._question
        assert question is not None
        end = len(line.folded)
        answer = answer_in(line.folded[start:], anywhere=False)
        if answer is not None:
            end = start + answer[0]
        inside = options_inside(line.folded[:end], start, -1)
        if len(inside) > 1 and inside[0].start >= start and line.folded[start : inside[0].start].strip():
            question.add_to_stem(line.words.cut(start, inside[0].start), before)
            self._add_options(line, inside, end)
        else:
            question.add_to_stem(line.words.cut(start, end), before)
        if answer is not None:
            value = line.words.cut(start + answer[1])
            question.answers.append(_without_bracket(value, line.folded[start + answer[0] : start + answer[1]]))
            self._part = None

    # fields

    def _takes_field(self, index: int, line: TypedLine, field: Field) -> bool:
        question = self._question
        value = line.words.cut(field.start, field.end)
        is_answer = field.kind in ("answer", "model")
        if is_answer and self._pending and (question is None or not self._style or bool(question.answers)):
            question = self._from_pending()
        if question is None:
            return False
        if not value.text:
            below = self._lines[index + 1] if index + 1 < len(self._lines) else None
            if below is None or below.is_blank:
                return is_answer
            if is_answer and question.is_open and option_label(below.folded, 0):
                return True  # a heading of the options
        match field.kind:
            case "points":
                question.points = value.text
                self._part = None
            case "answer":
                question.points = question.points or field.points
                question.answers.append(value)
                self._part = None if value.text else _Last(question.answers)
            case "model":
                question.model.append(value)
                self._part = question.model
            case "hint":
                question.hints.append([value])
                self._part = question.hints[-1]
            case "feedback" if self._option is not None and not question.answers:
                self._option.feedback.append(value)
                self._part = self._option.feedback
            case _:
                question.explanation.append(value)
                self._part = question.explanation
        return True

    # options

    def _takes_option(self, index: int, line: TypedLine) -> bool:
        question = self._question
        count = len(question.options) if question is not None else 0
        label = option_label(line.folded, count)
        if label is None:
            return False
        is_bulleted = label.kind in ("bullet", "box")
        may_restart = not is_bulleted and label.is_at(0) and (question is None or count or self._pending)
        if may_restart and self._restarts():
            question, count = self._question, 0
        if question is None:
            return False
        if self._is_short_answer(index, label, question):
            question.answers.append(line.words.cut(label.end))
            self._part = question.answers
            return True
        first = question.options[0].label if count else None
        if self._pending and (is_bulleted or not count):
            return False
        if is_bulleted:
            if not question.stem or question.answers or (first is not None and first.kind != label.kind):
                return False
        elif first is None:
            if not label.is_at(0):
                return False
        elif first.kind in ("bullet", "box") and label.is_at(0):
            for option in question.options:  # they were a list within the stem
                question.add_to_stem(option.words, "\n")
            question.options.clear()
            count = 0
        elif first.kind != label.kind:
            return False
        elif not label.is_at(count) and not question.in_columns:
            if first.style != label.style or self._pending:
                return False
            question.fault = OUT_OF_ORDER
        self._flush_pending()
        self._add_line_of_options(index, line, label, count)
        return True

    def _is_short_answer(self, index: int, label: OptionLabel, question: TypedQuestion) -> bool:
        """Tells whether ``A:`` stands for an answer, as ``Q:`` does for a question."""
        if not (question.has_short_label and question.is_open and question.stem):
            return False
        if (label.value, label.style) != ("A", ":"):
            return False
        for line in self._lines[index + 1 : index + 8]:
            if not line.is_blank:
                if self._question_label(line) is not None:
                    break
                other = option_label(line.folded, 1)
                if other is not None and other.kind == "letter" and other.is_at(1):
                    return False
        return True

    def _restarts(self) -> bool:
        """Begin a question at its first option: its stem is what stands above it, without a number."""
        if self._pending:
            self._from_pending()
            return True
        question = self._question
        if question is None or not question.options:
            return False
        option = question.options[-1]
        stem = option.lines[1:]
        if not stem:
            return False
        del option.lines[1:]
        begun = self._begin(self._option_line + 1)
        for words in stem:
            begun.add_to_stem(words)
        return True

    def _add_line_of_options(self, index: int, line: TypedLine, label: OptionLabel, count: int) -> None:
        question = self._question
        assert question is not None
        end = len(line.folded)
        answer = answer_in(line.folded[label.end :], anywhere=True)
        if answer is not None:
            end = label.end + answer[0]
        cuts = [Cut(label, 0, label.end)]
        if label.kind == "letter":
            place = place_of(label.value)
            inside = options_inside(line.folded[:end], label.end, place)
            if inside and place_of(inside[0].label.value) > place + 1:
                question.in_columns = True
            elif inside and (below := self._line_below(index)) is not None:
                following = option_label(below.folded, count + 1)
                if following is not None and following.kind == "letter" and following.is_at(count + 1):
                    inside = []
            cuts += inside
        self._add_options(line, cuts, end)
        if answer is not None:
            question.answers.append(line.words.cut(label.end + answer[1]))
            self._part = None

    def _add_options(self, line: TypedLine, cuts: Sequence[Cut], end: int) -> None:
        question = self._question
        assert question is not None
        self._option_line = line.number
        for index, cut in enumerate(cuts):
            stop = cuts[index + 1].start if index + 1 < len(cuts) else end
            option = TypedOption(cut.label, line.words.cut(cut.text, stop))
            question.options.append(option)
            self._option, self._part = option, option.lines

    # pairs

    def _takes_pair(self, index: int, line: TypedLine) -> bool:
        question = self._question
        if question is None or question.options or question.answers or not question.stem or self._pending:
            return False
        below = self._line_below(index)
        arrow = arrow_in(line.folded)
        if arrow is not None and (question.pairs or (below is not None and arrow_in(below.folded))):
            question.pairs.append((line.words.cut(0, arrow[0]), line.words.cut(arrow[1])))
            self._part = None
            return True
        found = pair_in(line.folded, question)
        if found is None or not (question.left or (below is not None and is_pair(below.folded))):
            return False
        question.left[int(found[1])] = line.words.cut(found.start(2), found.end(2))
        question.right[found[3].casefold()] = line.words.cut(found.start(4), found.end(4))
        self._part = None
        return True

    # words without a label

    def _takes_words(self, line: TypedLine) -> None:
        question = self._question
        is_open = question is not None and question.is_open
        if self._is_after_blank or (not is_open and self._part is None):
            reference = reference_in(line.folded)
            if reference is not None:
                self._flush_pending()
                self._text = TypedText(line.number, reference.last)
                self._text.heading = line.words.text
                self._question = self._part = self._option = None
                return
        may_go_on = not self._is_after_blank and (self._wraps or line.follows)
        if self._part is not None and may_go_on:
            self._part.append(line.words)
        elif question is not None and is_open and not self._pending:
            between = " " if may_go_on and not self._inner else "\n\n" if self._is_after_blank else "\n"
            self._takes_stem(line, 0, between)
        else:
            self._pending.append(line)
            self._part = None

    def _from_pending(self) -> TypedQuestion:
        """Begin a question whose stem is the last lines without an empty one between them."""
        lines: list[TypedLine] = []
        while self._pending and self._pending[-1] is None:
            self._pending.pop()
        while self._pending and self._pending[-1] is not None:
            last = self._pending.pop()
            assert last is not None
            lines.insert(0, last)
            if not self._wraps and not last.follows:
                break
        self._flush_pending()
        question = self._begin(lines[0].number)
        for line in lines:
            question.add_to_stem(line.words)
        return question

    def _flush_pending(self, number: int = 0) -> None:
        """Put away the lines before a question with this number: as a text to be read, or as words that are left."""
        lines, self._pending = self._pending, []
        while lines and lines[-1] is None:
            lines.pop()
        text, self._text = self._text, None
        if text is not None or (lines and not self._has_questions() and count_words(lines) >= _WORDS_OF_A_TEXT):
            text = text or TypedText(next(line.number for line in lines if line))
            text.lines = lines
            if lines:
                self.entries.append(text)
                self._text_last = text.last
                lines = []
            elif text.heading:
                self.entries.append(Stray(text.line, text.heading))
        elif self._text_last and number > self._text_last:
            self.entries.append(EndOfText(number))
            self._text_last = 0
        for line in lines:
            if line is not None:
                self._in_true_false = speaks_of_true_and_false(line.folded)
                if not self._in_true_false:
                    self.entries.append(Stray(line.number, line.words.text))

    def _has_questions(self) -> bool:
        return any(isinstance(each, TypedQuestion | TypedText) for each in self.entries)


class _Last(list[Words]):
    """An answer whose value stands in the next line."""

    def __init__(self, answers: list[Words]) -> None:
        super().__init__()
        self._answers = answers

    def put(self, words: Words) -> None:
        self._answers[-1] = words


def _without_bracket(value: Words, before: str) -> Words:
    bracket = ")" if "(" in before else "]" if "[" in before else ""
    return value.cut(0, len(value.text) - 1) if bracket and value.text.endswith(bracket) else value
