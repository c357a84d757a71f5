"""quizapp check: finds mistakes in banks."""

import os
from collections.abc import Sequence
from pathlib import Path

from quizapp.commands.shared import add_json, new_parser, print_json, print_line, problem_data
from quizapp.problems import Problem
from quizapp.terminal.language import translate
from quizapp.texts import N_

_HELP = N_("""\
Finds mistakes in banks, and tells the file, line and field of each, and how to fix it. Warnings are about lines that
can be read, but probably don't say what their author meant.
Ends with 0 if there are no mistakes (warnings don't count), otherwise with 1.

Examples:
  quizapp check my-bank.yaml
  quizapp check my-banks/ --json
""")


def run(arguments: Sequence[str]) -> int:
    parser = new_parser("check", "Finds mistakes in banks.", _HELP)
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a bank, or a folder with banks")
    add_json(parser)
    options = parser.parse_intermixed_args(arguments)

    from quizapp.formats.native import read_bank, warnings_of

    files, problems = _files_in(options.paths)
    warnings: list[Problem] = []
    asked = 0
    ids: dict[str, str] = {}
    for file in files:
        result = read_bank(file)
        problems += result.problems
        warnings += warnings_of(file)
        if result.bank is not None:
            asked += len(result.bank.questions)
            id_ = result.bank.id
            if id_ in ids:
                values = {"value": id_, "where": ids[id_]}
                problems.append(Problem("duplicate_id", str(file), result.id_line, "id", values))
            ids.setdefault(id_, f"{file}:{result.id_line}")
    if options.json:
        data = [problem_data(problem) for problem in problems]
        told = [problem_data(warning) for warning in warnings]
        print_json({"banks": len(files), "questions": asked, "problems": data, "warnings": told})
    else:
        for problem in (*problems, *warnings):
            print_line(problem.line_of(translate))
        print(_closing_count(len(files), asked, len(problems), len(warnings)))
    return 1 if problems else 0


def _files_in(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """The bank files that `paths` name, each once, and problems of the paths themselves."""
    from quizapp.services.library import bank_files

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
            files.setdefault(file.absolute(), file)
    return list(files.values()), problems


def _closing_count(banks: int, questions: int, problems: int, warnings: int) -> str:
    read = ", ".join((translate.plural("%n banks", banks), translate.plural("%n questions", questions)))
    found = [translate.plural("%n problems", problems)] if problems else []
    found += [translate.plural("%n warnings", warnings)] if warnings else []
    return translate("{read}: {found} found." if found else "{read}: nothing found.", read=read, found=", ".join(found))
