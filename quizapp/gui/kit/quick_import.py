"""Quicker imports of the program's own modules."""

import sys

import PySide6.QtCore  # noqa: F401 (what is looked for below comes with it)


class _Known(dict[str, int]):
    def __contains__(self, name: object) -> bool:
        return True


def skip_reading_of_sources() -> None:
    """Keep PySide from reading the source of each module that is imported after it, which takes a while in all.

    It looks there for uses of its optional features (``from __feature__ import …``); ours has none. Where PySide no
    longer does so, or keeps its notes elsewhere, nothing happens.
    """
    feature = sys.modules.get("shibokensupport.feature")
    known = getattr(feature, "pyside_feature_dict", None)
    if feature is not None and isinstance(known, dict):
        feature.pyside_feature_dict = _Known(known)  # type: ignore[attr-defined]
