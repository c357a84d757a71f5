"""Questions in plain text, as teachers type them: read from files, or from what is pasted."""

from pathlib import PurePath

from quizapp.interchange.bank_making import BankMaking
from quizapp.interchange.encodings import NAMES, decode, read_decoded
from quizapp.interchange.losses import Imported, LossReport
from quizapp.interchange.source import RefusedSourceError, Source
from quizapp.interchange.typed_building import SheetMaking
from quizapp.interchange.typed_lines import TypedQuestion, lines_of
from quizapp.interchange.typed_reading import SheetReading

_LOOK = 20_000
MOST_LINES = 20_000


def recognizes(data: bytes) -> bool:
    """Tells whether a text has a question with options or with an answer."""
    start = data[:_LOOK]
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<", b"{", b"%PDF", b"PK\x03\x04")):
        return False
    if len(data) > _LOOK:
        start = start[: start.rfind(b"\n") + 1] or start
    found = decode(start)
    if found is None:
        return False
    text = found.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    reading = SheetReading(lines_of(text), wraps=True)
    return any(isinstance(each, TypedQuestion) and _is_question(each, reading) for each in reading.entries)


def _is_question(question: TypedQuestion, reading: SheetReading) -> bool:
    if not question.stem:
        return False
    answered = bool(question.answers or question.model or (question.number and reading.keys))
    return len(question.options) > 1 or answered or bool(question.pairs)


class TypedTextImporter:
    def read(self, source: Source) -> Imported:
        making = BankMaking(PurePath(source.name).stem)
        try:
            for name in source.names:
                text, guessed = read_decoded(source.content(name), name, is_typed=True)
                if text.count("\n") >= MOST_LINES:
                    raise RefusedSourceError("too_many_lines", name, limit=f"{MOST_LINES:,}")
                if guessed:
                    making.note(name, "encoding_guessed", encoding=NAMES[guessed])
                reading = SheetReading(lines_of(text), wraps=True)
                SheetMaking(making, "line").make(reading.entries, reading.keys)
        except RefusedSourceError as refused:
            return Imported((), LossReport(), (refused.problem,))
        return making.imported()
