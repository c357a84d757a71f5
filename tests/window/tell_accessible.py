"""Run by the system's Python, which has AT-SPI: answers each line on the input with one line of JSON, a pair.

To a dictionary, by doing what it says to a thing in the program, see `act`, with whether the thing was found; to
"listen", with null and what a screen reader was asked to speak since the last line; to "audit", with all that can have
the focus, see `audit`; to "menu", with the menu that has just opened, see `menu`; to "focus", with what has the focus;
to a dictionary with "look", with what it finds in the program, see `things`: as [role, name, description, states, text]
each. With each goes what it was asked to speak.
"""

import json
import sys
from contextlib import suppress
from itertools import islice

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

STATES = {
    "checked": Atspi.StateType.CHECKED,
    "focused": Atspi.StateType.FOCUSED,
    "focusable": Atspi.StateType.FOCUSABLE,
    "read only": Atspi.StateType.READ_ONLY,
    "enabled": Atspi.StateType.ENABLED,
    "showing": Atspi.StateType.SHOWING,
}
LEAVES = ("push button", "check box", "radio button", "toggle button", "list item", "table cell", "image")
"""Roles of what has nothing in it: each question to the program takes its time."""
WHOLE = ("label", "text", *LEAVES)
"""Roles of what the audit does not look into."""
LONGEST = 400
PLAIN = ("label", "filler", "scroll bar")  # what has no description here
MILLISECONDS = 200

spoken = []
recent = []
"""What got the focus last."""
menu_items = []
"""The entry of a menu that has the focus."""


def told_of(accessible, role, states):
    text = ""
    if role == "text":
        text = Atspi.Text.get_text(accessible, 0, min(Atspi.Text.get_character_count(accessible), LONGEST))
    description = "" if role in PLAIN else accessible.get_description()
    return [role, accessible.get_name(), description, states, text]


def tell(accessible, asked, found, is_program=False):
    """Add to `found` what is asked for in `accessible`; gives whether that is enough."""
    state_set = accessible.get_state_set()
    if not is_program and not state_set.contains(Atspi.StateType.SHOWING):
        return False
    role = accessible.get_role_name()
    name = None
    if asked["role"] in ("", role):
        states = [each for each, state in STATES.items() if state_set.contains(state)]
        if asked["look"] == "things" and asked["name"] is None:
            found.append(told_of(accessible, role, states))
            name = found[-1][1]
        else:
            name = accessible.get_name()
            if asked["name"] is None or FITS[asked["how"]](name, asked["name"]):
                is_first = asked["look"] == "first"
                found.append([role, name, "", states, ""] if asked["look"] == "names" or is_first
                             else told_of(accessible, role, states))  # fmt: skip
                if is_first:
                    return True
    if role == "list" and asked["skipped"] and (accessible.get_name() if name is None else name) in asked["skipped"]:
        return False
    for index in range(0 if role in LEAVES else min(accessible.get_child_count(), 200)):
        child = accessible.get_child_at_index(index)
        if child is not None and tell(child, asked, found):
            return True
    return False


FITS = {"is": str.__eq__, "begins": str.startswith, "has": str.__contains__}


def things(asked):
    """What is showing and is of this `role`, if there is one, in the order of the tree, and whose name fits `name`, if
    there is one; "names" are told without descriptions and texts, and of "first" only the first one is. What is in
    lists that are `skipped` is left out: each question to the program takes its time.
    """
    found = []
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    for index in range(desktop.get_child_count()):
        try:
            application = desktop.get_child_at_index(index)
            if application is not None:
                application.clear_cache()
                if tell(application, asked, found, is_program=True):
                    break
        except GLib.Error:  # what was there a moment ago is gone
            continue
    return found


def focus():
    """What has the focus, the last that got it first; found by walking where nothing was told of it."""
    for _ in range(2):  # a key that was pressed just before has been taken by then, and its focus told
        for thing in recent[-1:]:
            with suppress(GLib.Error):
                thing.clear_cache()
                thing.get_state_set()
        while GLib.MainContext.default().iteration(False):
            pass
    found = []
    for thing in reversed(recent):
        with suppress(GLib.Error):
            thing.clear_cache()
            state_set = thing.get_state_set()
            states = [each for each, state in STATES.items() if state_set.contains(state)]
            if {"focused", "showing"} <= set(states):
                found.append(told_of(thing, thing.get_role_name(), states))
    everything = {"look": "things", "role": "", "name": None, "skipped": []}
    return found or [each for each in things(everything) if "focused" in each[3]]


def audit():
    """All that is showing and can have the focus, in the order of the tree: its role, name, description, states,
    [left, top, width, height] on the screen, and the roles of what it stands in, with the names of those that it has.
    """
    found = []

    def look(accessible, around):
        states = accessible.get_state_set()
        role, is_program = accessible.get_role_name(), accessible.get_role() == Atspi.Role.APPLICATION
        if not is_program and not states.contains(Atspi.StateType.SHOWING):
            return
        name = ""
        if states.contains(Atspi.StateType.FOCUSABLE):
            name = accessible.get_name()
            box = Atspi.Component.get_extents(accessible, Atspi.CoordType.SCREEN)
            told = [state.value_nick for state in states.get_states()]
            place = [box.x, box.y, box.width, box.height]
            found.append([role, name, accessible.get_description(), told, place, around])
        if role in WHOLE:
            return
        for index in range(min(accessible.get_child_count(), 60)):
            child = accessible.get_child_at_index(index)
            if child is not None:
                look(child, [*around[-3:], f"{role} {name}".strip()])

    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is not None:
            look(application, [])
    return found


def menu():
    """The menu whose entry has got the focus, and all that is in it: the role, name and states of each; nothing where
    no entry has got it.
    """
    over = []
    timer = GLib.timeout_add(10 * MILLISECONDS, lambda: over.append(True))
    while not (menu_items or over):
        GLib.MainContext.default().iteration(True)
    if over:
        return []
    GLib.source_remove(timer)
    opened = menu_items[0].get_parent()
    every = [opened, *(opened.get_child_at_index(at) for at in range(opened.get_child_count()))]
    told = [[state.value_nick for state in each.get_state_set().get_states()] for each in every]
    menu_items.clear()
    return [[each.get_role_name(), each.get_name(), states] for each, states in zip(every, told, strict=True)]


def reached(accessible):
    """All that is showing in it, and what a list holds that is not open."""
    yield accessible
    for index in range(min(accessible.get_child_count(), 200)):
        child = accessible.get_child_at_index(index)
        if child is None:
            continue
        if child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield from reached(child)


def act(asked):
    """Do what `do` says to the `number`-th thing of this `role` whose name begins with `name`: "press" it, put the
    `text` into it, "select" its item of this `row`, "choose" the one whose name begins with `text`, or move its cursor
    to a `text` in it. No key and no mouse is used.
    """
    if asked["role"] == "menu item":
        found = [item for item in menu_items if item.get_name().startswith(asked["name"])]
    else:
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        every = (thing for at in range(desktop.get_child_count()) for thing in reached(desktop.get_child_at_index(at)))
        fitting = (
            thing
            for thing in every
            if thing.get_role_name() == asked["role"] and thing.get_name().startswith(asked["name"])
        )
        found = [*islice(fitting, asked["number"] + 1)]
    if len(found) <= asked["number"]:
        return False
    thing = found[asked["number"]]
    if asked["do"] == "press":
        return Atspi.Action.do_action(thing, 0)
    if asked["do"] == "text":
        return Atspi.EditableText.set_text_contents(thing, asked["text"])
    if asked["do"] == "select":
        return Atspi.Selection.select_child(thing.get_child_at_index(0), asked["row"])
    if asked["do"] == "choose":
        names = [thing.get_child_at_index(at).get_name() for at in range(thing.get_child_count())]
        rows = [at for at, name in enumerate(names) if name.startswith(asked["text"])]
        return bool(rows) and Atspi.Selection.select_child(thing, rows[0])
    text = Atspi.Text.get_text(thing, 0, Atspi.Text.get_character_count(thing))
    return asked["text"] in text and Atspi.Text.set_caret_offset(thing, text.index(asked["text"]) + 1)


def answer(lines, _condition):
    line = lines.readline()
    if not line:
        loop.quit()
        return False
    asked = json.loads(line)
    if isinstance(asked, dict):
        found = things(asked) if "look" in asked else act(asked)
    else:
        found = {"listen": listen, "audit": audit, "menu": menu, "focus": focus}[asked]()
    print(json.dumps([found, spoken]), flush=True)
    spoken.clear()
    return True


def listen():
    """Wait a little for something to be spoken."""
    over = []
    timer = GLib.timeout_add(MILLISECONDS, lambda: over.append(True))
    while not (spoken or over):
        GLib.MainContext.default().iteration(True)
    if not over:
        GLib.source_remove(timer)


def hear(event):
    """Announcements, and the entries of menus, which are in no window that could be read."""
    if event.type.startswith("object:announcement"):
        spoken.append(str(event.any_data))
        return
    with suppress(GLib.Error):  # it may be gone by now
        if event.detail1:
            recent[:] = [*(each for each in recent if each != event.source), event.source][-4:]
        if event.detail1 and event.source.get_role() == Atspi.Role.MENU_ITEM:
            spoken.append(event.source.get_name())
            menu_items[:] = [event.source]


loop = GLib.MainLoop()
listener = Atspi.EventListener.new(hear)
for event_type in ("object:announcement", "object:state-changed:focused"):
    listener.register(event_type)
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, answer)
loop.run()
