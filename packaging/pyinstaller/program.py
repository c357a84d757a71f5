"""What runs first in the program that needs no Python."""

import os
import sys


def clean_environment() -> None:
    """Give programs that we start the libraries of their system; ours are for our own process alone."""
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    clean_environment()
    if sys.argv[1:] == ["--speech-process"]:  # see quizapp/gui/kit/speech.py
        from quizapp.gui.kit.speech_process import main as speak

        speak()
        sys.exit()
    from quizapp.cli import main

    sys.exit(main())
