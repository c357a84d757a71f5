"""The command line: opens the window, or lists, checks and takes banks without one.

What a command needs is imported when that command runs: a start of the window goes through here too.
"""

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizAppError
from quizapp.paths import UserPaths
from quizapp.texts import N_, OR, Message

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser
    from quizapp.services.room import RoomRefusedError


_PLAIN = dict(zip("“”„‘’‚–—−─×÷↓·•✓✗○\xa0", "\"\"\"'''----x/v-*+xo ", strict=True)) | {"…": "...", "→": "->", "←": "<-"}
"""Plain characters for those that a terminal cannot show; all others become a question mark."""

_OTHERWISE = N_("or take a quiz in this terminal: quizapp take BANK")
_EXIT_INTERRUPTED = 130
_EXIT_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0, 1 where something is wrong, 2 for wrong usage."""
    _prepare_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(list(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
    except QuizAppError as error:
        _complain(error, arguments)
        return 1
    except KeyboardInterrupt:
        return _EXIT_INTERRUPTED
    except BrokenPipeError:  # the program that reads our output has ended
        _drop_output()
        return _EXIT_PIPE
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT) or error.filename is not None:
            raise
        _drop_output()
        _complain(QuizAppError("The output cannot be written: the disk is full."), arguments)
        return 1
    return code


def _run(arguments: list[str]) -> int:
    place = _place_of_command(arguments)
    if place is None:
        return _window(arguments)
    from quizapp.commands.catalog import COMMANDS

    _use_language(arguments)
    code: int = import_module(COMMANDS[arguments.pop(place)]).run(arguments)
    return code


def _place_of_command(arguments: Sequence[str]) -> int | None:
    """The index of the command: the first argument that is no option, if it is the name of a command."""
    skip = False
    for place, argument in enumerate(arguments):
        if skip:
            skip = False
        elif argument in ("--data-dir", "--desk-url", "--language", "--room"):
            skip = True
        elif argument == "--" or not argument.startswith("-"):
            from quizapp.commands.catalog import COMMANDS

            return place if argument in COMMANDS else None
    return None


def _use_language(arguments: Sequence[str]) -> None:
    """Speak the language of --language, else that of the settings, else the system's."""
    from quizapp.settings import setting_in
    from quizapp.terminal.language import typed_language, use_language

    folder = next((arguments[at + 1] for at, name in enumerate(arguments[:-1]) if name == "--data-dir"), "")
    folder = folder or next((each[11:] for each in arguments if each.startswith("--data-dir=")), "")
    typed = typed_language(arguments)
    language = ""
    with suppress(RuntimeError):  # there is no such home folder, as the parser of the command says then
        language = setting_in(UserPaths(Path(folder) if folder else None).config_file, "language")
    use_language(typed, language)


# ------------------------------------------------------------------------------------------------------- the window


class _Start(NamedTuple):
    """A start of the window: the data folder, the files (None if versions were told instead), and the settings for the
    room.
    """

    data_dir: Path | None
    files: list[Path] | None
    room: Path | None = None


def _window(arguments: Sequence[str]) -> int:
    data_dir, files, room_file = _plain_start(arguments) or _start_options(arguments)
    if files is None:
        return 0
    from quizapp.display import may_have_screen
    from quizapp.services.room import NO_ROOM, RoomRefusedError, read_room

    try:
        room = NO_ROOM if room_file is None else read_room(room_file)
    except RoomRefusedError as refused:
        _refuse_room(refused, arguments)
        return 1

    if not may_have_screen():
        raise _without_screen()
    if sys.platform != "win32":
        sys.setdlopenflags(os.RTLD_LAZY)  # a start calls few of Qt's many functions
    gc.disable()  # a start makes no garbage, and looking for some would slow it down
    try:
        from quizapp.gui.kit.quick_import import import_qt_core

        import_qt_core()
        from quizapp import app
    except ImportError as error:
        told = _without_qt(error)
        if told is None:
            raise
        raise told from error
    language = ""
    if any(argument.startswith("--language") for argument in arguments):
        from quizapp.terminal.language import typed_language

        language = typed_language(arguments)
    return app.run(UserPaths(data_dir), files, lambda: _complain(_without_screen(), arguments), language, room)


def _plain_start(arguments: Sequence[str]) -> _Start | None:
    """A simple start; None where argparse is needed.

    Most starts are simple, and loading argparse would delay their window.
    """
    data_dir: Path | None = None
    room: Path | None = None
    files = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--data-dir" and (folder := next(rest, "")) and folder[0] not in "-~":
            data_dir = Path(folder)
        elif argument == "--room" and (file := next(rest, "")) and file[0] not in "-~":
            room = Path(file)
        elif argument and argument[0] not in "-~" and os.path.exists(argument):
            files.append(Path(argument))
        else:
            return None
    return _Start(data_dir, files, room)


def _start_options(arguments: Sequence[str]) -> _Start:
    """The start that was typed; without files if versions were told. Exits for help and for wrong usage."""
    from quizapp.commands.catalog import start_parser

    _use_language(arguments)
    parser = start_parser()
    options = parser.parse_intermixed_args(arguments)
    if options.version:
        _tell_versions(options.json)
        return _Start(options.data_dir, None)
    if options.json:
        parser.error("--json needs --version")
    if options.desk_url:
        os.environ["QUIZAPP_DESK_URL"] = options.desk_url  # where the desk looks for it; a learner's window never does
    for file in options.files:
        _refuse_mistyped_command(parser, file)
    return _Start(options.data_dir, options.files, options.room)


def _refuse_room(refused: "RoomRefusedError", arguments: Sequence[str]) -> None:
    """Tell all mistakes in the settings for a room; in a window, too, where nobody looks at a terminal."""
    from quizapp.commands.shared import tell_problems
    from quizapp.terminal.language import translate

    with suppress(QuizAppError):
        _use_language(arguments)
    tell_problems(refused.problems)
    _complain(refused, arguments)
    if _window_is_seen():
        with suppress(ImportError):
            from quizapp import app

            app.show_refusal(refused.in_words(translate), [each.line_of(translate) for each in refused.problems])


def _window_is_seen() -> bool:
    """Tell whether a window would be seen, and what is printed would not: after a double click."""
    from quizapp.display import may_have_screen

    return may_have_screen() and not (sys.stderr is not None and sys.stderr.isatty())


def _tell_versions(as_json: bool) -> None:
    from quizapp.commands.shared import print_json
    from quizapp.services.versions import versions
    from quizapp.terminal.language import translate

    known = versions()
    if as_json:
        print_json(known._asdict())
        return
    print(f"quizapp {known.quizapp}")
    print(f"Python {known.python}")
    print(f"Qt {known.qt}, PySide6 {known.pyside6}" if known.qt else translate("PySide6 is not installed."))
    print(translate("Learners’ records: version {number}", number=known.journal))
    print(translate("Desk’s records: version {number}", number=known.desk))


def _refuse_mistyped_command(parser: "Parser", file: Path) -> None:
    if file.suffix or len(file.parts) != 1 or file.exists():
        return
    from quizapp.commands.catalog import COMMANDS
    from quizapp.domain.text import suggestion

    near = suggestion(str(file), COMMANDS)
    if near:
        parser.error("there is no command and no file “{file}”; did you mean “{near}”?", file=file, near=near)
    parser.error("there is no command and no file “{file}”", file=file)


def _without_screen() -> QuizAppError:
    """The error for a system on which no window can be opened."""
    from quizapp.display import may_have_screen, missing_library

    if may_have_screen() and (library := missing_library()):
        return _without_library(library)
    return QuizAppError(
        "There is no screen to open a window on.", "Take a quiz in this terminal: quizapp take BANK (see quizapp list)."
    )


def _without_qt(error: ImportError) -> QuizAppError | None:
    """The error for a Qt that cannot be loaded; None if `error` is about anything else, which is a bug."""
    if (error.name or "").partition(".")[0] not in ("PySide6", "shiboken6"):
        return None
    if isinstance(error, ModuleNotFoundError):
        return QuizAppError("PySide6 is not installed.", _or_terminal("pip install PySide6-Essentials"))

    from quizapp.display import lacking

    if library := lacking(str(error)):
        return _without_library(library)
    install = "pip install --force-reinstall PySide6-Essentials"
    return QuizAppError(Message("PySide6 cannot be loaded ({reason}).", {"reason": error}), _or_terminal(install))


def _without_library(library: str) -> QuizAppError:
    from quizapp.display import package_of

    what = Message("The window needs {library}, which this system lacks.", {"library": library})
    values = {"command": f"sudo apt-get install {package_of(library)}"}
    install = Message("On Debian or Ubuntu, type: {command}", values)
    return QuizAppError(what, Message(OR, {"first": install, "then": Message(_OTHERWISE)}))


def _or_terminal(command: str) -> Message:
    return Message(OR, {"first": Message("Type: {command}", {"command": command}), "then": Message(_OTHERWISE)})


# -------------------------------------------------------------------------------------------- what is typed and printed


def _complain(error: QuizAppError, arguments: Sequence[str]) -> None:
    from quizapp.commands.shared import one_line
    from quizapp.terminal.language import translate

    with suppress(QuizAppError):  # that it is no language is told already
        _use_language(arguments)
    print(f"quizapp: {one_line(error.in_words(translate))}", file=sys.stderr)


def _prepare_streams() -> None:
    """Let no character stop the program: replace those that a terminal cannot show."""
    import codecs

    codecs.register_error("quizapp", _plainly)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "quizapp"), (sys.stderr, "quizapp")):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors=errors)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(character, "?") for character in error.object[error.start : error.end]), error.end


def _drop_output() -> None:
    """Throw away further output, as Python would complain when it flushes stdout at the end."""
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
