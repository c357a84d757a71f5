"""Build the installer for Windows, on any system. NOT RUN on a Windows yet; in Wine it was installed and removed.

    python packaging/windows/build_installer.py --python python-3.12.10-embed-amd64.zip --wheel dist/quizapp-….whl

It needs no administrator: the program goes to the user's own folder, with a Python of its own beside it (the
embeddable package from python.org, as .zip or unpacked) and the packages of requirements.lock, whose hashes pip checks.
makensis puts all of it into one file. A teacher's and the learners' data are elsewhere, and stay when it is removed.
"""

import argparse
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))

import icons  # noqa: E402
from file_types import FileType, file_types  # noqa: E402
from qt_parts import MODULES, PLUGINS  # noqa: E402

LANGUAGES = {"en": "ENGLISH", "es": "SPANISH", "pt_BR": "PORTUGUESEBR"}
UNUSED = ("*.exe", "*.pyi", "doc", "include", "glue", "lib", "metatypes", "qml", "scripts", "support", "typesystems")
"""What PySide6 brings for those who build with it."""
COMMAND = '@"%~dp0python\\python.exe" -m quizapp %*\r\n'


def put_python(given: Path, target: Path) -> str:
    """Put the embeddable Python into `target` and let it find the packages; gives its version, such as ``3.12``."""
    if given.is_dir():
        shutil.copytree(given, target)
    else:
        with zipfile.ZipFile(given) as archive:
            archive.extractall(target)
    found = [re.fullmatch(r"python(\d)(\d+)\._pth", each.name) for each in target.iterdir()]
    for match in filter(None, found):
        (target / match[0]).write_text(f"python{match[1]}{match[2]}.zip\n.\n..\\packages\n", "utf-8")
        return f"{match[1]}.{match[2]}"
    raise SystemExit(f"{given} is no embeddable Python for Windows: it has no python3…._pth.")


def put_packages(version: str, wheel: Path, target: Path) -> None:
    """Put what requirements.lock names into `target`, as wheels for Windows, and the program."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--target", str(target)]
    pip += ["--no-deps", "--no-compile", "--only-binary=:all:", "--python-version", version]
    pip += ["--implementation", "cp", "--platform", "win_amd64"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*pip, "--upgrade", str(wheel)], check=True)
    for name in ("bin", "Scripts", "share"):  # commands of other systems
        shutil.rmtree(target / name, ignore_errors=True)
    trim_qt(target / "PySide6")


def trim_qt(folder: Path) -> None:
    """Remove what the program cannot need: other modules and plugins, and the libraries that only those import."""
    for pattern in UNUSED:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in (folder / "plugins").iterdir():
        if path.name not in PLUGINS:
            shutil.rmtree(path)
    libraries = {path.name.lower(): path for path in folder.glob("*.dll")}
    wanted = [path for path in folder.glob("*.pyd") if path.stem in MODULES] + [*(folder / "plugins").rglob("*.dll")]
    kept = set(wanted)
    while wanted:
        for name in imports_of(wanted.pop().read_bytes()):
            found = libraries.get(name.lower())
            if found is not None and found not in kept:
                kept.add(found)
                wanted.append(found)
    for path in (*folder.glob("*.pyd"), *folder.glob("Qt6*.dll"), *folder.glob("opengl32sw.dll")):
        if path not in kept:
            path.unlink()


def imports_of(data: bytes) -> list[str]:
    """Name the libraries that a program or a library for 64-bit Windows imports, by its table of them (PE format)."""
    (head,) = struct.unpack_from("<I", data, 0x3C)
    sections, size = struct.unpack_from("<6xH12xH", data, head)
    (table,) = struct.unpack_from("<I", data, head + 24 + 112 + 8)

    def place(address: int) -> int:
        for number in range(sections):
            _, start, length, raw = struct.unpack_from("<IIII", data, head + 24 + size + 40 * number + 8)
            if start <= address < start + length:
                return int(address - start + raw)
        raise ValueError("a place in the file that is in none of its sections")

    names, at = [], place(table)
    while name := struct.unpack_from("<I", data, at + 12)[0]:
        start = place(name)
        names.append(data[start : data.index(b"\0", start)].decode("ascii"))
        at += 20
    return names


def types_script(types: tuple[FileType, ...]) -> str:
    """Write the part of the installer's script that tells Windows of our types of files, for this user alone."""
    lines = []
    for each in types:
        for language, name in each.names.items():
            lines.append(f'LangString TYPE_{each.id} ${{LANG_{LANGUAGES[language]}}} "{name}"')
    for macro, call in (("WRITE_TYPES", "WRITE_TYPE"), ("DELETE_TYPES", "DELETE_TYPE")):
        lines.append(f"!macro {macro}")
        for each in types:
            lines.append(
                f'  !insertmacro {call} "{each.ending}" "org.quizapp.{each.id}" "{each.mime}" "$(TYPE_{each.id})"'
            )
        lines.append("!macroend")
    return "".join(f"{line}\r\n" for line in lines)


def pack(version: str, work: Path, made: Path) -> None:
    """Pack what is in the folder ``Quizapp`` of `work` into the installer `made`."""
    stage = work / "Quizapp"
    (stage / "quizapp.ico").write_bytes(icons.ico())
    (work / "file_types.nsh").write_text(types_script(file_types()), "utf-8-sig", newline="")
    size = sum(each.stat().st_size for each in stage.rglob("*")) // 1024
    values = {"VERSION": version, "WORK": work, "OUT": made, "SIZE": size}
    defines = [f"-D{name}={value}" for name, value in values.items()]
    subprocess.run(["makensis", "-V2", "-WX", *defines, str(HERE / "installer.nsi")], check=True)


def build(python: Path, wheel: Path, work: Path, target: Path) -> Path:
    """Put all parts into the folder `work`, which is made anew, and make the installer in `target`."""
    shutil.rmtree(work, ignore_errors=True)
    stage = work / "Quizapp"
    stage.mkdir(parents=True)
    put_packages(put_python(python, stage / "python"), wheel, stage / "packages")
    (stage / "quizapp.cmd").write_bytes(COMMAND.encode())
    shutil.copy(ROOT / "LICENSE", stage / "LICENSE.txt")
    target.mkdir(parents=True, exist_ok=True)
    version = wheel.name.split("-")[1]
    made = target / f"quizapp-{version}-windows-x86_64.exe"
    pack(version, work, made)
    return made


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--python", type=Path, required=True, help="the embeddable Python, a .zip or a folder")
    parser.add_argument("--wheel", type=Path, required=True, help="the wheel of the program")
    parser.add_argument("--work", type=Path, default=ROOT / "dist" / "windows", help="a folder for the parts")
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="the folder for the installer")
    options = parser.parse_args()
    print(build(options.python, options.wheel, options.work.absolute(), options.to.absolute()))
