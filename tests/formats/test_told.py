"""What is put into the texts of mistakes: the names, numbers and suggestions of every mistake that is tried here.

`told.json` holds them. Where a change means to tell something else, write it anew and read what has changed in it:
`python -m tests.formats.test_told`.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import yaml

from quizapp.formats.native import read_bank
from quizapp.formats.yaml_syntax import syntax_mistakes
from quizapp.texts import ENGLISH, Value
from tests.formats.test_bad_banks import BAD
from tests.formats.test_yaml_syntax import CASES
from tests.interchange.test_onestopqa import MISTAKES, problems_of

TOLD = Path(__file__).with_name("told.json")


def of_syntax(text: str) -> list[str]:
    try:
        list(yaml.parse(text, Loader=yaml.CBaseLoader))
    except yaml.YAMLError as error:
        return [_line(line, mistake.code, mistake.values) for line, mistake in syntax_mistakes(error, text)]
    return []


def _line(line: int, code: str, values: Mapping[str, Value]) -> str:
    said = {name: ENGLISH.say(value) for name, value in values.items()}
    return f"{line} {code} {json.dumps(said, ensure_ascii=False, sort_keys=True)}"


def told() -> dict[str, dict[str, list[str]]]:
    """Each mistake with its line and its values, by the files and texts that hold them."""
    problems = {
        "bad banks": {path.stem: read_bank(path).problems for path in BAD},
        "articles": {name: problems_of(text) for name, (text, _) in MISTAKES.items()},
    }
    found = {
        kind: {name: [_line(each.line, each.code, each.values) for each in those] for name, those in by_name.items()}
        for kind, by_name in problems.items()
    }
    return found | {"YAML": {name: of_syntax("\n".join(lines)) for name, (lines, _) in CASES.items()}}


def test_what_a_mistake_tells() -> None:
    expected = json.loads(TOLD.read_text("utf-8"))
    for kind, by_name in told().items():
        assert by_name.keys() == expected[kind].keys()
        for name, lines in by_name.items():
            assert lines == expected[kind][name], f"{kind}: {name}"


if __name__ == "__main__":
    TOLD.write_text(json.dumps(told(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
