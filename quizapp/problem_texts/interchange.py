"""Mistakes in files of other tools: in archives, XML and tables."""

from quizapp.texts import N_

TEXTS: dict[str, tuple[str, str]] = N_(
    {
        "source_too_many_files": ("There are more than {limit} files in it.", "Import fewer at a time."),
        "source_leads_out": (
            "The archive has a file that would be written elsewhere (“{name}”).",
            "Don't open it, and ask where it comes from.",
        ),
        "source_damaged": ("The archive is damaged, or locked with a password.", "Get it again, or unpack it first."),
        "xml_broken": ("The XML is broken here: {reason}.", "Export the file again from the tool that it comes from."),
        "xml_encoding": (
            "The encoding that the file names cannot be read.",
            "Open it in your editor and save it with the encoding UTF-8.",
        ),
        "xml_entities": (
            "The XML names entities or other files, which are not opened.",
            "Export the file again from the tool that it comes from.",
        ),
        "xml_too_deep": ("The XML is nested too deeply.", "Export the file again from the tool that it comes from."),
        "xml_too_many": ("There is too much in the XML.", "Export fewer questions at a time."),
        "xml_not_moodle": (
            "This is not a file of Moodle questions (<{tag}>).",
            "Choose the format “Moodle XML” there.",
        ),
        "xml_not_qti12": (
            "This is not a file of QTI 1.2 questions (<{tag}>).",
            "Export the file again from the tool that it comes from.",
        ),
        "too_many_lines": ("There are more than {limit} lines in it.", "Import fewer questions at a time."),
        "sheet_columns": (
            "The table has no columns from which questions can be made; it has these: {seen}.",
            "Name the columns in the first row: “question”, one for each option (“A”, “B”, …) and “answer”.",
        ),
        "import_unknown": (
            "The format of this file cannot be imported.",
            "Check that it is the file that you meant. Formats are: {choices}.",
        ),
        "import_old_office": (
            "Files of this kind (.xls, .doc, .ods, .odt) cannot be read.",
            "Open it, save it as .xlsx, .docx or .csv, and import that.",
        ),
        "import_nothing": ("There is no question in the file that could be imported.", "Read the report beside it."),
    }
)
