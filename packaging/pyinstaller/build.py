#!/usr/bin/env python3
"""Build the program that needs no Python: one folder, an archive for Linux, and a package for Debian.

    python3 packaging/pyinstaller/build.py --to dist/linux [--deb]

It makes an environment of its own from requirements-build.lock and from the wheel of this checkout. The same checkout,
Python and system give the same bytes. Build it on the oldest Debian that it has to run on: it needs that one's glibc,
or a newer one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import icu_data

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LOCK = ROOT / "requirements-build.lock"
LINUX = ROOT / "packaging" / "linux"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--to", type=Path, default=ROOT / "dist" / "linux", help="the folder for what is built")
    parser.add_argument("--deb", action="store_true", help="make the .deb, too")
    options = parser.parse_args()
    folder = options.to.absolute()
    os.environ.setdefault("SOURCE_DATE_EPOCH", moment())
    os.environ["PYTHONHASHSEED"] = "0"
    work = folder / "work"
    python = environment(work / "venv")
    version = install_program(python, work)
    built = freeze(python, work)
    name = f"quizapp-{version}-linux-{os.uname().machine}"
    program = folder / name
    shutil.rmtree(program, ignore_errors=True)
    built.rename(program)
    shrink_icu(program / "_internal")
    strip(program, python.parent)
    add_papers(python, program, work)
    for each in (LINUX / "share", ROOT / "packaging" / "share"):  # the desktop's, and what shells and `man` are given
        shutil.copytree(each, program / "share", dirs_exist_ok=True)
    for each in LINUX.glob("*.sh"):
        shutil.copy(each, program)
    archive(program, folder / f"{name}.tar.gz")
    size = sum(file.stat().st_size for file in program.rglob("*") if not file.is_symlink())
    print(f"{program}: {size / 1e6:.0f} MB; {name}.tar.gz: {(folder / f'{name}.tar.gz').stat().st_size / 1e6:.0f} MB")
    if options.deb:
        run(sys.executable, ROOT / "packaging" / "debian" / "deb.py", program, "--to", folder)
    return 0


def moment() -> str:
    """Return the seconds since 1970 that all files bear: those of the last commit, or of a fixed day without one."""
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
    return told.stdout.strip() or "1700000000"


def run(*command: str | Path, **options: object) -> None:
    """Run a command; ends this program where it fails."""
    subprocess.run([str(part) for part in command], check=True, **options)  # type: ignore[call-overload]


def environment(folder: Path) -> Path:
    """Return the Python of an environment with what the lock names, making it where there is none."""
    python = folder / "bin" / "python"
    stamp = folder / "stamp.txt"
    wanted = f"{sys.version}\n{LOCK.read_text('utf-8')}"
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        run(sys.executable, "-m", "venv", folder)
        run(python, "-m", "pip", "install", "-q", "--no-compile", "--require-hashes", "-r", LOCK)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def install_program(python: Path, work: Path) -> str:
    """Install the wheel of this checkout, and return its version."""
    wheels = work / "wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    run(python, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", wheels, cwd=ROOT)
    (wheel,) = wheels.glob("*.whl")
    pip = (python, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--no-compile", "--force-reinstall")
    run(*pip, wheel)
    return wheel.name.split("-")[1]


def freeze(python: Path, work: Path) -> Path:
    """Run PyInstaller, and return the folder of the program."""
    places = ("--distpath", work / "frozen", "--workpath", work / "pyinstaller")
    shutil.rmtree(work / "pyinstaller", ignore_errors=True)
    command = (python, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places, HERE / "quizapp.spec")
    run(*command, cwd=work)
    return work / "frozen" / "quizapp"


def shrink_icu(folder: Path) -> None:
    """Leave out of ICU's data, which is there once for Qt and once for icu4py, what neither reads: 33 MB.

    Raises:
        SystemExit: Qt calls functions of ICU for which data may be lacking.
    """
    for file in (folder / "PySide6").rglob("*.so*"):
        called = set() if file.name.startswith("libicu") else icu_data.functions_of(file)
        if other := {name for name in called if not name.startswith(icu_data.USED_BY_QT)}:
            sys.exit(f"{file.name} calls {', '.join(sorted(other))} of ICU: see icu_data.py")
    for place, unused in (
        ("PySide6/Qt/lib", icu_data.UNUSED_BY_QT),
        ("icu4py.libs", icu_data.UNUSED_BY_ICU4PY),
    ):
        (library,) = (folder / place).glob("libicudata*")
        icu_data.write_smaller(library, unused)


def strip(program: Path, tools: Path) -> None:
    """Take out of libraries and modules the tables for debuggers, a fifth of the whole, and folders of this system.

    `tools` is the folder of `patchelf`.
    """
    for file in sorted(program.rglob("*.so*")):
        if file.is_symlink():
            continue
        file.chmod(0o755)
        run("strip", "--strip-unneeded", file)
        told = subprocess.run([tools / "patchelf", "--print-rpath", file], capture_output=True, text=True, check=True)
        if told.stdout.startswith("/"):
            run(tools / "patchelf", "--remove-rpath", file)
        file.chmod(0o644)


def add_papers(python: Path, program: Path, work: Path) -> None:
    """Add the licenses of all that is in the program, and the list of it."""
    (table,) = (work / "pyinstaller" / "quizapp").glob("COLLECT-*.toc")
    sources = {source for _, source, _ in eval(table.read_text("utf-8"))[0] if source.startswith(("/lib", "/usr/lib"))}
    script = "import json, sys, third_party as t; from pathlib import Path as P; " + (
        "t.write(P(sys.argv[1]), map(P, json.loads(sys.argv[2])), P(sys.argv[3]))"
    )
    lock = ROOT / "requirements-speech.lock"
    run(python, "-c", script, lock, json.dumps(sorted(sources)), program, cwd=HERE)


def archive(program: Path, file: Path) -> None:
    """Pack the folder; the same files give the same bytes."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = int(os.environ["SOURCE_DATE_EPOCH"])
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with (
        file.open("wb") as raw,
        gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        tar.add(program, program.name, recursive=False, filter=plain)
        for path in sorted(program.rglob("*")):
            tar.add(path, f"{program.name}/{path.relative_to(program)}", recursive=False, filter=plain)


if __name__ == "__main__":
    sys.exit(main())
