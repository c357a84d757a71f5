"""quizapp completion: lets shells complete what is typed."""

from argparse import SUPPRESS
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.commands.shared import new_library, new_parser
from quizapp.paths import UserPaths
from quizapp.texts import N_

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser

_HELP = N_("""\
Prints what a shell needs to complete commands, options, files, banks and classes when you press Tab. Packages of
Quizapp bring it along; where Quizapp came another way, add a line to a file of your shell, or write a file:

  bash   ~/.bashrc: source <(quizapp completion bash)
  zsh    ~/.zshrc, after compinit: source <(quizapp completion zsh)
  fish   quizapp completion fish > ~/.config/fish/completions/quizapp.fish

Examples:
  quizapp completion bash
  quizapp completion fish
""")
_SHELLS = ("bash", "zsh", "fish")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("completion", "Lets your shell complete what you type.", _HELP)
    parser.add_argument("shell", metavar="SHELL", nargs="?", choices=_SHELLS, help="your shell: %(choices)s")
    parser.add_argument("--list", choices=("banks", "classes"), help=SUPPRESS)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    if options.list:
        names = _banks(options.data_dir) if options.list == "banks" else _classes(options.data_dir)
        print("".join(f"{name}\n" for name in sorted(set(names)) if name.isprintable()), end="")
    elif options.shell is None:
        parser.error("name a SHELL: bash, zsh or fish")
    else:
        from quizapp.commands import shell_scripts

        print(getattr(shell_scripts, options.shell)(), end="")
    return 0


def _banks(data_dir: Path | None) -> list[str]:
    """The ids of the banks in the library."""
    library = new_library(UserPaths(data_dir))
    library.read_all()
    return [entry.id for entry in library.entries() if entry.id and not entry.problems]


def _classes(data_dir: Path | None) -> list[str]:
    """The names of the classes on the desk of this computer; none where it is locked or elsewhere, or there is none."""
    from quizapp.services.desk.desk import desk_address, desk_file, open_desk
    from quizapp.settings import setting_in

    paths = UserPaths(data_dir)
    if desk_address("", setting_in(paths.config_file, "desk_url")) or not desk_file(paths.data).exists():
        return []
    desk = open_desk(paths.data)
    try:
        return [] if desk.is_locked else [line.name for line in desk.store.classes()]
    finally:
        desk.close()
