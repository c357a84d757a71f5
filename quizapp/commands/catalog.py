"""The commands, and the parsers of all that can be typed."""

from importlib import import_module
from typing import TYPE_CHECKING

from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser

_HELP = N_("""\
Without a command, a window opens, and the banks in FILE… are added to the library. Commands work in the terminal:

  list         list the banks
  check        find mistakes in banks, with files and lines
  take         take a bank, or mark answers from a file
  import       import questions from Moodle and other tools
  convert      the same, by its old name
  export-bank  write a bank for Moodle and other tools
  pack         make one file of banks, to pass on
  schema       give your text editor the JSON Schema of banks
  completion   complete commands in bash, zsh or fish
  manual       print the manual page
  learners     list the learners
  export       write a learner's history to a file

For teachers:

  class        list, make and change classes
  assign       hand out banks or questions to a class
  collect      collect what learners handed in
  print        sheets, answer key and feedback as PDF
  grades       show grades, rate written answers, release marks
  analyze      show what a class understood
  remark       fix a wrong key, and mark the answers again
  desk         prepare the desk, lock it with a password

Examples:
  quizapp
  quizapp my-bank.yaml
  quizapp check my-banks/
  quizapp take worcester-what-happened
  quizapp import moodle.xml --to my-banks
  quizapp export Ada --to ada.csv
  quizapp assign 7b worcester-what-happened --to /media/stick
  quizapp collect /media/stick
  quizapp COMMAND --help
""")

_MODULES = {
    "list": "list_banks",
    "class": "class_",
    "import": "import_",
    "export-bank": "export_bank",
    "print": "print_",
}
COMMANDS = {
    name: f"quizapp.commands.{_MODULES.get(name, name)}"
    for name in (
        "list",
        "check",
        "take",
        "import",
        "convert",
        "export-bank",
        "pack",
        "schema",
        "completion",
        "manual",
        "learners",
        "export",
        "class",
        "assign",
        "collect",
        "print",
        "grades",
        "analyze",
        "remark",
        "desk",
    )
}
"""The module of each command; `run` takes the arguments and gives the exit code, `make_parser` their parser."""


def start_parser() -> "Parser":
    """Make the parser of a start without a command."""
    from quizapp.commands.shared import add_json, new_parser, typed_path
    from quizapp.terminal.language import translate

    parser = new_parser("", "Reading quizzes: read a passage, answer questions, and see in the text why.", _HELP)
    usage = translate(
        "quizapp [--data-dir DIR] [--room FILE] [--desk-url ADDRESS] [FILE…]\nquizapp [--data-dir DIR] COMMAND …"
    )
    parser.usage = usage.replace("\n", "\n" + " " * len(translate("usage: ")))
    parser.add_argument("--version", action="store_true", help="show the versions of the program and its parts")
    add_json(parser, N_("with --version: print them as JSON"))
    parser.add_argument(
        "--room", metavar="FILE", type=typed_path, help="a file with settings for all who learn in a room"
    )
    parser.add_argument("--desk-url", metavar="ADDRESS", help="the PostgreSQL that holds the records of the desk")
    parser.add_argument("files", metavar="FILE", nargs="*", type=typed_path, help="a bank or an assignment to open")
    return parser


def parser_of(command: str) -> "Parser":
    """Make the parser of a command, by its name in `COMMANDS`."""
    made: Parser = import_module(COMMANDS[command]).make_parser()
    return made
