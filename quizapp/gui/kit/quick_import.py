"""Quicker imports."""

import sys

import PySide6.QtCore  # noqa: F401 (loads what is looked for below)


class _Known(dict[str, int]):
    def __contains__(self, name: object) -> bool:
        return True


def skip_reading_of_sources() -> None:
    """Keep PySide from reading the source of each module that is imported later, which slows down the start.

    It looks for its optional features (``from __feature__ import …``), which we don't use. If another version of PySide
    works differently, nothing happens.
    """
    feature = sys.modules.get("shibokensupport.feature")
    known = getattr(feature, "pyside_feature_dict", None)
    if feature is not None and isinstance(known, dict):
        feature.pyside_feature_dict = _Known(known)  # type: ignore[attr-defined]
