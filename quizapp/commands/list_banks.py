"""quizapp list: lists the banks of the library."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from quizapp.commands.shared import (
    add_bank_language,
    add_json,
    new_library,
    new_parser,
    one_line,
    print_json,
    print_line,
    problem_data,
)
from quizapp.paths import UserPaths
from quizapp.reports.names import minutes_text
from quizapp.reports.plain_text import columns, padded
from quizapp.terminal.language import translate
from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser
    from quizapp.services.bank_entries import Unit

_HELP = N_("""\
Lists the banks by passage. Banks with mistakes come last, with a list of the mistakes.
A bank that is there in several languages is listed once.
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("list", "Lists the banks of the library.", _HELP)
    add_bank_language(parser, "the language of banks that are there in several; yours if left out, such as en or es")
    add_json(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    options = make_parser().parse_intermixed_args(arguments)
    library = new_library(UserPaths(options.data_dir))
    library.read_all()
    units = library.units(language=options.bank_language or translate.language)
    if options.json:
        print_json({"units": [_unit_data(unit) for unit in units]})
        return 0
    for number, unit in enumerate(units):
        if number:
            print()
        _print_unit(unit)
    if not units:
        print(translate("There are no banks."))
    return 0


def _print_unit(unit: "Unit") -> None:
    if unit.title:
        words = translate.plural("%n words", unit.words)
        length = f" ({words}, {minutes_text(unit.minutes, translate)})" if unit.words else ""
        title = unit.title if unit.words else translate(unit.title)  # that of banks without a passage is ours
        print_line(f"{title}{length}")
        titles = max(columns(one_line(bank.title)) for bank in unit.banks)
        counts = [translate.plural("%n questions", bank.questions) for bank in unit.banks]
        for bank, count in zip(unit.banks, counts, strict=True):
            shown = padded(f"{' ' * (3 - len(str(bank.questions)))}{count}", max(13, *map(columns, counts)))
            others = ", ".join(other.language for other in bank.also_in)
            also_in = f"  ({translate('also in: {languages}', languages=one_line(others))})" if others else ""
            print_line(f"  {padded(one_line(bank.title), titles)}  {shown}  {bank.id}{also_in}")
        return
    print(translate("With mistakes"))
    for bank in unit.banks:
        print_line(f"  {bank.path}")
        for problem in bank.problems:
            print_line(f"    {problem.line_of(translate)}")


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
                "language": bank.language,
                "translation_of": bank.translation_of,
                "also_in": {other.language: str(other.path) for other in bank.also_in},
                "questions": bank.questions,
                "types": dict(bank.counts),
                "skills": dict(bank.skills),
                "problems": [problem_data(problem) for problem in bank.problems],
            }
            for bank in unit.banks
        ],
    }
