"""OneStopQA: articles at three reading levels, with questions and the places in the text that their options rest on.

An article is a text file, as Berzak, Malmaud and Levy published thirty of them (*STARC: Structured Annotations for
Reading Comprehension*, ACL 2020)::

    # Title
    The title

    # Paragraph
    Adv: The <A1>text with <D2>the marks</A1> of</D2> the spans, which may nest, overlap, and come in several pieces.
    Int: The same paragraph, at the next level.
    Ele: And at the last.

    Q: What is asked?
    a: The key, which rests on the critical span <A1>
    b: A misreading of that span
    c: What rests on the distractor span <D1>
    d: What has no support in the text

Each paragraph has three questions; the third begins with ``Q1:`` or ``Q2:``, the one with which it shares a part of its
critical span.
"""

import re
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple
from unicodedata import normalize

from quizapp.domain.evidence import MOST_QUOTES, Evidence
from quizapp.domain.inline import escaped
from quizapp.domain.option import Option
from quizapp.domain.passage import Span, as_markdown, passage_mistakes
from quizapp.domain.question import Role
from quizapp.domain.text import shortened
from quizapp.interchange.texts import LONGEST_TEXT
from quizapp.problems import Mistake, Problem
from quizapp.question_types.single_choice import SingleChoice
from quizapp.texts import Message, Value

Level = Literal["elementary", "intermediate", "advanced"]

LEVELS: Mapping[Level, str] = {"elementary": "Ele", "intermediate": "Int", "advanced": "Adv"}
"""The levels, from the easiest on, with what the lines of their texts begin with."""

ROLES: Mapping[str, Role] = {"a": "", "b": "misreading", "c": "other_span", "d": "unsupported"}
"""The roles of the options, by their letters: STARC's scheme. The key, a, has no role."""

AUTHOR = "Yevgeni Berzak, Jonathan Malmaud and Roger Levy (OneStopQA)"
LICENSE = "CC BY-SA 4.0"

Pieces = tuple[Span, ...]
"""The place of a span in its paragraph: in one piece or several, in order, without white space at their ends."""


class Text(NamedTuple):
    """A paragraph at one level, with the critical and the distractor span of each of its questions, in their order."""

    line: int
    text: str
    critical: tuple[Pieces, ...]
    distractor: tuple[Pieces, ...]


class ArticleQuestion(NamedTuple):
    """A question; `options` are by the letters of `ROLES`.

    `shares_with` is the number, 1 or 2, of the question of which this one's critical span has a part, or 0.
    """

    line: int
    stem: str
    options: Mapping[str, str]
    shares_with: int


class Paragraph(NamedTuple):
    """A paragraph at all levels, and what is asked about it."""

    line: int
    texts: Mapping[Level, Text]
    questions: tuple[ArticleQuestion, ...]


class Article(NamedTuple):
    """An article without mistakes."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def recognizes(data: bytes) -> bool:
    """Tells whether a text has the heading of a paragraph, and paragraphs at named levels."""
    text = data.decode(errors="ignore")
    return _HEADING.search(text) is not None and _LEVEL.search(text) is not None


def read_article(text: str, path: Path) -> tuple[Article | None, tuple[Problem, ...]]:
    """The article that is written in `text`, or everything that is wrong with it; `path` is named in problems.

    Never raises for what is in the text.
    """
    reading = _Reading(path)
    article = reading.article(text)
    if article is not None and not reading.problems:
        for level, name in LEVELS.items():
            if sum(len(paragraph.texts[level].text) for paragraph in article.paragraphs) > _LONGEST_LEVEL:
                reading.tell(0, name, "passage_too_long", limit=f"{_LONGEST_LEVEL:,}")
            for mistake in islice(passage_mistakes(markdown_of(article, level)), 1):
                reading.tell(0, name, mistake.code, **mistake.values)
    problems = sorted(reading.problems, key=lambda problem: problem.line)
    if len(problems) >= MOST_MISTAKES:
        problems[MOST_MISTAKES - 1 :] = [Problem("too_many_problems", str(path), 0, "", {})]
    return None if problems else article, tuple(problems)


# ------------------------------------------------------------------------------------------------------ the article

MOST_MISTAKES = 200
_MOST_CHARACTERS = 1_000_000
_MOST_PARAGRAPHS = 40
_LONGEST_LEVEL = 60_000  # characters of the text of one level: ten times what a long article has
_LONGEST_TITLE = 400
_QUESTIONS = 3

_HEADING = re.compile(r"(?:^|[\r\n])[ \t]*# (?:Title|Paragraph)[ \t]*(?:$|[\r\n])")
_LEVEL = re.compile(r"(?:^|[\r\n])[ \t]*(?:Adv|Int|Ele):")
_LINE_END = re.compile("\r\n?|\n")
_NAME = re.compile(r"(Adv|Int|Ele|Q[12]?|[a-d]):")
_CHOICES = "# Paragraph, Adv:, Int:, Ele:, Q:, Q1:, Q2:, a:, b:, c:, d:"
_MARK = re.compile(r"<(/?)([AD][123])>|<[^<>]{0,10}>?|>")
_SPANS = tuple(f"{kind}{number}" for number in range(1, _QUESTIONS + 1) for kind in "AD")


class _Line(NamedTuple):
    """A line of the file: its number, what it begins with, and the text behind that."""

    number: int
    name: str
    text: str


class _Asked(NamedTuple):
    """A question as it is read: the line that begins it, and those of its options."""

    head: _Line
    options: list[_Line]


class _Part(NamedTuple):
    """A paragraph as it is read."""

    line: int
    texts: dict[str, _Line]
    asked: list[_Asked]


class _Reading:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.title: _Line | None = None
        self.title_line = 0
        self.parts: list[_Part] = []

    def tell(self, line: int, field: str, code: str, **values: Value) -> None:
        if len(self.problems) < MOST_MISTAKES:
            short = {name: shortened(value, 100) if isinstance(value, str) else value for name, value in values.items()}
            self.problems.append(Problem(code, str(self.path), line, field, short))

    def article(self, text: str) -> Article | None:
        if len(text) > _MOST_CHARACTERS:
            most = _MOST_CHARACTERS // 10**6
            self.tell(0, "", "file_too_large", size=str(-(-len(text) // 10**6)), limit=str(most))
            return None
        for number, line in enumerate(_LINE_END.split(text), 1):
            if stripped := line.strip():
                self.line(number, stripped)
        if self.title is None:
            self.tell(self.title_line or 1, "title", "article_no_title")
        elif len(self.title.text) > _LONGEST_TITLE:
            self.tell(self.title.number, "title", "yaml_text_length", limit=str(_LONGEST_TITLE))
        if not self.parts:
            self.tell(0, "", "article_no_paragraphs")
        elif len(self.parts) > _MOST_PARAGRAPHS:
            values = {"count": str(len(self.parts)), "what": "paragraphs", "limit": str(_MOST_PARAGRAPHS)}
            self.tell(self.parts[_MOST_PARAGRAPHS].line, "", "too_many", **values)
            return None
        paragraphs = tuple(self.paragraph(part, f"paragraphs[{at}]") for at, part in enumerate(self.parts, 1))
        return Article(self.title.text, paragraphs) if self.title is not None else None

    def line(self, number: int, line: str) -> None:
        """One line that is not empty, without white space around it."""
        if line == "# Title":
            if self.title_line:
                self.tell(number, "title", "article_title_twice")
            self.title_line = self.title_line or number
        elif line == "# Paragraph":
            self.parts.append(_Part(number, {}, []))
        elif self.title_line and self.title is None and not self.parts:
            self.title = _Line(number, "", line)
        elif found := _NAME.match(line):
            self.named(_Line(number, found[1], line[found.end() :].strip()))
        else:
            self.tell(number, "", "article_line", choices=_CHOICES)

    def named(self, line: _Line) -> None:
        part = self.parts[-1] if self.parts else None
        if part is None or (line.name in part.texts and part.asked):
            self.tell(line.number, "", "article_no_heading", name=line.name)
            part = _Part(line.number, {}, [])
            self.parts.append(part)
        field = f"paragraphs[{len(self.parts)}]"
        if line.name in LEVELS.values():
            if line.name in part.texts:
                self.tell(line.number, f"{field}.{line.name}", "article_level_twice", name=line.name)
            part.texts.setdefault(line.name, line)
        elif line.name in ROLES:
            if part.asked:
                part.asked[-1].options.append(line)
            else:
                self.tell(line.number, field, "article_option_alone")
        else:
            part.asked.append(_Asked(line, []))

    def paragraph(self, part: _Part, field: str) -> Paragraph:
        """The paragraph, with stand-ins for what is wrong in it, which is told."""
        texts: dict[Level, Text] = {}
        for level, name in LEVELS.items():
            if name not in part.texts:
                self.tell(part.line, field, "article_level_missing", name=name)
            elif self.has_text(part.texts[name], f"{field}.{name}"):
                texts[level] = self.marked(part.texts[name], f"{field}.{name}")
        if len(part.asked) != _QUESTIONS:
            self.tell(part.line, field, "article_question_count", count=str(len(part.asked)))
        questions = tuple(
            self.question(asked, at, f"{field}.questions[{at}]") for at, asked in enumerate(part.asked, 1)
        )
        if len(questions) == _QUESTIONS and texts and (number := questions[-1].shares_with):
            pairs = [(text.critical[number - 1], text.critical[-1]) for text in texts.values()]
            shared = (a.start < b.end and b.start < a.end for one, other in pairs for a in one for b in other)
            if all(one and other for one, other in pairs) and not any(shared):
                place = f"{field}.questions[{_QUESTIONS}]"
                self.tell(questions[-1].line, place, "article_question_shared", number=str(number))
        return Paragraph(part.line, texts, questions)

    def question(self, asked: _Asked, at: int, field: str) -> ArticleQuestion:
        head = asked.head
        if at < _QUESTIONS and head.name != "Q":
            self.tell(head.number, field, "article_question_first", name=head.name)
        elif at == _QUESTIONS and head.name == "Q":
            self.tell(head.number, field, "article_question_third")
        told = len(self.problems)
        self.has_text(head, field)
        options: dict[str, _Line] = {}
        for line in asked.options:
            place = f"{field}.{line.name}"
            if line.name in options:
                self.tell(line.number, place, "article_option_twice", name=line.name)
            else:
                self.has_text(line, place)
            options.setdefault(line.name, line)
        for name in ROLES:
            if name not in options:
                self.tell(head.number, field, "article_option_missing", name=name)
        if len(self.problems) == told and list(options) != list(ROLES):
            self.tell(asked.options[0].number, field, "article_option_order")
        question = ArticleQuestion(
            line=head.number,
            stem=head.text,
            options={name: options[name].text for name in ROLES if name in options},
            shares_with=int(head.name[1:] or 0) if at == _QUESTIONS else 0,
        )
        if len(self.problems) == told:
            for mistake in islice(single_choice("q", question).mistakes(), 10):
                name = _option_of(mistake)
                line, place = (options[name], f"{field}.{name}") if name else (head, field)
                self.tell(line.number, place, mistake.code, **mistake.values)
        return question

    def has_text(self, line: _Line, field: str) -> bool:
        """Says whether there is a text that can be asked or read."""
        length = len(escaped(line.text))
        if not length:
            self.tell(line.number, field, "article_text_missing", name=f"{line.name}:")
        elif length > LONGEST_TEXT:
            self.tell(line.number, field, "yaml_text_length", limit=f"{LONGEST_TEXT:,}")
        return 0 < length <= LONGEST_TEXT

    def marked(self, line: _Line, field: str) -> Text:
        """The text of a level without its marks, and the spans that they mark."""
        spans: dict[str, list[Span]] = {name: [] for name in _SPANS}
        opened: dict[str, int] = {}
        text = ""
        last = 0

        def tell(code: str, name: str, mark: str = "", **values: Value) -> None:
            self.tell(line.number, field, code, name=name, mark=mark, **values)

        for found in _MARK.finditer(line.text):
            text += normalize("NFC", line.text[last : found.start()])
            last = found.end()
            mark, name = found[0], found[2]
            if name is None:
                tell("article_mark_unknown", "", mark)
            elif not found[1]:
                if name in opened:
                    tell("article_mark_twice", name, mark)
                opened.setdefault(name, len(text))
            elif name not in opened:
                tell("article_mark_not_opened", name, mark)
            else:
                span = _trimmed(text, opened.pop(name))
                if span.start < span.end:
                    spans[name].append(span)
                else:
                    tell("article_span_empty", name)
        text += normalize("NFC", line.text[last:])
        for name in opened:
            tell("article_mark_not_closed", name, f"<{name}>")
        if text != normalize("NFC", text):
            tell("article_mark_in_letter", "")
        told = {problem.values.get("name") for problem in self.problems if problem.line == line.number}
        for name in _SPANS:
            if not spans[name] and name not in told:
                values = {"number": name[1]}
                key = Message("question {number}", values)
                tell(
                    "article_span_missing",
                    name,
                    what=key if name[0] == "A" else Message("option c of question {number}", values),
                )
            elif len(spans[name]) > MOST_QUOTES:
                count = str(len(spans[name]))
                tell("too_many", name, count=count, what=name, limit=str(MOST_QUOTES))
        start = len(text) - len(text.lstrip())
        pieces = {name: tuple(Span(a - start, b - start) for a, b in spans[name]) for name in _SPANS}
        critical, distractor = (tuple(pieces[name] for name in _SPANS if name[0] == kind) for kind in "AD")
        if not text.strip() and not told:
            self.tell(line.number, field, "article_text_missing", name=f"{line.name}:")
        return Text(line.number, text.strip(), critical, distractor)


def _trimmed(text: str, start: int) -> Span:
    """The rest of `text` from `start` on, without white space around it."""
    inner = text[start:]
    end = start + len(inner.rstrip())
    return Span(min(end, start + len(inner) - len(inner.lstrip())), end)


def _option_of(mistake: Mistake) -> str:
    if len(mistake.path) > 1 and mistake.path[0] == "options" and isinstance(mistake.path[1], int):
        return list(ROLES)[mistake.path[1]]
    return ""


def single_choice(
    id_: str,
    question: ArticleQuestion,
    covers: tuple[str, ...] = (),
    critical: Evidence = (),
    distractor: Evidence = (),
) -> SingleChoice:
    """The question of an article as one of ours, with its places in the text."""
    options = (
        Option(text=escaped(text), key=not ROLES[name], role=ROLES[name], evidence=distractor if name == "c" else ())
        for name, text in question.options.items()
    )
    return SingleChoice(id=id_, stem=escaped(question.stem), covers=covers, evidence=critical, options=tuple(options))


def markdown_of(article: Article, level: Level) -> str:
    """The text of an article at one level."""
    return "\n\n".join(
        [f"# {as_markdown(article.title)}", *(as_markdown(part.texts[level].text) for part in article.paragraphs)]
    )
