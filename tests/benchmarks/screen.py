"""Where windows are measured: on a real screen, as users have them, if there is one or one can be made."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def a_screen() -> Iterator[str]:
    """Have windows open on the screen that there is, or on one in memory; gives in words where they do.

    Qt draws into memory, without windows, where neither is to be had; `QT_QPA_PLATFORM` chooses otherwise.
    """
    if os.environ.get("QT_QPA_PLATFORM"):
        yield f"windows of Qt's platform {os.environ['QT_QPA_PLATFORM']}"
    elif sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield "real windows"
    elif shutil.which("Xvfb") is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield "no windows, but drawn all the same: there is no screen, and no Xvfb"
    else:
        reading, writing = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            os.environ["DISPLAY"] = f":{told.readline().strip()}"
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        try:
            yield "real windows, on a screen in memory"
        finally:
            del os.environ["DISPLAY"], os.environ["QT_QPA_PLATFORM"]
            server.terminate()
            server.wait()
