"""quizapp pack: makes one file of banks, to pass on."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.commands.shared import add_json, new_library, new_parser, print_json, print_line, tell_problems
from quizapp.paths import UserPaths
from quizapp.terminal.language import translate
from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser

_HELP = N_("""\
Makes a pack of banks: one file with their passages, levels, images and notes, and with their translations. It can be
opened in Quizapp as it is, on any computer. The same banks give the same bytes. A FILE that exists is replaced.

Examples:
  quizapp pack my-bank.yaml --to my-bank.quizpack
  quizapp pack worcester-what-happened worcester-protest-or-interference --to worcester.quizpack --version 2
  quizapp my-bank.quizpack
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("pack", "Makes one file of banks, to pass on.", _HELP)
    parser.add_argument("banks", metavar="BANK", nargs="+", help="a file, or the id of a bank (see quizapp list)")
    parser.add_argument("--to", metavar="FILE", type=Path, required=True, help="the file to write")
    parser.add_argument("--id", default="", metavar="ID", help="the id of the pack; that of the first bank if left out")
    parser.add_argument("--title", default="", metavar="TEXT", help="the title; that of the passage if left out")
    parser.add_argument("--version", default="1", metavar="NUMBER", help="the version, such as 2 or 1.3; 1 if left out")
    parser.add_argument("--author", default="", metavar="TEXT", help="the author; that of the bank if left out")
    parser.add_argument("--license", default="", metavar="TEXT", help="the license; that of the bank if left out")
    parser.add_argument("--no-translations", action="store_true", help="leave out the translations of the banks")
    add_json(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    options = make_parser().parse_intermixed_args(arguments)

    from quizapp.services.bank_places import banks_at
    from quizapp.services.library import BankUnreadableError
    from quizapp.services.packs import PackAbout, make_pack, with_translations

    library = new_library(UserPaths(options.data_dir))
    library.read_all()
    paths = [bank for name in options.banks for bank in banks_at(library.find(name))]
    if not options.no_translations:
        paths = with_translations(paths, library.entries())
    about = PackAbout(options.id, options.title, options.version, options.author, options.license)
    try:
        made = make_pack(paths, options.to, about)
    except BankUnreadableError as error:
        tell_problems(error.problems)
        return 1
    manifest = made.manifest
    if options.json:
        data = {"file": str(made.file), "id": manifest.id, "title": manifest.title, "version": manifest.version}
        print_json({**data, "banks": list(manifest.banks), "content": manifest.content, "files": made.files})
        return 0
    told = translate.plural("“{title}”, version {version}: %n banks", len(manifest.banks), title=manifest.title,
                            version=manifest.version)  # fmt: skip
    print_line(f"{made.file}: {told}")
    return 0
