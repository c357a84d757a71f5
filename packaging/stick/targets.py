"""The computers that a stick serves: their systems, processors and Pythons, and which wheels fit them.

The tags of wheels and the language of markers are those of pip's own copy of the library `packaging`, so what is chosen
here is what pip chooses there.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pip._vendor.packaging import tags

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""The Pythons that the program supports."""

MACHINES = {"linux": ("x86_64", "aarch64"), "windows": ("x86_64",), "macos": ("x86_64", "arm64")}
"""The processors of each system, by the names that are said; Windows calls x86_64 AMD64."""

SYSTEM_NAMES = {"linux": "Linux", "windows": "64-bit Windows", "macos": "macOS"}
_GLIBCS = range(17, 40)
_OLDEST_MACS = {"x86_64": 10, "arm64": 11}
_NEWEST_MAC = 15


class Target(NamedTuple):
    """A kind of computer: `system` and `machine` of `MACHINES`, `python` of `PYTHONS`."""

    system: str
    machine: str
    python: str

    def __str__(self) -> str:
        return f"Python {self.python} on {SYSTEM_NAMES[self.system]} ({self.machine})"

    @property
    def version(self) -> tuple[int, int]:
        """The version of Python, as in (3, 12)."""
        major, minor = self.python.split(".")
        return int(major), int(minor)

    @property
    def platforms(self) -> list[str]:
        """The tags of platforms that pip is asked for: the oldest system first, so that the most laptops are served."""
        if self.system == "windows":
            return ["win_amd64"]
        if self.system == "linux":
            old = [f"manylinux2010_{self.machine}"] if self.machine == "x86_64" else []
            return [*old, f"manylinux2014_{self.machine}", *(f"manylinux_2_{n}_{self.machine}" for n in _GLIBCS)]
        # Of macOS 10, pip counts the minor version; from 11 on, the major one.
        oldest = _OLDEST_MACS[self.machine]
        versions = ["10_9", "10_13", "10_15"] if oldest == 10 else []
        return [f"macosx_{v}_{self.machine}" for v in [*versions, *(f"{n}_0" for n in range(11, _NEWEST_MAC + 1))]]

    def tags(self) -> dict[tags.Tag, int]:
        """The tags of the wheels that fit, each with its place: the first one fits best."""
        platforms = list(dict.fromkeys(each for platform in self.platforms for each in _expanded(platform)))
        found: Iterator[tags.Tag] = (
            *tags.cpython_tags(self.version, [self.abi], platforms),
            *tags.compatible_tags(self.version, self.abi, platforms),
        )  # type: ignore[assignment]
        return {tag: place for place, tag in reversed(list(enumerate(found)))}

    @property
    def abi(self) -> str:
        return "cp{}{}".format(*self.version)

    def environments(self) -> list[Mapping[str, str]]:
        """What markers are evaluated for: the first and the last patch of its Python, as either may be there."""
        names = {
            "linux": ("posix", "linux", "Linux"),
            "windows": ("nt", "win32", "Windows"),
            "macos": ("posix", "darwin", "Darwin"),
        }
        os_name, sys_platform, platform_system = names[self.system]
        common = {
            "implementation_name": "cpython",
            "os_name": os_name,
            "platform_machine": "AMD64" if self.system == "windows" else self.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": platform_system,
            "platform_version": "",
            "python_version": self.python,
            "sys_platform": sys_platform,
            "extra": "",
        }
        patches = (f"{self.python}.0", f"{self.python}.99")
        return [{**common, "python_full_version": v, "implementation_version": v} for v in patches]

    def pip_options(self) -> list[str]:
        """What makes `pip download` choose for this computer and not for the one that it runs on."""
        platforms = [option for platform in self.platforms for option in ("--platform", platform)]
        abis = ["--abi", self.abi, "--abi", "abi3", "--abi", "none"]
        return [*platforms, "--python-version", self.python, "--implementation", "cp", *abis]


def targets(systems: str, pythons: str = ",".join(PYTHONS)) -> list[Target]:
    """The computers of `--for` and `--python`: names with commas; a system may be one processor: linux-aarch64.

    Raises:
        ValueError: a name is not known; its text says which ones are.
    """
    found = []
    for name in _names(systems):
        system, _, machine = name.partition("-")
        if system not in MACHINES or (machine and machine not in MACHINES[system]):
            known = list(MACHINES) + [f"{s}-{m}" for s, ms in MACHINES.items() if len(ms) > 1 for m in ms]
            raise ValueError(f"--for {name}: there is no such system; write one or more of {', '.join(known)}.")
        found += [(system, each) for each in ([machine] if machine else MACHINES[system])]
    versions = _names(pythons)
    for version in versions:
        if version not in PYTHONS:
            raise ValueError(f"--python {version}: write one or more of {', '.join(PYTHONS)}.")
    return [Target(s, m, version) for s, m in dict.fromkeys(found) for version in sorted(versions, key=PYTHONS.index)]


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))


def _expanded(platform: str) -> Iterator[str]:
    """The tags that pip takes for that of a platform: of a Mac, those of older systems too."""
    if not platform.startswith("macosx"):
        yield platform
        return
    _, major, minor, arch = platform.split("_", 3)
    yield from tags.mac_platforms((int(major), int(minor)), arch)
