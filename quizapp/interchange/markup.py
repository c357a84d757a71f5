"""Runs of text as an author of ours types them, and back into HTML."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from quizapp.domain.inline import escaped, has_too_many_signs, inline_text
from quizapp.domain.passage import Block, Passage
from quizapp.domain.runs import Run, merged, runs_of

_SIGN = re.compile(r"_{3,}|[*_`\\]")
_LINE_START = re.compile(
    r"^(?:[>+-]|\*(?=[ \t]|$)|#{1,6}(?=\s|$)|=+\s*$|(?:\*[ \t]*)+$|(?:_[ \t]*)+$)|!(?=\[)", re.MULTILINE
)
"""Signs that would begin a list, a heading or a quotation, or be a line across the page or an image."""
_LAST_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\(?=\n)")
_NUMBER = re.compile(r"^(\d{1,9})([.)])", re.MULTILINE)
_SPACES = re.compile(r"(?<=\s) | (?=\n)")
_LAST = re.compile(r" $")


def typed(runs: Sequence[Run]) -> str | None:
    """The text that is read as `runs`; None where no signs for emphasis give that."""
    runs = merged([run for run in _with_space_outside(runs) if run.text])
    if all(run.is_plain for run in runs):
        return escaped("".join(run.text for run in runs))
    for star in ("*", "_"):
        text = "".join(_signed(run, star) for run in runs)
        if not has_too_many_signs(text) and runs_of(inline_text(text)) == runs:
            return text
    return None


def _with_space_outside(runs: Sequence[Run]) -> Iterable[Run]:
    for run in runs:
        text = run.text
        if run.is_plain:
            yield run
            continue
        inner = text.strip()
        start = len(text) - len(text.lstrip()) if inner else len(text)
        yield Run(text[:start])
        yield run._replace(text=inner)
        yield Run(text[start + len(inner) :])


def _signed(run: Run, star: str) -> str:
    if not run.text:
        return ""
    if run.code:
        text = f"`{run.text}`"
    else:
        text = _SIGN.sub(lambda sign: sign[0] if len(sign[0]) > 1 else f"\\{sign[0]}", run.text)
    around = star * run.emphasis + "**" * run.strong
    return around + text + around[::-1]


def html_of(text: str) -> str:
    """A text as our author typed it, as HTML in one line."""
    return html_of_runs(runs_of(inline_text(text)))


def html_of_runs(runs: Iterable[Run]) -> str:
    written = []
    before = ""
    for run in runs:
        piece = _escaped(run.text, before)
        before = run.text[-1:]
        for tag, is_on in (("code", run.code), ("em", run.emphasis), ("strong", run.strong)):
            piece = f"<{tag}>{piece}</{tag}>" if is_on else piece
        written.append(piece)
    return _LAST.sub("&#32;", "".join(written))


def html_of_plain(text: str) -> str:
    """A plain text as HTML: spaces in a row and at the ends stay, line ends are breaks."""
    return _LAST.sub("&#32;", _escaped(text, ""))


def _escaped(text: str, before: str) -> str:
    """`text` as HTML, after `before`; a space after nothing or another space is written as a number."""
    written = _SPACES.sub("&#32;", escape(text, quote=False))
    if written.startswith(" ") and (not before or before.isspace()):
        written = f"&#32;{written[1:]}"
    written = written.replace("\t", "&#9;").replace("\xa0", "&#160;")
    return written.replace("\u2028", "<br>").replace("\n", "<br>").replace("\u2029", "&#8233;")


def html_of_passage(passage: Passage, source: Callable[[str], str]) -> str:
    """A passage as HTML; `source` gives the address of an image by the name of its file."""
    written: list[str] = []
    open_lists: list[str] = []

    def close_lists(level: int) -> None:
        while len(open_lists) > level:
            written[-1] += f"</li></{open_lists.pop()}>"

    for block in passage.blocks:
        if block.kind != "item":
            close_lists(0)
            written.append(_html_of_block(block, source))
            continue
        text = html_of_runs(block.runs)
        if not block.marker and len(open_lists) >= block.level:
            close_lists(block.level)
            written.append(f"<p>{text}</p>")
            continue
        close_lists(block.level)
        tag = "ul" if block.marker in ("•", "") else "ol"
        if len(open_lists) == block.level:
            if open_lists[-1] == tag:
                written[-1] += "</li>"
            else:
                close_lists(block.level - 1)
        while len(open_lists) < block.level:
            number = block.marker.rstrip(".")
            start = f' start="{number}"' if tag == "ol" and number != "1" else ""
            written.append(f"<{tag}{start}>" if len(open_lists) == block.level - 1 else "<ul><li>")
            open_lists.append(tag if len(open_lists) == block.level - 1 else "ul")
        written.append(f"<li>{text}")
    close_lists(0)
    return "\n".join(written)


def _html_of_block(block: Block, source: Callable[[str], str]) -> str:
    if block.image is not None:
        return f'<p><img src="{escape(source(block.image.file))}" alt="{escape(block.image.alt)}"></p>'
    text = html_of_runs(block.runs)
    if block.kind == "heading":
        return f"<h{block.level}>{text}</h{block.level}>"
    if block.kind == "quotation":
        return "<blockquote>" * block.level + f"<p>{text}</p>" + "</blockquote>" * block.level
    return f"<p>{text}</p>"


def paragraph_markdown(runs: Sequence[Run]) -> str | None:
    """The Markdown of a paragraph that is read as `runs`; None where none is."""
    text = typed(runs)
    if text is None:
        return None
    text = _LINE_START.sub(r"\\\g<0>", text)
    text = _NUMBER.sub(r"\1\\\2", text)
    text = _LAST_BACKSLASH.sub(r"\g<0>\\", text)
    return text.replace("\n", "\\\n")
