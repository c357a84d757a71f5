#!/usr/bin/env python3
"""Install, use, upgrade, remove and purge a package in a Debian that has no Python.

    sudo python3 packaging/debian/try_package.py --root /tmp/root --old quizapp_0.0.9_amd64.deb quizapp_0.1.0_amd64.deb

The root is made by debootstrap where there is none. The package is used by tests/packaging/smoke.py, whose screen is
outside: `--python` is one with the tools of the tests. After the purge, nothing may be left but the user's own files.
These are the steps of piuparts, with use in between.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
USED = "srv/quizapp-smoke"
"""The folder of the user's files in the root."""
CHANGED = ("var/lib/dpkg/", "var/lib/apt/", "var/cache/", "var/log/", "etc/ld.so.cache", "etc/resolv.conf", USED)
"""What the system itself writes whenever packages come and go."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("package", type=Path, help="the .deb")
    parser.add_argument("--old", type=Path, help="a .deb of a lower version, installed first")
    parser.add_argument("--root", type=Path, required=True, help="the folder of the Debian; made where it is missing")
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--python", default=sys.executable, help="a Python with the tools of the tests")
    options = parser.parse_args()
    root = options.root.absolute()
    if not root.exists():
        run("debootstrap", "--variant=minbase", options.suite, root)
    pythons = [*(root / "usr/bin").glob("python*"), *(root / "usr/lib").glob("python3*")]
    assert not pythons, f"there is a Python: {pythons}"
    with mounted(root):
        inside(root, "apt-get", "update", "-q")
        before = snapshot(root)
        if options.old:
            install(root, options.old)
            assert told(root, "quizapp", "--version").startswith("quizapp "), "the old one does not start"
        install(root, options.package)
        version = options.package.name.split("_")[1]
        assert told(root, "dpkg-query", "-W", "-f", "${Version}", "quizapp") == version
        lacking = [line for line in linked(root) if "not found" in line]
        assert not lacking, lacking
        say(f"installed: {told(root, 'quizapp', '--version').splitlines()[0]}")
        use(root, options.python)
        inside(root, "apt-get", "remove", "-y", "-q", "quizapp")
        assert not (root / "usr/bin/quizapp").exists()
        assert not (root / "usr/lib/quizapp").exists(), "the folder of the program is left"
        inside(root, "dpkg", "--purge", "quizapp")
        inside(root, "apt-get", "autoremove", "--purge", "-y", "-q")
        left = compare(before, snapshot(root))
        assert not left, "left or changed:\n" + "\n".join(left)
        own = sorted(path.name for path in (root / USED).iterdir())
        say(f"removed and purged: nothing is left but the user's {len(own)} files and folders in /{USED}")
        shutil.rmtree(root / USED)
    return 0


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def run(*command: str | Path, **options: object) -> None:
    subprocess.run([str(part) for part in command], check=True, **options)  # type: ignore[call-overload]


def inside(root: Path, *command: str) -> None:
    """Run a command in the root; what it says is shown where it fails."""
    done = subprocess.run(["chroot", root, *command], env=_environment(), capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")


def told(root: Path, *command: str) -> str:
    done = subprocess.run(["chroot", root, *command], env=_environment(), capture_output=True, text=True, check=True)
    return done.stdout.strip()


def install(root: Path, package: Path) -> None:
    """Install a package with what it depends on, and without what it recommends."""
    shutil.copy(package, root / "var/cache")
    inside(root, "apt-get", "install", "-y", "-q", "--no-install-recommends", f"/var/cache/{package.name}")
    (root / "var/cache" / package.name).unlink()


def linked(root: Path) -> Iterator[str]:
    """Yield the lines of ldd for all that a first window loads."""
    place = "/usr/lib/quizapp/_internal"
    for pattern in ("PySide6/*.so", "PySide6/Qt/lib/lib*.so*", "PySide6/Qt/plugins/platforms/libqxcb.so", "*/*.so"):
        for file in (root / place.lstrip("/")).glob(pattern):
            if "Multimedia" in file.name or "TextToSpeech" in file.name or "Wayland" in file.name:
                continue  # only recommended
            path = f"/{file.relative_to(root)}"
            where = {"LD_LIBRARY_PATH": place}
            done = subprocess.run(
                ["chroot", root, "ldd", path], env=_environment() | where, capture_output=True, text=True
            )
            yield from (f"{path}: {line.strip()}" for line in done.stdout.splitlines())


def use(root: Path, python: str) -> None:
    """Use the program as a teacher and a learner do. For it, the path of the root itself leads back to the root, so
    that it and the screen outside find the files of the user, and each other, by the same paths.
    """
    folder = root / USED
    shutil.rmtree(folder, ignore_errors=True)
    back = root / root.relative_to("/")
    made = next(path for path in (*reversed(back.parents), back) if not path.exists())
    back.parent.mkdir(parents=True, exist_ok=True)
    back.symlink_to("/")
    try:
        run(python, "-m", "tests.packaging.smoke", "--folder", folder, "chroot", root, "/usr/bin/quizapp", cwd=ROOT)
    finally:
        back.unlink()
        if made != back:
            shutil.rmtree(made)


@contextmanager
def mounted(root: Path) -> Iterator[None]:
    """Have /proc and /dev in the root for as long as it lasts."""
    places = (("proc", "proc", "proc"), ("devtmpfs", "udev", "dev"))
    for kind, name, place in places:
        run("mount", "-t", kind, name, root / place)
    try:
        yield
    finally:
        for _, _, place in reversed(places):
            run("umount", "-l", root / place)


def snapshot(root: Path) -> dict[str, str]:
    """Return each file of the root with what tells it from another."""
    found = {}
    for folder, folders, files in os.walk(root):
        relative = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if str(relative / name) not in ("proc", "dev", "sys")]
        for name in (*folders, *files):
            path = Path(folder, name)
            status = path.lstat()
            size = status.st_size if path.is_file() and not path.is_symlink() else 0
            found[str(relative / name)] = f"{status.st_mode:o} {status.st_uid} {size}"
    return found


def compare(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return what is there, gone or another, but for what the system itself writes."""
    differing = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    ours = [path for path in differing if not path.startswith(CHANGED) and f"{path}/" not in CHANGED]
    return [f"{path}: {before.get(path, 'not there')} → {after.get(path, 'gone')}" for path in ours]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    return {
        **kept,
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "DEBIAN_FRONTEND": "noninteractive",
        "LC_ALL": "C.UTF-8",
        "HOME": "/root",
    }


if __name__ == "__main__":
    sys.exit(main())
