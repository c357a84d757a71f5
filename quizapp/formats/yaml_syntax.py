"""Causes of broken YAML: told at the line at which it was done, in an author's words.

A parser notices a mistake where nothing fits anymore, which may be far below what was mistyped: a quotation mark that
is not closed takes in all that follows. So the lines above are looked at for what authors mistype. All of this works
only when a mistake has been found already.
"""

import re
from collections.abc import Iterable, Iterator

import yaml

from quizapp.problems import READING_STOPPED, LineMistake, Mistake

LINE_END = re.compile("\r\n?|\n")


_SYNTAX = (
    ("found a tab character", "yaml_tab"),
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_no_colon"),
    ("found unexpected end of stream", "yaml_quote"),
    ("found unexpected document indicator", "yaml_quote"),
    ("found unknown escape character", "yaml_escape"),
    ("found invalid Unicode character escape code", "yaml_escape"),
    ("did not find expected hexdecimal number", "yaml_escape"),
    ("found character that cannot start any token", "yaml_character"),
    ("did not find expected alphabetic", "yaml_character"),
    ("did not find expected comment or line break", "yaml_character"),
    ("did not find expected node content", "yaml_character"),
    ("mapping keys are not allowed", "yaml_character"),
    ("found unexpected ':'", "yaml_character"),
    ("found unknown directive name", "yaml_character"),
    ("could not find expected directive name", "yaml_character"),
    ("found unexpected non-alphabetical character", "yaml_character"),
    ("found an indentation indicator equal to 0", "yaml_character"),
    ("block sequence entries are not allowed", "yaml_list_in_line"),
    ("did not find expected ',' or", "yaml_bracket"),
    ("did not find expected key", "yaml_after_quote"),
    ("did not find expected", "yaml_indent"),
)
"""The beginnings of libyaml's messages, and the codes of what we say in place of them."""

_TOLD_WHERE_IT_BEGINS = ("yaml_no_colon", "yaml_quote", "yaml_bracket")

_ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
ODD_INDENT = re.compile(rf" *[{_ODD_SPACES}]")
_ODD_SPACE = re.compile(rf" *[{_ODD_SPACES}]|\s*+(?:- ++)*+(?:-|\w+:)[{_ODD_SPACES}]")
_TAB = re.compile(r" *\t\s*\S")
LONG_DASHES = "–—−‐‑‒•·●◦"
"""And points: what word processors make of the hyphen that begins an entry."""
_SIGN = re.compile(rf"\s*+(?:- ++)*+(?:([{LONG_DASHES}])|\w+\s*([：︓﹕]))")
_DASH_WITHOUT_SPACE = re.compile(r"\s*-[^\s-]")
_COLON_WITHOUT_SPACE = re.compile(r"\s*+(?:- ++)*+[a-z_]+:[^\s:/]")
_SECOND_COLON = re.compile(r"[^:]*:\s.*:(\s|$)")
_ENTRY = r"\s*+(?:- ++)*+"
_BLOCK = re.compile(rf"({_ENTRY})([^\s#][^#]*?:\s+)?[|>][+\-1-9]*\s*(?:#.*)?$")
_VALUE = re.compile(rf"{_ENTRY}(?:[^\s\"'“”‘’#\[{{][^:\"']*:\s+)?(.*)$")
_FIELD = re.compile(rf"{_ENTRY}(\w+):(?:\s+([^\s#].*))?\s*(?:#.*)?$")
_STRUCTURE = re.compile(r"\s*(?:-(?:\s|$)|\w+:(?:\s|$)|[\[{\"'|>])")
_END_OF_QUOTE = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile("(?:[^']|'')*'")}
_AFTER_QUOTE = re.compile(r"\s*(?:\s#.*|[:,\]}].*)?$")

_CURLY = {'"': "“”„‟«»", "'": "‘’‚‛‹›"}
_TEXTS = ("text", "stem", "explanation", "feedback", "model_answer", "description", "sentence", "caption", "alt")
"""Fields whose value is a text, whatever it looks like."""


_MOST_AROUND = 5_000  # lines above and below in which causes are looked for
_MOST = 200  # the most lines with the same mistake that are told

_Cause = tuple[int, str, dict[str, str]]
"""The index of a line, the code of a mistake and its values."""


def syntax_mistakes(error: yaml.YAMLError, text: str) -> list[LineMistake]:
    """Finds what the author of `text` did to cause `error`, in the order of the lines: one mistake, or each of those
    that are likely to have the same cause."""
    mark = getattr(error, "problem_mark", None)
    reason = str(getattr(error, "problem", "") or error).strip()
    if mark is None:
        return [LineMistake(0, Mistake("yaml_syntax", (), {"reason": reason, READING_STOPPED: ""}))]
    code = next((code for start, code in _SYNTAX if reason.startswith(start)), "yaml_syntax")
    begun = getattr(error, "context_mark", None)
    if begun is None or code not in _TOLD_WHERE_IT_BEGINS:
        begun = mark
    lines = LINE_END.split(text.rstrip())
    at = min(begun.line, len(lines) - 1)
    last = max(at, min(mark.line, len(lines) - 1))
    above = max(0, at - _MOST_AROUND)
    around = _Lines(lines[above : last + _MOST_AROUND])
    found = [(above + cause, *rest) for cause, *rest in around.causes(code, at - above, begun.column, last - above)]
    found = found or [(at, code, {})]
    if code == "yaml_syntax":
        found = [(at, code, {"reason": reason})]
    *others, (at, code, values) = found
    found = [*others, (at, code, {**values, READING_STOPPED: ""})]
    return [LineMistake(at + 1, Mistake(code, (), values)) for at, code, values in found]


class _Lines:
    """The lines of a document that cannot be read, and what may have been mistyped in them."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._outside = list(_outside_blocks(lines))

    def causes(self, code: str, at: int, column: int, last: int) -> list[_Cause]:
        """Finds the cause of the mistake of this `code`, found `at` a line and `column`; the parser stopped in the line
        `last`. Empty where it is what and where it seems to be."""
        line = self._lines[at]
        above = self._above(at)
        if line.lstrip(" ").startswith("\t") or line[column : column + 1] == "\t":
            tabs = {number for number in self._outside if _TAB.match(self._lines[number])}
            return [(number, "yaml_tab", {}) for number in sorted({*tabs, at})[:_MOST]]
        if any(self._has_odd_space(number) for number in (at, above)):
            odd = [number for number in self._outside if self._has_odd_space(number)]
            return [(number, "yaml_space", {}) for number in odd[:_MOST]]
        if code in ("yaml_colon", "yaml_no_colon") and (text := self._bare_text(at)):
            return [text]
        if quote := self._quote(last):
            return [quote]
        for number in (at, above):
            if sign := _SIGN.match(self._lines[number]):
                right = "-" if sign[1] else ":"
                return [(number, "yaml_sign", {"sign": sign[1] or sign[2], "right": right})]
        if code in ("yaml_colon", "yaml_indent", "yaml_no_colon", "yaml_character") and self._is_curly(at):
            return [(at, "yaml_curly", {})]
        if code in ("yaml_indent", "yaml_after_quote") and (text := self._bare_text(at)):
            return [text]
        if code in ("yaml_colon", "yaml_indent", "yaml_after_quote", "yaml_list_in_line"):
            for number in (at, above):
                if _DASH_WITHOUT_SPACE.match(self._lines[number]) and self._lines[number].strip("-. "):
                    return [(number, "yaml_dash", {})]
                if _COLON_WITHOUT_SPACE.match(self._lines[number]):
                    return [(number, "yaml_no_colon", {})]
            is_first = not line[:column].strip(" -")
            if not _SECOND_COLON.match(line) if code == "yaml_colon" else is_first:
                return [(at, "yaml_indent", {})]
        return []

    def _above(self, at: int) -> int:
        return next((number for number in reversed(range(at)) if self._lines[number].strip()), 0)

    def _has_odd_space(self, at: int) -> bool:
        return bool(_ODD_SPACE.match(self._lines[at]))

    def _value(self, at: int) -> str:
        found = _VALUE.match(self._lines[at])
        return found[1] if found else ""

    def _is_curly(self, at: int) -> bool:
        return self._value(at)[:1] in {*_CURLY['"'], *_CURLY["'"]}

    def _quote(self, last: int) -> _Cause | None:
        """The first text in quotation marks that does not end where its author thought, up to the line `last`."""
        closed: int | None = -1
        for at in self._outside:
            if closed is None or at > last:
                break
            value = self._value(at)
            if at <= closed or value[:1] not in ('"', "'"):
                continue
            closed, after = self._after_quote(at, value)
            if closed is None or not _AFTER_QUOTE.match(after):
                quote = value[0]
                if closed == at:
                    is_apostrophe = quote == "'" and (after[:1].isalpha() or after.rstrip().endswith("'"))
                    return (at, "yaml_apostrophe" if is_apostrophe else "yaml_after_quote", {})
                is_curly = any(sign in value for sign in _CURLY[quote])
                return (at, "yaml_curly" if is_curly else "yaml_quote", {})
        return None

    def _after_quote(self, at: int, value: str) -> tuple[int | None, str]:
        """The line in which the quotation mark is closed that begins the `value` in the line `at`, and what is there
        after it."""
        ends = _END_OF_QUOTE[value[0]]
        text = value[1:]
        for number in range(at, len(self._lines)):
            text = text if number == at else self._lines[number]
            if end := ends.match(text):
                return number, text[end.end() :]
        return None, ""

    def _bare_text(self, at: int) -> _Cause | None:
        """The field whose text of several lines, of which `at` is one, has no “|” before it."""
        indent = _indent(self._lines[at])
        first = at
        for number in reversed(range(at)):
            line = self._lines[number]
            if not line.strip():
                continue
            if _indent(line) >= indent:
                first = first if line.lstrip().startswith("#") else number
                continue
            field = _FIELD.match(line)
            if field is None or len(line) - len(line.lstrip(" -")) >= indent:
                return None
            if field[2]:  # goes on in the next line, which no name of a field begins
                is_text = field[2][0] not in "[{\"'|>" and " " in self._lines[at].strip(" -").partition(": ")[0]
            else:
                is_text = field[1] in _TEXTS or not _STRUCTURE.match(self._lines[first])
            return (number, "yaml_no_block", {"name": field[1]}) if is_text else None
        return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _outside_blocks(lines: list[str]) -> Iterator[int]:
    """The indexes of the lines that are in no text that “|” or “>” begins. One in it that a tab indents is told, as it
    ends the text."""
    block: int | None = None  # the indent of what began a text that may go on
    for at, line in enumerate(lines):
        if block is not None and (not line.strip() or _indent(line) > block):
            continue
        yield at
        if block is not None and _TAB.match(line):
            continue
        begins = _BLOCK.match(line)
        block = begins and (len(begins[1]) if begins[2] else len(begins[1].rstrip(" -")))


def mended(lines: list[str], mistakes: Iterable[LineMistake]) -> list[str] | None:
    """`lines` without those of the `mistakes` in them that can be mended in but one way; None where one cannot."""
    lines = list(lines)
    for line, mistake in mistakes:
        at = line - 1
        match mistake.code:
            case "yaml_space":
                if ODD_INDENT.match(lines[at]):
                    rest = lines[at].lstrip()
                    lines[at] = " " * (len(lines[at]) - len(rest)) + rest
                lines[at] = re.sub(rf"^(\s*(?:- *)*(?:\w+:)?)[{_ODD_SPACES}]", r"\1 ", lines[at])
            case "yaml_sign":
                sign = mistake.values["sign"]
                lines[at] = re.sub(rf"{sign} ?", f"{mistake.values['right']} ", lines[at], count=1)
            case "yaml_tab":
                around = {_column(lines, at, -1), _column(lines, at, 1)}
                column = around.pop()
                if around or column is None or lines[at].lstrip().startswith("-"):
                    return None
                lines[at] = " " * column + lines[at].lstrip()
            case _:
                return None
    return lines


def _column(lines: list[str], at: int, step: int) -> int | None:
    """The column of the nearest field above or below that no tab indents; None where there is none."""
    at += step
    while 0 <= at < len(lines):
        line = lines[at]
        if line.strip() and not _TAB.match(line):
            return len(line) - len(line.lstrip(" -")) if _FIELD.match(line) else None
        at += step
    return None
