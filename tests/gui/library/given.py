"""What there is at the beginning of stories of the library."""

from itertools import count
from pathlib import Path
from threading import Event

from quizapp.services.packs import PackAbout, make_pack
from tests.gui.conftest import Program
from tests.gui.shell.given import come_back
from tests.gui.story import Step, given

Given = tuple[Program, dict[str, Step]]
HARBOR = """\
id: harbor
title: {title}
passage:
  text: |
    # The Harbor

    The harbor closed in 1974.
questions:
  - {{id: q, type: true_false, stem: The harbor closed., key: true}}
"""


def add_banks(folder: Path, count: int) -> None:
    for number in range(count):
        question = f"{{id: q, type: true_false, stem: Is it {number}?, key: true}}"
        text = f"id: b{number}\ntitle: Bank {number}\nquestions: [{question}]\n"
        (folder / f"b{number:02}.yaml").write_text(text, "utf-8")


@given("the program, and packs")
def packs(start, tmp_path) -> Given:
    share = tmp_path / "share"
    for version in ("1", "2"):
        bank = tmp_path / "harbor.yaml"
        bank.write_text(HARBOR.format(title=f"Harbor {version}"), "utf-8")
        make_pack([bank], share / f"harbor-{version}.quizpack", PackAbout(version=version))
    (share / "damaged.quizpack").write_bytes((share / "harbor-1.quizpack").read_bytes()[:200])
    program = start()
    return program, {"the second pack goes": (share / "harbor-2.quizpack").unlink}


@given("the program, into whose folder many banks come")
def many_banks(start) -> Given:
    program = start()
    files, page = program.window._banks.files, program.window.library_page
    is_canceled, ticks = Event(), count()

    def cancel() -> None:
        assert page.reading_line.told.text() == "Reading banks: 2 of 30"
        assert page.reading_line.cancel.isVisible()
        page.reading_line.cancel.click()
        is_canceled.set()

    def clock() -> float:
        """A second passes at each bank; after the third, somebody cancels."""
        if (tick := next(ticks)) == 4:
            program.jobs.hand_over(cancel)
            assert is_canceled.wait(20)
        return float(tick)

    def come() -> None:
        files._clock = clock
        add_banks(program.bank.parent, 30)
        files.look_again()

    return program, {"many banks come, whose reading somebody cancels": come}


@given("the program, with a long text of one's own")
def a_long_text(start, tmp_path) -> Given:
    path = tmp_path / "quizapp" / "banks" / "long.yaml"
    paragraphs = [f"This is paragraph {number} of a text that is longer than the window." for number in range(60)]

    def write() -> None:
        lines = "".join(f"    {each}\n\n" for each in paragraphs)
        question = "  - {id: q, type: true_false, stem: It is long., key: true}\n"
        about = "about:\n  text: |\n" + lines.replace("This", "About")
        path.write_text(f"id: long\ntitle: Long\n{about}passage:\n  text: |\n{lines}questions:\n{question}", "utf-8")

    write()
    program = start()

    def put_before() -> None:
        paragraphs.insert(0, "Something comes before all of it.")
        write()
        come_back()

    def spoil() -> None:
        path.write_text("id: long\n", "utf-8")
        come_back()

    return program, {"another program puts a paragraph before all others": put_before, "the file is spoiled": spoil}
