"""quizapp schema: gives editors of text the JSON Schema of banks."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.commands.shared import new_parser, print_line
from quizapp.terminal.language import translate
from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser

_HELP = N_("""\
Prints the JSON Schema of banks, by which editors such as VS Code complete field names and mark mistakes while you
type. Write it beside your banks, and begin each of them with the line

  # yaml-language-server: $schema=bank.schema.json

The check knows more than the schema: quizapp check also looks into the passage.

Examples:
  quizapp schema --to my-banks/bank.schema.json
  quizapp schema
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("schema", "Gives your text editor the JSON Schema of banks.", _HELP)
    parser.add_argument("--to", metavar="FILE", type=Path, help="the file to write; printed if not given")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    options = make_parser().parse_intermixed_args(arguments)
    from quizapp.formats.bank_schema import schema_text

    if options.to is None:
        print(schema_text(), end="")
        return 0
    from quizapp.whole_file import write_whole

    write_whole(options.to, schema_text().encode())
    print_line(translate("Written: {file}", file=options.to))
    return 0
