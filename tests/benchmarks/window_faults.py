"""Faults that a person would plant by hand in a window: what it does for its user is left out, or done at a wrong time.

A connection, an announcement or another call for its effect is removed, a guard, or an assignment to what a window
keeps; a condition is turned, or a key replaced. What only lays out or paints is left alone: pictures show that.
"""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

LOOKS = re.compile(
    r"set(Spacing|\w*Spacing|ContentsMargins|\w*Margins?|SizePolicy|Minimum\w+|Maximum(Width|Height|Size)|Fixed\w+|"
    r"Alignment|ObjectName|FrameShape|FrameStyle|StyleSheet|Icon\w*|RenderHints?|Font\w*|PointSize\w*|PixelSize|Weight|"
    r"Families|Palette|\w*Stretch|Geometry|Cursor|Pen|Brush|Color|WordWrap|\w+ScrollBarPolicy|WidgetResizable|"
    r"LineHeight|Pixmap|DevicePixelRatio|Attribute|Uniform\w+|Background|Foreground|Direction|AutoRaise|"
    r"ToolButtonStyle|SectionResizeMode|DefaultSectionSize|Height|Width|HeaderHidden|Underline\w+|WrapMode|\w*BlockFormat)|"
    r"(add|insert)(Widget|Layout|Stretch|Spacing|SpacerItem|Separator)|add_layer|"
    r"draw\w*|fillRect|paint\w*|_paint\w*|adjustSize|updateGeometry|resize|raise_|put_icon|set_color|fill|_?fit|"
    r"fit_margins|stack_if_narrow|restyle_with|_?restyle|_lay_out|_arrange|resizeEvent|paintEvent|deleteLater"
)
"""Calls that are kept: how something looks and where it lies, and when Qt lets it go."""
PAINTS = re.compile(r"_?paint\w*|_?draw\w*|(minimum)?[sS]izeHint|\w*resizeEvent|_?restyle\w*|_lay_out\w*|_arrange\w*")
"""Methods in which nothing is planted."""
BY_HAND = "window/ByHand"
WRITTEN: dict[int, tuple[str, str]] = {}
"""The old and the new text of each fault that somebody has written."""
TURNED = ("setEnabled", "setDisabled", "setVisible", "setHidden", "setChecked", "setReadOnly")
"""Calls whose argument is a condition."""


class Change(NamedTuple):
    """What is written instead of some bytes of a file. The operator names the kind of the fault."""

    operator: str
    line: int
    start: int
    end: int
    written: bytes


class _Finder(ast.NodeVisitor):
    def __init__(self, source: bytes) -> None:
        self.changes: list[Change] = []
        self._source = source
        self._begins = [0]
        for line in source.splitlines(keepends=True):
            self._begins.append(self._begins[-1] + len(line))
        self._function = ""

    def _change(self, operator: str, node: ast.expr | ast.stmt, written: str) -> None:
        start = self._begins[node.lineno - 1] + node.col_offset
        end = self._begins[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        new = written.encode().replace(b"...", self._source[start:end])
        self.changes.append(Change(f"window/{operator}", node.lineno, start, end, new))

    def _turn(self, condition: ast.expr) -> None:
        if not isinstance(condition, ast.Constant):
            self._change("ConditionTurned", condition, "not (...)")

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if PAINTS.fullmatch(node.name):
            return
        outer, self._function = self._function, self._function or node.name
        for each in node.body:
            self.visit(each)
        self._function = outer

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave out what is within: before Python 3.12 its places are not known."""

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call) and (operator := _removed(node.value)):
            self._change(operator, node, "pass")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name, arguments = _name(node), node.args
        if name in TURNED and len(arguments) == 1 and not isinstance(arguments[0], ast.Starred | ast.GeneratorExp):
            self._turn(arguments[0])
        self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" in ast.unparse(node.test):
            return
        start = self._begins[node.lineno - 1] + node.col_offset
        is_guard = len(node.body) == 1 and isinstance(node.body[0], ast.Return) and not node.orelse
        if is_guard and self._source[start : start + 4] != b"elif":
            self._change("GuardRemoved", node, "pass")
        self._turn(node.test)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self._turn(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._turn(node.test)
        self.generic_visit(node)

    def _visit_assignment(self, node: ast.Assign | ast.AugAssign | ast.AnnAssign) -> None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if self._function not in ("", "__init__", "__new__") and node.value and all(map(_is_own, targets)):
            self._change("AssignmentRemoved", node, "pass")
        if node.value:
            self.visit(node.value)

    visit_Assign = visit_AugAssign = visit_AnnAssign = _visit_assignment

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if re.fullmatch(r"(Qt\.)?Key\.Key_\w+", ast.unparse(node)) and node.attr != "Key_F20":
            self._change("KeyReplaced", node, ast.unparse(node.value) + ".Key_F20")
        elif re.fullmatch(r"(QKeySequence\.)?StandardKey\.\w+", ast.unparse(node)):
            self._change("KeyReplaced", node, ast.unparse(node.value) + ".UnknownKey")
        else:
            self.generic_visit(node)


def _name(call: ast.Call) -> str:
    function = call.func
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def _is_own(target: ast.expr) -> bool:
    """Tells whether an assignment is to `self.x` alone, or to several of them."""
    if isinstance(target, ast.Tuple):
        return all(map(_is_own, target.elts))
    return isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self"


def _removed(call: ast.Call) -> str:
    """The kind of fault that removes a call, or nothing where the call is kept."""
    name, function = _name(call), ast.unparse(call.func)
    if LOOKS.fullmatch(name) or name == "__init__" or re.match(r"(self\.)?_?painter\.|pen\.|layout\.", function):
        return ""
    if name == "connect":
        return "ConnectionRemoved"
    return "AnnouncementRemoved" if name == "announce" else "CallRemoved"


@cache
def changes(source: str) -> list[Change]:
    """All changes that can be made to the source of a file, in their order."""
    finder = _Finder(source.encode())
    finder.visit(ast.parse(source))
    return sorted(finder.changes, key=lambda change: (change.start, change.end, change.operator))


def places(source: str) -> Iterator[tuple[str, int, int]]:
    """The operator, the occurrence and the line of each fault of a file."""
    found: dict[str, int] = {}
    for change in changes(source):
        yield change.operator, found.setdefault(change.operator, 0), change.line
        found[change.operator] += 1


def by_hand(path: Path, top: Path) -> Iterator[tuple[str, str, int, int]]:
    """Read faults that somebody has written: the file, the operator, the occurrence and the line of each.

    Args:
        path: a JSON list of objects with the keys `file`, `old` and `new`: `old` stands once in the file.
        top: the folder below which the files are.

    Raises:
        ValueError: the old text of a fault stands in its file another number of times than once.
    """
    for number, each in enumerate(json.loads(path.read_text("utf-8"))):
        source = (top / each["file"]).read_text("utf-8")
        if source.count(each["old"]) != 1:
            raise ValueError(f"fault {number}: the old text stands {source.count(each['old'])} times in {each['file']}")
        WRITTEN[number] = (each["old"], each["new"])
        before, after = source.splitlines(), source.replace(each["old"], each["new"]).splitlines()
        line = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(after))
        yield each["file"], BY_HAND, number, line + 1


def planted(source: str, operator: str, occurrence: int) -> str:
    """The source of a file with a fault in it, which is the same byte for byte elsewhere."""
    if operator == BY_HAND:
        return source.replace(*WRITTEN[occurrence])
    change = [each for each in changes(source) if each.operator == operator][occurrence]
    encoded = source.encode()
    return (encoded[: change.start] + change.written + encoded[change.end :]).decode()
