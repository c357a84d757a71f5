#!/usr/bin/env python3
"""Start Quizapp from its own folder; the first start sets up what is missing.

What the program needs is put into a private environment beside this file: `.venv` for the program, `.venv-dev` for
the tests. They are two, so that a learner's holds nothing but what the program needs, and so that nothing done to the
tools can break the program. What goes into them is named, to the byte, in requirements.lock and requirements-dev.lock.

A start that has nothing to set up costs two small file reads; so modules that only a set-up needs are imported there.
This file has to be readable by an older Python too, if only to say that it is too old: its annotations are texts.

On a stick that `start.py bundle` made, there is a list of all that is on it, stick.json; packaging/stick/laptop.py then
does what is done here, from the stick and on this computer.
"""

import os
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
WINDOWS = os.name == "nt"

HELP = """\
start.py [ARGUMENTS]        start Quizapp; the arguments go to it, as in: start.py list
start.py speech [ARGUMENTS] add reading aloud, once (about 170 MB to download), and start Quizapp
start.py -- ARGUMENTS       the same, for arguments that start.py would take itself, as in: start.py -- --help
start.py test [ARGUMENTS]   check the code, its types, its imports, and run the tests; the arguments go to pytest
start.py bench [ARGUMENTS]  measure how fast it is
start.py bundle --to FOLDER make a stick that sets Quizapp up on other computers without a network; bundle --help

The first start sets up a private environment in .venv (for test and bench, in .venv-dev) and needs the network;
delete that folder to have it set up anew."""

CHECKS = (
    ("ruff format", ["-m", "ruff", "format", "--check", "."]),
    ("ruff check", ["-m", "ruff", "check", "."]),
    ("lint-imports", ["-c", "from importlinter.cli import lint_imports_command as run; run()"]),
    ("mypy", ["-m", "mypy"]),
)

# What Qt's window needs of a Debian or Ubuntu: the library that Qt asks for, and the package that it is in.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# What the tests need to open a real window on a screen of their own, to act on it and to look at it.
TEST_PACKAGES = (
    *("at-spi2-core", "dbus-x11", "fonts-noto-core", "gir1.2-atspi-2.0", "openbox"),
    *("espeak-ng", "speech-dispatcher", "speech-dispatcher-espeak-ng"),
    *("libxml2-utils", "poppler-utils", "postgresql", "python3-gi", "strace", "xauth", "xdotool", "xvfb"),
)

# What reads aloud on a Debian or Ubuntu.
SPEECH_PACKAGES = ("speech-dispatcher", "speech-dispatcher-espeak-ng", "espeak-ng", "libspeechd2")
SPEECH_LOCK = "requirements-speech.lock"

DISK_FULL = "The disk is full: free 500 MB, and start again."


class SetUpError(Exception):
    """One sentence for the person who started us: what is in the way, and what to do."""


def too_old(version: "tuple[int, ...]", executable: str) -> "str | None":
    """The message for a Python that is too old; None for one that is new enough."""
    if version[:2] >= NEEDED:
        return None
    needed, found = (".".join(map(str, v)) for v in (NEEDED, version[:3]))
    return f"Quizapp needs Python {needed} or newer, and {executable} is Python {found}: start it with a newer one."


def say(text: str) -> None:
    """Tell how the set-up goes; not on stdout, which belongs to the program."""
    print(text, file=sys.stderr, flush=True)


class Environment:
    """A private environment beside this file, which holds what a lock file names.

    Its folder holds a note that says who made it, written first, and a stamp that says what is in it, written last.
    A folder without the note is somebody else's and is left alone; one without a true stamp is built anew.

    `wheels` is the folder that has all of it, with the wheel of pip that installs it; without, it is downloaded.
    """

    def __init__(self, root: str, name: str, lock_file: str, wheels: str = "", pip_wheel: str = "") -> None:
        self.root = root
        self.wheels = wheels
        self.pip_wheel = pip_wheel
        self.name = name
        self.folder = os.path.join(root, name)
        self.lock_file = os.path.join(root, lock_file)
        self.note = os.path.join(self.folder, "made-by-start.txt")
        self.stamp = os.path.join(self.folder, "stamp.txt")
        self.python = os.path.join(self.folder, *(("Scripts", "python.exe") if WINDOWS else ("bin", "python")))

    def contents(self) -> str:
        """The stamp of a finished environment: for which Python and which checkout, with which packages."""
        with open(self.lock_file, encoding="utf-8") as file:
            return f"{sys.version}\n{sys.base_prefix!a}\n{self.root!a}\n{file.read()}"

    def stamped(self) -> str:
        """The stamp of what is there; "" where there is none."""
        try:
            with open(self.stamp, encoding="utf-8") as file:
                return file.read()
        except (OSError, ValueError):
            return ""

    def is_ready(self) -> bool:
        """Says whether all of it is there; on a stick's laptop there may not even be a list of it yet."""
        if not os.path.exists(self.lock_file):
            return False
        return self.stamped() == self.contents() and os.path.exists(self.python)

    def has_speech(self) -> bool:
        """Says whether it was set up, for this version or an earlier one, with what reads aloud."""
        return "pyside6-addons==" in self.stamped()

    def set_up(self, packages: "tuple[str, ...]") -> None:
        """Build the environment, unless another start was building it just now. Raises SetUpError or OSError.

        `packages` of the system are wanted besides those that the window needs.
        """
        with open(self.lock_file, encoding="utf-8") as lock:
            if sys.platform != "win32":  # there, two first starts at the same moment are not kept apart
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX)  # freed when the file is closed, and when we die
            if self.is_ready():
                return
            if not self.wheels:
                say(f"Setting up {self.name} (once; about 100 MB to download, a minute on a fast connection) …")
            self.clear()
            install_system_packages(packages, may_install=not self.wheels)
            try:
                self.build()
            except (SetUpError, OSError):
                self.clear()  # half an environment is of no use to anyone, and a full disk wants it back
                raise
            if not self.wheels:
                say("Ready.")

    def clear(self) -> None:
        import shutil

        if not os.path.lexists(self.folder):
            return
        if not os.path.isfile(self.note) and not (os.path.isdir(self.folder) and not os.listdir(self.folder)):
            raise SetUpError(f"{self.folder} was not made by start.py: move it away or delete it, and start again.")
        # The note goes last: a removal that is interrupted has to know its own folder again.
        for entry in os.scandir(self.folder):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            elif entry.name != os.path.basename(self.note):
                os.remove(entry.path)
        shutil.rmtree(self.folder)

    def build(self) -> None:
        import shutil
        import subprocess

        if shutil.disk_usage(self.root).free < 400_000_000:  # not every tool says so plainly when it runs out
            raise SetUpError(DISK_FULL)
        os.makedirs(self.folder)
        write(
            self.note, "start.py made this folder, and may delete it and make it again. Keep nothing of yours here.\n"
        )
        # Nothing but what the lock file names, to the byte; and nothing that would have to be built here, as what a
        # build needs is named in no lock file.
        exact = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", self.lock_file]
        plain = ["install", "--no-input", "--no-compile"]
        its_pip = os.path.join(self.wheels, self.pip_wheel) if self.wheels else wheel_of_pip()
        run([sys.executable, "-m", "venv", *(["--without-pip"] if its_pip else []), "--prompt", "quizapp", self.folder])
        where = run([self.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip()
        if self.wheels:
            pip = [self.python, os.path.join(its_pip, "pip"), "--isolated", *plain]
            run([*pip, "--no-cache-dir", "--no-index", "--find-links", self.wheels, *exact], tell=True)
        else:
            if its_pip:  # venv would compile it, too, which takes seconds
                shutil.unpack_archive(its_pip, where, "zip")
            run([self.python, "-m", "pip", *plain, *exact], tell=True)
        write(os.path.join(self.folder, ".gitignore"), "*\n")
        # The program is not installed: it is found where it is. The path is relative, as a .pth file is not always
        # read as UTF-8 and the checkout may be in a folder with any name.
        write(os.path.join(where, "quizapp-checkout.pth"), os.path.relpath(self.root, where) + "\n")
        # Without its bytecode the program would take more than twice as long to start; pip will hardly be needed again.
        # A file that cannot be compiled is no reason to give up: some packages carry templates.
        compiling = [self.python, "-m", "compileall", "-q", "-j", "0", "-x", r"site-packages[/\\]pip[/\\]", where]
        compiling.append(os.path.join(self.root, "quizapp"))
        subprocess.run(compiling, env=child_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        write(self.stamp, self.contents())


def wheel_of_pip() -> str:
    """The wheel of pip that Python has for environments; "" where it does not keep one as it usually does."""
    from glob import escape, glob
    from sysconfig import get_config_var

    try:
        import ensurepip
    except ImportError:  # as in Debian without python3-venv; venv says what is missing
        return ""
    folder = get_config_var("WHEEL_PKG_DIR") or os.path.join(os.path.dirname(ensurepip.__file__), "_bundled")
    return max(glob(os.path.join(escape(folder), "pip-*.whl")), default="")


def write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def child_environment() -> "dict[str, str]":
    """The environment variables for Python in the private environment, without those that would lead it elsewhere."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")
    return {name: value for name, value in os.environ.items() if name not in dropped}


def run(command: "list[str]", tell: bool = False) -> str:
    """Run a command and give what it prints; tell how far it is, if it is pip. Raises SetUpError."""
    import subprocess

    env = dict(child_environment(), PIP_DISABLE_PIP_VERSION_CHECK="1", PYTHONUTF8="1")
    lines = []
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    ) as process:
        try:
            for line in process.stdout or ():
                lines.append(line)
                if tell and told_of(line):
                    say(f"  {told_of(line)}")
        except BaseException:  # Ctrl+C, above all: nothing goes on writing behind our back
            process.kill()
            raise
    output = "".join(lines)
    if process.returncode:
        raise SetUpError(reason(output))
    return output


def told_of(line: str) -> str:
    """What is said of a line that pip prints: what it downloads or unpacks; mostly nothing."""
    import re

    unpacked = re.match(r"Processing .*?([^-/\\]+)-[^/\\]+\.whl", line)
    if unpacked:
        return "Unpacking " + unpacked.group(1)
    if line.startswith("Installing collected"):
        return "Installing …"
    return line.strip() if line.lstrip().startswith("Downloading") else ""


def reason(output: str) -> str:
    """One sentence for what a command of the set-up failed with: what is in the way, and what to do."""
    import re

    def found(*signs: str) -> bool:
        return any(sign.lower() in output.lower() for sign in signs)

    if found("No space left", "Errno 28", "WinError 112", "Disk quota"):
        return DISK_FULL
    if found("DO NOT MATCH THE HASHES"):
        return (
            "A download is not the file that the lock file names, so nothing was installed: start again, and if that "
            "does not help, try another network or update Quizapp."
        )
    if found("connection", "timed out", "name resolution", "SSLError", "ProxyError", "HTTP error"):
        return "The packages could not be downloaded: check the connection to the Internet, and start again."
    missing = re.search(r"No matching distribution found for (\S+)", output)
    if missing:
        python = ".".join(map(str, sys.version_info[:2]))
        return (
            f"{missing[1]} is not available for Python {python} on this system: check pip's settings (PIP_NO_INDEX, an "
            "index of your own), or start with another Python, such as 3.12, or on a newer system."
        )
    errors = (
        re.findall(r"^(?:ERROR: |\w*Error: )(.+)", output, re.MULTILINE) or output.split("\n")[-2:-1] or ["nothing"]
    )
    return f"The environment could not be set up: fix this, and start again: {errors[-1].strip()}"


def install_system_packages(wanted: "tuple[str, ...]", may_install: bool = True) -> None:
    """See to what Qt and venv need of the system: install it where we may (apt-get, as root), otherwise say how to."""
    import shutil
    import subprocess

    if not sys.platform.startswith("linux"):
        return
    missing = [library for library in LIBRARIES if not can_load(library)]
    if not shutil.which("apt-get"):
        if missing:
            say(f"The window might not open: it needs {', '.join(missing)}; install them as usual on your system.")
        return
    packages = [LIBRARIES[library] for library in missing]
    if not has_font():
        packages.append("fonts-noto-core")
    if may_install and not has_venv():
        packages.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    packages += [name for name in wanted if name not in packages and not is_installed(name)]
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=60", *packages]
    if may_install and os.geteuid() == 0:
        say(f"  apt-get install {' '.join(packages)}")
        env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for command in (["apt-get", "update"], install):
            done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode == 0:
            return
    by_hand = f"sudo apt-get install {' '.join(packages)}"
    if may_install and not has_venv():  # it can't be done without
        raise SetUpError(f"This Python lacks its venv module: type `{by_hand}`, and start again.")
    what = {TEST_PACKAGES: "the tests need", SPEECH_PACKAGES: "reading aloud needs"}.get(wanted, "the window needs")
    say(f"  The system lacks what {what}. This adds it:\n  {by_hand}")


def can_load(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font() -> bool:
    home = os.path.expanduser("~")
    folders = ("/usr/share/fonts", "/usr/local/share/fonts", f"{home}/.fonts", f"{home}/.local/share/fonts")
    return any(
        name.endswith((".ttf", ".otf", ".ttc")) for top in folders for _, _, names in os.walk(top) for name in names
    )


def has_venv() -> bool:
    """Says whether Python can make an environment; Debian keeps what that takes in a package of its own."""
    import subprocess

    return subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode == 0


def is_installed(package: str) -> bool:
    import subprocess

    asked = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status}", package], capture_output=True)
    return asked.stdout == b"installed"


def hand_over(python: str, arguments: "list[str]") -> int:
    """Become Python with these arguments. Where a process can't become another (Windows), wait for it."""
    # -P: a yaml.py in the folder that we were called from is no business of ours.
    command = [python, "-P", *arguments]
    if not WINDOWS:
        os.execve(python, command, child_environment())
    import subprocess

    with subprocess.Popen(command, env=child_environment()) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # it got the same Ctrl+C, and answers it as it likes


def check(python: str, arguments: "list[str]") -> int:
    """Run every check beside the others, and at the end say which of them failed.

    What pytest says is shown as it comes. Each other check is told of when it is done, all of its words together: the
    quick ones before, and mypy, which without its cache takes as long as many tests, after pytest.

    In a new checkout the files of tests are compiled once before, by a process that only collects: each process of
    pytest would do all of it for itself.
    """
    import subprocess

    env = child_environment()
    failed, running = [], []
    for name, command in CHECKS:
        command = [python, "-P", *command]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        running.append((name, process))
    is_new = not os.path.exists(os.path.join(ROOT, "tests", "__pycache__"))
    collect = [python, "-P", "-m", "pytest", "--collect-only", "-q"]
    collecting = [subprocess.Popen(collect, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)] if is_new else []
    started = [*collecting, *(process for _, process in running)]

    def tell_next() -> None:
        name, process = running.pop(0)
        words, _ = process.communicate()
        print(f"\n== {name}", flush=True)
        sys.stdout.buffer.write(words)
        sys.stdout.flush()
        if process.returncode:
            failed.append(name)

    try:
        while len(running) > 1:
            tell_next()
        for process in collecting:
            process.wait()  # what is wrong with a test is told by pytest
        print("\n== pytest", flush=True)
        # One process more than processors: tests with real windows wait for them, for a fifth of the time.
        processes = (len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1) + 1
        tests = ["-m", "pytest", "-n", str(processes), "--dist", "worksteal", *arguments]
        if subprocess.run([python, "-P", *tests], cwd=ROOT, env=env).returncode:
            failed.append("pytest")
        tell_next()
    finally:
        for process in started:  # those that still run, after Ctrl+C
            process.kill()
    all_passed = f"All {len(CHECKS) + 1} checks passed."
    print(f"\nFailed: {', '.join(failed)}." if failed else f"\n{all_passed}", flush=True)
    return 1 if failed else 0


def main(arguments: "list[str]") -> int:
    task = arguments[0] if arguments else ""
    if task in ("-h", "--help"):
        print(HELP)
        return 0
    if os.path.exists(os.path.join(ROOT, "stick.json")):
        sys.path[:0] = [ROOT, os.path.join(ROOT, "packaging", "stick")]
        sys.dont_write_bytecode = True  # nothing is written to a stick
        import laptop

        return laptop.main(ROOT, arguments)
    for_tests = task in ("test", "bench")
    name, lock_file = (".venv-dev", "requirements-dev.lock") if for_tests else (".venv", "requirements.lock")
    environment = Environment(ROOT, name, lock_file)
    packages: tuple[str, ...] = TEST_PACKAGES if for_tests else ()
    if not for_tests and (task == "speech" or environment.has_speech()):
        environment, packages = Environment(ROOT, name, SPEECH_LOCK), SPEECH_PACKAGES
    try:
        if task == "bundle" and {"-h", "--help"} & set(arguments):
            from importlib.util import find_spec

            if find_spec("pip"):  # it needs nothing else
                return hand_over(sys.executable, [os.path.join(ROOT, "packaging", "stick"), "--help"])
        if not environment.is_ready():
            environment.set_up(packages)
        if task == "test":
            return check(environment.python, arguments[1:])
        if task == "bench":
            return hand_over(environment.python, ["-m", "tests.benchmarks", *arguments[1:]])
        if task == "bundle":
            return hand_over(environment.python, [os.path.join(ROOT, "packaging", "stick"), *arguments[1:]])
        return hand_over(environment.python, ["-m", "quizapp", *arguments[task in ("--", "speech") :]])
    except SetUpError as error:
        say(str(error))
    except OSError as error:
        say(f"{name} could not be set up: fix this, and start again: {error.strerror}: {error.filename or ROOT}")
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(too_old(tuple(sys.version_info[:3]), sys.executable) or main(sys.argv[1:]))
