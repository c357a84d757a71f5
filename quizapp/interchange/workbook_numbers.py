"""Numbers of a workbook as its cells show them: percent, decimals, thousands; other forms are told."""

import re
from collections.abc import Mapping
from posixpath import basename

from quizapp.archive import Archive
from quizapp.interchange.xml_tree import Element, read_xml

_MOST_ELEMENTS = 100_000
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    **dict.fromkeys((5, 6, 7, 8, 37, 38, 39, 40, 41, 42, 43, 44), "$"),
    48: "##0.0E+0",
}
"""Forms of numbers that a workbook names without writing them (ECMA-376, 18.8.30); those of dates are left out."""
_CELL = re.compile(rb"<(?:[A-Za-z]{1,20}:)?c\s([^<>]{1,400})>")
_PLACE = re.compile(rb"(?:^|\s)r=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_STYLE = re.compile(rb"(?:^|\s)s=[\"']([0-9]{1,6})[\"']")
_SIMPLE = re.compile(r"(?P<thousands>#,##)?[#0]*0(?:\.(?P<decimals>0{1,15}))?(?P<percent>%)?")

Places = Mapping[tuple[int, int], str]
"""The forms of numbers by the row and the column of a cell, counted from 0."""


class NumberCell(str):
    """A cell whose number is shown in another form than it is written here."""


def number_forms(archive: Archive, name: str) -> dict[str, Places]:
    """For each sheet, by its name, the cells whose numbers have a form.

    Raises:
        RefusedSourceError: its XML is damaged, or too large.
        ArchiveError: a part is damaged.
    """

    def xml(part: str) -> Element | None:
        return read_xml(archive.content(part), name, _MOST_ELEMENTS) if part in archive.names else None

    styles = _styles(xml("xl/styles.xml"))
    workbook = xml("xl/workbook.xml")
    relations = xml("xl/_rels/workbook.xml.rels")
    if not any(styles) or workbook is None or relations is None:
        return {}
    files = {each.attributes.get("Id", ""): basename(each.attributes.get("Target", "")) for each in relations.children}
    found: dict[str, Places] = {}
    for sheet in _named(workbook, "sheet"):
        id_ = next((value for key, value in sheet.attributes.items() if key.rpartition(":")[2] == "id"), "")
        part = f"xl/worksheets/{files.get(id_, '')}"
        if part in archive.names:
            found[sheet.attributes.get("name", "")] = _places(archive.content(part), styles)
    return found


def _named(parent: Element, name: str) -> list[Element]:
    inner = [each for each in parent.children if each.tag.rpartition(":")[2] == name]
    return inner or [found for each in parent.children for found in _named(each, name)]


def _styles(styles: Element | None) -> list[str]:
    """The form of numbers of each style of cells; empty where it has none."""
    if styles is None:
        return []
    own = {
        each.attributes.get("numFmtId", ""): each.attributes.get("formatCode", "") for each in _named(styles, "numFmt")
    }
    forms = []
    for group in _named(styles, "cellXfs")[:1]:
        for each in _named(group, "xf"):
            id_ = each.attributes.get("numFmtId", "0")
            form = own.get(id_) or (_BUILT_IN.get(int(id_), "") if id_.isdecimal() and len(id_) < 6 else "")
            forms.append("" if form in ("General", "@") else form)
    return forms


def _places(content: bytes, styles: list[str]) -> Places:
    found: dict[tuple[int, int], str] = {}
    for cell in _CELL.finditer(content):
        place, style = _PLACE.search(cell[1]), _STYLE.search(cell[1])
        if place is None or style is None or int(style[1]) >= len(styles) or not styles[int(style[1])]:
            continue
        column = 0
        for sign in place[1]:
            column = column * 26 + sign - 64
        found[int(place[2]) - 1, column - 1] = styles[int(style[1])]
    return found


def plain_number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def shown_number(value: float, form: str) -> str:
    """A number in the form of its cell; in a form that is not simple it is a `NumberCell`, written plainly."""
    simple = _SIMPLE.fullmatch(form.split(";")[0])
    if simple is None:
        return NumberCell(plain_number(value))
    decimals = len(simple["decimals"] or "")
    if simple["percent"]:
        value *= 100
    text = f"{value:,.{decimals}f}" if simple["thousands"] else f"{value:.{decimals}f}"
    return text + (simple["percent"] or "")
