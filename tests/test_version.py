"""The version of the program is written once, and told the same everywhere."""

import json
import re
import subprocess
import sys
from pathlib import Path

from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager

from quizapp.cli import main
from quizapp.services.versions import versions
from quizapp.version import DATE, VERSION

ROOT = Path(__file__).parents[1]


def test_the_build_and_the_command_tell_the_version(capsys):
    assert ProjectMetadata(str(ROOT), PluginManager()).version == VERSION
    assert main(["--version"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"quizapp {VERSION}"
    assert main(["--version", "--json"]) == 0
    known = json.loads(capsys.readouterr().out)
    assert known == versions()._asdict()
    assert list(known) == ["quizapp", "python", "qt", "pyside6", "journal", "desk"]
    numbers = [re.findall(r"\b\d[\d.]*", line) for line in told]
    assert numbers == [[VERSION], [known["python"]], [known["qt"], known["pyside6"]], *(
        [str(known[name])] for name in ("journal", "desk")
    )]  # fmt: skip


def test_neither_qt_nor_the_database_library_is_needed_to_tell_it():
    program = (
        "import sys; from quizapp.cli import main; main(['--version']);"
        "sys.exit(', '.join({'PySide6', 'sqlalchemy', 'alembic'} & set(sys.modules)) or None)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def test_the_changelog_has_the_form_of_keep_a_changelog():
    lines = (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
    assert lines[0] == "# Changelog"
    heads = [line for line in lines if line.startswith("## ")]
    assert heads[0] == "## [Unreleased]"
    assert heads[1] == f"## [{VERSION}] - {DATE}", "version.py and the newest heading differ"
    released = [re.fullmatch(r"## \[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d\d-\d\d)", head) for head in heads[1:]]
    assert all(released)
    order = [(*map(int, head.groups()[:3]), head[4]) for head in released if head]
    assert order == sorted(order, reverse=True)
    kinds = {line for line in lines if re.match(r"###\s", line)}
    assert kinds <= {f"### {kind}" for kind in ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")}
    entries = re.findall(r"^- .*(?:\n  .*)*", "\n".join(lines), re.MULTILINE)
    assert all(entry.endswith(".") for entry in entries)
    assert len(entries) == len(set(entries))
