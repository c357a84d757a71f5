"""Compare how fast two installed programs start: from the start of the process to the visible window, in turn.

    python -m tests.packaging.starting --runs 10 /tmp/env/bin/quizapp dist/linux/quizapp-0.1.0-linux-x86_64/quizapp

It prints the median of each, and the median of the second ÷ the first: of the time, and of the processor's time until
then, which other programs on the machine disturb less.
"""

import argparse
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.window.conftest import Screen

_MOMENT = 0.005


def start(command: str, screen: Screen, folder: Path) -> tuple[float, float]:
    """Return the seconds until the window of `command` is visible, and those of the processor."""
    environment = {name: value for name, value in screen.environment.items() if name != "PYTHONPATH"}
    environment |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "0"}
    begun = time.monotonic()
    process = subprocess.Popen([command, "--data-dir", folder], env=environment, stderr=subprocess.DEVNULL)
    search = ("xdotool", "search", "--onlyvisible", "--name", "Quizapp")
    while not subprocess.run(search, env=screen.environment, capture_output=True).stdout.strip():
        assert process.poll() is None, f"{command} has ended"
        time.sleep(_MOMENT)
    seconds = time.monotonic() - begun
    used = sum(map(int, Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    process.send_signal(signal.SIGKILL)
    process.wait()
    return seconds, used / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("programs", nargs=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "runtime").mkdir()
        screen = Screen(folder / "runtime")
        data = [folder / str(at) for at in range(2)]
        for each in data:
            each.mkdir()
            (each / "settings.json").write_text("{}", encoding="utf-8")  # so that it is no first start
        try:
            for program, each in zip(options.programs * 2, data * 2, strict=True):  # fills the caches
                start(program, screen, each)
                time.sleep(1)
            pairs = []
            for at in range(options.runs):
                order = (0, 1) if at % 2 else (1, 0)
                found = {which: start(options.programs[which], screen, data[which]) for which in order}
                pairs.append((found[0], found[1]))
        finally:
            screen.close()
    for kind, name in enumerate(("to the window", "of the processor")):
        first, second = (median(pair[which][kind] for pair in pairs) for which in (0, 1))
        ratio = median(pair[1][kind] / pair[0][kind] for pair in pairs)
        print(f"{name}: {first * 1000:.0f} ms, {second * 1000:.0f} ms: × {ratio:.2f} (median of {len(pairs)} pairs)")


if __name__ == "__main__":
    main()
