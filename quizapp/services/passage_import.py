"""A new passage from a text that is there already: plain text, Markdown, a document of Word's, or what was pasted."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from quizapp.domain.passage import passage_mistakes, read_passage
from quizapp.errors import QuizAppError
from quizapp.formats.text_file import RefusedError, bytes_of
from quizapp.formats.yaml_events import FORBIDDEN, forbidden_in
from quizapp.interchange.html_reading import Part
from quizapp.interchange.plain_texts import (
    MARKDOWN_LEFT_OUT,
    looks_like_markdown,
    plain_as_markdown,
    without_what_a_passage_lacks,
)
from quizapp.interchange.source import RefusedSourceError
from quizapp.interchange.texts import block_markdown
from quizapp.interchange.word_document import LEFT_OUT, NoDocumentError, read_word_document
from quizapp.problems import Problem
from quizapp.texts import ABOUT, N_, Message, Value

ENDINGS = (".docx", ".md", ".markdown", ".txt")
"""The endings of the files that a passage can be made of."""
MOST_BYTES = 50 * 2**20
_MOST_TEXT = 4 * 2**20
"""Bytes of a text file: 300,000 characters of any script, which is as long as a passage may be, and more."""
_MARKDOWN = (".md", ".markdown", ".mkd")

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_OTHERS = (b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ\x90")
_LINE_ENDS = re.compile("\r\n?|\u2028|\x0b|\x85")
_PAGE_ENDS = re.compile("[\x0c\u2029]")

_WORDS_LEFT_OUT: Mapping[str, str] = LEFT_OUT | MARKDOWN_LEFT_OUT
_SAVE_AS_DOCX = N_("Open it in the program that made it, and save it there as .docx or as plain text.")
_OPEN_AND_SAVE = N_("Open it in Word, save it again as .docx, and choose that file; or copy its text and paste it.")
_TAKE_A_PART = N_("Choose a shorter text, or copy the part that you need and paste it.")


class ImportedPassage(NamedTuple):
    """A text as the Markdown of a passage.

    `title` is that of the text, empty where it has none; it is the first heading of `markdown`, too. `left_out` tells
    in a sentence each what a passage cannot show; empty where nothing is lost.
    """

    title: str
    markdown: str
    left_out: tuple[Message, ...]


def read_passage_file(path: Path) -> ImportedPassage:
    """Make a passage of the file at `path`; see `import_passage`.

    Raises:
        QuizAppError: it cannot be read, or no passage can be made of it.
    """
    try:
        return import_passage(path.name, bytes_of(path, MOST_BYTES))
    except RefusedError as refused:
        code, _, values = refused.mistake.mistake
        raise _failure(code, path.name, values) from None


def import_passage(name: str, data: bytes) -> ImportedPassage:
    """Make a passage of what is in a file called `name`.

    Raises:
        QuizAppError: it is of another kind, damaged, empty or too long.
    """
    if data.startswith(b"PK"):
        return _of_word(name, data)
    if data.startswith(_OLD_WORD):
        raise QuizAppError("{file} is an older Word document, or has a password.", _SAVE_AS_DOCX, file=name)
    if data.startswith(_OTHERS) or name.lower().endswith(".docx"):
        raise QuizAppError("{file} is neither a text nor a Word document.", _SAVE_AS_DOCX, file=name)
    if len(data) > _MOST_TEXT:
        raise QuizAppError("{file} is too long for a passage.", _TAKE_A_PART, file=name)
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise QuizAppError(
            "{file} is not saved as UTF-8, so its letters cannot be read.",
            "Open it in your editor and save it with the encoding UTF-8; or copy its text and paste it.",
            file=name,
        ) from None
    if "\0" in text:
        raise QuizAppError("{file} is neither a text nor a Word document.", _SAVE_AS_DOCX, file=name)
    return _of_text(name, text, name.lower().endswith(_MARKDOWN))


def paste_passage(text: str) -> ImportedPassage:
    """Make a passage of a text that was pasted or dropped, which may be Markdown.

    Raises:
        QuizAppError: it is empty or too long.
    """
    return _of_text("", text, looks_like_markdown(text))


def _of_text(name: str, text: str, is_markdown: bool) -> ImportedPassage:
    text = _PAGE_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", normalize("NFC", text)))
    text = FORBIDDEN.sub("", text)
    _refuse_long(name, text)
    left_out: Counter[str] = Counter()
    if is_markdown:
        text, left_out = without_what_a_passage_lacks(text)
    else:
        text = plain_as_markdown(text)
    return _passage(name, text, left_out)


def _of_word(name: str, data: bytes) -> ImportedPassage:
    try:
        document = read_word_document(data, name)
    except NoDocumentError:
        raise QuizAppError("{file} is not a Word document.", _SAVE_AS_DOCX, file=name) from None
    except RefusedSourceError as refused:
        raise _of_damaged(name, refused.problem.code) from None
    blocks: list[str] = []
    before: Part | None = None
    for part in document.parts:
        runs = [run._replace(text=FORBIDDEN.sub("", run.text)) for run in part.runs]
        block = block_markdown(part, runs, lambda code: None)
        is_same_list = before is not None and before.kind == part.kind == "item"
        blocks += ["\n" if is_same_list else "\n\n", block]
        before = part
    return _passage(name, "".join(blocks), document.left_out)


def _of_damaged(name: str, code: str) -> QuizAppError:
    if code in ("xml_too_many", "file_too_large", "source_too_many_files", "xml_too_deep"):
        return QuizAppError("{file} is too large for a passage.", _TAKE_A_PART, file=name)
    if code == "source_leads_out":
        return QuizAppError(
            "{file} has parts that would be written elsewhere.",
            "Don't open it, and ask where it comes from.",
            file=name,
        )
    if code == "xml_entities":
        return QuizAppError("{file} names other files, which are not opened.", _OPEN_AND_SAVE, file=name)
    return QuizAppError("{file} is damaged, or locked with a password.", _OPEN_AND_SAVE, file=name)


def _passage(name: str, markdown: str, left_out: Counter[str]) -> ImportedPassage:
    _refuse_long(name, markdown)
    passage = read_passage(markdown)
    if not passage.blocks:
        if name:
            raise QuizAppError("There is no text in {file} that could be a passage.", "Choose another one.", file=name)
        raise QuizAppError("There is no text that could be a passage.", "Paste one with a sentence at least.")
    if passage.cut or next(forbidden_in(markdown), None) is not None:
        raise QuizAppError("The text has signs that a passage cannot have.", "Copy only its words, and paste them.")
    told = tuple(
        Message(template, {"n": left_out[kind]}) for kind, template in _WORDS_LEFT_OUT.items() if left_out[kind]
    )
    return ImportedPassage(passage.title, passage.markdown, told)


def _refuse_long(name: str, markdown: str) -> None:
    if (mistake := next(passage_mistakes(markdown), None)) is not None:
        code, _, values = mistake
        raise _failure(code, name, values)


def _failure(code: str, name: str, values: Mapping[str, Value]) -> QuizAppError:
    """A problem of reading as the one sentence that a dialog says, and the one that says what to do."""
    problem = Problem(code, name, values=values)
    what = problem.what_message
    if problem.file:
        what = Message(ABOUT, {"first": problem.file, "then": what})
    return QuizAppError(what, problem.remedy_message)
