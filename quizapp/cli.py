"""The command line: opens the window, or lists, checks and takes banks without one.

What a command needs is imported when that command runs: a start of the window goes through here too.
"""

import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from quizapp.errors import Problem, QuizAppError
from quizapp.paths import UserPaths, bundled_bank_folders

if TYPE_CHECKING:
    import argparse

    from quizapp.domain.bank import Bank
    from quizapp.services.converting import WrittenBank
    from quizapp.services.library import Library, Unit
    from quizapp.services.taking import Taking
    from quizapp.terminal.console import Console

_HELP = """\
Without a command, a window opens, with the banks in FILE… among those of the library. Commands work in the terminal:

  list     which banks there are
  check    what is wrong with banks, with files and lines
  take     take a bank, or mark answers from a file
  convert  make banks of what other tools write

Examples:
  quizapp
  quizapp my-bank.yaml
  quizapp list
  quizapp check my-banks/
  quizapp take worcester-what-happened
  quizapp convert articles/*.txt --to my-banks
  quizapp COMMAND --help
"""

_LIST_HELP = "Lists the banks by passage; those with mistakes come last, with their mistakes."

_CHECK_HELP = """\
Says what is wrong with banks: each mistake with its file, line, field, and what would be right.
Ends with 0 where nothing is wrong, otherwise with 1.

Examples:
  quizapp check my-bank.yaml
  quizapp check my-banks/ --json
"""

_TAKE_HELP = """\
Takes a bank in the terminal: first the passage, then the questions. After each answer you are told what is right, why,
and where it stands in the passage.

With --answers, nothing is asked: the answers are read from a YAML file, and marked. It names questions by their ids;
letters are those of the order in the bank's file:

  why-pounds: A              # single_choice
  what-is-said: [A, B]       # multiple_choice
  vote: "true"               # true_false: true, false or not_stated
  sort-acts: {A: Marta}      # categorize
  sequence: [B, A, C, D]     # ordering, from first to last
  who: Marta                 # short_answer

Examples:
  quizapp take worcester-what-happened
  quizapp take my-bank.yaml --test
  quizapp take my-bank.yaml --answers answers.yaml --json
"""

_CONVERT_HELP = """\
Makes banks of files that other tools write, and writes each as ID.yaml into a folder. A bank that is there already is
replaced only with --force. Nothing is written of a file with a mistake: each is told with its line and with what would
be right. Ends with 0 where all went well, otherwise with 1.

Formats:
  onestopqa   an article at three reading levels, with questions by the STARC scheme: a bank for each level

Examples:
  quizapp convert articles/*.txt --to my-banks
  quizapp convert article.txt --to my-banks --level elementary --force
"""

_PLAIN = dict(zip("“”„‘’‚–—−─×÷↓·•✓✗○\xa0", "\"\"\"'''----x/v-*+xo ", strict=True)) | {"…": "...", "→": "->"}
"""What stands for a character where a terminal cannot show it; a question mark stands for all others."""

_OTHERWISE = "or take a quiz in this terminal: quizapp take BANK"

_EXIT_INTERRUPTED = 130
_EXIT_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say; gives the exit code: 0, 1 where something is wrong, 2 for a mistake in usage."""
    _prepare_streams()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout is not None:
            sys.stdout.flush()
    except QuizAppError as error:
        _complain(str(error))
        return 1
    except KeyboardInterrupt:
        return _EXIT_INTERRUPTED
    except BrokenPipeError:  # whoever read us has seen enough
        _drop_output()
        return _EXIT_PIPE
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT) or error.filename is not None:
            raise
        _drop_output()
        _complain("The output cannot be written: the disk is full.")
        return 1
    return code


def _run(arguments: list[str]) -> int:
    place = _place_of_command(arguments)
    if place is None:
        return _window(arguments)
    run = _COMMANDS[arguments.pop(place)]
    return run(arguments)


def _place_of_command(arguments: Sequence[str]) -> int | None:
    """Where the command stands: it is the first argument that is no option, if it is the name of one."""
    skip = False
    for place, argument in enumerate(arguments):
        if skip:
            skip = False
        elif argument == "--data-dir":
            skip = True
        elif argument == "--" or not argument.startswith("-"):
            return place if argument in _COMMANDS else None
    return None


# ------------------------------------------------------------------------------------------------------- the window


def _window(arguments: Sequence[str]) -> int:
    data_dir, files = _plain_start(arguments) or _start_options(arguments)
    if files is None:
        print(f"quizapp {_version()}")
        return 0
    from quizapp.display import may_have_screen

    if not may_have_screen():
        raise _without_screen()
    gc.disable()  # what a start makes, it keeps: looking for garbage in it takes a good part of the time
    try:
        from quizapp import app
    except ImportError as error:
        told = _without_qt(error)
        if told is None:
            raise
        raise told from error
    return app.run(UserPaths(data_dir), files, lambda: _complain(str(_without_screen())))


def _plain_start(arguments: Sequence[str]) -> tuple[Path | None, list[Path]] | None:
    """The data folder and the files of a start without anything to be explained; None for any other.

    Most starts are like that, and loading argparse is a good part of the time until their window is there.
    """
    data_dir: Path | None = None
    files = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--data-dir" and (folder := next(rest, "")) and folder[0] not in "-~":
            data_dir = Path(folder)
        elif argument and argument[0] not in "-~" and os.path.exists(argument):
            files.append(Path(argument))
        else:
            return None
    return data_dir, files


def _start_options(arguments: Sequence[str]) -> tuple[Path | None, list[Path] | None]:
    """The data folder and the files; no list where only the version is asked for. Ends the program with help or 2."""
    parser = _parser("", "Quizzes on reading: read a passage, answer, and see in the text why.", _HELP)
    parser.usage = "quizapp [--data-dir DIR] [FILE…]\n       quizapp [--data-dir DIR] {list,check,take,convert} …"
    parser.add_argument("--version", action="store_true", help="say which version this is")
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="a bank to open")
    options = parser.parse_intermixed_args(arguments)
    if options.version:
        return options.data_dir, None
    for file in options.files:
        _refuse_mistyped_command(parser, file)
    return options.data_dir, options.files


def _refuse_mistyped_command(parser: "argparse.ArgumentParser", file: Path) -> None:
    if file.suffix or len(file.parts) != 1 or file.exists():
        return
    from quizapp.domain.text import suggestion

    near = suggestion(str(file), _COMMANDS)
    parser.error(f"there is no command and no file “{file}”" + (f"; did you mean “{near}”?" if near else ""))


def _without_screen() -> QuizAppError:
    """What to say where no window can be opened."""
    from quizapp.display import may_have_screen, missing_library

    if may_have_screen() and (library := missing_library()):
        return _without_library(library)
    return QuizAppError(
        "There is no screen to open a window on.", "Take a quiz in this terminal: quizapp take BANK (see quizapp list)."
    )


def _without_qt(error: ImportError) -> QuizAppError | None:
    """What to say where Qt cannot be loaded; None where `error` is about anything else, which is a bug."""
    if (error.name or "").partition(".")[0] not in ("PySide6", "shiboken6"):
        return None
    if isinstance(error, ModuleNotFoundError):
        return QuizAppError("PySide6 is not installed.", f"Type: pip install PySide6-Essentials; {_OTHERWISE}.")

    from quizapp.display import lacking

    if library := lacking(str(error)):
        return _without_library(library)
    again = "Type: pip install --force-reinstall PySide6-Essentials"
    return QuizAppError(f"PySide6 cannot be loaded ({error}).", f"{again}; {_OTHERWISE}.")


def _without_library(library: str) -> QuizAppError:
    from quizapp.display import package_of

    install = f"On Debian or Ubuntu, type: sudo apt-get install {package_of(library)}"
    return QuizAppError(f"The window needs {library}, which this system lacks.", f"{install}; {_OTHERWISE}.")


def _version() -> str:
    """The version of the checkout that we run from, or else of what is installed."""
    project = Path(__file__).resolve().parent.parent / "pyproject.toml"
    if project.is_file():
        import tomllib

        return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])
    from importlib.metadata import version

    return version("quizapp")


# ---------------------------------------------------------------------------------------------------------- list


def _list(arguments: Sequence[str]) -> int:
    parser = _parser("list", "Lists the banks of the library.", _LIST_HELP)
    _add_json(parser)
    options = parser.parse_intermixed_args(arguments)
    library = _library(UserPaths(options.data_dir))
    library.read_all()
    units = library.units()
    if options.json:
        _print_json({"units": [_unit_data(unit) for unit in units]})
        return 0
    for number, unit in enumerate(units):
        if number:
            print()
        _print_unit(unit)
    if not units:
        print("There are no banks.")
    return 0


def _print_unit(unit: "Unit") -> None:
    from quizapp.reports.plain_text import columns, padded

    if unit.title:
        _print_line(f"{unit.title} ({unit.words:,} words, about {unit.minutes} min)")
        titles = max(columns(_one_line(bank.title)) for bank in unit.banks)
        for bank in unit.banks:
            count = f"{bank.questions:>3} question{'' if bank.questions == 1 else 's'}"
            _print_line(f"  {padded(_one_line(bank.title), titles)}  {count:<13}  {bank.id}")
        return
    print("With mistakes")
    for bank in unit.banks:
        _print_line(f"  {bank.path}")
        for problem in bank.problems:
            _print_line(f"    {problem}")


def _unit_data(unit: "Unit") -> dict[str, Any]:
    return {
        "title": unit.title,
        "words": unit.words,
        "minutes": unit.minutes,
        "banks": [
            {
                "id": bank.id,
                "title": bank.title,
                "description": bank.description,
                "path": str(bank.path),
                "questions": bank.questions,
                "types": dict(bank.counts),
                "skills": dict(bank.skills),
                "problems": [_problem_data(problem) for problem in bank.problems],
            }
            for bank in unit.banks
        ],
    }


# --------------------------------------------------------------------------------------------------------- check


def _check(arguments: Sequence[str]) -> int:
    parser = _parser("check", "Says what is wrong with banks.", _CHECK_HELP)
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a bank, or a folder with banks")
    _add_json(parser)
    options = parser.parse_intermixed_args(arguments)

    from quizapp.formats.native import read_bank

    files, problems = _files_in(options.paths)
    asked = 0
    ids: dict[str, Path] = {}
    for file in files:
        result = read_bank(file)
        problems += result.problems
        if result.bank is not None:
            asked += len(result.bank.questions)
            id_ = result.bank.id
            if id_ in ids:
                values = {"value": id_, "where": str(ids[id_])}
                problems.append(Problem("duplicate_id", str(file), 0, "id", values))
            ids.setdefault(id_, file)
    if options.json:
        data = [_problem_data(problem) for problem in problems]
        _print_json({"banks": len(files), "questions": asked, "problems": data})
    else:
        for problem in problems:
            _print_line(str(problem))
        print(_closing_count(len(files), asked, len(problems)))
    return 1 if problems else 0


def _files_in(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """The bank files that `paths` name, each once, and what is wrong with a path as such."""
    from quizapp.services.library import bank_files

    files: dict[Path, Path] = {}
    problems = []
    for path in paths:
        found = [path]
        if path.is_dir():
            found = [Path(name) for name in sorted(bank_files(str(path)))]
            if not found:
                readable = os.access(path, os.R_OK | os.X_OK)
                code = "no_bank_in_folder" if readable else "file_forbidden"
                problems.append(Problem(code, str(path), 0, "", {}))
        for file in found:
            files.setdefault(file.absolute(), file)
    return list(files.values()), problems


def _closing_count(banks: int, questions: int, problems: int) -> str:
    read = f"{_count(banks, 'bank')}, {_count(questions, 'question')}"
    return f"{read}: {_count(problems, 'problem') if problems else 'nothing'} found."


# ---------------------------------------------------------------------------------------------------------- take


def _take(arguments: Sequence[str]) -> int:
    parser = _parser("take", "Takes a bank in the terminal.", _TAKE_HELP)
    parser.add_argument("bank", metavar="BANK", help="the id of a bank in the library, or a file")
    _add_json(parser, "print the result as JSON; what is asked goes to stderr")
    parser.add_argument("--test", action="store_true", help="tell nothing before the end")
    parser.add_argument("--seed", metavar="N", type=int, help="shuffle always in the same way")
    parser.add_argument("--answers", metavar="FILE", type=Path, help="mark the answers in this file, and ask nothing")
    options = parser.parse_intermixed_args(arguments)
    bank = _bank(options.bank, options.data_dir)
    if bank is None:
        return 1

    import time
    from random import Random

    from quizapp.domain.attempt import PRACTICE, TEST
    from quizapp.services.taking import Taking

    at_the_end = options.test or options.answers is not None
    taking = Taking(bank, TEST if at_the_end else PRACTICE, Random(options.seed), time.monotonic)
    if options.answers is None:
        from quizapp.terminal.taking import take

        take(taking, _console(sys.stderr if options.json else sys.stdout))
    elif not _give_answers(taking, options.answers):
        return 1
    _print_results(taking, as_json=options.json, timed=options.answers is None)
    return 0


def _bank(name: str, data_dir: Path | None) -> "Bank | None":
    """The bank that `name` names; None where it has mistakes, which have been told then."""
    from quizapp.services.library import BankUnreadableError

    library = _library(UserPaths(data_dir))
    if name.lower().endswith((".yaml", ".yml")) or os.sep in name or (os.altsep and os.altsep in name):
        path = Path(name)
    else:
        library.read_all()
        path = library.find(name)
    try:
        return library.bank(path)
    except BankUnreadableError as error:
        _tell_problems(error.problems)
        return None


def _give_answers(taking: "Taking", file: Path) -> bool:
    """Answer all questions from `file`; False where it has mistakes, which have been told then."""
    from quizapp.formats.responses import read_responses

    responses, problems = read_responses(file, taking.bank)
    if problems:
        _tell_problems(problems)
        return False
    for id_, response in responses.items():
        taking.respond(id_, response)
    taking.submit()
    return True


def _print_results(taking: "Taking", as_json: bool, timed: bool) -> None:
    from quizapp.services.reviewing import review

    result = review(taking.bank, taking.attempt)
    if as_json:
        from quizapp.reports.attempt_data import attempt_data

        _print_json(attempt_data(result))
        return
    from quizapp.reports.attempt_text import results_lines

    console = _console(sys.stdout)
    told = taking.mode.tells_at_once
    console.say(results_lines(result, taking.elapsed if timed else None, console.width, told))


# ------------------------------------------------------------------------------------------------------- convert


def _convert(arguments: Sequence[str]) -> int:
    from quizapp.formats.catalog import BY_NAME, LEVELS

    parser = _parser("convert", "Makes banks of files that other tools write.", _CONVERT_HELP)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a file to convert")
    parser.add_argument("--to", metavar="DIR", type=_folder, required=True, help="the folder that the banks go into")
    parser.add_argument(
        "--from", dest="format", metavar="FORMAT", choices=list(BY_NAME), help="the format; recognised if left out"
    )
    parser.add_argument(
        "--level", metavar="LEVEL", action="append", choices=LEVELS, help=f"only this level: {', '.join(LEVELS)}"
    )
    parser.add_argument("--force", action="store_true", help="replace banks that are there already")
    _add_json(parser)
    options = parser.parse_intermixed_args(arguments)
    if options.to.exists() and not options.to.is_dir():
        raise QuizAppError(f"{options.to} is not a folder.", "Name another one with --to.")

    from quizapp.services.converting import convert

    written: list[tuple[Path, WrittenBank]] = []
    problems: list[Problem] = []
    named = BY_NAME[options.format] if options.format else None
    for source, banks, wrong in convert(options.files, options.to, named, options.level or (), options.force):
        written += [(source, bank) for bank in banks]
        problems += wrong
        if not options.json:
            for bank in banks:
                _print_line(f"{bank.file}: {_count(len(bank.bank.questions), 'question')}")
            _tell_problems(wrong)
    if options.json:
        data = [_written_data(*each) for each in written]
        _print_json({"banks": data, "problems": [_problem_data(problem) for problem in problems]})
    else:
        asked = _count(sum(len(bank.bank.questions) for _, bank in written), "question")
        told = f": {_count(len(problems), 'problem')} found" if problems else ""
        print(f"{_count(len(written), 'bank')}, {asked} written{told}.")
    return 1 if problems else 0


def _written_data(source: Path, written: "WrittenBank") -> dict[str, Any]:
    bank = written.bank
    return {
        "file": str(written.file),
        "source": str(source),
        "id": bank.id,
        "title": bank.title,
        "level": written.level,
        "questions": len(bank.questions),
    }


# ------------------------------------------------------------------------------------------------- what they share


def _parser(command: str, description: str, epilog: str) -> "argparse.ArgumentParser":
    import argparse

    parser = argparse.ArgumentParser(
        prog=f"quizapp {command}".rstrip(),
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--data-dir", metavar="DIR", type=_folder, help="keep everything of yours in this folder")
    return parser


def _add_json(parser: "argparse.ArgumentParser", text: str = "print it as JSON") -> None:
    parser.add_argument("--json", action="store_true", help=text)


def _folder(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:
        import argparse

        raise argparse.ArgumentTypeError(f"there is no home for “{text}”") from None


def _library(user_paths: UserPaths) -> "Library":
    from quizapp.services.library import Library

    return Library([*bundled_bank_folders(), user_paths.banks], user_paths.cache / "library.json")


def _console(target: TextIO | None) -> "Console":
    """The terminal; where a stream was closed, nothing is typed, or what is said goes nowhere."""
    from io import StringIO

    from quizapp.terminal.console import Console

    return Console(sys.stdin or StringIO(), target or StringIO())


def _problem_data(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "field": problem.field,
        "code": problem.code,
        "what": problem.what(),
        "remedy": problem.remedy(),
    }


def _tell_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(_one_line(str(problem)), file=sys.stderr)


def _complain(text: str) -> None:
    print(f"quizapp: {_one_line(text)}", file=sys.stderr)


def _print_json(data: Any) -> None:
    import json

    print(json.dumps(data, indent=2))


def _print_line(text: str) -> None:
    indent = len(text) - len(text.lstrip(" "))
    print(" " * indent + _one_line(text[indent:]))


def _one_line(text: str) -> str:
    """`text` on one line, without anything that a terminal would take for a command."""
    from quizapp.reports.plain_text import visible

    return " ".join(visible(text).split("\n")).strip()


def _count(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def _prepare_streams() -> None:
    """See to it that no character stops the program: what a terminal cannot show is written plainly."""
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
    """Let Python's own farewell to stdout go nowhere, as it would complain."""
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


_COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "list": _list,
    "check": _check,
    "take": _take,
    "convert": _convert,
}
