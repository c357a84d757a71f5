"""quizapp take: asks the questions of a bank in the terminal, or marks answers from a file."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.commands.shared import (
    add_bank_language,
    add_json,
    bank_named,
    new_console,
    new_parser,
    print_json,
    tell_problems,
)
from quizapp.errors import QuizAppError
from quizapp.terminal.language import translate
from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser
    from quizapp.domain.bank import Bank
    from quizapp.services.taking import Taking

_HELP = N_("""\
Takes a bank in the terminal: first the passage, then the questions. After each answer you see what is right, why, and
where it stands in the passage. Type h for a hint. A test with a time limit ends when the time is over.

With --tries, you can try again when an answer is wrong; each extra try costs a third of the points. With --certainty,
you say how sure you are: the surer you are, the more you win if right and lose if wrong.

With --answers, nothing is asked: the answers are read from a YAML file and marked. The file names questions by their
ids; letters follow the order in the bank's file, as they do in the results:

  why-pounds: A              # single_choice
  what-is-said: [A, B]       # multiple_choice
  vote: "true"               # true_false: true, false or not_stated
  sort-acts: {A: Marta}      # categorize
  sequence: [B, A, C, D]     # ordering, from first to last
  who: Marta                 # short_answer

Examples:
  quizapp take worcester-what-happened
  quizapp take my-bank.yaml --test
  quizapp take my-bank.yaml --tries 3
  quizapp take worcester-what-happened --bank-language es
  quizapp take my-bank.yaml --level easier
  quizapp take my-bank.yaml --answers answers.yaml --json
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("take", "Takes a bank in the terminal.", _HELP)
    parser.add_argument("bank", metavar="BANK", help="the id of a bank in the library, or a file")
    add_json(parser, "print the results as JSON; questions go to stderr")
    add_bank_language(parser, "take the bank in this language, if it is translated, such as en or es")
    parser.add_argument("--test", action="store_true", help="show no results before the end")
    parser.add_argument(
        "--tries", metavar="N", type=_tries, default=1, help="in practice: allow N tries for each question, from 1 to 9"
    )
    parser.add_argument("--certainty", action="store_true", help="say after each answer how sure you are")
    parser.add_argument(
        "--level", metavar="LEVEL", default="", help="read the passage at this level, by its id or name"
    )
    parser.add_argument("--seed", metavar="N", type=int, help="always shuffle in the same way")
    parser.add_argument("--answers", metavar="FILE", type=Path, help="mark the answers in this file, and ask nothing")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    from_file = options.answers is not None
    is_test = options.test or from_file
    if is_test and options.tries > 1:
        parser.error("--tries is for practice: a test shows no results before the end")
    if from_file and options.certainty:
        parser.error("--certainty asks you something, but with --answers nothing is asked")
    if from_file and options.seed is not None:
        parser.error("--seed is for shuffling, but with --answers nothing is shuffled")
    bank = bank_named(options.bank, options.data_dir, options.bank_language)
    if bank is None:
        return 1
    level = _level_named(bank, options.level)

    import time
    from random import Random

    from quizapp.services.taking import Taking, mode_for

    mode = mode_for(bank, "test" if is_test else "practice", "certainty" if options.certainty else "once")
    if from_file:
        mode = mode._replace(time_limit=0)  # nobody has to hurry
    random = None if from_file else Random(options.seed)
    taking = Taking(bank, mode._replace(tries=options.tries), random, time.monotonic, level=level)
    if from_file:
        if not _give_answers(taking, options.answers):
            return 1
    else:
        from quizapp.terminal.taking import take

        take(taking, new_console(sys.stderr if options.json else sys.stdout))
    _print_results(taking, as_json=options.json, from_file=from_file)
    return 0


def _tries(text: str) -> int:
    if text.isdecimal() and len(text) == 1 and text != "0":
        return int(text)
    from argparse import ArgumentTypeError

    raise ArgumentTypeError(translate("“{text}” is not a number from 1 to 9", text=text))


def _level_named(bank: "Bank", name: str) -> str:
    """The id of the level with this id or name; that of the standard one if none is named.

    Raises:
        QuizAppError: the bank has no such level, or keeps learners at the standard one.
    """
    from quizapp.domain.level import STANDARD

    names = {level.id: level.shown_name(translate) for level in bank.levels}
    wanted = name.strip().casefold()
    found = next((id_ for id_, shown in names.items() if wanted in (id_.casefold(), shown.casefold())), "")
    if not wanted or found == STANDARD:
        return STANDARD
    if not found:
        levels = ", ".join(f"{id_} ({shown})" for id_, shown in names.items())
        if levels:
            raise QuizAppError(
                "“{title}” has no level “{name}”.",
                "Choose one of: {levels}.",
                title=bank.title,
                name=name,
                levels=levels,
            )
        raise QuizAppError("“{title}” has one level only.", "Leave --level out.", title=bank.title)
    if bank.level_locked:
        raise QuizAppError(
            "The author of “{title}” lets nobody change the level.", "Leave --level out.", title=bank.title
        )
    return found


def _give_answers(taking: "Taking", file: Path) -> bool:
    """Answer the questions from `file`; False if it has mistakes, which are then printed."""
    from quizapp.formats.responses import read_responses

    responses, problems = read_responses(file, taking.bank)
    if problems:
        tell_problems(problems)
        return False
    for id_, response in responses.items():
        taking.respond(id_, response)
    taking.submit()
    return True


def _print_results(taking: "Taking", as_json: bool, from_file: bool) -> None:
    from quizapp.services.marking import mark_attempt

    result = mark_attempt(taking.bank, taking.attempt)
    if as_json:
        from quizapp.reports.attempt_data import attempt_data

        print_json(attempt_data(result))
        return
    from quizapp.reports.attempt_text import file_labels, labels, results_lines

    console = new_console(sys.stdout)
    seconds = None if from_file else taking.elapsed
    labeled = file_labels if from_file else labels
    console.say(results_lines(result, seconds, console.width, taking.mode.tells_at_once, labeled, translate))
