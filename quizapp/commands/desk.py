"""quizapp desk: makes the tables of a school's database, and locks the desk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizapp.commands.desk_shared import ABOUT_DESK, add_desk_url, address_of, ask_secret, old_password
from quizapp.commands.shared import new_parser, print_line
from quizapp.errors import QuizAppError
from quizapp.paths import UserPaths
from quizapp.terminal.language import translate
from quizapp.texts import N_, Message

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser

_HELP = N_("""\
init      makes the desk's tables, or brings them to the newest version. In PostgreSQL it is run once by the owner of
          the database. It makes the role quizapp_desk too, which may do what a desk needs and no more; each teacher
          gets a login of that role, and sees only their own classes and submissions.
password  sets a password, changes it, or removes it. It keeps learners on a shared computer out of the desk.
{about}
Examples:
  quizapp desk password
  quizapp desk password --forgotten
  quizapp desk init --desk-url postgresql://owner@server/school
""")


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("desk", "Prepares the desk, and locks it.", _HELP, about=Message(ABOUT_DESK))
    parser.add_argument("action", choices=("init", "password"), help="what to do")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--remove", action="store_true", help="remove the password")
    how.add_argument("--forgotten", action="store_true", help="remove it with the code that was shown when it was set")
    add_desk_url(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    parser = make_parser()
    options = parser.parse_intermixed_args(arguments)
    if options.action == "init" and (options.remove or options.forgotten):
        parser.error("--remove and --forgotten are for: quizapp desk password")

    from quizapp.services.desk.desk import open_desk

    address = address_of(options)
    if options.action == "init" and address:
        return _make_tables(address)
    desk = open_desk(UserPaths(options.data_dir).data, address)
    try:
        if options.action == "init":
            print_line(translate("The desk is ready: {where}", where=desk.store.where))
        elif options.remove:
            desk.remove_password(old_password() if desk.is_locked else "")
            print(translate("The desk has no password."))
        elif options.forgotten:
            from quizapp.services.desk.desk import FORGOTTEN

            if desk.is_locked:
                print_line(translate(FORGOTTEN))
                desk.remove_forgotten_password(ask_secret(translate("Code: ")))
            print(translate("The desk has no password."))
        else:
            old = old_password() if desk.is_locked else ""
            desk.check_password(old)
            new = ask_secret(translate("New password: "))
            if ask_secret(translate("Type it again: ")) != new:
                raise QuizAppError("The two are not the same.", "Nothing was changed: do it again.")
            code = desk.set_password(new, old)
            told = translate("The desk is locked. If you forget the password, this code removes it; write it down:")
            print_line(told)
            print_line(f"  {code}")
    finally:
        desk.close()
    return 0


def _make_tables(address: str) -> int:
    from quizapp.storage.desk.role import ROLE
    from quizapp.storage.desk.store import make_tables

    where = make_tables(address)
    print_line(translate("The desk's tables are ready: {where}", where=where))
    print_line(translate("Give each teacher a login, as a superuser:"))
    print_line(f"  CREATE ROLE anna LOGIN PASSWORD '…' IN ROLE {ROLE};")
    return 0
