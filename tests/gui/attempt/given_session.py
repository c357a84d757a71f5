"""Beginnings of stories about attempts that are left, resumed and ended, while banks and the program come and go."""

from tests.gui.conftest import Program
from tests.gui.shell.given import news_of, quiet
from tests.gui.story import Step, given


@given("the program, whose bank and whose end the story decides on")
def sessions(start, qtbot) -> tuple[Program, dict[str, Step]]:
    first = start()
    quiet(first)
    text = first.bank.read_text("utf-8")
    now = [first]

    def write(to: str) -> Step:
        def do() -> None:
            first.bank.write_text(to, "utf-8")
            news_of(now[0], first.bank)

        return do

    def start_again() -> Program:
        program = now[0]
        program.window.close()
        qtbot.waitUntil(program.window.isHidden)
        program.jobs.wait()
        program.window.learning.access.close()
        now[0] = start()
        quiet(now[0])
        return now[0]

    return first, {
        "the bank is broken": write("id: ["),
        "the bank is as before": write(text),
        "the bank asks otherwise": write(text.replace("Why does the report", "For what reason does the report")),
        "the bank asks two questions": write(text[: text.index("  - id: vote")]),
        "the program is ended and started again": start_again,
    }


@given("the program, and an author who looks at previews")
def previews(start) -> tuple[Program, dict[str, Step]]:
    program = start()
    quiet(program)
    return program, {"the form is folded away": lambda: program.window.editor.page.form.hide()}
