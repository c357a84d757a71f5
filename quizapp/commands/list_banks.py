"""quizapp list: lists the banks of the library."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from quizapp.commands.shared import (
    add_json,
    add_language,
    new_library,
    new_parser,
    one_line,
    own_language,
    print_json,
    print_line,
    problem_data,
)
from quizapp.paths import UserPaths
from quizapp.reports.plain_text import columns, padded

if TYPE_CHECKING:
    from quizapp.services.bank_entries import Unit

_HELP = """\
Lists the banks by passage. Banks with mistakes come last, with a list of the mistakes.
A bank that is there in several languages is listed once.
"""


def run(arguments: Sequence[str]) -> int:
    parser = new_parser("list", "Lists the banks of the library.", _HELP)
    add_language(parser, "the language of banks that are there in several; yours if left out")
    add_json(parser)
    options = parser.parse_intermixed_args(arguments)
    library = new_library(UserPaths(options.data_dir))
    library.read_all()
    units = library.units(language=options.language or own_language(options.data_dir))
    if options.json:
        print_json({"units": [_unit_data(unit) for unit in units]})
        return 0
    for number, unit in enumerate(units):
        if number:
            print()
        _print_unit(unit)
    if not units:
        print("There are no banks.")
    return 0


def _print_unit(unit: "Unit") -> None:
    if unit.title:
        length = f" ({unit.words:,} words, about {unit.minutes} min)" if unit.words else ""
        print_line(f"{unit.title}{length}")
        titles = max(columns(one_line(bank.title)) for bank in unit.banks)
        for bank in unit.banks:
            count = f"{bank.questions:>3} question{'' if bank.questions == 1 else 's'}"
            others = ", ".join(tag for tag, _ in bank.also_in)
            also_in = f"  (also in: {one_line(others)})" if others else ""
            print_line(f"  {padded(one_line(bank.title), titles)}  {count:<13}  {bank.id}{also_in}")
        return
    print("With mistakes")
    for bank in unit.banks:
        print_line(f"  {bank.path}")
        for problem in bank.problems:
            print_line(f"    {problem}")


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
                "also_in": {tag: str(path) for tag, path in bank.also_in},
                "questions": bank.questions,
                "types": dict(bank.counts),
                "skills": dict(bank.skills),
                "problems": [problem_data(problem) for problem in bank.problems],
            }
            for bank in unit.banks
        ],
    }
