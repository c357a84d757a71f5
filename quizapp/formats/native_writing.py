"""Banks in the native format, written as `native` reads them."""

import re
from typing import Any

import msgspec
import yaml

from quizapp.domain.bank import Bank
from quizapp.domain.level import STANDARD, ReadingLevel
from quizapp.domain.question import Question
from quizapp.progress import ProgressCallback, nobody_waits


def write_bank(bank: Bank, progress: ProgressCallback = nobody_waits) -> str:
    """`bank` as one file of the native format, its passage in it, with all of its levels.

    What is read from it, with the bank's images beside it, is the same bank, apart from the content hash, which is that
    of the file and the images.
    """
    bank = bank.at_level(STANDARD)
    left_out = {
        "description": "",
        "language": "en",
        "translation_of": "",
        "author": "",
        "license": "",
        "time_limit": 0,
        "glossary_in_test": False,
        "blueprint": {},
        "silenced": {},
    }
    header = {name: getattr(bank, name) for name in ("id", "title", *left_out)}
    parts = [_dumped({name: value for name, value in header.items() if value != left_out.get(name)})]
    if bank.has_passage:
        parts.append(f"passage:\n  text: {_block_text(bank.passage.markdown)}")
    if levels := "".join(map(_level, bank.levels)):
        parts.append(f"levels:\n{levels}")
    if bank.level_locked:
        parts.append("level_locked: true\n")
    if bank.about is not None:
        parts.append(f"about:\n  text: {_block_text(bank.about.markdown)}")
    if bank.glossary:
        parts.append(_dumped({"glossary": _texts(msgspec.to_builtins(bank.glossary))}))
    written = []
    for done, question in enumerate(bank.questions):
        progress(done, len(bank.questions))
        written.append(write_question(question))
    questions = "\n".join(written)
    return "".join(parts) + "questions:\n" + _LINE_START.sub("  ", questions)


_LINE_START = re.compile("^(?=.)", re.MULTILINE)


def _block_text(text: str) -> str:
    """`text` as a block of lines in a field at the second level, each as it stands."""
    indent = "2" if text.startswith((" ", "\t")) else ""
    return f"|{indent}\n{_LINE_START.sub('    ', text)}\n"


def _level(level: ReadingLevel) -> str:
    if level.id == STANDARD and not level.name:
        return ""
    text = "" if level.id == STANDARD else f"text: {_block_text(level.passage.markdown)}"
    head = _dumped([{"id": level.id, "name": level.name}])
    return _LINE_START.sub("  ", head) + (f"    {_LINE_START.sub('  ', text).lstrip()}" if text else "")


def write_question(question: Question) -> str:
    entry = _texts(msgspec.to_builtins(question))
    for field in question.nested:
        entry[field].pop("id")
        entry[field] = _in_order(entry[field])
    return _dumped([{"id": entry.pop("id"), **_in_order(entry)}])


def _dumped(value: Any) -> str:
    return str(yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120))


def _in_order(entry: dict[str, Any]) -> dict[str, Any]:
    """The fields of a question, with those first that every question has."""
    return {"type": entry.pop("type"), "stem": entry.pop("stem"), **entry}


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _texts(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(part) for part in value]
    return value if isinstance(value, bool | int) else str(value)


class _Dumper(yaml.SafeDumper):
    """Writes what is there twice twice, as aliases are not read, and lists with an indent, as in the guide."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)
