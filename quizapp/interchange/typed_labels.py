"""Numbers before questions and letters before options, as they are typed; all texts here are folded."""

# ruff: noqa: E501 (tables of words and signs)

import re
from typing import Literal, NamedTuple

LabelKind = Literal["letter", "roman", "number", "bullet", "box"]

ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрст",
    "αβγδεζηθικλμνξοπρ",
    "אבגדהוזחטיכלמנ",
    "أبجدهوزحطي",
)
_ROMAN = {
    text: number
    for number, text in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
            "xxi",
            "xxii",
            "xxiii",
            "xxiv",
            "xxv",
            "xxvi",
            "xxvii",
            "xxviii",
            "xxix",
            "xxx",
        ],
        1,
    )
}
_LONGEST_LABEL = 80

_WORDS = r"(?:question|q|frage|pregunta|pergunta|questão|questao|item|aufgabe|domanda|vraag|вопрос|ερώτηση|题|問|问题)"
_QUESTION = re.compile(
    rf"(?:__(?P<blank>_*[^\W\d_]?_*)[ \t]+)?(?:"
    rf"(?P<word>{_WORDS}[ \t.]{{0,3}}(?:n[°ºo]?\.?|\#|№)?[ \t]{{0,3}})(?P<n1>\d{{1,4}})[ \t]{{0,2}}(?:[.):\-/]{{1,2}}(?=\D|$)|(?=\s|$))"
    r"|(?P<open>[(\[])(?P<n2>\d{1,4})(?P<close>[)\]])"
    r"|(?P<sharp>[#№])[ \t]?(?P<n3>\d{1,4})(?:[.):]|(?=\s))"
    r"|(?P<n4>\d{1,4})(?P<end>\.-|\.\)|[ \t]?\)|\.(?![\d])|[°ºª]\)?|:(?!\d)|[ \t]?-(?=[ \t])|(?=\t))"
    r"|(?P<plain>q|pregunta|frage|question|pergunta)[ \t]?:"
    r")[ \t]*",
    re.IGNORECASE,
)
_QUESTION_ROMAN = re.compile(r"([IVX]{1,6})([.)]|[ \t]-(?=[ \t]))[ \t]+(?=\S)")

_BEFORE = re.compile(r"(?:(\*{1,3}|[✓✔√☑]|->|→|➔|=>)(?:[ \t]*))?(?:([-•◦▪‣·–]|o(?=\t))[ \t]+)?(\*{1,3}[ \t]*)?")
_BOX = re.compile(r"(?:\[([ \txX✓✔*]?)\]|\(([ \t]|)\)|\(([xX✓✔*])\)(?=[ \t])|([☐□○◯])|([☑☒■●◉]))[ \t]*(?=\S)")
_LETTER = re.compile(
    r"(?:\((?P<a>[^\W\d_])\)|\[(?P<b>[^\W\d_])\]|(?P<c>[^\W\d_])(?P<end>\.\)|\.-|[ \t]?\)|[.:](?=[^\W\d_]{2}|\d)|\](?=[ \t])|[.:/](?=[ \t]|$|[^\x00-\x7f])|[ \t]?-(?=[ \t])|(?=\t)))[ \t]*"
)
_ROMAN_OPTION = re.compile(r"\(?([ivx]{1,5})(\)|\.(?=[ \t]))[ \t]*")
_NUMBER_OPTION = re.compile(r"\(?(\d{1,2})(\)|\.(?=[ \t])|-(?=[ \t]))[ \t]*")
_AFTER = re.compile(r"(\*{1,3}|[✓✔√☑])[ \t]*(?=\S)")


class QuestionLabel(NamedTuple):
    """The number before a question, 0 where it has none; its text begins at `end`, and `key` is what stands before it."""

    number: int
    style: str
    end: int
    key: str = ""


class OptionLabel(NamedTuple):
    """The label before an option: `value` is the letter or the number as it is typed; the text begins at `end`."""

    kind: LabelKind
    value: str
    style: str
    end: int
    is_right: bool = False

    def is_at(self, index: int) -> bool:
        """Tells whether this is the label of the option that stands at `index`, counted from 0."""
        if self.kind == "letter":
            letter = self.value.casefold()
            return any(alphabet[index : index + 1] == letter for alphabet in ALPHABETS)
        if self.kind in ("roman", "number"):
            return number_of(self.kind, self.value) == index + 1
        return True


def roman(number: int) -> str:
    """A small Roman number; the plain one where it is above 30."""
    return next((text for text, value in _ROMAN.items() if value == number), str(number))


def number_of(kind: LabelKind, value: str) -> int:
    return _ROMAN.get(value.casefold(), 0) if kind == "roman" else int(value)


def question_label(line: str) -> QuestionLabel | None:
    """The number that a line begins with."""
    if not line or not (line[0].isdigit() or line[0] in "([#№_" or line[0].isalpha()):
        return None
    found = _QUESTION.match(line[:_LONGEST_LABEL])
    if found is None:
        return None
    key = (found["blank"] or "").strip("_")
    for name, style in (("n1", "word"), ("n3", "#")):
        if found[name]:
            return QuestionLabel(int(found[name]), style, found.end(), key)
    if found["n2"]:
        if "([".index(found["open"]) != ")]".index(found["close"]):
            return None
        return QuestionLabel(int(found["n2"]), found["open"], found.end(), key)
    if found["n4"]:
        end = found["end"].strip() or "\t"
        return QuestionLabel(int(found["n4"]), end[0] if end[0] in ".)-:" else end, found.end(), key)
    return QuestionLabel(0, "q", found.end()) if not found["blank"] else None


def roman_label(line: str) -> QuestionLabel | None:
    found = _QUESTION_ROMAN.match(line[:_LONGEST_LABEL])
    number = _ROMAN.get(found[1].casefold(), 0) if found else 0
    return QuestionLabel(number, "roman", found.end()) if found and number else None


def option_label(line: str, expected: int) -> OptionLabel | None:
    """The label of an option that a line begins with, best that of the option at `expected`."""
    before = _BEFORE.match(line[:_LONGEST_LABEL])
    assert before is not None
    start = before.end()
    is_right = bool(before[1] or before[3])
    rest = line[start : start + _LONGEST_LABEL]
    box = _BOX.match(rest)
    if box and not (box[3] and rest[1].casefold() == "x" and expected == 23):
        checked = bool((box[1] or "").strip() or box[3] or box[5])
        label = _LETTER.match(rest[box.end() :])
        return OptionLabel("box", "", "box", start + box.end() + (label.end() if label else 0), checked or is_right)
    found: OptionLabel | None = None
    letter = _LETTER.match(rest)
    if letter:
        value = letter["a"] or letter["b"] or letter["c"]
        style = "(" if letter["a"] else "[" if letter["b"] else (letter["end"].strip() or "\t")[0]
        found = OptionLabel("letter", value, style, start + letter.end(), is_right)
    if found is None or not found.is_at(expected):
        kinds: tuple[tuple[LabelKind, re.Pattern[str]], ...] = (("roman", _ROMAN_OPTION), ("number", _NUMBER_OPTION))
        for kind, expression in kinds:
            other = expression.match(rest)
            if other and number_of(kind, other[1]):
                numbered = OptionLabel(kind, other[1], other[2], start + other.end(), is_right)
                if numbered.is_at(expected) or found is None:
                    found = numbered
                    break
    if found is None and before[2]:
        found = OptionLabel("bullet", "", before[2], start, is_right)
    if found is not None:
        after = _AFTER.match(line[found.end : found.end + 20])
        if after:
            found = found._replace(is_right=True, end=found.end + after.end())
    return found


class Cut(NamedTuple):
    """An option within a line: its label, the place where its label begins, and where its text does."""

    label: OptionLabel
    start: int
    text: int


_INSIDE = re.compile(
    r"(?:^|(?<=[ \t]))(\*{0,2})(?:\(([^\W\d_])\)|\[([^\W\d_])\]|([^\W\d_])(\)|\.(?=[ \t])|:(?=[ \t])|[ \t]?-(?=[ \t])))(?=.)"
)
_MOST_IN_A_LINE = 4000


def options_inside(line: str, start: int, before: int) -> list[Cut]:
    """The options that follow each other in a line from `start` on; `before` is the place of the one before them, or -1.

    Each has the letter after that of the one before it, or a later one and stands apart in another column.
    """
    found: list[Cut] = []
    style = ""
    for at in _INSIDE.finditer(line[:_MOST_IN_A_LINE], start):
        value = at[2] or at[3] or at[4]
        here = "(" if at[2] else "[" if at[3] else at[5].strip()
        index = place_of(value)
        gap = line[max(0, at.start() - 2) : at.start()]
        is_apart = before >= 0 and index > before and (gap == "  " or gap.endswith("\t"))
        if (style and here != style) or not (index == before + 1 or is_apart):
            continue
        if found and not line[found[-1].text : at.start()].strip():
            continue
        style, before = here, index
        text = at.end()
        while text < len(line) and line[text] in " \t":
            text += 1
        found.append(Cut(OptionLabel("letter", value, here, at.end(), bool(at[1])), at.start(), text))
    return found


def place_of(letter: str) -> int:
    """The place of a letter in its alphabet, from 0; -1 where it is in none."""
    return next((at for alphabet in ALPHABETS if (at := alphabet.find(letter.casefold())) >= 0), -1)
