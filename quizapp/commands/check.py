"""quizapp check: finds mistakes in banks, and questions that could be better."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.commands.shared import add_json, new_parser, one_line, print_json, print_line, problem_data
from quizapp.problems import Problem
from quizapp.terminal.language import translate
from quizapp.texts import N_
from quizapp.version import VERSION

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser
    from quizapp.domain.bank import Bank
    from quizapp.formats.native import ReadResult
    from quizapp.services.linting import CoveredText, PlacedFinding

_HELP = N_("""\
Finds mistakes in banks, and shows the file, line and field of each, and how to fix it. Warnings are about lines that
can be read, but probably don't say what their author meant.
Then it looks for questions that could be better, by rules of item writing. Each finding names its rule in brackets; the
guide for authors gives the reason for each rule, and says how to silence one.
A bank and its translations are compared if they are checked together.
A file with settings for a room (room.yaml) is checked too.

With --readability, you see how hard the texts are to read, by formulas for English, Spanish and Portuguese. These are
estimates: they count syllables, words and sentences, and know nothing about the content.
With --coverage, you see which sentences of a passage no question rests on.
Ends with 0 if there are no mistakes and no errors (warnings don't count), otherwise with 1.

Examples:
  quizapp check my-bank.yaml
  quizapp check my-banks/ --json
  quizapp check my-banks/ --readability --coverage
  quizapp check my-banks/ --sarif > check.sarif
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("check", "Finds mistakes in banks.", _HELP)
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a bank, or a folder with banks")
    parser.add_argument("--readability", action="store_true", help="show how hard the texts are to read")
    parser.add_argument("--coverage", action="store_true", help="show which sentences no question rests on")
    add_json(parser)
    parser.add_argument("--sarif", action="store_true", help="print it as SARIF 2.1.0, for editors and code reviews")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    if options.sarif and (options.json or options.readability or options.coverage):
        parser.error("--sarif goes with none of --json, --readability and --coverage")

    from quizapp.formats.native import read_bank, warnings_of
    from quizapp.formats.room_file import is_room_file, read_room_file
    from quizapp.services.checking import problems_across
    from quizapp.services.linting import check_file, covered_texts

    found, problems = _files_in(options.paths)
    rooms = [file for file in found if is_room_file(file)]
    files = [file for file in found if file not in rooms]
    for room in rooms:
        problems += read_room_file(room).problems
    warnings: list[Problem] = []
    results = [read_bank(file) for file in files]
    for file, result in zip(files, results, strict=True):
        problems += result.problems
        warnings += warnings_of(file)
    for problem in problems_across(results):
        (warnings if problem.is_warning else problems).append(problem)
    banks = [result.bank for result in results if result.bank is not None]
    asked = sum(len(bank.questions) for bank in banks)
    checked = [check_file(result) for result in results]
    told = [finding for each in checked for finding in each.told]
    silenced = [finding for each in checked for finding in each.silenced]
    errors = sum(each.finding.severity == "error" for each in told)
    covered = covered_texts(results) if options.coverage else []
    if options.sarif:
        from quizapp.services.sarif import sarif_log

        print_json(sarif_log([*problems, *warnings], told, silenced, VERSION, translate))
    elif options.json:
        data: dict[str, Any] = {
            "banks": len(files),
            "questions": asked,
            "problems": [problem_data(problem) for problem in problems],
            "warnings": [problem_data(warning) for warning in warnings],
            "findings": [_finding_data(finding) for finding in told],
            "silenced": [{**_finding_data(finding), "reason": finding.reason} for finding in silenced],
        }
        if options.readability:
            data["readability"] = _readability_data(results)
        if options.coverage:
            data["coverage"] = [_coverage_data(each) for each in covered]
        print_json(data)
    else:
        for problem in (*problems, *warnings):
            print_line(problem.line_of(translate))
        is_colored = _is_colored()
        for finding in told:
            _print_finding(finding, is_colored)
        if options.readability:
            _print_readability(results)
        for each in covered:
            _print_coverage(each)
        counts = _Found(len(problems), errors, len(warnings) + len(told) - errors, len(silenced))
        print(_closing_count(len(files), asked if len(banks) == len(files) else None, len(rooms), counts))
    return 1 if problems or errors else 0


class _Found(NamedTuple):
    """Numbers of what was found."""

    problems: int
    errors: int
    warnings: int
    silenced: int


_SEVERITIES = N_({"error": "error", "warning": "warning"})
_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}
_PLAIN = "\x1b[0m"


def _is_colored() -> bool:
    """Tells whether words may be printed in color: in a terminal, where nobody asks for none (no-color.org)."""
    if os.name == "nt" and not os.environ.get("WT_SESSION"):  # the old console prints the signs for colors
        return False
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def _print_finding(placed: "PlacedFinding", is_colored: bool) -> None:
    severity = placed.finding.severity
    name = translate(_SEVERITIES[severity])
    place = one_line(f"{placed.file}:{placed.line}:{placed.column}" if placed.line else placed.file)
    about = f"{translate('question {id}', id=placed.question)}: " if placed.question else ""
    said = one_line(f"{about}{translate.say(placed.message)} [{placed.finding.rule}]")
    print(f"{place}: {_COLORS[severity]}{name}:{_PLAIN} {said}" if is_colored else f"{place}: {name}: {said}")


def _finding_data(placed: "PlacedFinding") -> dict[str, Any]:
    return {
        "file": placed.file,
        "line": placed.line,
        "column": placed.column,
        "question": placed.question,
        "field": placed.field,
        "rule": placed.finding.rule,
        "severity": placed.finding.severity,
        "what": translate.say(placed.finding.message),
        "remedy": translate(placed.rule.remedy),
    }


def _print_coverage(covered: "CoveredText") -> None:
    share, free = covered.coverage.share, covered.coverage.free
    count = len(covered.coverage.sentences)
    text = N_("{file}: questions rest on {used} of {count} sentences ({share} %).")
    used = str(count - len(free))
    print_line(translate(text, file=covered.file, used=used, count=str(count), share=f"{100 * share:.0f}"))
    if free:
        print_line("  " + translate("No question rests on:"))
    for sentence in free:
        print_line(
            "    " + translate("paragraph {number}: “{text}”", number=str(sentence.paragraph), text=sentence.name)
        )


def _coverage_data(covered: "CoveredText") -> dict[str, Any]:
    return {
        "file": covered.file,
        "language": covered.language,
        "sentences": len(covered.coverage.sentences),
        "share": round(covered.coverage.share, 3),
        "free": [{"paragraph": sentence.paragraph, "text": sentence.name} for sentence in covered.coverage.free],
    }


def _texts_of(results: "Sequence[ReadResult]") -> "Iterator[tuple[str, Bank]]":
    """The files of the texts that are read, each once, with a bank that asks about it."""
    seen = set()
    for result in results:
        bank = result.bank
        if bank is not None and bank.has_passage:
            file = str(result.passage_file or result.files[0])
            texts = (file, bank.language, *(level.passage.text for level in bank.levels))
            if texts not in seen:
                seen.add(texts)
                yield file, bank


def _print_readability(results: "Sequence[ReadResult]") -> None:
    from quizapp.domain.level import STANDARD
    from quizapp.reports.readability_text import easier_text, readability_text
    from quizapp.services.checking import measure_levels

    print(translate("How hard the texts are to read, by an estimate:"))
    for file, bank in _texts_of(results):
        measures = measure_levels(bank)
        standard = next(found for level, found in measures if level.id == STANDARD)
        for level, found in measures:
            name = file if level.id == STANDARD else f"{file}, {level.name}"
            if found is None:
                unknown = N_("{text}: cannot be told; it has too few words, or there is no formula for its language.")
                print_line(f"  {translate(unknown, text=name)}")
                continue
            told = readability_text(found, translate)
            if level.id != STANDARD and standard is not None:
                told = f"{told}; {easier_text(found, standard, translate)}"
            print_line(f"  {name}: {told}")


def _readability_data(results: "Sequence[ReadResult]") -> list[dict[str, Any]]:
    from quizapp.services.checking import measure_levels

    return [
        {
            "file": file,
            "language": bank.language,
            "level": level.id,
            "words": None if found is None else found.counts.words,
            "sentences": None if found is None else found.counts.sentences,
            "syllables": None if found is None else found.counts.syllables,
            "scores": [
                {"formula": score.formula, "value": round(score.value, 1), "band": score.band}
                for score in (found.scores if found is not None else ())
            ],
        }
        for file, bank in _texts_of(results)
        for level, found in measure_levels(bank)
    ]


def _files_in(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """The bank files that `paths` name, each once, and problems of the paths themselves."""
    from quizapp.services.bank_places import bank_files, banks_at

    files: dict[Path, Path] = {}
    problems = []
    for path in paths:
        found = [path]
        if path.is_dir():
            found = [Path(name) for name in sorted(bank_files(str(path)))]
            if not found:
                code = "no_bank_in_folder" if os.access(path, os.R_OK | os.X_OK) else "file_forbidden"
                problems.append(Problem(code, str(path), 0, "", {}))
        for file in found:
            for bank in banks_at(file):
                files.setdefault(bank.absolute(), bank)
    return list(files.values()), problems


def _closing_count(banks: int, questions: int | None, rooms: int, counts: _Found) -> str:
    """One line that sums up; without `questions` where mistakes keep a bank, and so its questions, from being read."""
    of_rooms = [translate.plural("%n files with settings for a room", rooms)] if rooms else []
    of_banks = [translate.plural("%n banks", banks)]
    of_banks += [] if questions is None else [translate.plural("%n questions", questions)]
    read = ", ".join(of_rooms + (of_banks if banks or not rooms else []))
    found = [translate.plural("%n problems", counts.problems)] if counts.problems else []
    found += [translate.plural("%n errors", counts.errors)] if counts.errors else []
    found += [translate.plural("%n warnings", counts.warnings)] if counts.warnings else []
    told = translate("{read}: {found} found." if found else "{read}: nothing found.", read=read, found=", ".join(found))
    return f"{told} {translate.plural('%n findings are silenced.', counts.silenced)}" if counts.silenced else told
