"""Second readers of GIFT and Moodle XML: of the tests alone, by what Moodle's documentation says of its formats.

They share nothing with the program, and know only what our exporter may use of the formats.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any, NamedTuple
from xml.etree import ElementTree


class Answer(NamedTuple):
    """An answer with the percent of the points that it earns; of a pair, `text` has both with `->`."""

    text: str
    percent: Decimal
    feedback: str = ""
    tolerance: Decimal | None = None


class Seen(NamedTuple):
    """A question as Moodle would have it; `points` are None where the format has none."""

    type: str
    name: str
    stem: str
    answers: tuple[Answer, ...]
    general_feedback: str = ""
    points: Decimal | None = None
    more: Any = None


class _Words(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("p", "br", "li", "div"):
            self.words += "\n"

    def handle_data(self, data: str) -> None:
        self.words += data


def words(text: str) -> str:
    return " ".join(text.split())


def words_of_html(html: str) -> str:
    return words(_Words(html).words)


# Moodle XML: https://docs.moodle.org/en/Moodle_XML_format


def read_moodle_xml(data: bytes) -> Iterator[Seen]:
    """The questions in a file of Moodle XML, without categories and descriptions."""
    root = ElementTree.fromstring(data)
    assert root.tag == "quiz"
    for element in root:
        assert element.tag == "question"
        if element.get("type") not in ("category", "description"):
            yield _of_element(element)


def _said(element: ElementTree.Element | None) -> str:
    """The text of an element by its own format: HTML, or as it stands."""
    if element is None:
        return ""
    text = element.findtext("text") or ""
    return words_of_html(text) if element.get("format", "html") == "html" else words(text)


def _of_element(element: ElementTree.Element) -> Seen:
    kind = element.get("type", "")
    answers = []
    for each in element.findall("answer"):
        tolerance = each.findtext("tolerance")
        text = _said(each)
        if kind == "shortanswer":
            text = text.replace(r"\*", "*")  # a star stands for anything unless a backslash is before it
        answers.append(
            Answer(
                text,
                Decimal(each.get("fraction", "0")),
                _said(each.find("feedback")),
                Decimal(tolerance) if tolerance is not None else None,
            )
        )
    for each in element.findall("subquestion"):
        answer = each.find("answer")
        answers.append(Answer(f"{_said(each)} -> {_said(answer)}", Decimal(100)))
    stem, more = _said(element.find("questiontext")), None
    if kind == "cloze":
        stem, more = _cloze(element.findtext("questiontext/text") or "")
    elif kind == "ddwtos":
        more = [_said_in(each) for each in element.findall("dragbox")]
    elif kind == "essay":
        more = _said(element.find("graderinfo"))
    elif kind == "wordselect":
        more = words_of_html(element.findtext("introduction") or "")
    elif kind == "multichoice":
        more = element.findtext("single")
    grade = element.findtext("defaultgrade")
    return Seen(
        kind,
        element.findtext("name/text") or "",
        stem,
        tuple(answers),
        _said(element.find("generalfeedback")),
        Decimal(grade) if grade is not None else None,
        more,
    )


def _said_in(box: ElementTree.Element) -> str:
    return words_of_html(box.findtext("text") or "")


_GAP = re.compile(r"\{(\d*):([A-Z_]+):((?:[^\\}]|\\.)*)\}", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def _cloze(html: str) -> tuple[str, list[tuple[str, tuple[Answer, ...]]]]:
    """The text with ___ for its gaps, and each gap with its type and answers: `{1:SHORTANSWER:=a#well~%50%b}`."""
    gaps = []

    def gap(found: re.Match[str]) -> str:
        gaps.append((found[2], tuple(_gap_answers(found[3]))))
        return "___"

    return words_of_html(_GAP.sub(gap, html)), gaps


def _gap_answers(text: str) -> Iterator[Answer]:
    hidden = _ESCAPED.sub(lambda sign: chr(0xE000 + ord(sign[1])), text)
    for entry in filter(None, hidden.split("~")):
        answer, _, feedback = entry.partition("#")
        percent = Decimal(0)
        if found := re.match(r"%(-?[\d.]+)%", answer):
            percent, answer = Decimal(found[1]), answer[found.end() :]
        elif answer.startswith("="):
            percent, answer = Decimal(100), answer[1:]
        yield Answer(words_of_html(_shown(answer)), percent, words_of_html(_shown(feedback)))


def _shown(text: str) -> str:
    """A text with the signs that were escaped."""
    return re.sub("[\ue000-\ue0ff]", lambda sign: chr(ord(sign[0]) - 0xE000), text)


# GIFT: https://docs.moodle.org/en/GIFT_format


def read_gift(text: str) -> Iterator[Seen]:
    """The questions in a GIFT file, without categories and descriptions."""
    for block in re.split(r"\n[ \t]*\n", _without_comments(text)):
        hidden = _ESCAPED.sub(lambda sign: "\ue00a" if sign[1] == "n" else chr(0xE000 + ord(sign[1])), block.strip())
        if hidden and not hidden.startswith("$CATEGORY:") and "{" in hidden:
            yield _of_gift(hidden)


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.startswith("//"))


def _gift_text(text: str) -> str:
    text = text.strip()
    if text.startswith("[html]"):
        return words_of_html(_shown(text.removeprefix("[html]")))
    assert not re.match(r"\[\w+\]", text)
    return words(_shown(text))


def _of_gift(block: str) -> Seen:
    name = ""
    if found := re.match(r"::(.*?)::", block, re.DOTALL):
        name, block = _shown(found[1]).strip(), block[found.end() :]
    stem, opening, rest = block.partition("{")
    inside, closing, after = rest.partition("}")
    assert opening
    assert closing
    assert not after.strip(), after  # no missing words
    inside, _, general = inside.partition("####")
    kind, answers = _gift_answers(inside.strip())
    return Seen(kind, name, _gift_text(stem), answers, _gift_text(general))


def _gift_answers(inside: str) -> tuple[str, tuple[Answer, ...]]:
    if not inside:
        return "essay", ()
    if inside.startswith("#"):
        return "numerical", tuple(_gift_number(each) for each in _gift_entries(inside[1:]))
    if found := re.match(r"(TRUE|FALSE|T|F)\b", inside):
        is_true = found[1].startswith("T")
        wrong, _, right = inside[found.end() :].removeprefix("#").partition("#")
        said = (_gift_text(right), _gift_text(wrong))
        return "truefalse", (
            Answer("true", Decimal(100 * is_true), said[not is_true]),
            Answer("false", Decimal(100 * (not is_true)), said[is_true]),
        )
    entries = tuple(_gift_entries(inside))
    if all("->" in entry for entry in entries):
        pairs = (entry[1:].split("->") for entry in entries)
        return "matching", tuple(Answer(f"{_gift_text(a)} -> {_gift_text(b)}", Decimal(100)) for a, b in pairs)
    answers = tuple(_gift_choice(entry) for entry in entries)
    if any(entry.startswith("~") for entry in entries):
        return "multichoice", answers
    return "shortanswer", tuple(each._replace(text=each.text.replace(r"\*", "*")) for each in answers)


def _gift_entries(inside: str) -> Iterator[str]:
    """The entries with the sign that each begins with."""
    inside = inside.strip()
    assert inside[0] in "=~", inside
    yield from re.findall(r"[=~][^=~]*", inside)


def _gift_choice(entry: str) -> Answer:
    percent = Decimal(100 if entry[0] == "=" else 0)
    text = entry[1:].strip()
    if found := re.match(r"%(-?[\d.]+)%", text):
        percent, text = Decimal(found[1]), text[found.end() :]
    text, _, feedback = text.partition("#")
    return Answer(_gift_text(text), percent, _gift_text(feedback))


def _gift_number(entry: str) -> Answer:
    answer = _gift_choice(entry)
    value, _, tolerance = answer.text.partition(":")
    return answer._replace(text=value, tolerance=Decimal(tolerance or 0))
