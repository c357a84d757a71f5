"""Run by the system's Python, which has AT-SPI: for each line on the input, tells what a screen reader finds in the
program as one line of JSON, a list of [role, name, description, states].
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

STATES = {
    "checked": Atspi.StateType.CHECKED,
    "focused": Atspi.StateType.FOCUSED,
    "enabled": Atspi.StateType.ENABLED,
    "showing": Atspi.StateType.SHOWING,
}


def tell(accessible, found):
    states = accessible.get_state_set()
    names = [name for name, state in STATES.items() if states.contains(state)]
    if accessible.get_role() != Atspi.Role.APPLICATION and "showing" not in names:
        return
    found.append([accessible.get_role_name(), accessible.get_name(), accessible.get_description(), names])
    for index in range(min(accessible.get_child_count(), 200)):
        child = accessible.get_child_at_index(index)
        if child is not None:
            tell(child, found)


def main():
    for _ in sys.stdin:
        found = []
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for index in range(desktop.get_child_count()):
            try:
                application = desktop.get_child_at_index(index)
                if application is not None:
                    application.clear_cache()
                    tell(application, found)
            except GLib.Error:  # what was there a moment ago is gone
                continue
        print(json.dumps(found), flush=True)


main()
