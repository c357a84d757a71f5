"""The banks that come with the program keep the rules, or say why not."""

from pathlib import Path

import pytest

from quizapp.formats.native import read_bank
from quizapp.paths import questions_dir
from quizapp.services.linting import check_file

BANKS = sorted(questions_dir().rglob("*.yaml"))


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_nothing_is_told_of_a_bundled_bank_and_what_is_silenced_has_a_reason(path: Path) -> None:
    checked = check_file(read_bank(path))

    assert [f"{each.line}: {each.message}" for each in checked.told] == []
    assert all(len(each.reason.split()) > 5 for each in checked.silenced)
