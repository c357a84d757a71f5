"""The formats of other tools, written by hand, in the order in which a file is tried for them."""

from collections.abc import Mapping

from quizapp.interchange import (
    aiken,
    article_bank,
    csv_tables,
    csv_writing,
    gift,
    moodle_writing,
    moodle_xml,
    onestopqa,
    qti2,
    qti12,
    qti12_writing,
    qti_versions,
    qti_writing,
    sheet_html,
    sheet_markdown,
    typed_document,
    typed_text,
    workbook,
)
from quizapp.interchange.format import Format, SheetFormat
from quizapp.texts import N_

_QTI = qti2.Qti2Importer()
"""Reads both versions: packages mix them."""

TYPED = N_("typed text")
"""The title of the format that is no name, and so is translated."""

FORMATS = (
    Format(
        "moodle-xml",
        "Moodle XML",
        (".xml",),
        moodle_xml.recognizes,
        moodle_xml.MoodleXmlImporter(),
        moodle_writing.MoodleXmlExporter(),
    ),
    Format(
        "qti12",
        "QTI 1.2",
        (".zip", ".imscc", ".qti"),
        qti12.recognizes,
        qti12.Qti12Importer(),
        qti12_writing.Qti12Exporter(),
        has_packages=True,
    ),
    Format(
        "qti22",
        "QTI 2.2",
        (".zip",),
        qti2.recognizes,
        _QTI,
        qti_writing.QtiExporter(qti_versions.QTI_22),
        has_packages=True,
    ),
    Format(
        "qti3",
        "QTI 3",
        (".zip",),
        qti2.recognizes_3,
        _QTI,
        qti_writing.QtiExporter(qti_versions.QTI_3),
        has_packages=True,
    ),
    Format("xlsx", "Excel (.xlsx)", (".xlsx",), workbook.recognizes, workbook.WorkbookImporter(), None),
    Format(
        "docx",
        "Word (.docx)",
        (".docx",),
        typed_document.recognizes,
        typed_document.TypedDocumentImporter(),
        None,
    ),
    Format("onestopqa", "OneStopQA", (".txt",), onestopqa.recognizes, article_bank.OneStopQaImporter(), None),
    Format("csv", "CSV", (".csv",), csv_tables.recognizes, csv_tables.CsvImporter(), csv_writing.CsvExporter()),
    Format("aiken", "Aiken", (".aiken", ".txt"), aiken.recognizes, aiken.AikenImporter(), aiken.AikenExporter()),
    Format("gift", "GIFT", (".gift", ".txt"), gift.recognizes, gift.GiftImporter(), gift.GiftExporter()),
    Format("typed", TYPED, (".txt",), typed_text.recognizes, typed_text.TypedTextImporter(), None),
)

SHEETS = (
    SheetFormat("html", "HTML", (".html", ".htm"), sheet_html.HtmlSheetExporter()),
    SheetFormat("markdown", "Markdown", (".md",), sheet_markdown.MarkdownSheetExporter()),
)
"""The formats for people to read and print, which are not read again."""

BY_NAME: Mapping[str, Format | SheetFormat] = {each.name: each for each in (*FORMATS, *SHEETS)}

BOTH_WAYS = tuple(each for each in FORMATS if each.exporter is not None)
"""The formats in which a bank can be written and read again."""
WRITTEN: tuple[Format | SheetFormat, ...] = (*BOTH_WAYS, *SHEETS)
"""All in which a bank can be written."""
