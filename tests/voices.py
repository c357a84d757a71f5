"""A speech engine for tests: speech-dispatcher with espeak-ng, which speaks into a sink that makes no sound."""

import shutil
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

_MODULES = ("/usr/lib/speech-dispatcher-modules", "/usr/libexec/speech-dispatcher-modules")
_VOICES = ("/usr/lib/*/espeak-ng-data", "/usr/share/espeak-ng-data")
_CONFIGURATION = """\
LogLevel 1
LogDir "{folder}"
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule espeak-ng
AudioOutputMethod "alsa"
"""


def why_no_voice() -> str:
    """The reason why there can be no voice here; empty where there can."""
    if find_spec("PySide6.QtTextToSpeech") is None:
        return "needs PySide6-Addons (the extra quizapp[speech])"
    if shutil.which("speech-dispatcher") is None or not any(Path(at, "sd_espeak-ng").exists() for at in _MODULES):
        return "needs a speech engine (Debian and Ubuntu: apt-get install speech-dispatcher espeak-ng)"
    return ""


def _plain_voices(folder: Path) -> dict[str, str]:
    """What leads the engine to its voices without their hundred variants, with which it takes a second to list them."""
    found = next((at for pattern in _VOICES for at in sorted(Path("/").glob(pattern[1:]))), None)
    if found is None:
        return {}
    (folder / "espeak-ng-data" / "voices").mkdir(parents=True)
    for entry in found.iterdir():
        if entry.name != "voices":
            (folder / "espeak-ng-data" / entry.name).symlink_to(entry)
    return {"ESPEAK_DATA_PATH": str(folder)}


class Voice:
    """The engine, with all that it keeps in `folder`; `environment` is what leads a program to it."""

    def __init__(self, folder: Path) -> None:
        (folder / "modules").mkdir(parents=True)
        (folder / "modules" / "espeak-ng.conf").touch()
        (folder / ".asoundrc").write_text("pcm.!default { type null }\nctl.!default { type null }\n")
        (folder / "speechd.conf").write_text(_CONFIGURATION.format(folder=folder))
        socket = folder / "socket"
        self.environment = {
            "SPEECHD_ADDRESS": f"unix_socket:{socket}",
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
        }
        places = ["-C", folder, "-S", socket, "-P", folder / "pid", "-L", folder]
        self._process = subprocess.Popen(
            ["speech-dispatcher", "-s", "-c", "unix_socket", "-t", "0", *map(str, places)],
            env={"PATH": "/usr/bin:/bin", **_plain_voices(folder), **self.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        given_up = time.monotonic() + 30
        while not socket.exists() and time.monotonic() < given_up:
            assert self._process.poll() is None, "speech-dispatcher has ended"
            time.sleep(0.02)

    def close(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
