"""Texts of other tools as our authors type them: HTML, Markdown, plain text, and Moodle's own mixture."""

import re
from collections.abc import Callable, Sequence
from html import unescape
from typing import Literal, NamedTuple

from quizapp.domain.inline import escaped
from quizapp.domain.runs import Run, merged
from quizapp.interchange.html_reading import PICTURE, Part, Picture, Tell, read_parts, without_pictures
from quizapp.interchange.losses import Item, NotCarriedError
from quizapp.interchange.markup import html_of_plain, paragraph_markdown, typed

TextFormat = Literal["html", "moodle", "markdown", "plain"]

LONGEST_TEXT = 20_000
"""Characters of one text of a question, as in a bank."""

_FORMULA = re.compile(r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]|\\begin\{", re.DOTALL)
_BLOCK = re.compile(r"<(?:p|div|br|ul|ol|li|table|pre|h[1-6]|blockquote)\b", re.IGNORECASE)
_ONE_PARAGRAPH = re.compile(r"<p>((?:[^<&\s\ue000-\uf8ff]|[ ](?![ ])|&(?:amp|lt|gt|quot);)*+)</p>")
"""A paragraph of words alone, as most texts are, which needs no reader of HTML."""
_TAG_OR_ENTITY = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


class Written(NamedTuple):
    """A text as another tool has it."""

    text: str
    format: TextFormat = "html"

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()


def as_html(written: Written) -> str:
    """`written` as HTML; Markdown stays what it is."""
    if written.format == "plain":
        return html_of_plain(written.text)
    if written.format == "moodle" and not _BLOCK.search(written.text):
        return written.text.replace("\n", "<br>")
    return written.text


def read_text(written: Written, item: Item, picture: Callable[[Picture], None] | None = None) -> str:
    """A text of a question, as our author types it; what it loses is told to `item`.

    An image is handed to `picture`; where that is None, it is left out.

    Raises:
        NotCarriedError: it is longer than a text of a bank may be.
    """
    text = written.text.strip()
    if _FORMULA.search(text):
        item.lose("formula")
    if written.format == "markdown":
        found = text
    elif written.format == "html" and (simple := _ONE_PARAGRAPH.fullmatch(text)):
        found = escaped(unescape(simple[1]).strip())
    elif written.format == "plain" or not _TAG_OR_ENTITY.search(text):
        found = escaped(text if written.format != "html" else " ".join(text.split()))
    else:
        parts, pictures = read_parts(as_html(Written(text, written.format)), item.lose)
        for each in pictures:
            if picture is not None:
                picture(each)
            else:
                item.lose("image_left_out", name=shown_source(each.source))
        found = _in_lines(parts, item)
    if len(found) > LONGEST_TEXT:
        raise NotCarriedError("too_long", limit=f"{LONGEST_TEXT:,}")
    return found


def plain_text_of(written: Written, item: Item) -> str:
    """A text that is compared letter by letter, without emphasis."""
    if written.format in ("plain", "markdown") or not _TAG_OR_ENTITY.search(written.text):
        return written.text.strip()
    parts, pictures = read_parts(as_html(written), item.lose)
    for each in pictures:
        item.lose("image_left_out", name=shown_source(each.source))
    return "\n".join("".join(run.text for run in part.runs) for part in parts).replace(PICTURE, "").strip()


def _in_lines(parts: tuple[Part, ...], item: Item) -> str:
    """Paragraphs with an empty line between them; the entries of a list in lines."""
    runs: list[Run] = []
    before: Part | None = None
    for part in parts:
        own = without_pictures(part.runs)
        if not any(run.text.strip() for run in own):
            continue
        if before is not None:
            in_row = before.kind == part.kind == "item" or all(" | " in _plain(each.runs) for each in (before, part))
            runs.append(Run("\n" if in_row else "\n\n"))
        if part.kind == "item":
            item.lose("list")
            runs.append(Run("    " * (part.level - 1) + (f"{part.marker} " if part.marker else "")))
        runs += own
        before = part
    return text_of_runs(runs, item)


def _plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def text_of_runs(runs: list[Run], item: Item) -> str:
    """Runs as our author types them; emphasis that cannot be typed is left out, and told."""
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    found = typed(merged([run for run in runs if run.text]))
    if found is None:
        item.lose("emphasis")
        found = escaped("".join(run.text for run in runs))
    return found


def shown_source(source: str) -> str:
    """The source of an image in a few words."""
    return source.partition(",")[0] if source.startswith("data:") else source.rpartition("/")[2] or "without a name"


def read_markdown(written: Written, item: Item, picture: Callable[[Picture], str | None]) -> str:
    """A text to read as the Markdown of a passage; `picture` gives the name of an image's file, or None."""
    if written.format == "markdown":
        return written.text.strip()
    if _FORMULA.search(written.text):
        item.lose("formula")
    parts, pictures = read_parts(as_html(written), item.lose)
    images = iter(pictures)
    blocks: list[str] = []
    for part in parts:
        count = _plain(part.runs).count(PICTURE)
        names = [picture_line(next(images), picture) for _ in range(count)]
        runs = without_pictures(part.runs)
        if _plain(tuple(runs)).strip():
            blocks.append(block_markdown(part, runs, item.lose))
        blocks += [name for name in names if name]
    return "\n\n".join(blocks)


def picture_line(each: Picture, picture: Callable[[Picture], str | None]) -> str:
    name = picture(each)
    if name is None:
        return ""
    alt = re.sub(r"[\\\[\]]", r"\\\g<0>", each.alt or name)
    return f"![{alt}]({name})"


def block_markdown(part: Part, runs: Sequence[Run], lose: Tell) -> str:
    """The Markdown of a paragraph with these `runs`; emphasis that cannot be typed is left out, and told to `lose`."""
    one_line = part.kind == "heading"
    if one_line:
        runs = [run._replace(text=run.text.replace("\n", " ")) for run in runs]
    text = paragraph_markdown(merged([run for run in runs if run.text]))
    if text is None:
        lose("emphasis")
        text = paragraph_markdown([Run("".join(run.text for run in runs))]) or ""
    if part.kind == "heading":
        return "#" * part.level + " " + text
    if part.kind == "quotation":
        before = "> " * part.level
        return "\n".join(before + line for line in text.split("\n"))
    if part.kind == "item":
        indent = "    " * part.level
        marker = "-" if part.marker == "•" else part.marker
        first = (indent[4:] + marker.ljust(4)) if part.marker else indent
        return first + text.replace("\n", "\n" + indent)
    return text
