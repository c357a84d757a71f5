"""Numbers of a workbook as its cells show them: percent, decimals, thousands; other formats are marked as such."""

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
"""The number formats that a workbook does not spell out (ECMA-376, 18.8.30), without those of dates."""
_CELL = re.compile(rb"<(?:[A-Za-z]{1,20}:)?c\s([^<>]{1,400})>")
_PLACE = re.compile(rb"(?:^|\s)r=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_STYLE = re.compile(rb"(?:^|\s)s=[\"']([0-9]{1,6})[\"']")
_SIMPLE = re.compile(r"(?P<thousands>#,##)?[#0]*0(?:\.(?P<decimals>0{1,15}))?(?P<percent>%)?")

CellFormats = Mapping[tuple[int, int], str]
"""The number formats of cells, by row and column, counted from 0."""


class PlainNumberCell(str):
    """A number written plainly, as we do not know the format in which its cell shows it."""


def number_formats(archive: Archive, name: str) -> dict[str, CellFormats]:
    """The number formats of the cells of each sheet, by its name.

    Raises:
        RefusedSourceError: the XML is damaged, or too large.
        ArchiveError: a part is damaged.
    """

    def xml(part: str) -> Element | None:
        return read_xml(archive.content(part), name, _MOST_ELEMENTS) if part in archive.names else None

    formats = _formats_of_styles(xml("xl/styles.xml"))
    workbook = xml("xl/workbook.xml")
    relations = xml("xl/_rels/workbook.xml.rels")
    if not any(formats) or workbook is None or relations is None:
        return {}
    files = {each.attributes.get("Id", ""): basename(each.attributes.get("Target", "")) for each in relations.children}
    found: dict[str, CellFormats] = {}
    for sheet in _elements_named(workbook, "sheet"):
        id_ = next((value for key, value in sheet.attributes.items() if key.rpartition(":")[2] == "id"), "")
        part = f"xl/worksheets/{files.get(id_, '')}"
        if part in archive.names:
            found[sheet.attributes.get("name", "")] = _cell_formats(archive.content(part), formats)
    return found


def _elements_named(parent: Element, name: str) -> list[Element]:
    """The elements called `name`, whatever their namespace, at the highest level that has any."""
    inner = [each for each in parent.children if each.tag.rpartition(":")[2] == name]
    return inner or [found for each in parent.children for found in _elements_named(each, name)]


def _formats_of_styles(styles: Element | None) -> list[str]:
    """The number format of each cell style; empty if it has none."""
    if styles is None:
        return []
    own = {
        each.attributes.get("numFmtId", ""): each.attributes.get("formatCode", "")
        for each in _elements_named(styles, "numFmt")
    }
    formats = []
    for group in _elements_named(styles, "cellXfs")[:1]:
        for each in _elements_named(group, "xf"):
            id_ = each.attributes.get("numFmtId", "0")
            format_ = own.get(id_) or (_BUILT_IN.get(int(id_), "") if id_.isdecimal() and len(id_) < 6 else "")
            formats.append("" if format_ in ("General", "@") else format_)
    return formats


def _cell_formats(content: bytes, formats: list[str]) -> CellFormats:
    found: dict[tuple[int, int], str] = {}
    for cell in _CELL.finditer(content):
        place, style = _PLACE.search(cell[1]), _STYLE.search(cell[1])
        if place is None or style is None or int(style[1]) >= len(formats) or not formats[int(style[1])]:
            continue
        column = 0
        for letter in place[1]:
            column = column * 26 + letter - ord("A") + 1
        found[int(place[2]) - 1, column - 1] = formats[int(style[1])]
    return found


def plain_number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def shown_number(value: float, number_format: str) -> str:
    """A number as its cell shows it; a `PlainNumberCell` if we do not know its format."""
    simple = _SIMPLE.fullmatch(number_format.split(";")[0])
    if simple is None:
        return PlainNumberCell(plain_number(value))
    decimals = len(simple["decimals"] or "")
    if simple["percent"]:
        value *= 100
    text = f"{value:,.{decimals}f}" if simple["thousands"] else f"{value:.{decimals}f}"
    return text + (simple["percent"] or "")
