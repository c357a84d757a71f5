"""The pictures of the exchange: a made-up quiz of Canvas is looked through, imported, and taken."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from zipfile import ZipFile

from PySide6.QtCore import Qt

from quizapp.gui.shell.main_window import MainWindow
from tests.gui.conftest import flush

_SCORE = "<outcomes><decvar maxvalue='100' minvalue='0' varname='SCORE' vartype='Decimal'/></outcomes>"
_CHOICES = (
    ("Why did the keepers take bees up to the lamp room?", "The gulls could not reach it", "It was warm in winter",
     "The lamp drew them"),
    ("Which flowers grow on the island first?", "Sea pinks", "Lavender", "Heather"),
    ("Who counted the hives in 1961?", "The harbor master", "The school", "Nobody"),
)  # fmt: skip
"""Questions with the right option first."""


def _item(number: int, kind: str, text: str, inside: str, processing: str = "", feedback: str = "") -> str:
    return f"""
<item ident="q{number}" title="{escape(text)}"><itemmetadata><qtimetadata><qtimetadatafield>
<fieldlabel>question_type</fieldlabel><fieldentry>{kind}_question</fieldentry></qtimetadatafield></qtimetadata>
</itemmetadata><presentation><material><mattext texttype="text/html">{escape(f"<p>{text}</p>")}</mattext></material>
{inside}</presentation><resprocessing>{_SCORE}{processing}</resprocessing>{feedback}</item>"""


def _right(condition: str, share: int = 100) -> str:
    return (
        f"<respcondition><conditionvar>{condition}</conditionvar>"
        f"<setvar action='Set' varname='SCORE'>{share}</setvar></respcondition>"
    )


def _choice(number: int, text: str, *options: str, more: str = "", note: str = "") -> str:
    labels = "".join(
        f"<response_label ident='{at}'><material><mattext>{option}</mattext></material></response_label>"
        for at, option in enumerate(options, 1)
    )
    inside = f"<response_lid ident='r' rcardinality='Single'><render_choice>{labels}</render_choice></response_lid>"
    told = feedback = ""
    if note:  # on the second option
        told = (
            "<respcondition continue='Yes'><conditionvar><varequal respident='r'>2</varequal></conditionvar>"
            "<displayfeedback feedbacktype='Response' linkrefid='2_fb'/></respcondition>"
        )
        feedback = (
            f"<itemfeedback ident='2_fb'><flow_mat><material><mattext>{note}</mattext></material></flow_mat>"
            "</itemfeedback>"
        )
    processing = told + _right("<varequal respident='r'>1</varequal>") + more
    return _item(number, "multiple_choice", text, inside, processing, feedback)


def canvas_quiz(file: Path) -> Path:
    """Write a quiz as Canvas exports one: some questions stay as they are, some change, two cannot come over."""
    notes = {2: "Lavender was planted in the garden, and comes later."}
    items = [_choice(number, *texts, note=notes.get(number, "")) for number, texts in enumerate(_CHOICES, 1)]
    gap = "<response_str ident='r' rcardinality='Single'><render_fib/></response_str>"
    partly = _right("<varequal respident='r'>2</varequal>", 50)
    more = (
        _choice(4, "How far does a bee fly for nectar?", "About 3 km", "About 1 km", "About 30 km", more=partly),
        _item(5, "short_answer", "What is the home of bees called?", gap,
              _right("<varequal respident='r'>hive</varequal>")),
        _item(6, "essay", "Would you keep bees in a tower? Give two reasons.", gap),
        _item(7, "file_upload", "Hand in your drawing of the tower.", ""),
        _item(8, "hot_spot", "Click on the lamp room.", ""),
    )  # fmt: skip
    quiz = f"""<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="bees" title="Bees in the tower">
<section ident="root_section">{"".join((*items, *more))}</section></assessment></questestinterop>"""
    with ZipFile(file, "w") as archive:
        archive.writestr("bees/bees.xml", quiz)
    return file


class ExchangePictures:
    """Takes the pictures in a window; `wait` and `picture` are those of `docs.screenshots`."""

    def __init__(
        self, window: MainWindow, wait: Callable[..., None], picture: Callable[..., None], folder: Path
    ) -> None:
        self._window, self._wait, self._picture, self._folder = window, wait, picture, folder

    def take(self) -> None:
        """Take all of them."""
        window, wait, picture = self._window, self._wait, self._picture
        exchange = window.exchange
        window.open_files([canvas_quiz(self._folder / "bees-in-the-tower.zip")])
        wait(lambda: window.pages.currentWidget() is exchange.__dict__.get("import_page"))
        page = exchange.import_page
        tree = page.report.tree
        tree.setCurrentIndex(tree.losses.index(3))
        tree.expand(tree.losses.index(3))
        wait(lambda: True, 600)
        picture("exchange-report")
        page.do.click()
        wait(lambda: window.pages.currentWidget() is window.library_page and window.notice.isVisible(), 600)
        window.notice._buttons[0].click()
        wait(lambda: window.session.taking is not None and not window.opening.is_under_way, 600)
        picture("exchange-no-passage")
        quiz = window.pages.currentWidget()
        taking = window.session.taking
        assert taking is not None
        quiz.go_to(taking.order.index(taking.bank.questions[1].id))
        flush()
        order = taking.arrangement(taking.current.id)
        quiz.display.view.take_key("ABC"[order.index("B")])
        quiz.check()
        wait(lambda: True, 600)
        picture("exchange-canvas")
        window.setFocus(Qt.FocusReason.OtherFocusReason)
        window.session.leave()
        window.show_library()
