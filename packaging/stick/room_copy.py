"""Copies what a stick carries for the room, its settings, banks and assignments, to this computer."""

import os
import shutil
from collections.abc import Iterator

PARTS = ("banks", "assignments", "room.yaml")
"""What is copied, in this order: the settings come last, when all that they speak of is there."""

_LIST = "from-the-stick.txt"


def copy_room(stick: str, folder: str) -> None:
    """Bring `folder` to what the stick has. Files that did not come from a stick stay: learners hand in there.

    Raises:
        OSError: a file cannot be read or written; those that are there are whole, and the next start goes on.
    """
    wanted = {name: stamp(os.path.join(stick, *name.split("/"))) for name in files_of(stick)}
    list_file = os.path.join(folder, _LIST)
    known = read_list(list_file)
    if known == wanted:
        return
    for name in known.keys() - wanted.keys():  # the teacher took it off the stick
        path = os.path.join(folder, *name.split("/"))
        if os.path.exists(path):
            os.remove(path)
    for name, stamped in wanted.items():
        target = os.path.join(folder, *name.split("/"))
        if known.get(name) == stamped and os.path.exists(target):
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        part = f"{target}.{os.getpid()}.part"
        shutil.copyfile(os.path.join(stick, *name.split("/")), part)
        os.replace(part, target)
    if wanted or os.path.isdir(folder):
        os.makedirs(folder, exist_ok=True)
        part = f"{list_file}.{os.getpid()}.part"
        with open(part, "w", encoding="utf-8") as file:
            file.writelines(f"{stamped}\t{name}\n" for name, stamped in wanted.items())
        os.replace(part, list_file)


def files_of(stick: str) -> Iterator[str]:
    """The files for the room, by their paths with slashes. Answers are not for the next laptop."""
    for part in PARTS:
        top = os.path.join(stick, part)
        if os.path.isfile(top):
            yield part
        for folder, names, files in os.walk(top):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(files):
                if not name.startswith(".") and not name.endswith((".quizanswers", ".part")):
                    yield os.path.relpath(os.path.join(folder, name), stick).replace(os.sep, "/")


def stamp(path: str) -> str:
    """Size and time of change, in steps of 2 s: FAT knows no finer ones, and gives them in local time."""
    found = os.stat(path)
    return f"{found.st_size} {int(found.st_mtime) // 2}"


def read_list(path: str) -> "dict[str, str]":
    try:
        with open(path, encoding="utf-8") as file:
            lines = [line.rstrip("\n").partition("\t") for line in file]
    except (OSError, ValueError):
        return {}
    return {name: stamped for stamped, _, name in lines}
