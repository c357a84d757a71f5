"""quizapp export-bank: writes a bank for Moodle and other tools, or as a sheet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.commands.import_ import loss_data
from quizapp.commands.shared import add_json, bank_named, new_parser, print_json, print_line
from quizapp.terminal.language import translate
from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser

_HELP = N_("""\
Writes a bank as a file that another tool reads. The passage goes along, as a description before the questions or as the
text that they share. Whatever the format cannot hold is listed here, and in NAME.report.md beside the file. A FILE
that exists is replaced.

Formats, by the ending of FILE or with --as:
  moodle-xml   .xml     all types of questions but selected sentences; images go along
  qti12        .zip     for Canvas: all types but words and sentences to select; images go along
  qti22        .zip     with --as: QTI 2.2, for TAO and others: all types but selected sentences; images go along
  qti3         .zip     with --as: the same as QTI 3
  gift         .gift    choices, true or false, typed answers, numbers, matching, essays
  csv          .csv     for spreadsheets: choices, true or false, typed answers, numbers, matching, ordering, essays
  aiken        .aiken   questions with one right option, and nothing else
  html         .html    a sheet for people, with its key at the end: to read, print and hand out; images go along
  markdown     .md      the same as text, to edit it or to make a document of it

Examples:
  quizapp list
  quizapp export-bank worcester-what-happened --to worcester.xml
  quizapp export-bank my-bank.yaml --to my-bank.txt --as gift
  quizapp export-bank my-bank.yaml --to my-bank.zip --as qti3
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    from quizapp.interchange.catalog import WRITTEN

    parser = new_parser("export-bank", "Writes a bank for Moodle and other tools.", _HELP)
    parser.add_argument("bank", metavar="BANK", help="a file, or the id of a bank (see quizapp list)")
    parser.add_argument("--to", metavar="FILE", type=Path, required=True, help="the file to write")
    parser.add_argument(
        "--as", dest="format", metavar="FORMAT", choices=[each.name for each in WRITTEN], help="the format: %(choices)s"
    )
    add_json(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    from quizapp.interchange.catalog import BY_NAME, WRITTEN

    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    ending = options.to.suffix.lower()
    format_ = BY_NAME.get(options.format) or next((each for each in WRITTEN if ending in each.endings[:1]), None)
    if format_ is None:
        endings = ", ".join(dict.fromkeys(each.endings[0] for each in WRITTEN))
        parser.error("the FILE of --to ends with one of {endings}; or name the format with --as", endings=endings)

    from quizapp.interchange.losses import summary_line
    from quizapp.services.bank_export import export_bank
    from quizapp.terminal.progress_line import WRITING, ProgressLine

    bank = bank_named(options.bank, options.data_dir)
    if bank is None:
        return 1
    line = ProgressLine(text=WRITING)
    try:
        written = export_bank(bank, options.to, format_, translate, line)
    finally:
        line.end()
    if options.json:
        data = {"file": str(written.file), "format": format_.name, "report": str(written.report_file)}
        print_json({**data, **loss_data(written.losses)})
        return 0
    print_line(f"{written.file}: {summary_line(written.losses, 'written', translate)}")
    print_line(translate("Report: {file}", file=written.report_file))
    return 0
