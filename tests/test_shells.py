"""What shells and `man` are given: made of the parsers, kept fresh in `packaging/share`, and used by real shells.

Where a command has changed, write the files anew: `python -m tests.test_shells`.
"""

import io
import os
import pty
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.cli import main
from quizapp.commands.arguments import arguments_of
from quizapp.commands.catalog import COMMANDS, parser_of
from quizapp.commands.manual import manual_page
from quizapp.commands.shell_scripts import bash, fish, zsh
from quizapp.terminal.language import use_language

ROOT = Path(__file__).parents[1]
SHARE = ROOT / "packaging" / "share"
FILES: dict[str, Callable[[], str]] = {
    "bash-completion/completions/quizapp": bash,
    "fish/vendor_completions.d/quizapp.fish": fish,
    "zsh/site-functions/_quizapp": zsh,
    "man/man1/quizapp.1": manual_page,
}
"""Where systems look for each, below their folder `share`."""


@pytest.fixture
def speaks_english():
    use_language("en", "")


@pytest.mark.parametrize("name", FILES)
def test_the_files_of_packages_are_fresh(name, speaks_english):
    assert (SHARE / name).read_text("utf-8") == FILES[name](), "write them anew: python -m tests.test_shells"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_and_option_is_completed(shell, capsys, speaks_english):
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for command in COMMANDS:
        assert command in script
        for option in arguments_of(parser_of(command)):
            for name in option.names:
                assert (name if shell != "fish" else name.lstrip("-")) in script, (command, name)
    assert "--list" not in script.replace("completion --list", "")


def test_the_manual_page_is_printed(capsys, speaks_english):
    assert main(["manual"]) == 0
    assert capsys.readouterr().out == manual_page()
    with pytest.raises(SystemExit, match="2"):
        main(["manual", "list"])


def test_names_of_banks_and_classes_are_listed_and_nothing_is_made_or_asked_for(
    tmp_path, capsys, monkeypatch, speaks_english
):
    for name in ("QUIZAPP_DESK_URL", "QUIZAPP_DESK_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    data = tmp_path / "data"

    def told(*arguments: str) -> str:
        assert main([*arguments, "--data-dir", str(data)]) == 0
        return capsys.readouterr().out

    assert told("completion", "--list", "classes") == ""
    assert not (data / "desk").exists()
    for name in ("8a", "7b"):
        told("class", name, "--learner", "Ada")
    assert told("completion", "--list", "classes") == "7b\n8a\n"
    (data / "banks").mkdir()
    for name, key in (("zebras", "true"), ("apes", "true"), ("broken", "maybe")):
        bank = f"id: {name}\ntitle: B\nquestions: [{{id: q, type: true_false, stem: Is it?, key: {key}}}]\n"
        (data / "banks" / f"{name}.yaml").write_text(bank)
    names = told("completion", "--list", "banks").splitlines()
    assert names == sorted(set(names))
    assert {"apes", "zebras", "worcester-what-happened"} <= set(names)
    assert "broken" not in names
    monkeypatch.setenv("QUIZAPP_DESK_URL", "postgresql://nobody@nowhere.invalid/quizapp")
    assert told("completion", "--list", "classes") == ""
    monkeypatch.delenv("QUIZAPP_DESK_URL")
    monkeypatch.setattr("sys.stdin", io.StringIO("secret 1\nsecret 1\n"))
    told("desk", "password")
    assert told("completion", "--list", "classes") == ""
    with pytest.raises(SystemExit, match="2"):
        main(["completion"])
    assert "name a SHELL: bash, zsh or fish" in capsys.readouterr().err


# What is typed, what is offered, and what is not.
TYPED = [
    ("quizapp exp", {"export", "export-bank"}, {"list"}),
    ("quizapp --language es exp", {"export", "export-bank"}, {"here.yaml"}),
    ("quizapp --language ", {"en", "es", "pt_BR"}, {"here.yaml", "take"}),
    ("quizapp take worcester-", {"worcester-what-happened", "worcester-two-sides"}, {"tour-every-type", "here.yaml"}),
    ("quizapp take here.yaml --t", {"--test", "--tries"}, {"--title"}),
    ("quizapp print --paper ", {"A4", "Letter"}, {"here.yaml"}),
    ("quizapp assign ", {"7b", "8a"}, {"worcester-two-sides", "here.yaml"}),
    ("quizapp assign 7b --shown ", {"at-once", "handed-in", "released"}, {"7b", "here.yaml"}),
    ("quizapp grades --of Bees --to h", {"here.yaml", "houses"}, {"take"}),
    ("quizapp convert --to=ho", {"houses", "homes"}, {"here.yaml"}),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder with files, a `quizapp` to run in `bin`, a home, and two classes on its desk."""
    folder = tmp_path_factory.mktemp("shell")
    for name in ("bin", "home", "houses", "homes"):
        (folder / name).mkdir()
    (folder / "here.yaml").touch()
    command = folder / "bin" / "quizapp"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m quizapp "$@"\n')
    command.chmod(0o755)
    for name in ("7b", "8a"):
        main(["class", name, "--learner", "Ada", "--data-dir", str(folder / "home/.local/share/quizapp")])
    return folder


def surroundings(folder: Path) -> dict[str, str]:
    home = str(folder / "home")
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {"HOME": home, "PATH": path, "TERM": "dumb", "PS1": "READY> ", "COLUMNS": "200", "LC_ALL": "C.UTF-8"}


PATIENCE = 60
"""Seconds until a shell that shows nothing has failed."""
ENDED = re.compile(r"ended\r?\n.*READY> (?:\x1b\[\?2004h)?$", re.DOTALL)


def in_terminal(folder: Path, command: list[str], typed: list[str]) -> list[str]:
    """Type into a shell in a terminal; gives what it shows after each line, of which the first prepares it."""
    inside, outside = pty.openpty()
    shown: list[str] = []
    with subprocess.Popen(
        command, cwd=folder, env=surroundings(folder), stdin=outside, stdout=outside, stderr=outside,
        start_new_session=True,
    ) as shell:  # fmt: skip
        os.close(outside)
        for line in typed:
            os.write(inside, f"{line}\x15echo end''ed\n".encode())  # Ctrl+U forgets the line
            told = ""
            while not ENDED.search(told):
                assert select.select([inside], [], [], PATIENCE)[0], told
                told += os.read(inside, 65536).decode(errors="replace")
            shown.append(told)
        shell.kill()
    os.close(inside)
    return shown[1:]


PREPARED = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "bind 'set show-all-if-ambiguous on'; PS1='READY> '; source "),
    "zsh": (
        ["zsh", "-f", "-i"],
        "PS1='READY> '; LISTMAX=999; unsetopt prompt_sp auto_menu; autoload -U compinit; compinit -u -D; source ",
    ),
}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_real_shell_completes(shell, place):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not there")
    script = SHARE / next(name for name in FILES if shell in name)
    if shell == "fish":
        asked = "; ".join(f"complete -C '{line}'; echo ----" for line, *_ in TYPED)
        done = subprocess.run(
            ["fish", "--no-config", "-c", f"source '{script}'; {asked}"],
            cwd=place, env=surroundings(place), capture_output=True, text=True, check=True,
        )  # fmt: skip
        shown = done.stdout.split("----\n")
    else:
        command, prepare = PREPARED[shell]
        tabs = "\t" if shell == "bash" else "\t\t"
        shown = in_terminal(place, command, [f"{prepare}'{script}'\n", *(line + tabs for line, *_ in TYPED)])
    for (line, offered, others), told in zip(TYPED, shown, strict=False):
        words = {word.rpartition("=")[2].rstrip("/") for word in told.replace(line, " ").split()}
        assert offered <= words, (line, told)
        assert not others & words, (line, told)


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not there")
def test_man_shows_the_page_without_a_warning():
    page = SHARE / "man" / "man1" / "quizapp.1"
    told = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", page],
        env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANPAGER": "cat"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stderr == ""
    assert "quizapp export-bank" in told.stdout
    if shutil.which("mandoc"):
        linted = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True)
        assert (linted.returncode, linted.stdout) == (0, "")


if __name__ == "__main__":
    for name, make in FILES.items():
        (SHARE / name).parent.mkdir(parents=True, exist_ok=True)
        (SHARE / name).write_text(make(), "utf-8")
