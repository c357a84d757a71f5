"""start.py bundle: makes a folder, for a stick, that sets Quizapp up on other computers without a network.

stick.json in it is written first, as not whole, and last, as whole: a stick whose making was interrupted says so. What
is on it already and whole is not fetched or written again.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory
from typing import Any

from room_copy import OF_THE_PROGRAM
from targets import MACHINES, PYTHONS, SYSTEM_NAMES, Target, targets
from wheels import Entry, FetchError, fetch, hash_of, least_system, read_lock, total, unpacked_size

from quizapp.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
LAUNCHERS = Path(__file__).resolve().parent / "launchers"

BESIDE = ("start.py", "README.md", "LICENSE")
"""What a stick holds besides what the program's wheel does."""
ON_LAPTOPS = ("laptop.py", "room_copy.py", "shortcuts.py")
"""The files of this folder that set up from a stick."""

PIP_LOCK = "pip.lock"
_EPILOG = """\
A FILE is a bank, a folder of banks, a pack (.quizpack) or an assignment (.quizassign). Banks go along as packs, with
all files that belong to them. What is in the stick's banks and assignments already stays; delete there what you no
longer need. A FOLDER that was made before is updated to this version; what is whole in it is not downloaded again.

On a laptop: plug the stick in and open “Start Quizapp”; the file “READ ME” on the stick explains the rest.

Examples:
  start.py bundle --to /media/stick/Quizapp
  start.py bundle --to /media/stick/Quizapp --for windows --room room.yaml banks/ test.quizassign
"""


class BundleError(Exception):
    """What is in the way, and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Make a stick; gives the exit code: 0, 1 where something is in the way, 2 for wrong usage."""
    parser = argparse.ArgumentParser(
        prog="start.py bundle",
        description="Makes a folder that sets Quizapp up on other computers without a network.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--to", metavar="FOLDER", type=Path, required=True, help="the folder to make, as on a stick")
    systems = ",".join(MACHINES)
    parser.add_argument("--for", dest="systems", metavar="SYSTEMS", default=systems, help=f"{systems}, or some of them")
    parser.add_argument("--python", metavar="VERSIONS", default=",".join(PYTHONS), help=f"{','.join(PYTHONS)}, or some")
    parser.add_argument("--room", metavar="FILE", type=Path, help="settings for the room (room.yaml)")
    parser.add_argument("--speech", action="store_true", help="with the part that reads aloud: 2 to 3 times as large")
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="banks, packs and assignments for the room")
    options = parser.parse_intermixed_args(arguments)
    try:
        wanted = targets(options.systems, options.python)
    except ValueError as error:
        parser.error(str(error))
    if not wanted:
        parser.error("name at least one system and one Python.")
    try:
        make(
            options.to,
            wanted,
            options.room,
            options.files,
            "requirements-speech.lock" if options.speech else "requirements.lock",
        )
    except (BundleError, FetchError) as error:
        say(str(error))
        return 1
    except OSError as error:
        say(f"The stick could not be made: fix this, and start again: {error.strerror}: {error.filename or options.to}")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def make(folder: Path, wanted: Sequence[Target], room: Path | None, files: Sequence[Path], lock: str) -> None:
    """Make a stick in `folder`.

    Raises:
        BundleError, FetchError, OSError: a file has mistakes, or something is in the way; the stick says that it is not
            whole, if it was begun.
    """
    if not (ROOT / lock).is_file():
        raise BundleError(f"{lock} is not here: make a stick in a folder with the source of Quizapp.")
    folder = folder.absolute()
    known = look_at(folder)
    check_files(room, files)
    folder.mkdir(parents=True, exist_ok=True)
    wheels = folder / "wheels"
    wheels.mkdir(exist_ok=True)
    write(folder / "stick.json", json.dumps({**known, "whole": False}))
    served, hashes, pip_wheel = fetch_all(wanted, lock, folder, known)
    manifest: dict[str, Any] = {
        "format": 1,
        "whole": False,
        "version": VERSION,
        "lock": lock,
        "pip": pip_wheel,
        "served": served,
    }
    manifest["wheels"] = {
        name: {"size": (wheels / name).stat().st_size, "sha256": hashes[name]} for name in sorted(hashes)
    }
    for path in wheels.iterdir():
        if path.name not in hashes:
            path.unlink()
    say("Copying the program …")
    manifest["files"] = copy_program(folder, lock, known.get("files", {}))
    program = json.dumps({name: each["sha256"] for name, each in manifest["files"].items()}, sort_keys=True)
    manifest["program"] = hashlib.sha256(program.encode()).hexdigest()
    copy_room(folder, room, files)
    write_launchers(folder, served)
    if hasattr(os, "sync"):
        os.sync()  # a stick that is pulled out early holds all of it
    write(folder / "stick.json", json.dumps({**manifest, "whole": True}))
    if hasattr(os, "sync"):
        os.sync()
    tell(folder, manifest)


def look_at(folder: Path) -> dict[str, Any]:
    """What stick.json in `folder` tells; nothing in an empty one. Raises BundleError for a folder of somebody else."""
    if folder.resolve() == ROOT or folder.resolve() in ROOT.parents or ROOT in folder.resolve().parents:
        raise BundleError(f"{folder} overlaps the folder of the source: name another one, as on a stick.")
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return {}
    try:
        told = json.loads((folder / "stick.json").read_text("utf-8"))
    except FileNotFoundError:
        raise BundleError(
            f"{folder} holds something else already: name a new folder in it, such as {folder / 'Quizapp'}."
        ) from None
    except NotADirectoryError:
        raise BundleError(f"{folder} is a file: name a folder.") from None
    except ValueError:
        return {}  # damaged: all is looked at anew
    return told if is_ours(told) else {}


def is_ours(told: Any) -> bool:
    """Tell whether a stick.json has the form that is written here, and names no file elsewhere: it tells what goes."""
    try:
        files = told.get("files", {}).keys()
        served = [(each["system"], each["machine"], each["python"], each["wheels"]) for each in told.get("served", ())]
        paths = [PureWindowsPath(name) for name in (*files, *(n for each in served for n in each[3]))]
    except (AttributeError, KeyError, TypeError):
        return False
    return not any(path.anchor or ".." in path.parts for path in paths)


# ------------------------------------------------------------------------------------------------- what is for the room


def check_files(room: Path | None, files: Sequence[Path]) -> None:
    """Check the settings, banks and assignments as `quizapp check` does. Raises BundleError with the lines told."""
    checked = []
    sources: dict[str, Path] = {}
    for file in files:
        if kind_of(file) == "assignments":
            check_assignment(file)
        else:
            checked.append(file)
        for name, source in on_stick(file):
            other = sources.setdefault(name.casefold(), source)
            if other.resolve() != source.resolve():
                raise BundleError(f"{other} and {source} would both be {name} on the stick: rename one of them.")
    if room is not None:
        if not room.is_file():
            raise BundleError(f"--room {room}: there is no such file.")
        checked.append(room)
    if not checked:
        return
    command = [sys.executable, "-P", "-m", "quizapp", "check", *map(str, checked)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise BundleError(f"{(done.stdout + done.stderr).strip()}\nNo stick was made: fix this first.")
    if room is not None:
        folder_of_room(room)


def kind_of(file: Path) -> str:
    """The folder of the stick that a file goes to. Raises BundleError for one that is none of them."""
    ending = file.suffix.lower()
    if not file.exists():
        raise BundleError(f"{file}: there is no such file.")
    if file.is_dir() or ending in (".yaml", ".yml", ".quizbank", ".quizpack"):
        return "banks"
    if ending == ".quizassign":
        return "assignments"
    raise BundleError(f"{file} is not a bank, pack or assignment: leave it out.")


def on_stick(file: Path) -> Iterator[tuple[str, Path]]:
    """The paths on the stick, with slashes, of what a FILE brings along, and where each is here."""
    kind = kind_of(file)
    if kind == "assignments":
        yield f"{kind}/{file.name}", file
        return
    from quizapp.formats.room_file import is_room_file
    from quizapp.services.bank_places import bank_files

    for bank in map(Path, sorted(bank_files(str(file)))) if file.is_dir() else [file]:
        if not is_room_file(bank):
            yield f"{kind}/{bank.stem}.quizpack", bank


def check_assignment(file: Path) -> None:
    from quizapp.errors import QuizAppError
    from quizapp.formats.assignment_file import KIND, read_assignment
    from quizapp.formats.envelope import read_file

    try:
        read_assignment(read_file(file, KIND.most))
    except QuizAppError as error:
        raise BundleError(f"{file}: {error}\nNo stick was made: fix this first.") from error


def copy_room(folder: Path, room: Path | None, files: Sequence[Path]) -> None:
    """Copy the settings, and the banks and assignments, which the program finds in folders beside them."""
    for name, source in (each for file in files for each in on_stick(file)):
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        if source.suffix.lower() in (".quizassign", ".quizpack"):
            replace(target, source.read_bytes())
        else:
            pack(source, target)
    if room is not None:
        replace(folder / "room.yaml", room.read_bytes())
        handing_in = folder_of_room(room)
        if handing_in:
            (folder / handing_in).mkdir(parents=True, exist_ok=True)
    elif files and not (folder / "room.yaml").exists():
        replace(folder / "room.yaml", b'# Settings for the room: none yet.\nformat: "1"\n')


def folder_of_room(room: Path) -> str:
    """The folder beside the settings to hand out and in, which goes along; empty where it is elsewhere or not there.

    Raises:
        BundleError: it has the name of a folder of the program.
    """
    import yaml

    settings = yaml.safe_load(room.read_bytes())
    name = str((settings or {}).get("watched_folder") or "").strip()
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or PureWindowsPath(name).drive or ".." in path.parts:
        return ""
    if not path.parts or path.parts[0][:1] == "~":  # nothing, or that of the settings
        return ""
    if path.parts[0] in OF_THE_PROGRAM:
        raise BundleError(f"{room}: watched_folder: {path.parts[0]} is a folder of the program: name another one.")
    return str(path)


def pack(bank: Path, target: Path) -> None:
    """Make a pack of a bank."""
    from quizapp.errors import QuizAppError
    from quizapp.services.packs import make_pack

    try:
        make_pack([bank], target)
    except QuizAppError as error:
        raise BundleError(f"{bank}: {error}") from error
    say(f"  banks/{target.name}")


# ------------------------------------------------------------------------------------------------------- the wheels


def fetch_all(
    wanted: Sequence[Target], lock: str, folder: Path, known: dict[str, Any]
) -> tuple[list[dict[str, Any]], dict[str, str], str]:
    """Have all wheels on the stick: who is served, the SHA-256 of each wheel, and the name of the wheel of pip.

    Raises:
        FetchError: nobody would be served, or there is no network or no room.
    """
    wheels = folder / "wheels"
    entries = read_lock((ROOT / lock).read_text("utf-8"))
    own_pip = read_lock((Path(__file__).parent / PIP_LOCK).read_text("utf-8"))
    hashes: dict[str, str] = {}
    served = []
    left_out = []
    for target in wanted:
        names = whole_already(known, target, entries, wheels, hashes)
        if names is None:
            say(f"Fetching what is missing for {target} …")
            try:
                found = fetch(entries, target, wheels)
            except FetchError as error:
                if " has no wheel for " not in str(error):
                    raise
                left_out.append(str(error))
                continue
            hashes |= found
            names = list(found)
        unpacked = sum(unpacked_size(wheels / name) for name in names)
        least = least_system(names, target.system)
        served.append({**target._asdict(), "least": least, "unpacked": unpacked, "wheels": sorted(names)})
        more = [each for each in known.get("served", ()) if each not in served]
        write(folder / "stick.json", json.dumps({**known, "whole": False, "served": [*served, *more]}))
    for each in left_out:
        say(f"  {each}: left out.")
    if not served or {target.system for target in wanted} > {each["system"] for each in served}:
        raise FetchError(f"No stick was made, as there is nothing for one of the systems: {'; '.join(left_out)}.")
    pip_names = [path.name for path in wheels.glob("pip-*.whl") if hash_of(path) in own_pip[0].hashes]
    pip_wheel = pip_names[0] if pip_names else next(iter(fetch(own_pip, wanted[0], wheels)))
    hashes[pip_wheel] = hash_of(wheels / pip_wheel)
    return served, hashes, pip_wheel


def whole_already(
    known: dict[str, Any], target: Target, entries: Sequence[Entry], wheels: Path, hashes: dict[str, str]
) -> list[str] | None:
    """The wheels that an earlier run chose for `target`, if all are there, whole, and of this lock file; else None."""
    for each in known.get("served", ()):
        if [each["system"], each["machine"], each["python"]] == list(target):
            names: list[str] = each["wheels"]
            for name in names:
                if name not in hashes:
                    if not (wheels / name).is_file():
                        return None
                    hashes[name] = hash_of(wheels / name)
            needed = [entry for entry in entries if entry.is_for(target)]
            found = {hashes[name] for name in names}
            if len(found) == len(needed) and all(found & entry.hashes for entry in needed):
                return names
            for name in names:  # a damaged one is none of ours
                if not any(hashes[name] in entry.hashes for entry in needed):
                    del hashes[name]
    return None


# ------------------------------------------------------------------------------------------------------ the program


def copy_program(folder: Path, lock: str, known: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Bring the program on the stick to this version; gives the size and SHA-256 of each file by its path."""
    copied = {}
    with TemporaryDirectory() as scratch:
        for name, source in (*program_files(lock), *icons(Path(scratch))):
            data = source.read_bytes()
            copied[name] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            target = folder / name
            if not target.is_file() or target.read_bytes() != data:
                target.parent.mkdir(parents=True, exist_ok=True)
                replace(target, data)
    for name in known.keys() - copied.keys():
        (folder / name).unlink(missing_ok=True)
    return copied


def icons(scratch: Path) -> Iterator[tuple[str, Path]]:
    """The icons for the menus of Windows and macOS, drawn into `scratch`: their paths on the stick, and here."""
    drawing = ROOT / "packaging" / "icons.py"
    if not drawing.is_file():
        return
    files = [scratch / f"quizapp{ending}" for ending in (".ico", ".icns")]
    subprocess.run([sys.executable, drawing, "--ico", files[0], "--icns", files[1]], check=False, capture_output=True)
    for file in files:
        if file.is_file():  # a menu goes without, rather than a laptop without the program
            yield f"packaging/stick/{file.name}", file


def program_files(lock: str) -> Iterator[tuple[str, Path]]:
    """The files of the program: their paths on the stick, with slashes, and where they are here."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]
    own = [f"packaging/stick/{name}" for name in ON_LAPTOPS]
    for name in (*BESIDE, *build["wheel"]["only-include"], lock, *own):
        path = ROOT / name
        files = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
        for each in files:
            relative = each.relative_to(ROOT)
            if "__pycache__" not in relative.parts and not each.name.startswith("."):
                yield relative.as_posix(), each


def write_launchers(folder: Path, served: Sequence[dict[str, Any]]) -> None:
    """Write what is opened on each system, with the Pythons that the stick serves there, and the file to read."""
    names = {"windows": "Start Quizapp.cmd", "macos": "Start Quizapp.command", "linux": "Start Quizapp.sh"}
    for system, name in names.items():
        pythons = sorted({each["python"] for each in served if each["system"] == system}, key=PYTHONS.index)
        if not pythons:
            (folder / name).unlink(missing_ok=True)
            continue
        text = (LAUNCHERS / name).read_text("utf-8")
        text = text.replace("@PYTHONS@", " ".join(reversed(pythons))).replace("@NEWEST@", pythons[-1])
        ending = "\r\n" if system == "windows" else "\n"
        replace(folder / name, text.replace("\n", ending).encode())
        with suppress(OSError):  # FAT has no modes
            os.chmod(folder / name, 0o755)
    replace(folder / "READ ME.txt", (LAUNCHERS / "READ ME.txt").read_text("utf-8").replace("\n", "\r\n").encode())


def replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    os.replace(part, path)


def write(path: Path, text: str) -> None:
    replace(path, text.encode())


def tell(folder: Path, manifest: dict[str, Any]) -> None:
    """Say what the stick serves, and how large it is."""
    sizes = {name: each["size"] for name, each in manifest["wheels"].items()}
    program = sum(each["size"] for each in manifest["files"].values())
    say(f"{folder} is ready: {(program + total(sizes, sizes)) // 1_000_000} MB. It serves")
    for system, machine in dict.fromkeys((each["system"], each["machine"]) for each in manifest["served"]):
        of_this = [each for each in manifest["served"] if (each["system"], each["machine"]) == (system, machine)]
        pythons = ", ".join(each["python"] for each in of_this)
        size = (program + max(total(sizes, each["wheels"]) for each in of_this)) // 1_000_000
        named = {"linux": "glibc ", "macos": "macOS "}.get(system, "")
        least = f", {named}{of_this[0]['least']} or newer" if of_this[0]["least"] else ""
        say(f"  {SYSTEM_NAMES[system]} ({machine}) with Python {pythons}{least}; {size} MB to copy")
    for part in ("banks", "assignments"):
        if (folder / part).is_dir():
            say(f"  {part}: {sum(1 for each in (folder / part).iterdir() if not each.name.startswith('.'))}")
    if (folder / "room.yaml").exists():
        say("  room.yaml: settings for the room")
    say("Eject the stick before you pull it out.")
