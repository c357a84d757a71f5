"""A walk through each page of the desk, with nobody in it and with many, for the tests that look at every screen."""

import re

import msgspec
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QTableView

from quizapp.domain.inline import plain_text
from quizapp.services.desk.classes import add_class, read_names
from tests.desks import BANK, assigned, hand_in, taken
from tests.gui.conftest import flush
from tests.gui.seen import visible
from tests.gui.test_translation import all_texts, untranslated

MONTHS = tuple(QLocale("en_GB").monthName(number, QLocale.FormatType.ShortFormat) for number in range(1, 13))
KNOWN = (*MONTHS, "Ada", "Björn", "陈", "7b", "Bees", "quizanswers", "Bjorn", "somebody", "x", "zzz")


def texts_in(record):
    """Every text in a record, without emphasis, and with all of its gaps."""
    if isinstance(record, str):
        yield plain_text(record)
        yield from (part.strip() for part in re.split(r"\[[^]]*\]|“|”", record) if len(part.strip()) > 1)
    elif isinstance(record, dict | list | tuple):
        for inner in record.values() if isinstance(record, dict) else record:
            yield from texts_in(inner)


BANK_TEXTS = {text for text in texts_in(msgspec.to_builtins(BANK.questions)) if len(text) > 2}
BANK_TEXTS |= {sentence.name for sentence in BANK.passage.sentences}


def pages(teacher, tmp_path):
    """Show each page of the desk, and each state of it; gives their names."""
    page = teacher.page
    teacher.desk.who = "somebody"
    for name in page.tabs:
        page.show_section(name)
        teacher.wait()
        yield f"{name}, empty"
    classes = page.section("classes")
    page.show_section("classes")
    classes.new.click()
    classes.form.text.setPlainText("Ada\nAda\n陈")
    teacher.wait()
    teacher.qtbot.waitUntil(lambda: not classes.form._until_rest.isActive())
    teacher.wait()
    yield "names"
    classes.go_back()
    teacher.access.change(lambda desk: assigned(desk))
    teacher.access.change(lambda desk: add_class(desk, "Björn", read_names("")))
    teacher.wait()
    classes.for_room.click()
    yield "settings for the room"
    classes.go_back()
    (line,) = teacher.desk.store.assignments()
    assignment = teacher.desk.assignment(line.id)
    ada = assignment.members[0]
    share = tmp_path / "share"
    hand_in(teacher.desk, share, taken(assignment, ada))
    hand_in(teacher.desk, share, taken(assignment, "Bjorn"), by="Björn")
    hand_in(teacher.desk, share, taken(assignment, ada, number=2), by="Eve", file="x.quizanswers")
    collect = page.section("collect")
    page.show_section("collect")
    collect.take_files([share])
    teacher.wait()
    for name in ("classes", "assignments", "collect"):
        page.show_section(name)
        teacher.wait()
        yield name
    for digest in [each.received.digest for each in collect.card._state.waiting]:
        page.show_section("collect")
        teacher.wait()
        collect.card._show_list()
        collect.card.show_decision(digest)
        flush()
        yield "decision"
    collect.card.go_back()
    collect.card.table.setCurrentIndex(collect.card.model.index(2, 0))
    collect.card.reopen.click()
    flush()
    yield "reopening"
    assignments = page.section("assignments")
    page.show_section("assignments")
    assignments.new.click()
    teacher.wait()
    assignments.form.choice.search.setText("zzz")
    teacher.qtbot.waitUntil(lambda: not assignments.form.choice._until_rest.isActive())
    teacher.wait()
    yield "new assignment"
    gradebook = page.section("gradebook")
    page.show_section("gradebook")
    teacher.wait()
    gradebook.table.go_to(0, 0)
    gradebook._open()
    teacher.wait()
    for name, tab in gradebook.attempt.tabs.items():
        tab.click()
        flush()
        yield f"attempt, {name}"
    gradebook.go_back()
    teacher.wait()
    gradebook.rate_button.click()
    teacher.wait()
    yield "rating"
    gradebook.go_back()
    understand = page.section("understand")
    page.show_section("understand")
    teacher.wait()
    understand.tables.setChecked(True)
    flush()
    yield "marks as a table"
    understand.items_tab.click()
    for row in range(len(understand.model.rows)):
        understand.items.setCurrentIndex(understand.model.index(row))
        flush()
        yield f"question {row}"
    understand.mend_button.click()
    flush()
    for kind, pill in understand.mending.kinds.items():
        pill.click()
        flush()
        yield f"mend, {kind}"
    understand.mending.try_it()
    teacher.wait()
    yield "no reason"
    understand.mending.reason.setText("Ada")
    understand.mending.try_it()
    teacher.wait()
    yield "preview"
    understand.mending.do_it()
    teacher.wait()
    understand.changes_button.click()
    teacher.wait()
    understand.changes.came_in.setChecked(True)
    flush()
    yield "changes"
    for what in ("set", "change", "forgotten", "unlock"):
        page._ask(what)
        flush()
        yield what


def shown_in_tables(window):
    for view in visible(window, QTableView):
        model = view.model()
        for row in range(min(model.rowCount(), 9)):
            for column in range(model.columnCount()):
                yield str(model.index(row, column).data() or "")
        for column in range(model.columnCount()):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def untranslated_of(page):
    """What a page of the desk shows without its translation."""
    for label in page.findChildren(QLabel, "told"):  # what the desk says of a file, in English
        label.clear()
    known = (*KNOWN, *BANK_TEXTS)
    found = {untranslated(text, *known) for text in shown_in_tables(page)}
    return (found | {untranslated(text, *known) for _, text in all_texts(page)}) - {""}
