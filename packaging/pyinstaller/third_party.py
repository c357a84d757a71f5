"""The list of what others made and is in the program that needs no Python, with the licenses of it all.

It runs in the environment that the program was built from, and is made from what its packages tell of themselves.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path

_COMMON = Path("/usr/share/common-licenses")
_LICENSE_FILE = re.compile(r"(?i)(^|/)(licen[cs]e|copying|notice|authors)[^/]*$|/licenses/")
_LGPL = ("LGPL-3", "GPL-3")

_HEAD = """\
Quizapp is free software under the MIT license; its banks and passages are under CC BY 4.0. This program also holds the
software below, each part under its own license. The texts of the licenses are beside this file, in the folder
`licenses`.

Qt and PySide are under the LGPL, version 3. They are separate files in `_internal/PySide6`: you may replace them by
others of the same interface, and start the program with these. Their source is at https://download.qt.io, in the
version that is named here.
"""


def write(lock: Path, system_libraries: Iterable[Path], folder: Path) -> None:
    """Write THIRD-PARTY.txt and `licenses/` into `folder`.

    `lock` names the packages that the program needs; `system_libraries` were taken from this system.

    Raises:
        FileNotFoundError: the text of a license is not where it should be.
    """
    lines = [_HEAD]
    licenses = folder / "licenses"
    licenses.mkdir()
    _copy(_license_files(distribution("quizapp")), licenses / "quizapp")
    for name in _names_in(lock):
        package = distribution(name)
        lines.append(_line(package.metadata["Name"], package.version, license_of(package)))
        files = _license_files(package)
        if not files and "LGPL" in license_of(package):
            files = [_COMMON / each for each in _LGPL]
        _copy(files, licenses / name)
    lines.append(_line("Python", sys.version.split()[0], "PSF-2.0"))
    _copy([Path(sys.base_prefix, "lib", f"python3.{sys.version_info[1]}", "LICENSE.txt")], licenses / "python")
    loader = distribution("pyinstaller")
    lines.append(_line("PyInstaller's start", loader.version, "GPL-2.0-or-later WITH Bootloader-exception"))
    _copy(
        [Path(str(file.locate())) for file in loader.files or () if file.name == "COPYING.txt"],
        licenses / "pyinstaller",
    )
    lines.append("\nLibraries of Debian, for systems that lack them:\n")
    for name, libraries in sorted(_by_package(system_libraries).items()):
        version = _told("dpkg-query", "-W", "-f", "${Version}", name)
        lines.append(_line(", ".join(libraries), version, f"see licenses/debian/{name}"))
        _copy([Path("/usr/share/doc", name, "copyright")], licenses / "debian" / name)
    (folder / "THIRD-PARTY.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def license_of(package: Distribution) -> str:
    """Return the license that `package` names, by its expression, its field or its classifiers."""
    fields = package.metadata.json
    told, classifiers = (
        str(fields.get("license_expression") or fields.get("license") or ""),
        fields.get("classifier") or [],
    )
    named = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License :: ")]
    return (told.splitlines() or [""])[0].strip() or ", ".join(named)


def _license_files(package: Distribution) -> list[Path]:
    return [Path(str(file.locate())) for file in package.files or () if _LICENSE_FILE.search(str(file))]


def _names_in(lock: Path) -> list[str]:
    """Return the packages of `lock` that are installed here: some are for other systems."""
    names = re.findall(r"^([a-z0-9.-]+)==", lock.read_text("utf-8"), re.MULTILINE)
    return sorted(names)


def _line(name: str, version: str, license_name: str) -> str:
    return f"{name} {version}\n    {license_name}"


def _copy(files: Iterable[Path], folder: Path) -> None:
    files = list(files)
    if not files:
        raise FileNotFoundError(f"no license of {folder.name}")
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        target = folder / file.name
        if target.exists():
            target = folder / f"{file.parent.name}-{file.name}"
        shutil.copyfile(file, target)


def _by_package(libraries: Iterable[Path]) -> dict[str, list[str]]:
    """Return the names of `libraries` by the package of Debian that they are from."""
    found: dict[str, list[str]] = {}
    for library in sorted(libraries):
        # its folder may be another one for dpkg, as /lib is a link to /usr/lib
        owner = _told("dpkg-query", "-S", f"*/{library.resolve().name}").partition(":")[0]
        found.setdefault(owner, []).append(library.name)
    return found


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip()
