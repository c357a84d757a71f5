"""Code that the commands of the desk share: the address, the lock, and what is named by words."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizapp.commands.shared import one_line, print_line
from quizapp.paths import UserPaths
from quizapp.terminal.language import translate
from quizapp.texts import N_, Message

if TYPE_CHECKING:
    import argparse

    from quizapp.services.desk.desk import Desk

PASSWORD_VARIABLE = "QUIZAPP_DESK_PASSWORD"

ABOUT_DESK = N_("""
The desk's records are in your data folder, or in the PostgreSQL that --desk-url, QUIZAPP_DESK_URL or the setting
desk_url names (put its password into ~/.pgpass). A desk with a password asks for it; QUIZAPP_DESK_PASSWORD can give it.
""")


def add_desk_url(parser: "argparse.ArgumentParser") -> None:
    """Add the option --desk-url."""
    parser.add_argument(
        "--desk-url",
        metavar="ADDRESS",
        default="",
        help="the PostgreSQL that holds the desk's records, as postgresql://NAME@COMPUTER/DATABASE",
    )


def address_of(options: "argparse.Namespace") -> str:
    """The address of the desk's database; empty for the file in the data folder."""
    from quizapp.services.desk.desk import desk_address
    from quizapp.settings import setting_in

    file = UserPaths(options.data_dir).config_file
    return desk_address(options.desk_url, setting_in(file, "desk_url"))


@contextmanager
def opened_desk(options: "argparse.Namespace") -> Iterator["Desk"]:
    """Open the desk that `options` name, past its lock.

    Raises:
        QuizAppError: it cannot be opened, or the password is not its own.
    """
    from quizapp.services.desk.desk import open_desk

    desk = open_desk(UserPaths(options.data_dir).data, address_of(options))
    try:
        if desk.is_locked:
            desk.check_password(old_password())
        if desk.note:
            print(one_line(translate.say(desk.note)), file=sys.stderr)
        yield desk
    finally:
        desk.close()


def old_password() -> str:
    """The password that the desk has: the environment's, or typed."""
    given = os.environ.get(PASSWORD_VARIABLE)
    return ask_secret(translate("Password of the desk: ")) if given is None else given


def ask_secret(prompt: str) -> str:
    """Read what is typed without showing it; from a pipe, its next line."""
    if sys.stdin is None or not sys.stdin.isatty():
        return (sys.stdin.readline() if sys.stdin is not None else "").rstrip("\r\n")
    from getpass import getpass

    return getpass(prompt)


def print_notes(notes: tuple[Message, ...]) -> None:
    """Print sentences, each on a line."""
    for note in notes:
        print_line(one_line(translate.say(note)))
