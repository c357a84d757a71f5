"""Menus, as tests choose from them."""

from quizapp.gui.kit.menu_button import MenuButton


def entries(button: MenuButton) -> list[str]:
    """List the words of the entries in the menu of `button`."""
    menu = button.prepare()
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions()]


def choose(button: MenuButton, words: str) -> None:
    """Choose the entry with these words from the menu of `button`."""
    menu = button.prepare()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == words).trigger()
