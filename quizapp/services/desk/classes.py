"""Classes: names that are typed, pasted from a spreadsheet or read from CSV, and what is kept of a learner."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

import msgspec
from msgspec.structs import replace

from quizapp.domain.accommodation import TIME_FACTORS, Accommodation, ReadAloud
from quizapp.domain.classroom import Classroom, Member
from quizapp.domain.people import LONGEST_NAME, name_key
from quizapp.errors import QuizAppError
from quizapp.file_names import legible
from quizapp.services.desk.desk import Desk, counted
from quizapp.services.desk.table_file import rows_of, table_rows, text_of_table
from quizapp.services.desk.words import did_you_mean
from quizapp.settings import TEXT_SIZES, THEMES
from quizapp.storage.desk.classes import new_id
from quizapp.texts import N_, Message

MOST_LEARNERS = 1000
"""The limit for one class."""

_NAMES = (
    *("name", "names", "student", "students", "student name", "learner", "learners", "pupil", "full name"),
    *("nombre completo", "estudiante", "alumno", "alumna", "nome completo", "aluno", "aluna"),
)
_FIRST = ("first name", "firstname", "given name", "forename", "nombre", "nombres", "nome")
_LAST = ("last name", "lastname", "surname", "family name", "apellido", "apellidos", "sobrenome")
_COLUMNS = N_(("time", "read aloud", "reading level", "fewer options", "text size", "theme"))
_MEANT_AS = {
    **dict.fromkeys(("tiempo", "tempo"), "time"),
    **dict.fromkeys(
        ("leer en voz alta", "lectura en voz alta", "ler em voz alta", "leitura em voz alta"), "read aloud"
    ),
    **dict.fromkeys(("nivel de lectura", "nível de leitura", "nivel de leitura"), "reading level"),
    **dict.fromkeys(("menos opciones", "menos opções", "menos opcoes"), "fewer options"),
    **dict.fromkeys(("tamaño del texto", "tamaño de texto", "tamanho do texto", "tamanho de texto"), "text size"),
    **dict.fromkeys(("tema",), "theme"),
    **dict.fromkeys(("sin límite", "sin limite", "sem limite", "none", "unlimited"), "no limit"),
    **dict.fromkeys(("nada",), "nothing"),
    **dict.fromkeys(("preguntas", "perguntas", "questões", "questoes"), "questions"),
    **dict.fromkeys(("todo", "tudo"), "all"),
    **dict.fromkeys(("fijo", "fixo", "bloqueado"), "locked"),
    **dict.fromkeys(("sistema",), "system"),
    **dict.fromkeys(("claro",), "light"),
    **dict.fromkeys(("oscuro", "escuro"), "dark"),
    **dict.fromkeys(("crema", "creme"), "cream"),
    **dict.fromkeys(("contraste", "alto contraste"), "contrast"),
}
"""Spanish and Portuguese words for columns and choices: they are understood whatever the language of the program, as a
table may come from somebody else."""
_CHOICES = N_(("no limit", "nothing", "questions", "all", "yes", "no", "system", "light", "dark", "cream", "contrast"))
_YES = ("yes", "y", "true", "1", "x", "✓", "sí", "si", "s", "sim")
_NO = ("", "no", "n", "false", "0", "não", "nao")


class TypedLearner(NamedTuple):
    """A name as it was typed, with its accommodation."""

    name: str
    accommodation: Accommodation = Accommodation()


class ReadNames(NamedTuple):
    """Names that were read, and sentences about those that were not taken as they stood."""

    learners: tuple[TypedLearner, ...]
    notes: tuple[Message, ...] = ()


def read_names(text: str) -> ReadNames:
    """Read names that were typed, a line each, or pasted from a spreadsheet.

    A first line that names the columns is recognized; where there is none, the first column has the names. Names come
    in Unicode's composed form (NFC), without spaces around them. One that is there twice is taken once.

    Raises:
        QuizAppError: there are too many, or an accommodation cannot be understood; it names the line.
    """
    first = text.lstrip("\ufeff").lstrip().partition("\n")[0]
    has_columns = (sign for sign in ",;" if sign in first and _is_header(map(_unquoted, first.split(sign))))
    separator = "\t" if "\t" in text else next(has_columns, "")
    if not separator:  # a comma is part of a name: “Müller, Anna”
        rows = [[_unquoted(line)] for line in re.split(r"\r\n|[\n\r\u2028\u2029]", text)]
        return _read_rows(rows)
    return _read_rows(rows_of(text, separator))


def read_names_file(path: Path) -> ReadNames:
    """Read the names in a CSV or text file, as `read_names` does. Commas separate columns in a ``.csv``.

    Raises:
        QuizAppError: it cannot be read, is no text, or as in `read_names`.
    """
    text = text_of_table(path)
    if path.suffix.lower() != ".csv" or "\t" in text:
        return read_names(text)
    return _read_rows(table_rows(text))


def add_class(
    desk: Desk, name: str, names: ReadNames, *, all_new: bool = False
) -> tuple[Classroom, tuple[Message, ...]]:
    """Add a class; gives it with what is to be said about its learners.

    A name that a learner of another class has is that learner, unless `all_new`.

    Raises:
        QuizAppError: there is a class of this name, or it fails; nothing was changed.
    """
    members, notes = _members(desk, names, (), all_new)
    return desk.store.add_class(clean_name(name), members), notes


def add_members(desk: Desk, room: Classroom, names: ReadNames, *, all_new: bool = False) -> tuple[Message, ...]:
    """Add learners at the end of a class; gives what is to be said about them. Raises QuizAppError."""
    members, notes = _members(desk, names, room.members, all_new)
    desk.store.set_members(room.id, [*room.members, *members])
    return notes


def remove_member(desk: Desk, room: Classroom, learner: str) -> None:
    """Take a learner out of a class; all that is kept of the learner stays."""
    desk.store.set_members(room.id, [each for each in room.members if each.id != learner])


def rename_learner(desk: Desk, learner: Member, name: str) -> None:
    """Give a learner another name, in every class; the id stays."""
    desk.store.change_learner(replace(learner, name=clean_name(name)))


def set_accommodation(
    desk: Desk, learner: Member, changes: Mapping[str, str], levels: Callable[[], Collection[str]] | None = None
) -> Member:
    """Change the accommodation of a learner by words, such as ``{"time": "1.5"}``; gives the learner as changed.

    Args:
        levels: gives the ids of the reading levels that texts have; None where any may be set.

    Raises:
        QuizAppError: a word is not understood, or no text has the level; nothing was changed.
    """
    changed = replace(learner, accommodation=_accommodation(learner.accommodation, changes, learner.name))
    level = changed.accommodation.reading_level
    if (
        levels is not None
        and level not in ("", learner.accommodation.reading_level)
        and level not in (known := levels())
    ):
        raise QuizAppError(
            "No text has the level “{level}”.",
            "Choose one of: {levels}.",
            level=level,
            levels=", ".join(sorted(known)),
        )
    desk.store.change_learner(changed)
    return changed


def find_class(desk: Desk, name: str) -> Classroom:
    """The class of this name, whatever its capitals. Raises QuizAppError where there is none."""
    classes = desk.store.classes()
    for each in classes:
        if name_key(each.name) == name_key(name):
            return each
    raise QuizAppError(
        "There is no class “{name}”.", _hint(name, [each.name for each in classes], N_("Add a class first.")), name=name
    )


def find_member(members: Sequence[Member], name: str) -> Member:
    """The learner of this name, or with this id. Raises QuizAppError where there is none, or more than one."""
    found = [each for each in members if name_key(each.name) == name_key(name) or each.id == name]
    if len(found) == 1:
        return found.pop()
    if found:
        ids = ", ".join(each.id for each in found)
        raise QuizAppError(
            "There are %n learners named “{name}”.", "Name one by its id: {ids}.", n=len(found), name=name, ids=ids
        )
    known = [each.name for each in members]
    raise QuizAppError("There is no learner “{name}”.", _hint(name, known, N_("Add a learner first.")), name=name)


def learner_records(desk: Desk, learner: Member) -> dict[str, Any]:
    """All that the desk keeps of a learner, as JSON can hold it."""
    classes = [each.name for each in desk.store.classes() if any(one.id == learner.id for one in each.members)]
    handed = []
    for line in desk.store.assignments():
        kept, entries = desk.store.submissions(line.id), desk.store.entries(line.id)
        named = {each.digest: each for each in (*kept, *counted(kept, entries))}  # with what waits
        received = [each for each in named.values() if each.submission.learner == learner.id]
        about = [each for each in entries if getattr(each, "learner", "") == learner.id]
        if received or about:
            handed.append(
                {
                    "assignment": line.title,
                    "class": line.class_name,
                    "submissions": msgspec.to_builtins(received, enc_hook=str),
                    "entries": msgspec.to_builtins(about, enc_hook=str),
                }
            )
    return {
        "learner": msgspec.to_builtins(learner),
        "classes": classes,
        "assignments": handed,
        "signers": [each.key for each in desk.store.signers() if each.learner == learner.id],
    }


def delete_learner(desk: Desk, learner: Member) -> None:
    """Delete a learner with all that the desk keeps of them, in one step. Raises QuizAppError."""
    desk.store.delete_learner(learner.id)
    desk.forget_assignments()


def clean_name(name: str) -> str:
    """A name as it is kept: composed (NFC), on one line, without control characters or spaces around it.

    Raises:
        QuizAppError: nothing is left of it, it is too long, or it has half a character.
    """
    cleaned = " ".join(legible(name, joiners=True).split())
    if not cleaned:
        raise QuizAppError("There is no name.", "Type one.")
    if len(cleaned) > LONGEST_NAME:
        raise QuizAppError(
            "“{text}…” is too long.", "A name has at most {most} characters.", text=cleaned[:30], most=LONGEST_NAME
        )
    return cleaned


def _members(
    desk: Desk, names: ReadNames, present: Sequence[Member], all_new: bool
) -> tuple[list[Member], tuple[Message, ...]]:
    known: dict[str, list[Member]] = {}
    for each in desk.store.learners():
        known.setdefault(name_key(each.name), []).append(each)
    here = {name_key(each.name) for each in present}
    members, notes = [], list(names.notes)
    if len(present) + len(names.learners) > MOST_LEARNERS:
        raise _too_many()
    for name, accommodation in names.learners:
        same = known.get(name_key(name), [])
        if name_key(name) in here:
            notes.append(Message("{name} is in this class already.", {"name": name}))
        elif all_new or not same:
            members.append(Member(new_id(), name, accommodation))
        elif len(same) > 1:
            members.append(Member(new_id(), name, accommodation))
            told = N_("There are several learners named {name}: this one was added as a new one.")
            notes.append(Message(told, {"name": name}))
        else:
            (one,) = same
            members.append(one if accommodation == Accommodation() else replace(one, accommodation=accommodation))
            told = N_("{name} is known from before: the same learner, with the same records.")
            notes.append(Message(told, {"name": name}))
    return members, tuple(notes)


def _read_rows(rows: Iterable[Sequence[str]]) -> ReadNames:
    learners: dict[str, TypedLearner] = {}
    notes: list[Message] = []
    header: list[str] | None = None
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if header is None:
            header = [_meant(cell) for cell in cells] if _is_header(cells) else []
            if header:
                continue
        name = name_in(cells, header)
        if not name.strip():
            notes.append(Message("Line {number} has no name and was left out.", {"number": str(number)}))
            continue
        try:
            cleaned = clean_name(name)
            words = dict(zip(header, cells, strict=False))
            given = _accommodation(Accommodation(), {key: words[key] for key in _COLUMNS if key in words}, cleaned)
        except QuizAppError as error:
            raise QuizAppError(
                "Line {number}: {message}", error.what_to_do, number=str(number), message=error.what
            ) from error
        if (key := name_key(cleaned)) in learners:
            told = N_("{name} is there twice (line {number}), and was taken once: add what tells them apart.")
            notes.append(Message(told, {"name": cleaned, "number": str(number)}))
        learners.setdefault(key, TypedLearner(cleaned, given))
        if len(learners) > MOST_LEARNERS:
            raise _too_many()
    return ReadNames(tuple(learners.values()), tuple(notes))


def name_in(cells: Sequence[str], header: Sequence[str]) -> str:
    """The name in a row of a table: of the column that has names, or of those of first and last names."""

    def cell(names: Sequence[str]) -> str:
        return next((value for title, value in zip(header, cells, strict=False) if title in names), "")

    if not header:
        return cells[0]
    return cell(_NAMES) or f"{cell(_FIRST)} {cell(_LAST)}"


def _is_header(cells: Iterable[str]) -> bool:
    return any(cell.strip().casefold() in (*_NAMES, *_FIRST, *_LAST) for cell in cells)


def _unquoted(line: str) -> str:
    line = line.strip().lstrip("\ufeff")
    return line[1:-1].replace('""', '"') if len(line) > 1 and line[0] == line[-1] == '"' else line


def _accommodation(given: Accommodation, changes: Mapping[str, str], name: str) -> Accommodation:
    for column, word in changes.items():
        read = _READERS.get(_meant(column))
        if read is None:
            known = tuple(map(Message, _COLUMNS))
            raise QuizAppError(
                "There is no accommodation “{column}”.", "Use one of: {known}.", column=column, known=known
            )
        try:
            given = replace(given, **read(word.strip()))
        except ValueError as error:
            (choices,) = error.args
            raise QuizAppError(
                "{name}: “{word}” is not a choice for “{column}”.",
                "Use one of: {choices}.",
                name=name,
                word=word,
                column=column,
                choices=choices,
            ) from error
    return given


def _meant(word: str) -> str:
    """A column or a choice as the program calls it."""
    plain = " ".join(word.split()).casefold()
    return _MEANT_AS.get(plain, plain)


def _time(word: str) -> dict[str, Any]:
    plain = _meant(word).replace(",", ".").removesuffix("×").removesuffix("x").strip()
    if plain == "no limit":
        return {"time_factor": 0.0}
    factors = {f"{factor:g}": factor for factor in TIME_FACTORS if factor} | {"": 1.0}
    if plain.endswith("%") and plain[:-1].isdecimal():
        plain = f"{int(plain[:-1]) / 100:g}"
    if plain.replace(".", "", 1).isdecimal():
        plain = f"{float(plain):g}"
    if plain not in factors:
        raise ValueError(("1, 1.25, 1.5, 2, 3", Message("no limit")))
    return {"time_factor": factors[plain]}


def _read_aloud(word: str) -> dict[str, Any]:
    choices: tuple[ReadAloud, ...] = get_args(ReadAloud)
    chosen = _meant(word) or "nothing"
    if chosen not in choices:
        raise ValueError(tuple(map(Message, choices)))
    return {"read_aloud": chosen}


def _fewer_options(word: str) -> dict[str, Any]:
    if word.casefold() not in (*_YES, *_NO):
        raise ValueError((Message("yes"), Message("no")))
    return {"fewer_options": word.casefold() in _YES}


def _text_size(word: str) -> dict[str, Any]:
    plain = word.removesuffix("%").strip() or "0"
    if plain != "0" and plain not in map(str, TEXT_SIZES):
        raise ValueError(", ".join(f"{size}%" for size in TEXT_SIZES))
    return {"text_size": int(plain)}


def _theme(word: str) -> dict[str, Any]:
    theme = _meant(word)
    if theme and theme not in THEMES:
        raise ValueError(tuple(map(Message, THEMES)))
    return {"theme": theme}


LOCKED = "locked"
"""The word that keeps a learner at a reading level, after the level or alone: ``easier, locked``."""


def level_word(given: Accommodation) -> str:
    """The word for a learner's reading level and whether it is locked, as it is read."""
    return ", ".join(filter(None, (given.reading_level, LOCKED if given.level_locked else "")))


def _reading_level(word: str) -> dict[str, Any]:
    level, _, lock = word.rpartition(",")
    is_locked = _meant(lock) == LOCKED  # the last of the words
    level = level if is_locked else word
    return {"reading_level": clean_name(level) if level.strip() else "", "level_locked": is_locked}


_READERS: Mapping[str, Callable[[str], dict[str, Any]]] = dict(
    zip(_COLUMNS, (_time, _read_aloud, _reading_level, _fewer_options, _text_size, _theme), strict=True)
)


def _hint(name: str, known: Sequence[str], otherwise: str) -> str | Message:
    """The remedy where nothing is called `name`; `otherwise` where there is nothing yet."""
    one_of = Message("Name one of: {names}.", {"names": ", ".join(known[:20])})
    return did_you_mean(name, known, one_of if known else otherwise)


def _too_many() -> QuizAppError:
    return QuizAppError("There are more than {most} learners.", "Make several classes.", most=MOST_LEARNERS)
