"""YAML that can be read, but likely says something else than its author meant.

A comma ends an entry of a list in brackets, as no other sign does, “ #” begins a comment, and a text of several lines
without “|” loses its paragraphs. To a parser none of these is a mistake: they are looked for when somebody checks.
"""

import re
from collections.abc import Iterator
from typing import Any

from yaml.events import ScalarEvent, SequenceEndEvent, SequenceStartEvent

from quizapp.domain.text import shortened
from quizapp.formats.yaml_events import MOST_MISTAKES, nodes_of
from quizapp.formats.yaml_syntax import LINE_END
from quizapp.problems import LineMistake, Mistake

_GLUED = re.compile(r",(?=[^\s\]\[{}])[^,\]]*")
_OTHER_COMMA = re.compile("[、，،；]")
"""What divides a list in Chinese, Japanese or Arabic, and is part of a text in YAML."""
_COMMENT = re.compile(r"[ \t]*#.*")
_MARKDOWN = re.compile(r"\s*(?:[-*+>]\s|\d+[.)]\s|#+\s)")
_NO_TEXT = re.compile(
    "id|type|key|points|shuffle|pinned|skill|difficulty|marking|share|select|reuse|covers|not_stated|occurrence"
    "|tolerance|kind|language|format|time_limit|paragraphs|file"
)
"""Fields after which a comment is likely to be one."""


_AFTER_SPACE = re.compile(rb"#(?<=[ \t]#)")
_WORD_OF_NO_TEXT = re.compile(rb"[ \t-]*(?:%s):[ \t]+[\w.-]+[ \t]*" % _NO_TEXT.pattern.encode())
_LIST = re.compile(rb"^[^\n\[]*\[[^\n]*?,[^\s\]\[{}]|\[[^\n\]\[]*\n", re.MULTILINE)  # takes a line once, however long
"""A list in brackets that has a comma without a space after it, or that goes on in the next line."""
_OTHER_LIST = re.compile(rb"^[^\n\[]*\[[^\n]*?(?:%s)" % b"|".join(sign.encode() for sign in "、，،；"), re.MULTILINE)
_FIELDS = re.compile(rb"^[^\n{]*\{[^\n]*,[^\n:]*[,}]", re.MULTILINE)
"""Fields in braces, one of which has no colon."""
_LAID_OUT = re.compile(rb"(?:(?:---|#.*)?[ \t]*\r?\n)*[a-z_]+:")
_TEXTS = re.compile(rb"^(?:passage|about)[ \t]*:(?:.*\n)(?:[ \t#].*\n|\r?\n)*", re.MULTILINE)
_OTHER_TEXT = re.compile(rb"text[\"']?[ \t]*:(?![ \t]*\|)")


def slips_in(data: bytes) -> list[LineMistake]:
    """Finds what in `data`, YAML in UTF-8 that can be read, was likely meant otherwise, in the order of the lines."""
    if not _may_slip(data):
        return []
    found = sorted(_slips(data, LINE_END.split(data.decode())), key=lambda slip: slip.line)
    return found[:MOST_MISTAKES]


def _may_slip(data: bytes) -> bool:
    """Says whether there may be slips: most files have none, and are known not to without being parsed."""
    if (
        _LIST.search(data)
        or _OTHER_LIST.search(data)
        or _FIELDS.search(data)
        or not _LAID_OUT.match(data)
        or b"\n?" in data
    ):
        return True
    for sign in _AFTER_SPACE.finditer(data):
        before = data[data.rfind(b"\n", 0, sign.start()) + 1 : sign.start()]
        if before.strip() and not _WORD_OF_NO_TEXT.fullmatch(before):
            return True
    return any(_OTHER_TEXT.search(texts[0]) for texts in _TEXTS.finditer(data + b"\n"))


def _slips(data: bytes, lines: list[str]) -> Iterator[LineMistake]:
    lists: list[Any] = []  # of each open list, its first event
    for path, event, is_name in nodes_of(data):
        if isinstance(event, ScalarEvent) and is_name:
            yield from _cut_fields(event, lines)
        elif isinstance(event, ScalarEvent):
            if lists and lists[-1].flow_style and not (path and isinstance(path[-1], str)):
                yield from _other_comma(event)
            yield from _slips_of_text(event, [part for part in path if part and isinstance(part, str)], lines)
        elif isinstance(event, SequenceStartEvent):
            lists.append(event)
        elif isinstance(event, SequenceEndEvent) and (begun := lists.pop()).flow_style:
            yield from _slips_of_list(begun, event, lines)


def _slips_of_list(begun: Any, ended: Any, lines: list[str]) -> Iterator[LineMistake]:
    """A comma without a space after it in a list in brackets, such as that in ``[1,000]``."""
    for number in range(begun.start_mark.line, ended.end_mark.line + 1):
        line = lines[number]
        first = begun.start_mark.column if number == begun.start_mark.line else 0
        last = ended.end_mark.column if number == ended.end_mark.line else len(line)
        bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", lambda quoted: "x" * len(quoted[0]), line[first:last])
        if glued := _GLUED.search(bare):
            start = max(bare.rfind(sign, 0, glued.start()) for sign in ",[") + 1
            text = line[first:last][start : glued.end()].strip()
            values = {"text": shortened(text, 60), "count": "2"}
            yield LineMistake(number + 1, Mistake("comma_in_list", (), values))


def _other_comma(entry: Any) -> Iterator[LineMistake]:
    """A comma of another script within an entry of a list in brackets, such as that in ``[猫、犬]``."""
    if not entry.style and (sign := _OTHER_COMMA.search(entry.value)):
        values = {"text": shortened(entry.value, 60), "sign": sign[0]}
        yield LineMistake(entry.start_mark.line + 1, Mistake("other_comma_in_list", (), values))


def _cut_fields(name: Any, lines: list[str]) -> Iterator[LineMistake]:
    """A text in braces that a comma cuts, as in ``{text: 1,000}``: what follows is taken for a field."""
    before, after = lines[name.start_mark.line][: name.start_mark.column], lines[name.end_mark.line]
    if name.style or not before.rstrip().endswith(",") or not re.match(r"\s*[,}]", after[name.end_mark.column :]):
        return
    cut = before.rstrip()[:-1]
    text = cut[max(cut.rfind(sign) for sign in ":,{") + 1 :] + before[len(cut) :] + name.value
    yield LineMistake(name.start_mark.line + 1, Mistake("comma_in_fields", (), {"text": shortened(text, 60)}))


def _slips_of_text(event: Any, path: list[str], lines: list[str]) -> Iterator[LineMistake]:
    name = path[-1] if path else ""
    first, last = event.start_mark.line, event.end_mark.line
    if not event.style and not _NO_TEXT.fullmatch(name) and event.value:
        end = lines[last][event.end_mark.column :]
        if comment := _COMMENT.match(end):
            values = {"text": shortened(comment[0].strip(), 60)}
            yield LineMistake(last + 1, Mistake("text_after_hash", (), values))
    is_passage = path[:1] in (["passage"], ["about"]) and name == "text"
    if is_passage and event.style != "|":
        end = lines[last][: event.end_mark.column] if last > first else ""  # below a folded text may be a comment
        within = [*lines[first + 1 : last], end]
        text = event.value.strip()
        is_flat = "\n" in text or any(_MARKDOWN.match(line) for line in within)
        if (is_flat and "\n\n" not in text) or _is_headed(event, lines):
            yield LineMistake(first + 1, Mistake("passage_flattened", (), {"name": name}))


def _is_headed(event: Any, lines: list[str]) -> bool:
    """Says whether a text begins with a heading, which is a comment where it stands between the field and the text."""
    first = event.start_mark.line
    above = next((line for line in reversed(lines[:first]) if line.strip()), "")
    is_below_field = not lines[first][: event.start_mark.column].strip()
    return not event.style and is_below_field and above.lstrip().startswith("#")
