"""Sets Quizapp up on this computer from a stick, without a network, and starts it.

A stick may be read-only, slow, without links, at another path next time, and is pulled out for the next laptop. So the
program and its wheels are copied into a folder of the user, and the private environment is built there. That copy holds
stick.json too: started there, this file finds that all is in its place and starts the program.

In the user's folder there are

    program-ID/   the program with its environment; ID stands for its files and for the Python that it was set up with
    room/         settings for the room, its banks and its assignments; what learners handed in there stays
    setting-up    the lock of a set-up that is going on

A program folder without the stamp of its environment is half done: the next set-up removes it.
"""

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from room_copy import SETTINGS, bring_answers, copy_room
from shortcuts import make_shortcuts, remove_shortcuts

import start
from start import Environment, SetUpError, say

WINDOWS = sys.platform == "win32"
REMEDY = "make the stick again (start.py bundle with the same --to), or take another one."
PULLED = "The stick was pulled out before everything was copied: plug it in, and start again."
_STEP = 16_000_000
_BLOCK = 1_000_000


class Stick(NamedTuple):
    """The folder that a start came from, and what `start.py bundle` wrote down of it in stick.json."""

    root: str
    told: "dict[str, Any]"

    @property
    def program_id(self) -> str:
        """Stands for the files of the program and for this Python: another one needs an environment of its own."""
        made_of = f"{self.told['program']}\n{self.told['lock']}\n{this_python()}"
        return hashlib.sha256(made_of.encode()).hexdigest()[:10]

    def served(self) -> "dict[str, Any]":
        """What it has for this computer. Raises SetUpError where it has nothing."""
        python = ".".join(map(str, sys.version_info[:2]))
        here = (system(), machine(), python)
        of_this = [each for each in self.told["served"] if (each["system"], each["machine"]) == here[:2]]
        for each in of_this:
            if each["python"] == python:
                self.check_system(each["least"])
                return dict(each)
        if of_this and sys.maxsize > 2**32:
            pythons = ", ".join(each["python"] for each in of_this)
            raise SetUpError(
                f"This stick serves Python {pythons}, and {sys.executable} is Python {python}: install one of those "
                "from python.org, and start again."
            )
        names = sorted({f"{each['system']} ({each['machine']})" for each in self.told["served"]})
        bits = "" if sys.maxsize > 2**32 else ", 32-bit"
        raise SetUpError(
            f"This stick serves {', '.join(names)}, and this is {here[0]} ({here[1]}{bits}): make one for it with "
            f"`start.py bundle --for {here[0]}`, or use another computer."
        )

    def check_system(self, least: str) -> None:
        """Raises SetUpError for a system that is older than the wheels allow."""
        found = platform.libc_ver()[1] if sys.platform == "linux" else platform.mac_ver()[0]
        numbers = [[int(n) for n in text.split(".")[:2] if n.isdigit()] for text in (found, least)]
        if all(numbers) and numbers[0] < numbers[1] and numbers[0] != [10, 16]:  # what old Pythons call any newer macOS
            name = "a Linux with glibc" if sys.platform == "linux" else "macOS"
            raise SetUpError(f"Quizapp needs {name} {least} or newer, and this one has {found}: update the system.")


class LaptopEnvironment(Environment):
    """A private environment that an update of its Python leaves whole, as what it was built from is gone by then."""

    def contents(self) -> str:
        with open(self.lock_file, encoding="utf-8") as file:
            return f"{this_python()}\n{self.root!a}\n{file.read()}"


def this_python() -> str:
    """The Python that runs, as wheels know it: 3.12.4 and 3.12.5 in the same place are one."""
    return f"{sys.implementation.cache_tag} {getattr(sys, 'abiflags', '')} {sys.maxsize}\n{sys.base_prefix!a}"


def system() -> str:
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)


def machine() -> str:
    """The processor, by the names that stick.json uses."""
    name = platform.machine().lower()
    return {"amd64": "x86_64", "arm64": "arm64" if sys.platform == "darwin" else "aarch64"}.get(name, name)


def own_folder() -> str:
    """The user's folder for the program; never the one of the learners' data, so an update can't touch those."""
    home = os.path.expanduser("~")
    if WINDOWS:
        return os.path.join(
            os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local"), "Programs", "Quizapp"
        )
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Application Support", "Quizapp program")
    return os.path.join(os.environ.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share"), "quizapp-program")


def main(root: str, arguments: "list[str]") -> int:
    """Start Quizapp from the folder `root`, a stick or the copy that a stick made here; set it up first if need be."""
    own = own_folder()
    try:
        with open(os.path.join(root, "stick.json"), encoding="utf-8") as file:
            stick = Stick(root, json.load(file))
        if not stick.told.get("whole"):
            raise SetUpError("This stick was not finished: " + REMEDY)
        if arguments[:1] == ["remove"]:
            return remove(own)
        if arguments and arguments[0] in ("test", "bench", "bundle"):
            raise SetUpError(f"A stick has no `{arguments[0]}`: start it in the folder that the stick was made in.")
        if arguments[:1] == ["speech"] and "speech" not in stick.told["lock"]:
            raise SetUpError("This stick has nothing that reads aloud: make one with `start.py bundle --speech`.")
        installed = installed_at(root, own)
        folder = os.path.join(own, os.path.basename(root) if installed else f"program-{stick.program_id}")
        environment = LaptopEnvironment(folder, ".venv", stick.told["lock"])
        if not environment.is_ready():
            if installed:
                raise SetUpError("The Python of this computer has changed: start Quizapp once from the stick.")
            set_up(stick, own, folder)  # from its middle on, the stick may be gone
        elif not installed:
            exchange(root, os.path.join(own, "room"))
        if arguments[:1] == ["set-up"]:
            return 0
        return run_program(environment, own, arguments)
    except SetUpError as error:
        say(str(error))
    except OSError as error:
        say(reason(error, root, own))
    except (ValueError, KeyError, TypeError):
        say("stick.json is damaged: " + REMEDY)
    except KeyboardInterrupt:
        return 130
    return 1


def reason(error: OSError, root: str, own: str) -> str:
    """One sentence for a failure of the system: what is in the way, and what to do."""
    import errno

    if not os.path.exists(os.path.join(root, "stick.json")):
        return PULLED
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or getattr(error, "winerror", 0) in (39, 112):
        return start.DISK_FULL
    named = str(error.filename or "")
    if named.startswith(root + os.sep) and not installed_at(root, own):
        return f"{os.path.relpath(named, root)} cannot be read from the stick ({error.strerror}): {REMEDY}"
    if isinstance(error, PermissionError):
        return f"Quizapp has no permission to write {named or own}: ask whoever looks after this computer for it."
    return f"Quizapp could not be set up: fix this, and start again: {named or own} ({error.strerror})."


def installed_at(root: str, own: str) -> bool:
    return os.path.realpath(os.path.dirname(root)) == os.path.realpath(own)


def set_up(stick: Stick, own: str, folder: str) -> None:
    """Copy the program to `folder` and build its environment, unless another set-up has just done it.

    Raises:
        SetUpError, OSError: nothing half done is left.
    """
    served = stick.served()
    os.makedirs(own, exist_ok=True)
    with locked(os.path.join(own, "setting-up")):
        wheels = os.path.join(folder, "wheels")
        environment = LaptopEnvironment(folder, ".venv", stick.told["lock"], wheels, stick.told["pip"])
        if environment.is_ready():
            return
        discard(folder)
        started = time.monotonic()
        try:
            check_room_on_disk(stick, served, own)
            copy_program(stick, [*served["wheels"], stick.told["pip"]], folder)
            exchange(stick.root, os.path.join(own, "room"))
            say("Copied. The stick can be pulled out now, for the next laptop; the set-up goes on.")
            environment.set_up(start.SPEECH_PACKAGES if "speech" in stick.told["lock"] else ())
            shutil.rmtree(wheels)
            compile_own(folder)
            make_shortcuts(folder, own)
        except BaseException:
            discard(folder)
            raise
        remove_old(own, os.path.basename(folder))
        seconds = round(time.monotonic() - started)
        say(f"Quizapp is set up on this computer ({seconds} s). It starts without the stick, too.")


def compile_own(folder: str) -> None:
    """Compile what each start from the user's folder reads."""
    import compileall

    compileall.compile_dir(os.path.join(folder, "packaging"), quiet=2)
    compileall.compile_file(os.path.join(folder, "start.py"), quiet=2)


def exchange(stick: str, room: str) -> None:
    """Copy what the stick has for the room, and bring what learners handed in to the stick. Raises OSError."""
    copy_room(stick, room)
    brought = bring_answers(room, stick)
    if brought:
        files = "file" if brought == 1 else "files"
        say(f"Copied to the stick: {brought} {files} that learners handed in here.")


def check_room_on_disk(stick: Stick, served: "dict[str, Any]", own: str) -> None:
    packed = sum(stick.told["wheels"][name]["size"] for name in served["wheels"])
    needed = packed + int(served["unpacked"] * 1.3) + 30_000_000
    lacking = needed - shutil.disk_usage(own).free
    if lacking > 0:
        raise SetUpError(f"The disk is full: free {lacking // 1_000_000 + 1} MB on this computer, and start again.")


def copy_program(stick: Stick, wheels: "list[str]", folder: str) -> None:
    """Copy the program and these wheels, each held against its hash; says how far it is. Raises SetUpError."""
    files = {**stick.told["files"], **{f"wheels/{name}": stick.told["wheels"][name] for name in wheels}}
    size = sum(each["size"] for each in files.values())
    say(f"Setting Quizapp {stick.told['version']} up on this computer (once). Copying {size // 1_000_000} MB …")
    copied = told = 0
    for name, expected in files.items():
        source, target = (os.path.join(top, *name.split("/")) for top in (stick.root, folder))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        found = hashlib.sha256()
        try:
            reading = open(source, "rb")  # noqa: SIM115
        except FileNotFoundError as error:
            if not os.path.exists(os.path.join(stick.root, "stick.json")):
                raise SetUpError(PULLED) from error
            raise SetUpError(f"{name} is missing on the stick: {REMEDY}") from error
        with reading, open(target, "wb") as writing:
            for block in blocks(reading):
                writing.write(block)
                found.update(block)
                copied += len(block)
                if copied - told >= _STEP:
                    told = copied
                    say(f"  {copied // 1_000_000} of {size // 1_000_000} MB")
        if found.hexdigest() != expected["sha256"]:
            raise SetUpError(f"{name} is damaged on the stick: {REMEDY}")
    shutil.copyfile(os.path.join(stick.root, "stick.json"), os.path.join(folder, "stick.json"))


def blocks(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


class locked:  # noqa: N801
    """A lock that one set-up holds at a time; the next one waits. The system frees it when its process ends."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> None:
        self.file = open(self.path, "a")
        told = False
        while not try_lock(self.file.fileno()):
            if not told:
                say("Another set-up is going on here; waiting for it …")
            told = True
            time.sleep(0.2)

    def __exit__(self, *_: object) -> None:
        self.file.close()


def try_lock(file: int, shared: bool = False) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def discard(folder: str) -> None:
    """Remove a folder of a program; what marks it as whole goes first, so that a removal may be interrupted."""
    stamp = os.path.join(folder, ".venv", "stamp.txt")
    if os.path.lexists(stamp):
        os.remove(stamp)
    if os.path.lexists(folder):
        shutil.rmtree(folder)


def remove_old(own: str, kept: str) -> None:
    """Remove the programs of earlier sticks, but not one that is running."""
    for name in os.listdir(own):
        folder = os.path.join(own, name)
        if name.startswith("program-") and name != kept and not is_running(folder):
            shutil.rmtree(folder, ignore_errors=True)


def is_running(folder: str) -> bool:
    if WINDOWS:  # a folder with a program that runs cannot be renamed there
        try:
            os.rename(folder, folder + ".old")
            os.rename(folder + ".old", folder)
        except OSError:
            return True
        return False
    try:
        with open(os.path.join(folder, "running"), "a") as file:
            return not try_lock(file.fileno())
    except OSError:
        return False


def remove(own: str) -> int:
    """Take the program off this computer; what learners did stays."""
    if os.path.isdir(own):
        with locked(os.path.join(own, "setting-up")):
            names = [name for name in os.listdir(own) if name.startswith("program-")]
            if any(is_running(os.path.join(own, name)) for name in names):
                raise SetUpError("Quizapp is open: close it, and try again.")
            for name in names:
                discard(os.path.join(own, name))
    remove_shortcuts()
    say("Quizapp was removed from this computer. What learners did is kept.")
    return 0


def run_program(environment: Environment, own: str, arguments: "list[str]") -> int:
    """Start the program with the settings for the room; from a double click, let go of the window that shows this."""
    room = os.path.join(own, "room", SETTINGS)
    given = arguments[arguments[:1] in (["--"], ["speech"]) :]
    settings = ["--room", room] if os.path.exists(room) and not is_command(given) else []
    command = ["-m", "quizapp", *settings, *given]
    running: list[int] = []
    if sys.platform != "win32":  # an update that comes meanwhile leaves this program alone
        running = [os.open(os.path.join(environment.root, "running"), os.O_RDWR | os.O_CREAT, 0o600)]
        try_lock(running[0], shared=True)
        os.set_inheritable(running[0], True)
    if not os.environ.get("QUIZAPP_LET_GO") and sys.stderr is not None:  # None: started by pythonw from the menu
        return start.hand_over(environment.python, command)
    os.chdir(own)  # not on the stick, which could not be ejected then
    return let_go([environment.python, "-P", *command], own, running)


def is_command(arguments: "list[str]") -> bool:
    """Tell whether the program is asked for work in the terminal, which knows no settings for a room."""
    before = ""
    for argument in arguments:
        word = re.fullmatch(r"[a-z][a-z-]+", argument) is not None and not os.path.exists(argument)
        if word and before not in ("--data-dir", "--desk-url", "--language"):
            return True
        before = argument
    return False


def let_go(command: "list[str]", own: str, kept_open: "list[int]") -> int:
    """Start the program by itself; tell what it says if it ends at once with a failure."""
    environment = start.child_environment()
    environment.pop("QUIZAPP_LET_GO", None)
    log = os.path.join(own, "last-start.txt")
    with open(log, "wb") as output:
        if sys.platform == "win32":
            command[0] = command[0].replace("python.exe", "pythonw.exe")
            flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
            process = subprocess.Popen(command, env=environment, stdout=output, stderr=output, creationflags=flags)
        else:
            process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True, pass_fds=kept_open,
            )  # fmt: skip
    say("Quizapp is starting …")
    try:
        code = process.wait(3)
    except subprocess.TimeoutExpired:
        process.returncode = 0  # it runs; that it isn't waited for is meant
        return 0
    if code:
        with open(log, encoding="utf-8", errors="replace") as file:
            say(file.read().strip())
    return code
