"""The wheels of a stick: what a lock file names, which wheel each computer gets, and how they are fetched."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pip._vendor.packaging.markers import Marker
from pip._vendor.packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from targets import Target


class FetchError(Exception):
    """One sentence for whoever makes a stick: what is in the way, and what to do."""


class Entry(NamedTuple):
    """A package of a lock file: what it names, with the SHA-256 of each file that it allows; a marker, or nothing."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]

    def is_for(self, target: Target) -> bool:
        """Tell whether the package is needed there."""
        if not self.marker:
            return True
        marker = Marker(self.marker)
        return any(marker.evaluate(dict(environment)) for environment in target.environments())


_ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?:\s*;(?P<marker>[^\\\n]*))?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def read_lock(text: str) -> list[Entry]:
    """The packages of a lock file, in its order.

    Raises:
        ValueError: a line is none that `uv pip compile --generate-hashes` writes.
    """
    entries = []
    logical = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    for line in filter(str.strip, logical.split("\n")):
        found = _ENTRY.match(line)
        hashes = frozenset(_HASH.findall(line))
        if found is None or not hashes:
            raise ValueError(f"the lock file names no pinned package with hashes: {line.strip()[:80]}")
        marker = (found["marker"] or "").partition("--hash")[0].strip()
        entries.append(Entry(str(canonicalize_name(found["name"])), found["version"], marker, hashes))
    return entries


def pick(entries: Iterable[Entry], names: Iterable[str], target: Target) -> dict[Entry, str | None]:
    """The wheel among `names` that fits `target` best, for each package that it needs; None where none fits."""
    wheels: dict[tuple[str, str], list[tuple[int, str]]] = {}
    places = target.tags()
    for name in names:
        try:
            project, version, _, tags = parse_wheel_filename(name)
        except InvalidWheelFilename:
            continue
        fitting = [places[tag] for tag in tags if tag in places]
        if fitting:
            wheels.setdefault((str(project), str(version)), []).append((min(fitting), name))
    return {
        entry: min(wheels.get((entry.name, entry.version), [(0, None)]))[1] for entry in entries if entry.is_for(target)
    }


def fetch(entries: Sequence[Entry], target: Target, folder: Path) -> dict[str, str]:
    """Fetch the wheels of `target` into `folder` with pip, held against the hashes; what is whole there is not fetched.

    Gives the SHA-256 of each wheel by its name.

    Raises:
        FetchError: there is no wheel, no network or no room; nothing half-written is left.
    """
    needed = [entry for entry in entries if entry.is_for(target)]
    with TemporaryDirectory() as scratch:
        # Markers are left out, as pip would hold them against the Python that it runs in.
        lines = [f"{e.name}=={e.version} {' '.join(f'--hash=sha256:{h}' for h in sorted(e.hashes))}" for e in needed]
        listed = Path(scratch, "packages.txt")
        listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
        staging = _staging(folder, Path(scratch, "wheels"))
        exact = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", str(listed), "-d", str(staging)]
        command = [sys.executable, "-m", "pip", "download", "--no-input", "--disable-pip-version-check", *exact]
        done = subprocess.run(
            [*command, *target.pip_options()], capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        if done.returncode:
            raise FetchError(_reason(done.stdout + done.stderr, target))
        # Of two wheels that fit, pip may have found a better one than those of other computers; it tells which.
        told = re.findall(r"(?:Saved|already downloaded) (.+\.whl)", done.stdout)
        picked = pick(needed, {re.split(r"[/\\]", path)[-1] for path in told}, target)
        lacking = [entry for entry, name in picked.items() if name is None]
        if lacking:
            raise FetchError(no_wheel(lacking[0], target))
        names = [name for name in picked.values() if name is not None]
        for name in names:
            if staging != folder and not (staging / name).is_symlink():
                shutil.copyfile(staging / name, folder / f"{name}.part")
                os.replace(folder / f"{name}.part", folder / name)
    return {name: hash_of(folder / name) for name in names}


def _staging(folder: Path, staging: Path) -> Path:
    """A folder for pip, in which what is in `folder` seems to be; pip sets modes of files, which FAT may refuse."""
    staging.mkdir()
    try:
        for path in folder.glob("*.whl"):
            (staging / path.name).symlink_to(path.absolute())
    except OSError:  # Windows allows links to few, and has no modes
        return folder
    return staging


def no_wheel(entry: Entry, target: Target) -> str:
    return f"{entry.name} {entry.version} has no wheel for {target}"


def _reason(output: str, target: Target) -> str:
    found = re.search(r"No matching distribution found for (\S+?)==(\S+)", output)
    offline = re.search(r"connection|timed out|name resolution|SSLError|ProxyError|HTTP error", output, re.IGNORECASE)
    if re.search(r"No space left|Errno 28|WinError 112|Disk quota", output):
        return "There is no room left for the wheels: take a larger stick, or fewer systems (--for)."
    if offline:
        return "The wheels could not be downloaded: check the connection to the Internet, and start again."
    if "DO NOT MATCH THE HASHES" in output:
        return "A download is not the file that the lock file names: try another network, and start again."
    if found:
        return no_wheel(Entry(found[1], found[2], "", frozenset()), target)
    errors = re.findall(r"^ERROR: (.+)", output, re.MULTILINE) or ["pip gave no reason"]
    return f"The wheels could not be fetched: fix this, and start again: {errors[-1].strip()}"


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpacked_size(path: Path) -> int:
    """How many bytes a wheel takes where it is installed."""
    with zipfile.ZipFile(path) as wheel:
        return sum(info.file_size for info in wheel.infolist())


def least_system(names: Iterable[str], system: str) -> str:
    """The oldest glibc (Linux) or macOS on which all the wheels run, as in 2.34; empty where any does."""
    least = (0, 0)
    pattern = re.compile(r"manylinux_(\d+)_(\d+)_" if system == "linux" else r"macosx_(\d+)_(\d+)_")
    for name in names:
        old = {"manylinux1": (2, 5), "manylinux2010": (2, 12), "manylinux2014": (2, 17)} if system == "linux" else {}
        *_, tag = name.removesuffix(".whl").split("-")
        found = [(int(a), int(b)) for a, b in pattern.findall(tag)]
        found += [version for spelled, version in old.items() if spelled in tag]
        if found:
            least = max(least, min(found))
    return f"{least[0]}.{least[1]}" if least > (0, 0) else ""


def total(sizes: Mapping[str, int], names: Iterable[str]) -> int:
    """The bytes of these wheels, each counted once."""
    return sum(sizes[name] for name in set(names))
