"""Copies what a stick carries for the room to this computer, and brings what learners handed in here to the stick.

On the stick that is the settings, room.yaml, the folders banks and assignments beside it, and any other folder that the
settings name for handing out and in. The copy looks the same, so the settings, whose folders are relative, hold there.
"""

import os
import shutil
from collections.abc import Iterator

SETTINGS = "room.yaml"
OF_THE_PROGRAM = ("docs", "packaging", "questions", "quizapp", "resources", "wheels")
_BANKS = "banks"
_ANSWERS = ".quizanswers"
_HANDED_OUT = (".quizassign", ".quizfeedback", ".quizreopen")
_LIST = "from-the-stick.txt"


def copy_room(stick: str, folder: str) -> None:
    """Bring `folder` to what the stick has. Files that did not come from a stick stay: learners hand in there.

    The settings come last, when all that they speak of is there.

    Raises:
        OSError: a file cannot be read or written; those that are there are whole, and the next start goes on.
    """
    wanted = {name: stamp(os.path.join(stick, *name.split("/"))) for name in files_of(stick)}
    list_file = os.path.join(folder, _LIST)
    known = read_list(list_file)
    if wanted:
        for name in folders_of(stick):  # an empty one is there to hand in
            for top, _, _ in os.walk(os.path.join(stick, name)):
                os.makedirs(os.path.join(folder, os.path.relpath(top, stick)), exist_ok=True)
    if known == wanted:
        return
    for name in known.keys() - wanted.keys():  # the teacher took it off the stick
        path = os.path.join(folder, *name.split("/"))
        if os.path.exists(path):
            os.remove(path)
    for name, stamped in wanted.items():
        target = os.path.join(folder, *name.split("/"))
        if known.get(name) != stamped or not os.path.exists(target):
            copy(os.path.join(stick, *name.split("/")), target)
    if wanted or os.path.isdir(folder):
        part = f"{list_file}.{os.getpid()}.part"
        with open(part, "w", encoding="utf-8") as file:
            file.writelines(f"{stamped}\t{name}\n" for name, stamped in wanted.items())
        os.replace(part, list_file)


def bring_answers(folder: str, stick: str) -> int:
    """Copy to the stick what learners handed in on this computer; gives the number of files that were not there.

    Where one of the same name is there, from another computer, the new one gets a number. A stick that cannot be
    written to gets none, and no failure is told: they stay here for the next one.
    """
    brought = 0
    for top, _, names in os.walk(folder):
        for name in names:
            source = os.path.join(top, name)
            target = free_place(source, os.path.join(stick, os.path.relpath(source, folder)))
            if name.endswith(_ANSWERS) and not os.path.exists(target):
                try:
                    copy(source, target)
                except OSError:
                    return brought
                brought += 1
    return brought


def free_place(source: str, target: str) -> str:
    """The path for a copy of `source`: `target`, with a number where something else has that name."""
    stem, ending = os.path.splitext(target)
    number = 1
    while os.path.exists(target) and not is_same(source, target):
        number += 1
        target = f"{stem} ({number}){ending}"
    return target


def is_same(one: str, other: str) -> bool:
    try:
        with open(one, "rb") as first, open(other, "rb") as second:
            return first.read() == second.read()
    except OSError:
        return False


def copy(source: str, target: str) -> None:
    """Copy a file whole or not at all."""
    part = f"{target}.{os.getpid()}.part"
    os.makedirs(os.path.dirname(target), exist_ok=True)
    try:
        shutil.copyfile(source, part)
        os.replace(part, target)
    except BaseException:
        if os.path.exists(part):
            os.remove(part)
        raise


def folders_of(stick: str) -> "list[str]":
    """The folders beside the settings."""
    with os.scandir(stick) as entries:
        names = [entry.name for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
    return sorted(name for name in names if name not in OF_THE_PROGRAM)


def files_of(stick: str) -> Iterator[str]:
    """The files for the room, by their paths with slashes. Answers are not for the next laptop."""
    for part in folders_of(stick):
        for folder, names, files in os.walk(os.path.join(stick, part)):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(files):
                is_ours = part == _BANKS and not name.endswith((_ANSWERS, ".part"))
                if not name.startswith(".") and (is_ours or name.endswith(_HANDED_OUT)):
                    yield os.path.relpath(os.path.join(folder, name), stick).replace(os.sep, "/")
    if os.path.isfile(os.path.join(stick, SETTINGS)):
        yield SETTINGS


def stamp(path: str) -> str:
    """Size and time of change, in steps of 2 s: FAT knows no finer ones."""
    found = os.stat(path)
    return f"{found.st_size} {int(found.st_mtime) // 2}"


def read_list(path: str) -> "dict[str, str]":
    try:
        with open(path, encoding="utf-8") as file:
            lines = [line.rstrip("\n").partition("\t") for line in file]
    except (OSError, ValueError):
        return {}
    return {name: stamped for stamped, _, name in lines}
