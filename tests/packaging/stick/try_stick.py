"""Tries a real stick as a teacher uses it, where no network is: to be run by hand, on Linux, as root.

    python -m tests.packaging.stick.try_stick --work FOLDER

First it makes a stick (this needs the network once), for all systems, and makes it again without a network. The rest
runs in a network namespace without any route, each time with an empty home and without a cache of pip: set-up,
commands, the window, a quiz taken by keys, a second start, the start from the menu; then what goes wrong: damaged and
missing wheels, a stick that is read-only, on exFAT, pulled out in the middle; a full disk, no rights, a set-up that is
killed, two at once. It needs Xvfb, openbox, xdotool, python3-gi with AT-SPI, exfatprogs and exfat-fuse.
Prints what was found, and ends with 1 if anything was not as it should be.
"""

import argparse
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
INSIDE = "--inside"
PROGRAMS = Path(".local", "share", "quizapp-program")


class Trial:
    """Sticks, homes, and what was found."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.stick = work / "stick"
        self.failed = 0
        self._homes = 0

    def home(self) -> Path:
        """A new, empty home. Only the first one stays, where the window is tried."""
        if self._homes > 1:
            shutil.rmtree(self.work / "homes" / str(self._homes), ignore_errors=True)
        self._homes += 1
        folder = self.work / "homes" / str(self._homes)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def environment(self, home: Path, **more: str) -> dict[str, str]:
        """The surroundings of somebody who has logged in, with the Pythons of this computer."""
        return {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **more}

    def launch(self, stick: Path, home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Do what opening the launcher of the stick does."""
        return subprocess.run(
            ["sh", stick / "Start Quizapp.sh", *arguments],
            env=self.environment(home, **more),
            cwd="/",
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def begin(self, stick: Path, home: Path, *arguments: str, **more: str) -> "subprocess.Popen[str]":
        """Open the launcher of the stick, and look at what it says while it runs."""
        return subprocess.Popen(
            ["sh", stick / "Start Quizapp.sh", *arguments],
            env=self.environment(home, **more),
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def says(self, what: str, held: object, more: str = "") -> None:
        """Tell a finding; one that does not hold is a failure."""
        self.failed += not held
        print(f"{'ok  ' if held else 'FAIL'} {what}{': ' if more else ''}{more}", flush=True)

    def refused(self, what: str, result: subprocess.CompletedProcess[str], home: Path, words: str) -> None:
        """Tell whether a start was refused with a sentence that has these words, and left nothing half done."""
        lines = result.stderr.strip().splitlines() or [""]
        clean = not list((home / PROGRAMS).glob("program-*")) and "Traceback" not in result.stderr
        self.says(what, result.returncode == 1 and words in lines[-1] and clean, lines[-1])


def size(folder: Path) -> int:
    """Megabytes of a folder, each file counted once."""
    seen = {(s.st_dev, s.st_ino): s.st_size for p in folder.rglob("*") if p.is_file() and (s := p.lstat())}
    return sum(seen.values()) // 1_000_000


def timed(call: Callable[[], subprocess.CompletedProcess[str]]) -> tuple[subprocess.CompletedProcess[str], float]:
    began = time.monotonic()
    result = call()
    return result, time.monotonic() - began


def make(trial: Trial, arguments: Sequence[str]) -> None:
    command = [sys.executable, "-P", str(ROOT / "packaging" / "stick"), "--to", str(trial.stick), *arguments]
    bank = ROOT / "questions" / "tour" / "every-type.yaml"
    room = trial.work / "room.yaml"
    if (ROOT / "quizapp" / "services" / "room.py").exists():
        room.write_text('format: "1"\nwatched_folder: hand in\n', "utf-8")
        command += ["--room", str(room), str(bank)]

    def run(prefix: Sequence[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*prefix, *command], capture_output=True, encoding="utf-8", check=False)

    first, seconds = timed(lambda: run([]))
    trial.says("the stick is made", first.returncode == 0, f"{seconds:.1f} s, {size(trial.stick)} MB")
    print(first.stderr)
    again, seconds = timed(lambda: run(["unshare", "-n"]))
    trial.says("made again without a network", again.returncode == 0, f"{seconds:.1f} s")


def set_up(trial: Trial) -> Path:
    """Set it up with each Python that is here; gives the home of the first one."""
    route = Path("/proc/net/route").read_text().splitlines()[1:]
    trial.says("there is no route to anywhere", not route)
    homes: list[Path] = []
    for python in ("3.11", "3.12", "3.13", "3.14"):
        found = shutil.which(f"python{python}")
        works = found and not subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode
        if not works:
            print(f"     there is no Python {python} here")
            continue
        home = trial.home()
        command = [str(found), str(trial.stick / "start.py"), "set-up"]
        began = time.monotonic()
        result = execute(command, trial.environment(home))
        seconds = time.monotonic() - began
        ready = result.returncode == 0 and (home / PROGRAMS).is_dir()
        trial.says(f"set up with Python {python}", ready, f"{seconds:.1f} s, {size(home)} MB")
        if not ready or not homes:
            print(result.stderr)
        homes.append(home)
    return homes[0]


def smoke(trial: Trial, home: Path) -> None:
    """A few commands of the program that was set up, from the stick and from the copy."""
    (program,) = (home / PROGRAMS).glob("program-*")
    bank = program / "questions" / "tour" / "every-type.yaml"
    for folder in (trial.stick, program):
        for arguments in (["list"], ["check", str(bank)], ["take", "tour-every-type", "--test"]):
            python = shutil.which("python3.11") or sys.executable
            command = [python, str(folder / "start.py"), *arguments]
            began = time.monotonic()
            result = execute(command, trial.environment(home), "\n" * 40)
            seconds = time.monotonic() - began
            good = result.returncode == 0 and "Traceback" not in result.stderr
            trial.says(f"{folder.name}: {arguments[0]}", good, f"{seconds:.2f} s {result.stderr.strip()[-200:]}")


def window(trial: Trial, home: Path) -> None:
    """The window from the stick and from the menu, and a quiz taken by keys, read as a screen reader does."""
    from tests.window.conftest import Screen, Window, python_with_atspi
    from tests.window.test_real_window import test_a_bank_is_practised_by_keyboard_alone

    class Started(Window):
        def __init__(self, screen: Screen, command: Sequence[str]) -> None:
            self._screen, self.environment, self._spoken = screen, screen.environment, []
            self._reader_python, self._reader = "", None
            own = trial.environment(home)
            kept = {name: value for name, value in screen.environment.items() if name != "PYTHONPATH"}
            self.process = subprocess.Popen(
                command, env={**kept, **own}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd="/"
            )

        def read(self, reader_python: str) -> None:
            self._reader_python = reader_python
            self._reader = self._new_reader()

    folder = trial.work / "runtime"
    folder.mkdir(exist_ok=True)
    screen = Screen(folder)
    try:
        python = shutil.which("python3.11") or sys.executable
        started = time.monotonic()
        opened = Started(screen, [python, str(trial.stick / "start.py")])
        opened.wait_for(opened.is_mapped, "the window")
        trial.says("a second start, from the stick, has its window up", True, f"{time.monotonic() - started:.2f} s")
        opened.close()

        def open_window(*arguments: object, reader_python: str) -> Started:
            window = Started(screen, [python, str(trial.stick / "start.py"), *map(str, arguments)])
            window.read(reader_python)
            return window

        test_a_bank_is_practised_by_keyboard_alone(open_window, python_with_atspi(), trial.home())
        trial.says("a quiz is taken by keys", True, "six questions, to its results")
        entry = (home / ".local/share/applications/org.quizapp.Quizapp.desktop").read_text("utf-8")
        command = next(line for line in entry.splitlines() if line.startswith("Exec=")).removeprefix("Exec=")
        away = trial.work / "pulled out"
        trial.stick.rename(away)
        try:
            started = time.monotonic()
            menu = Started(screen, [part for part in shlex.split(command) if part != "%F"])
            menu.wait_for(menu.is_mapped, "the window")
            trial.says(
                "from the menu, with the stick pulled out", True, f"window up in {time.monotonic() - started:.2f} s"
            )
            menu.close()
        finally:
            away.rename(trial.stick)
        double_click(trial, home, screen.environment)
    finally:
        screen.close()


def double_click(trial: Trial, home: Path, environment: dict[str, str]) -> None:
    """The launcher lets go of the program: it ends, and the window stays."""
    more = {name: environment[name] for name in ("DISPLAY", "XDG_RUNTIME_DIR") if name in environment}
    result = trial.launch(trial.stick, home, QUIZAPP_IN_TERMINAL="1", **more)
    search = ["xdotool", "search", "--onlyvisible", "--name", "Quizapp"]
    found = subprocess.run(search, env=environment, capture_output=True, text=True, check=False).stdout.split()
    pid = subprocess.run(
        ["xdotool", "getwindowpid", *found[:1]], env=environment, capture_output=True, text=True, check=False
    )
    trial.says("the launcher lets the program go", result.returncode == 0 and found, result.stderr.strip())
    if pid.stdout.strip().isdigit():
        cwd = os.readlink(f"/proc/{pid.stdout.strip()}/cwd")
        trial.says("the program that runs does not hold the stick", not cwd.startswith(str(trial.stick)), cwd)
        os.kill(int(pid.stdout), signal.SIGTERM)


# ------------------------------------------------------------------------------------------------- what goes wrong


def damaged(trial: Trial) -> None:
    wheel = next((trial.stick / "wheels").glob("msgspec-*cp311*manylinux*x86_64*"))
    data = wheel.read_bytes()
    python = {"PATH": only_python311(trial)}
    for what, spoiled in (("a damaged wheel", data[:-1] + b"?"), ("a missing wheel", None)):
        wheel.unlink()
        if spoiled is not None:
            wheel.write_bytes(spoiled)
        home = trial.home()
        trial.refused(what, trial.launch(trial.stick, home, "list", **python), home, wheel.name)
        wheel.write_bytes(data)


def only_python311(trial: Trial) -> str:
    """A PATH on which Python 3.11 is the only one."""
    folder = trial.work / "bin"
    if not folder.exists():
        folder.mkdir()
        for name in ("sh", "dirname"):
            (folder / name).symlink_to(str(shutil.which(name)))
        python = shutil.which("python3.11") or "python3.11"
        real = execute([python, "-c", "import sys; print(sys.executable)"], dict(os.environ)).stdout.strip()
        (folder / "python3.11").symlink_to(real)
    return str(folder)


def sticks(trial: Trial) -> None:
    """A stick that is read-only, one on FAT, and one that is pulled out in the middle."""
    mount = trial.work / "mount"
    mount.mkdir(exist_ok=True)
    python = {"PATH": only_python311(trial)}

    run("mount", "--bind", trial.stick, mount)
    run("mount", "-o", "remount,bind,ro", mount)
    home = trial.home()
    result = trial.launch(mount, home, "list", **python)
    trial.says("a read-only stick", result.returncode == 0 and "worcester" in result.stdout, last(result))
    run("umount", mount)

    # exFAT, as sticks have it: no links, and here no file that may be executed.
    image = trial.work / "stick.img"
    with image.open("wb") as file:
        file.truncate((size(trial.stick) + 100) * 1_000_000)
    run("mkfs.exfat", image)
    device = subprocess.run(
        ["losetup", "--show", "-f", image], capture_output=True, text=True, check=True
    ).stdout.strip()
    try:
        run("mount.exfat-fuse", device, mount, "-o", "fmask=0133,dmask=0022")
        shutil.copytree(trial.stick / "wheels", mount / "stick" / "wheels", copy_function=shutil.copyfile)
        shutil.copyfile(trial.stick / "stick.json", mount / "stick" / "stick.json")
        command = [sys.executable, "-P", str(ROOT / "packaging" / "stick"), "--to", str(mount / "stick")]
        made = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        trial.says("made on exFAT, with the wheels there", made.returncode == 0, made.stderr.strip()[-200:])
        run("umount", mount)
        run("mount.exfat-fuse", device, mount, "-o", "fmask=0133,dmask=0022,ro")
        home = trial.home()
        result, seconds = timed(lambda: trial.launch(mount / "stick", home, "list", **python))
        good = result.returncode == 0 and "worcester" in result.stdout
        trial.says("a stick with exFAT, read-only", good, f"{seconds:.1f} s. {last(result)}")

        home = trial.home()
        with trial.begin(mount / "stick", home, **python) as process:
            assert process.stderr
            process.stderr.readline()
            process.stderr.readline()  # it copies
            run("umount", "-l", mount)
            said = process.stderr.read().strip().splitlines()[-1]
        clean = not list((home / PROGRAMS).glob("program-*"))
        good = process.returncode == 1 and "pulled out" in said and clean
        trial.says("a stick pulled out while it is copied", good, said)
    finally:
        subprocess.run(["umount", "-l", mount], check=False, capture_output=True)
        subprocess.run(["losetup", "-d", device], check=False)

    shutil.copytree(trial.stick, mount, dirs_exist_ok=True)
    home = trial.home()
    with trial.begin(mount, home, "list", **python) as process:
        assert process.stderr
        while not process.stderr.readline().startswith("Copied."):
            pass
        shutil.rmtree(mount)
        listed, said = process.communicate()
    good = process.returncode == 0 and "worcester" in listed
    trial.says("a stick pulled out when it says so", good, said.strip().splitlines()[-1])


def computers(trial: Trial) -> None:
    """A full disk, no rights, a set-up that is killed, two at once, a Python that is too old."""
    python = {"PATH": only_python311(trial)}
    home = trial.home()
    run("mount", "-t", "tmpfs", "-o", "size=200m", "none", home)
    trial.refused("a disk that is too small", trial.launch(trial.stick, home, **python), home, "The disk is full")
    run("mount", "-o", "remount,size=700m", home)
    with trial.begin(trial.stick, home, **python) as process:
        assert process.stderr
        while not process.stderr.readline().startswith("Copied."):
            pass
        run("mount", "-o", "remount,size=260m", home)
        said = process.stderr.read().strip().splitlines()[-1]
    clean = not list((home / PROGRAMS).glob("program-*"))
    trial.says("a disk that fills up in the middle", process.returncode == 1 and "disk is full" in said and clean, said)
    run("umount", home)

    home = trial.home()
    home.chmod(0o555)
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    result = execute([*nobody, "/usr/bin/python3.11", str(trial.stick / "start.py")], trial.environment(home))
    trial.refused("no rights", result, home, "ask whoever looks after")

    home = trial.home()
    with trial.begin(trial.stick, home, "list", **python) as process:
        assert process.stderr
        while "Unpacking mdurl" not in process.stderr.readline():
            pass
        os.killpg(process.pid, signal.SIGKILL)
    half = list((home / PROGRAMS).glob("program-*"))
    result = trial.launch(trial.stick, home, "list", **python)
    whole = list((home / PROGRAMS).glob("program-*"))
    good = half == whole and result.returncode == 0
    trial.says("a set-up that was killed is done again", good, last(result))

    home = trial.home()
    both = [trial.begin(trial.stick, home, "list", **python) for _ in range(2)]
    told = [process.communicate() for process in both]
    good = all(process.returncode == 0 and "worcester" in out for process, (out, _) in zip(both, told, strict=True))
    waited = sum("waiting for it" in err for _, err in told)
    trial.says("two set-ups at once", good and waited == 1, f"{waited} waited, one was done")

    old = next((name for name in ("python3.10", "python3.9", "python3.6") if shutil.which(name)), "")
    if old:
        result = execute([old, str(trial.stick / "start.py")], trial.environment(home))
        trial.says("a Python that is too old", "newer one" in result.stderr, last(result))


def execute(command: Sequence[str], environment: dict[str, str], typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=environment, input=typed, cwd="/", capture_output=True, encoding="utf-8", check=False
    )


def last(result: subprocess.CompletedProcess[str]) -> str:
    return (result.stderr.strip().splitlines() or [""])[-1]


def run(*command: object) -> None:
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--for", dest="systems", default="linux,windows,macos")
    parser.add_argument(INSIDE, action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    trial = Trial(options.work.absolute())
    trial.work.mkdir(parents=True, exist_ok=True)
    if not options.inside:
        make(trial, ["--for", options.systems])
        if trial.failed:
            return 1
        inside = [sys.executable, "-m", "tests.packaging.stick.try_stick", INSIDE, "--work", str(trial.work)]
        return subprocess.run(["unshare", "-n", "-m", *inside], cwd=ROOT, check=False).returncode
    home = set_up(trial)
    smoke(trial, home)
    window(trial, home)
    damaged(trial)
    sticks(trial)
    computers(trial)
    print(f"{trial.failed or 'Nothing'} failed.")
    return 1 if trial.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
