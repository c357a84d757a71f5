"""quizapp check: finds mistakes in banks."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.commands.shared import add_json, new_parser, print_json, print_line, problem_data
from quizapp.problems import Problem
from quizapp.terminal.language import translate
from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.domain.bank import Bank
    from quizapp.formats.native import ReadResult

_HELP = N_("""\
Finds mistakes in banks, and tells the file, line and field of each, and how to fix it. Warnings are about lines that
can be read, but probably don't say what their author meant.
Banks that translate each other are held against each other, where they are checked together.

With --readability, you see how hard the texts are to read, by formulas for English, Spanish and Portuguese. These are
estimates: they count syllables, words and sentences, and know nothing of what is said.
Ends with 0 if there are no mistakes (warnings don't count), otherwise with 1.

Examples:
  quizapp check my-bank.yaml
  quizapp check my-banks/ --json
  quizapp check my-banks/ --readability
""")


def run(arguments: Sequence[str]) -> int:
    parser = new_parser("check", "Finds mistakes in banks.", _HELP)
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a bank, or a folder with banks")
    parser.add_argument("--readability", action="store_true", help="say how hard the texts are to read")
    add_json(parser)
    options = parser.parse_intermixed_args(arguments)

    from quizapp.formats.native import read_bank, warnings_of
    from quizapp.services.checking import problems_across

    files, problems = _files_in(options.paths)
    warnings: list[Problem] = []
    results = [read_bank(file) for file in files]
    for file, result in zip(files, results, strict=True):
        problems += result.problems
        warnings += warnings_of(file)
    for problem in problems_across(results):
        (warnings if problem.is_warning else problems).append(problem)
    banks = [result.bank for result in results if result.bank is not None]
    asked = sum(len(bank.questions) for bank in banks)
    if options.json:
        data = [problem_data(problem) for problem in problems]
        told = [problem_data(warning) for warning in warnings]
        counts = {"banks": len(files), "questions": asked, "problems": data, "warnings": told}
        print_json({**counts, "readability": _readability_data(results)} if options.readability else counts)
    else:
        for problem in (*problems, *warnings):
            print_line(problem.line_of(translate))
        if options.readability:
            _print_readability(results)
        print(_closing_count(len(files), asked, len(problems), len(warnings)))
    return 1 if problems else 0


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
    from quizapp.services.library import bank_files, banks_at

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


def _closing_count(banks: int, questions: int, problems: int, warnings: int) -> str:
    read = ", ".join((translate.plural("%n banks", banks), translate.plural("%n questions", questions)))
    found = [translate.plural("%n problems", problems)] if problems else []
    found += [translate.plural("%n warnings", warnings)] if warnings else []
    return translate("{read}: {found} found." if found else "{read}: nothing found.", read=read, found=", ".join(found))
