"""The native format: a bank as one YAML file, its passage, if it has one, in it or in a Markdown file beside it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path as FilePath
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.glossary import glossary_mistakes
from quizapp.domain.image import Image
from quizapp.domain.level import STANDARD, ReadingLevel, level_mistakes, unknown_levels
from quizapp.domain.passage import Passage, passage_mistakes, read_passage, written_images
from quizapp.domain.question import Question
from quizapp.domain.text import as_seen, shortened
from quizapp.formats.authored import Converted, convert
from quizapp.formats.bank_header import Header, LevelSource, TextSource, header_mistakes
from quizapp.formats.bank_place import bank_content, bank_text
from quizapp.formats.files_beside import Beside, Folder, Memory, leads_out
from quizapp.formats.image_file import MOST_BYTES, MOST_BYTES_OF_ALL, read_header
from quizapp.formats.question_reading import QuestionReading
from quizapp.formats.telling import MOST_PROBLEMS, in_order, problem_of
from quizapp.formats.text_file import RefusedError, read_text
from quizapp.formats.yaml_events import MAX_BYTES, Raw, lines_of, read_yaml
from quizapp.problems import Mistake, Path, Problem


class ReadResult(NamedTuple):
    """A bank, or what is wrong with its file: one of the two is there.

    `files` are those that were looked for, the bank's own first; `passage_file` is that of the passage, where it has
    one; `id_line` is the line of the bank's id, 0 where there is no bank.
    """

    bank: Bank | None
    problems: tuple[Problem, ...]
    files: tuple[FilePath, ...]
    passage_file: FilePath | None = None
    id_line: int = 0


_NO_PASSAGE = {"outside": "passage_outside", "missing": "passage_missing"}
_NO_IMAGE = {"outside": "image_outside", "missing": "image_missing"}


class Surroundings(NamedTuple):
    """All of a bank but its questions, as far as it could be read: what these are held against."""

    header: Header
    has_passage: bool
    passage: Passage | None
    about: Passage | None
    levels: tuple[ReadingLevel, ...]


class BankReading:
    """Reads one file as a bank: what was read so far, and what is wrong with it."""

    def __init__(self, path: FilePath, beside: Beside) -> None:
        self.path = path
        self.beside = beside
        self.problems: list[Problem] = []
        self.mistakes: list[Mistake] = []
        self.digest = hashlib.sha256()
        self.questions = QuestionReading(self.mistakes)
        self.files: list[FilePath] = [path]
        self.passage_file: FilePath | None = None
        self.images: dict[str, bytes | Mistake | None] = {}
        """The content of each file that was named, its mistake, or None where that is told already."""
        self.image_bytes = 0

    def tell(self, file: FilePath, line: int, mistake: Mistake) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem_of(mistake, file, line, self.questions.id_at(mistake.path)))

    def text(self, path: FilePath, data: bytes) -> bytes | None:
        """`data` of the file at `path` as UTF-8 without a byte order mark; None where it cannot be read as text."""
        text, mistakes = read_text(data)
        for line, mistake in mistakes:
            self.tell(path, line, mistake)
        if text is not None:
            self.digest.update(len(text).to_bytes(8, "big") + text)
        return text

    def look_for(self, name: str) -> None:
        """Note that a bank is to be read anew when this file of its folder has changed, or is there at last."""
        if not leads_out(name):  # not even looked at: on Windows it could be that of another machine
            self.files.append(self.beside.place(name))

    def header(self, root: Raw) -> Converted[Header]:
        if not isinstance(root, dict):
            self.mistakes.append(Mistake("not_a_mapping" if root else "file_empty"))
            return Converted(None)
        questions = root.get("questions")
        unconverted = [] if isinstance(questions, list) else ""
        converted = convert(
            {**root, "questions": unconverted} if "questions" in root else root, Header, (), self.mistakes
        )
        if converted.record is not None:
            self.mistakes += converted.certain(header_mistakes(converted.record, bool(questions), "passage" in root))
        return converted

    def passage(self, source: TextSource | LevelSource, field: Path, title: str) -> Passage | None:
        """The text of `source`, which stands in `field` of the bank; None where there is none, or it has mistakes."""
        if bool(source.text) == bool(source.file):
            return None
        markdown = source.text
        path: FilePath | None = None
        if source.file:
            path = self.beside.place(source.file)
            self.look_for(source.file)
            if field == ("passage",):
                self.passage_file = path
            if lack := self.beside.why_missing(source.file):
                self.mistakes.append(Mistake(_NO_PASSAGE[lack], (*field, "file"), {"value": source.file}))
                return None
            try:
                data = self.text(path, self.beside.content(source.file, MAX_BYTES))
            except RefusedError as refused:
                self.tell(path, *refused.mistake)
                return None
            if data is None:
                return None
            markdown = data.decode()
        mistakes = list(passage_mistakes(markdown))
        if not mistakes:
            passage = read_passage(markdown, title)
            if passage.cut:
                mistakes.append(Mistake("passage_depth"))
            elif passage.blocks and as_seen(passage.text):
                self.images_of_passage(markdown, (*field, "text"), path)
                return passage
            else:
                mistakes.append(Mistake("passage_empty"))
        self.mistakes += [mistake.below(*field) for mistake in mistakes]
        return None

    def levels(self, header: Header, passage: Passage | None) -> tuple[ReadingLevel, ...]:
        """The levels that could be read, the standard one among them; nothing where the bank has no others."""
        found: list[ReadingLevel] = []
        for index, level in enumerate(header.levels):
            if level.id == STANDARD:
                if passage is not None:
                    found.append(ReadingLevel(STANDARD, level.name, passage))
                continue
            text = self.passage(level, ("levels", index), header.title)
            if text is None:
                continue
            found.append(ReadingLevel(level.id, level.name, text))
            if passage is not None and text.paragraphs != passage.paragraphs:
                values = {"count": str(text.paragraphs), "expected": str(passage.paragraphs)}
                self.mistakes.append(Mistake("level_paragraphs", ("levels", index), values))
        if passage is not None and found and all(level.id != STANDARD for level in found):
            found.insert(0, ReadingLevel(STANDARD, "", passage))
        return tuple(found)

    def images_of_passage(self, markdown: str, field: Path, path: FilePath | None) -> None:
        """Read the images of a passage that stands in `field` of the bank, or in the file at `path`."""
        for line, image, typed in islice(written_images(markdown), MOST_PROBLEMS * 10):
            if image is None:
                mistakes = [Mistake("image_in_line", (), {"value": shortened(typed)})]
            else:
                mistakes = [*image.mistakes(), *self.image_mistakes(image)]
            for mistake in mistakes[:MOST_PROBLEMS]:
                if path is None:
                    self.mistakes.append(mistake._replace(path=field))
                else:
                    self.tell(path, line, mistake._replace(path=()))

    def image_mistakes(self, image: Image) -> Iterator[Mistake]:
        """Read the file of `image`, if that was not done; what is wrong with it, with paths from the image on."""
        name = image.file
        if name not in self.images:
            self.images[name] = self.image_content(name)
        found = self.images[name]
        if isinstance(found, Mistake):
            yield Mistake(found.code, ("file",), {**found.values, "value": name})

    def image_content(self, name: str) -> bytes | Mistake | None:
        if not name.strip():
            return Mistake("image_missing")
        path = self.beside.place(name)
        self.look_for(name)
        if lack := self.beside.why_missing(name):
            return Mistake(_NO_IMAGE[lack])
        try:
            data = self.beside.content(name, MOST_BYTES)
        except RefusedError as refused:
            if refused.mistake.mistake.code == "file_too_large":
                return Mistake("image_too_large", (), refused.mistake.mistake.values)
            self.tell(path, *refused.mistake)
            return None
        header = read_header(data)
        if isinstance(header, Mistake):
            return header
        self.image_bytes += len(data)
        if self.image_bytes > MOST_BYTES_OF_ALL:
            return Mistake("images_too_large", (), {"limit": str(MOST_BYTES_OF_ALL // 2**20)})
        self.digest.update(len(data).to_bytes(8, "big") + data)
        return data


def read_bank(path: FilePath) -> ReadResult:
    """The bank in the file at `path`, which may be in a pack, or everything that is wrong with it.

    Never raises for what is in the file.
    """
    reading = BankReading(path, Folder(path.parent))
    try:
        data, reading.beside = bank_content(path)
    except RefusedError as refused:
        reading.tell(path, *refused.mistake)
        return ReadResult(None, tuple(reading.problems), (path,))
    return _read(reading, data)


def warnings_of(path: FilePath) -> list[Problem]:
    """Warnings of what can be read in the file at `path`, but was likely not meant; see `yaml_slips`."""
    from quizapp.formats.yaml_slips import slips_in  # only a check needs it

    slips = slips_in(bank_text(path))
    return [Problem(slip.mistake.code, str(path), slip.line, "", slip.mistake.values) for slip in slips]


def read_kept_bank(data: bytes, files: Mapping[str, bytes]) -> ReadResult:
    """The bank whose own file holds `data`, with `files` beside it by the names that it gives them; nothing else is
    opened. What `write_bank` gives and the bank's `images` are read as the same bank, apart from the content hash.
    """
    return _read(BankReading(FilePath("bank.yaml"), Memory(files)), data)


def _read(reading: BankReading, data: bytes) -> ReadResult:
    path = reading.path
    bank = None
    id_line = 0
    text = reading.text(path, data)
    if text is not None:
        document = read_yaml(text, "questions", reading.questions.read)
        without_head = False
        if document.no_yaml:
            from quizapp.formats.yaml_mending import legible  # no start needs it

            if found := legible(text, "questions"):
                reading.questions.begin_anew(found.set_aside)
                text, without_head = found.data, found.without_head
                document = read_yaml(text, "questions", reading.questions.read)
                document = document._replace(mistakes=document.mistakes + found.mistakes)
        for line, mistake in document.mistakes:
            reading.tell(path, line, mistake)
        if document.broken:
            reading.questions.forget_last()
        elif not without_head:
            bank = _bank(reading, document.root)
        if reading.mistakes:
            lines = lines_of(text, [mistake.path for mistake in reading.mistakes])
            for mistake in reading.mistakes:
                reading.tell(path, lines[mistake.path], mistake)
        if bank is not None:
            id_line = lines_of(text, [("id",)])["id",]  # it reads no further than that, and an id stands at the top
    problems = in_order(reading.problems, path)
    return ReadResult(bank, problems, tuple(dict.fromkeys(reading.files)), reading.passage_file, id_line)


def _bank(reading: BankReading, root: Raw) -> Bank | None:
    around = surroundings_of(reading, root)
    if around is None:
        return None
    found = root.get("questions") if isinstance(root, dict) else None
    questions: list[Question | None] = found if isinstance(found, list) else []
    for index, question in enumerate(questions):
        if len(reading.mistakes) >= MOST_PROBLEMS:
            break
        if question is not None:
            own = mistakes_around(reading, around, question, reading.questions.doubtful.get(index))
            reading.mistakes += [mistake.below("questions", index) for mistake in own]
    if reading.mistakes or reading.problems or around.passage is None:
        return None
    return bank_of(around, [question for question in questions if question is not None], reading)


def surroundings_of(reading: BankReading, root: Raw) -> Surroundings | None:
    """All but the questions of a bank that is being read; None where its header cannot be told."""
    converted = reading.header(root)
    header = converted.record
    if header is None:
        return None
    has_passage = isinstance(root, dict) and "passage" in root
    no_passage = Passage(header.title, (), "")
    passage = reading.passage(header.passage, ("passage",), header.title) if has_passage else no_passage
    levels = reading.levels(header, passage) if has_passage else ()
    about = reading.passage(header.about, ("about",), "") if header.about != TextSource() else None
    if passage is not None:
        texts = [level.passage for level in levels] or [passage]
        found_in_glossary = glossary_mistakes(header.glossary, texts, header.language)
        if len(levels) < len(header.levels):  # a word may be in the level that could not be read
            found_in_glossary = (each for each in found_in_glossary if each.code != "glossary_not_in_passage")
        of_header = converted.certain(mistake.below("glossary") for mistake in found_in_glossary)
        reading.mistakes += islice(of_header, MOST_PROBLEMS)
    return Surroundings(header, has_passage, passage, about, levels)


def mistakes_around(
    reading: BankReading, around: Surroundings, question: Question, doubtful: Converted[Question] | None
) -> Iterator[Mistake]:
    """The mistakes of a question that show beside what is around it: its image and its evidence; paths are from the
    question on. `doubtful` says where it holds stand-ins.
    """
    if question.image is not None and not (doubtful and any(place[0] == "image" for place in doubtful.doubtful)):
        yield from (mistake.below("image") for mistake in reading.image_mistakes(question.image))
    if around.passage is None:
        return
    mistakes = question.evidence_mistakes(around.passage)
    if not around.has_passage:
        mistakes = (Mistake("evidence_without_passage", mistake.path) for mistake in mistakes)
    in_levels = _mistakes_in_levels(question, around.levels)
    if doubtful is not None:
        mistakes, in_levels = doubtful.certain(mistakes), doubtful.certain(in_levels)
    yield from list(islice(mistakes, MOST_PROBLEMS)) or islice(in_levels, MOST_PROBLEMS)


def bank_of(around: Surroundings, questions: Sequence[Question], reading: BankReading) -> Bank:
    """The bank that was read without a mistake."""
    header = around.header
    assert around.passage is not None
    return Bank(
        id=header.id,
        title=header.title,
        description=header.description,
        language=header.language,
        author=header.author,
        license=header.license,
        passage=around.passage,
        about=around.about,
        questions=tuple(questions),
        content_hash=reading.digest.hexdigest(),
        time_limit=header.time_limit,
        images={name: data for name, data in reading.images.items() if isinstance(data, bytes)},
        levels=around.levels,
        level_locked=header.level_locked,
        translation_of=header.translation_of,
        glossary=header.glossary,
        glossary_in_test=header.glossary_in_test,
        silenced=header.silenced,
        blueprint=header.blueprint,
    )


def _mistakes_in_levels(question: Question, levels: Sequence[ReadingLevel]) -> Iterator[Mistake]:
    others = [level for level in levels if level.id != STANDARD]
    yield from unknown_levels(question, tuple(level.id for level in others))
    for level in others:
        yield from level_mistakes(question, level)
