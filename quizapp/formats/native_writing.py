"""Banks in the native format, written as `native` reads them."""

import re
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import msgspec
import yaml
from yaml.emitter import Emitter
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from quizapp.domain.bank import Bank
from quizapp.domain.level import STANDARD, ReadingLevel
from quizapp.domain.question import Question
from quizapp.progress import ProgressCallback, nobody_waits


def write_bank(bank: Bank, progress: ProgressCallback = nobody_waits) -> str:
    """`bank` as one file of the native format, its passage in it, with all of its levels.

    What is read from it, with the bank's images beside it, is the same bank, apart from the content hash, which is that
    of the file and the images.
    """
    return _written(bank, _dumped, progress)


def write_bank_quickly(bank: Bank, progress: ProgressCallback = nobody_waits) -> bytes:
    """Write what is read as the same bank as that of `write_bank`, in a sixth of the time: for nobody to look at."""
    return _written(bank, _in_json, progress).encode()


def _written(bank: Bank, dumped: Callable[[Any], str], progress: ProgressCallback) -> str:
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
    parts = [dumped({name: value for name, value in header.items() if value != left_out.get(name)})]
    if bank.has_passage:
        parts.append(f"passage:\n  text: {_block_text(bank.passage.markdown)}")
    if levels := "".join(map(_level, bank.levels)):
        parts.append(f"levels:\n{levels}")
    if bank.level_locked:
        parts.append("level_locked: true\n")
    if bank.about is not None:
        parts.append(f"about:\n  text: {_block_text(bank.about.markdown)}")
    if bank.glossary:
        parts.append(dumped({"glossary": _texts(msgspec.to_builtins(bank.glossary))}))
    written = []
    for done, question in enumerate(bank.questions):
        progress(done, len(bank.questions))
        written.append(dumped([_entry(question)]))
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
    return _dumped([_entry(question)])


def _entry(question: Question) -> dict[str, Any]:
    entry = _texts(msgspec.to_builtins(question))
    for field in question.nested:
        entry[field].pop("id")
        entry[field] = _in_order(entry[field])
    return {"id": entry.pop("id"), **_in_order(entry)}


def _in_json(value: Any) -> str:
    """A list or a mapping with a line of JSON for each entry, which is YAML too."""
    entries = [f"{name}: " for name in value] if isinstance(value, dict) else ["- "] * len(value)
    parts = value.values() if isinstance(value, dict) else value
    lines = (msgspec.json.encode(part).decode("utf-8", "replace") for part in parts)
    return "".join(f"{start}{_NOT_IN_YAML.sub(_escape, line)}\n" for start, line in zip(entries, lines, strict=True))


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _dumped(value: Any) -> str:
    return "\n".join([*(_lines(value, 0) if value else _by_library(value, 0)), ""])


_WIDTH = 120
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.?!()'\"/;&*+=–—…“”‘’-]*[\w,.?!()'\"/;&*+=–—…“”‘’-])?")
_NUMBER = re.compile(r"(?:[1-9][0-9]{0,20}|0)(?:\.[0-9]+)?")
_NOT_TEXT = frozenset(["yes", "no", "true", "false", "on", "off", "null", "y", "n"])
_LONGEST_NAME = 100
_FOLD = re.compile("(?<! ) (?! )")
_emitter: Any = Emitter(StringIO(), allow_unicode=True)
_resolver: Any = Resolver()
_TEXT = "tag:yaml.org,2002:str"


class _NotPlainError(Exception):
    """Tells that a text is not written by the simple rules."""


def _lines(value: Any, indent: int) -> Iterator[str]:
    """The lines that `_Dumper` writes of a value that is not empty, many times as fast.

    It is left the parts that are empty, lists in lists, and texts with signs that need an escape or end a line.
    """
    is_list = isinstance(value, list)
    pairs = [("-", each) for each in value] if is_list else value.items()
    space = " " * indent
    for name, part in pairs:
        try:
            start = f"{space}-" if is_list else f"{space}{_name(name)}:"
            if not isinstance(part, dict | list):
                yield from _folded(f"{start} {_scalar(part)}", indent + 2)
            elif not part or (is_list and isinstance(part, list)):
                raise _NotPlainError
            elif is_list:
                first, *more = _lines(part, indent + 2)
                yield f"{start}{first[indent + 1 :]}"
                yield from more
            else:
                yield start
                yield from _lines(part, indent + 2)
        except _NotPlainError:
            yield from _by_library([part] if is_list else {name: part}, indent)


def _by_library(value: Any, indent: int) -> list[str]:
    """The lines that `_Dumper` writes of `value` where it stands, which is where the lines are folded."""
    depth = indent // 2
    for _ in range(depth):
        value = {"in": value}
    text: str = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return text.removesuffix("\n").split("\n")[depth:]


def _name(name: Any) -> str:
    if not 0 < len(name) <= _LONGEST_NAME:
        raise _NotPlainError
    return _scalar(name)


def _scalar(value: Any) -> str:
    """A text on one line, within quotation marks where it needs them, or what is no text.

    Raises:
        _NotPlainError: it needs escapes, or more than one line.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text: str = value
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    if _NUMBER.fullmatch(text):
        return f"'{text}'"
    analysis = _emitter.analyze_scalar(text)
    if analysis.multiline or not analysis.allow_single_quoted or text != text.strip(" "):
        raise _NotPlainError
    if analysis.allow_block_plain and _resolver.resolve(ScalarNode, text, (True, False)) == _TEXT:
        return text
    return "'" + text.replace("'", "''") + "'"


def _folded(line: str, indent: int) -> Iterator[str]:
    """A line, or where it is too long the lines that it is folded into, at a single space each."""
    while (fold := _FOLD.search(line, _WIDTH + 1)) is not None:
        yield line[: fold.start()]
        line = " " * indent + line[fold.end() :]
    yield line


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
