"""The place of what is bundled with the program."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_root() -> Path:
    """The folder that holds the bundled `questions` and `resources`.

    In an installed program this is the package's own `_data`; in a checkout it is the checkout itself.
    """
    bundled = PACKAGE / "_data"
    return bundled if bundled.is_dir() else PACKAGE.parent


def translations_dir() -> Path:
    """The folder of the program's texts in other languages; never written to."""
    return data_root() / "resources" / "translations"
