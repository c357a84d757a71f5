"""What there is at the beginning of stories of the window as a whole."""

import shutil

from tests.gui.conftest import flush
from tests.gui.story import given


@given("a first start")
def a_first_start(start):
    program = start()
    program.window.welcome.show()
    flush()
    return program, {}


@given("the program, whose folder of banks somebody removes")
def a_folder_that_goes(start, qtbot):
    program = start()

    def go() -> None:
        shutil.rmtree(program.bank.parent)
        qtbot.waitUntil(lambda: program.bank not in [each.path for each in program.library.entries()])

    return program, {"the folder goes": go}
