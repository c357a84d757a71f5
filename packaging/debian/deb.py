#!/usr/bin/env python3
"""Make a Debian package of a folder that packaging/pyinstaller/build.py has built.

    python3 packaging/debian/deb.py dist/linux/quizapp-0.1.0-linux-x86_64 --to dist/linux

Libraries that came from the Debian it was built on are left out: the package depends on those of the system. What a
window needs is read from `start.py`, what else is linked to from `BASE` below; a library in neither is an error.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PLACE = "usr/lib/quizapp"

BASE = {
    "ld-linux-x86-64.so.2": "libc6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libbz2.so.1.0": "libbz2-1.0",
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libffi.so.8": "libffi8",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "liblzma.so.5": "liblzma5",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "libresolv.so.2": "libc6",
    "librt.so.1": "libc6",
    "libsqlite3.so.0": "libsqlite3-0",
    "libstdc++.so.6": "libstdc++6",
    "libutil.so.1": "libc6",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""What is linked to besides the libraries that `start.py` names, and the package of each in Debian."""

OPTIONAL = {
    "libqgtk3.so": (),  # GNOME brings GTK along, and other desktops do without
    "libcupsprintersupport.so": ("libcups2",),
    "libqtexttospeech_speechd.so": ("libspeechd2", "speech-dispatcher", "speech-dispatcher-espeak-ng"),
    "libQt6Multimedia.so.6": ("libpulse0",),  # for reading aloud alone
    "libqwayland.so": ("libwayland-client0", "libwayland-cursor0"),
    "libQt6WaylandClient.so.6": ("libwayland-client0", "libwayland-cursor0"),
    "libqt-plugin-wayland-egl.so": ("libwayland-egl1",),
    "libxdg-shell.so": ("libwayland-client0",),
    "libadwaita.so": ("libwayland-client0",),
    "libbradient.so": ("libwayland-client0",),
    "libQt6WlShellIntegration.so.6": ("libwayland-client0",),
}
"""Plugins, and libraries of them, without which the program runs; the package recommends what they need."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", type=Path, help="the folder that was built")
    parser.add_argument("--to", type=Path, required=True, help="the folder for the package")
    parser.add_argument("--version", help="another version, to try an upgrade")
    options = parser.parse_args()
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1700000000")
    version = options.version or re.search(r"quizapp-(.+)-linux", options.program.name)[1]  # type: ignore[index]
    tree = options.to.absolute() / "work" / "debian"
    shutil.rmtree(tree, ignore_errors=True)
    lay_out(options.program, tree)
    write_control(tree, version)
    settle(tree)
    package = options.to / f"quizapp_{version}_{_architecture()}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)], check=True)
    return 0


def lay_out(program: Path, tree: Path) -> None:
    """Put the files of `program` where Debian keeps such files."""
    contents = _module(ROOT / "packaging" / "pyinstaller" / "contents.py")
    left_out = {*contents.X_LIBRARIES, *contents.PYTHON_LIBRARIES}
    place = tree / PLACE
    place.mkdir(parents=True)
    shutil.copy2(program / "quizapp", place)
    shutil.copytree(
        program / "_internal", place / "_internal", symlinks=True, ignore=lambda _, names: left_out & {*names}
    )
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin/quizapp").symlink_to(f"../{PLACE.removeprefix('usr/')}/quizapp")
    share = tree / "usr/share"
    shutil.copytree(program / "share", share)
    (share / "zsh/site-functions").rename(share / "zsh/vendor-completions")
    _compress(share / "man/man1/quizapp.1")
    papers = share / "doc/quizapp"
    papers.mkdir(parents=True)
    shutil.copy(HERE / "copyright", papers)
    shutil.copy(HERE / "changelog", papers)
    _compress(papers / "changelog")
    told = (program / "THIRD-PARTY.txt").read_text("utf-8")
    (papers / "THIRD-PARTY.txt").write_text(told.partition("\nLibraries of Debian")[0], encoding="utf-8")
    shutil.copytree(program / "licenses", papers / "licenses", ignore=shutil.ignore_patterns("debian"))
    overrides = share / "lintian/overrides"
    overrides.mkdir(parents=True)
    shutil.copy(HERE / "lintian-overrides", overrides / "quizapp")


def write_control(tree: Path, version: str) -> None:
    """Write what dpkg wants to know of the package."""
    needed, recommended = packages(tree / PLACE)
    size = sum(-(-file.lstat().st_size // 1024) for file in tree.rglob("*") if not file.is_dir())
    control = tree / "DEBIAN"
    control.mkdir()
    fields = {
        "Package": "quizapp",
        "Version": version,
        "Architecture": _architecture(),
        "Maintainer": "the Quizapp authors <authors@quizapp.org>",
        "Installed-Size": size,
        "Depends": ", ".join(needed),
        "Recommends": ", ".join(recommended),
        "Section": "education",
        "Priority": "optional",
        "Description": (HERE / "description.txt").read_text("utf-8").rstrip("\n"),
    }
    (control / "control").write_text("".join(f"{name}: {value}\n" for name, value in fields.items()), encoding="utf-8")
    sums = [
        f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(tree)}\n"
        for file in sorted(tree.rglob("*"))
        if file.is_file() and not file.is_symlink() and control not in file.parents
    ]
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")


def packages(program: Path) -> tuple[list[str], list[str]]:
    """Return the packages that `program` needs, and those that it can make use of.

    Raises:
        SystemExit: it links to a library whose package nobody has named.
    """
    libraries: dict[str, str] = {**BASE, **_module(ROOT / "start.py").LIBRARIES}
    inside = {file.name for file in program.rglob("*.so*")}
    needed, unknown, newest = {*_module(ROOT / "start.py").LIBRARIES.values()}, set(), (2, 0)
    recommended: set[str] = set()
    for file in elf_files(program):
        told = subprocess.run(["readelf", "-dVW", file], capture_output=True, encoding="utf-8", check=True).stdout
        newest = max(newest, *((2, int(minor)) for minor in re.findall(r"\bGLIBC_2\.(\d+)", told)), newest)
        if file.name in OPTIONAL:
            recommended.update(OPTIONAL[file.name])
            continue
        for name in re.findall(r"\(NEEDED\).*\[(.+)\]", told):
            if name in libraries:
                needed.add(libraries[name])
            elif name not in inside:
                unknown.add(f"{name} (for {file.name})")
    if unknown:
        sys.exit(f"no package is known for {', '.join(sorted(unknown))}")
    needed.remove("libc6")
    return [f"libc6 (>= {newest[0]}.{newest[1]})", *sorted(needed)], sorted(recommended)


def elf_files(folder: Path) -> Iterator[Path]:
    """Yield programs, libraries and modules in `folder`."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as stream:
                if stream.read(4) == b"\x7fELF":
                    yield file


def settle(tree: Path) -> None:
    """Give all files the modes that Debian wants, and one time."""
    moment = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            is_program = path == tree / PLACE / "quizapp"
            path.chmod(0o755 if path.is_dir() or is_program else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def _architecture() -> str:
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def _compress(file: Path) -> None:
    packed = gzip.compress(file.read_bytes(), 9, mtime=0)
    file.unlink()
    file.with_name(f"{file.name}.gz").write_bytes(packed)


def _module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
