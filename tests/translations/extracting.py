"""Finds the texts of the program in its source.

`lupdate` knows no texts in tables and no plurals outside a class, and drops those in an f-string in silence. So
Python's own parser is used, and what cannot be extracted is told. What is found:

- `N_(…)`: the text, or every text in the tuple or the values of the mapping;
- `translate("…")` and `translate.plural("…")`, under any receiver;
- `Message("…")` and the sentences of a `QuizAppError`;
- the help and the metavars of the arguments of commands;
- `self.tr("…")`, whose context is the class that it is written in.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from quizapp.texts import CONTEXT

ROOT = Path(__file__).resolve().parents[2]

_ERRORS = {
    "QuizAppError": (0, 1),
    "JournalError": (0, 1),
    "DamagedError": (0, 1),
    "DeskError": (0, 1),
    "DeskDamagedError": (0, 1),
    "DeskChangedError": (0, 1),
    "WrongPasswordError": (0, 1),
    "PlaceNeededError": (0, 1),
    "FileRefusedError": (1, 2),
    "Message": (0,),
    "Asking": (0,),
    "UnfitError": (0,),
    "WrongFileError": (0,),
    "ResponseError": (1,),
    "out_of_range": (1,),
    "did_you_mean": (2,),
    "Kind": (2, 4),
    "new_parser": (1, 2),
    "add_json": (1,),
    "add_bank_language": (1,),
    "add_argument_group": (0,),
    "error": (0,),
    "translate": (0,),
    "plural": (0,),
    "tr": (0,),
}
"""The places of texts among the arguments of a call."""


class Text(NamedTuple):
    """A text to be translated; one that a count was given to, or with ``%n`` in it, has plural forms."""

    context: str
    source: str
    is_plural: bool = False


class Found(NamedTuple):
    """The texts of the program, each with the files that it stands in, and what cannot be extracted, with its place."""

    texts: dict[Text, list[str]]
    refused: list[str]


@cache
def program_texts(root: Path = ROOT / "quizapp") -> Found:
    """Give all texts of the program."""
    found = Found({}, [])
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root.parent).as_posix()
        finder = _Finder(name)
        finder.visit(ast.parse(path.read_text("utf-8"), name))
        found.refused.extend(finder.refused)
        for text in finder.found:
            files = found.texts.setdefault(text, [])
            if name not in files:
                files.append(name)
    return found


class _Finder(ast.NodeVisitor):
    def __init__(self, name: str) -> None:
        self.found: list[Text] = []
        self.refused: list[str] = []
        self._name = name
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name == "N_":
            self._take(CONTEXT, _all_constants(node.args[0]))
        elif name == "translate" and ast.unparse(node.func).endswith("QCoreApplication.translate"):
            if all(isinstance(argument, ast.Constant) for argument in node.args[:2]):
                self._take(ast.literal_eval(node.args[0]), _constants(node.args[1]), len(node.args) == 4)
        elif name in _ERRORS:
            if name == "tr" and not self._classes:
                self._refuse(node, "`tr` outside a class has no context")
            context = self._classes[-1] if name == "tr" and self._classes else CONTEXT
            for at in _ERRORS[name]:
                if at < len(node.args) and not isinstance(node.args[at], ast.Starred):
                    self._check(node.args[at])
                    has_count = name == "plural" or (name == "tr" and len(node.args) == 3)
                    self._take(context, _constants(node.args[at]), has_count)
        if name == "add_argument":
            for keyword in node.keywords:
                if keyword.arg in ("help", "metavar"):
                    self._check(keyword.value)
                    self._take(CONTEXT, _all_constants(keyword.value))
        self.generic_visit(node)

    def visit_Name(self, node: ast.AST) -> None:
        """Go no deeper: there is nothing below a name, a constant or how they are used, which most nodes are."""

    visit_Constant = visit_Load = visit_Store = visit_Name

    def _take(self, context: str, sources: Iterator[str], has_count: bool = False) -> None:
        self.found += [Text(context, source, has_count or "%n" in source) for source in sources if source]

    def _check(self, node: ast.expr) -> None:
        for part in _branches(node):
            if isinstance(part, ast.JoinedStr) or (
                isinstance(part, ast.Call) and ast.unparse(part.func).endswith("tr")
            ):
                self._refuse(part, "only a plain text can be translated")

    def _refuse(self, node: ast.AST, why: str) -> None:
        self.refused.append(f"{self._name}:{getattr(node, 'lineno', 0)}: {why}: {ast.unparse(node)}")


def _branches(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)
    else:
        yield node


def _constants(node: ast.expr) -> Iterator[str]:
    for part in _branches(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def _all_constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _all_constants(value)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for value in node.elts:
            yield from _all_constants(value)
    else:
        yield from _constants(node)
