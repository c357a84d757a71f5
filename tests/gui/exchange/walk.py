"""A walk through the screens of the exchange, for the tests that look at every screen."""

from pathlib import Path

from tests.gui.conftest import flush

GIFT = """\
::Tides:: Tides rise? {=Tides fall ~%50%Bees ~Tides}

::Bees:: Bees tides? {#40:2}

::Bees:: Tides bees? {=Tides ~Tides}
"""
KNOWN = (
    "Two sides and what the sheriff meant", "Tides fall", "Tides rise", "Tides bees", "Bees tides",
    "Tides", "Bees", "tides", "harbor", "txt", "report.md", "zip", "yaml", "QTI", "XML", "Moodle", "GIFT", "Aiken",
    "qti12", "xml", "Line", "CSV", "Excel", "xlsx", "Word", "docx", "Aiken",
)  # fmt: skip
"""What files, formats and their texts are called."""


def of_the_exchange(program, qtbot):
    """Show each screen that somebody may see who brings questions in and saves copies; gives their names."""
    window, exchange = program.window, program.window.exchange

    def settle():
        qtbot.waitUntil(lambda: program.jobs.is_idle)
        flush()

    exchange.ask()
    yield "import, nothing yet"
    exchange.read_text("Tides", "Tides")
    settle()
    yield "import, a text that is not understood"
    window._frame.show_page(exchange.waiting, exchange.tr("Import questions"))
    exchange.waiting.wait_for(exchange.tr("Reading your text…"))
    exchange.waiting.show_progress(45, 100)
    yield "import, waiting"
    folder = Path(program.folder)
    harbor, empty, damaged = (folder / name for name in ("harbor.txt", "bees.txt", "bees.zip"))
    harbor.write_text(GIFT)
    empty.write_text(GIFT.rpartition("\n\n")[2])
    damaged.write_bytes(b"PK\x03\x04")
    exchange.read([harbor])
    settle()
    page = exchange.import_page
    yield "import, the report"
    for name, tab in page.report.filters.items():
        if tab.isVisible():
            tab.click()
            page.report.tree.expand(page.report.tree.losses.index(0))
            yield f"import, the report, {name}"
    page.do.click()
    settle()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.library_page)
    settle()
    yield "import, done"
    exchange._show_import(page.offer, page.written or _written(folder))
    yield "import, the report afterwards"
    exchange.read([harbor, damaged])
    settle()
    page.replace.click()
    yield "import, a bank is there, and a file is damaged"
    exchange.read([empty])
    settle()
    yield "import, nothing can be carried"
    for name in ("yaml", "moodle-xml", "aiken"):
        exchange._format = name
        exchange.save_copy(program.bank, "Bees")
        settle()
        yield f"save a copy, {name}"
    window.show_library()


def _written(folder):
    from quizapp.services.importing import WrittenImport

    return WrittenImport((folder / "harbor.yaml",), (folder / "harbor.report.md",), ())
