"""A quicker import of PySide."""

import importlib.machinery
import sys
from threading import RLock
from types import ModuleType
from typing import Any

_SIGNATURES = "shibokensupport.signature."
_LATE = {"errorhandler", "layout", "lib.enum_sig", "lib.pyi_generator", "lib.tool", "mapping", "parser"}
"""The modules of PySide that tell the signatures of functions, for help and for errors."""

_LOCK = RLock()


class _LateModule(ModuleType):
    """A module that is executed when something in it is first used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        with _LOCK:
            execute = vars(self).pop("execute", None)
            if execute is not None:
                execute(self)
                self.__class__ = ModuleType  # type: ignore[assignment]
        return object.__getattribute__(self, name)


class _LateLoader:
    """Makes a `_LateModule` of what `loader` loads."""

    def __init__(self, loader: Any) -> None:
        self._loader = loader

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        self._name = spec.name
        return _LateModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["execute"] = self._execute

    def _execute(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        given, module.__spec__.name = module.__spec__.name, self._name  # PySide renames it, but finds it by this name
        self._loader.exec_module(module)
        module.__spec__.name = given


class _Spec(importlib.machinery.ModuleSpec):
    def __init__(self, name: str, loader: Any, **options: Any) -> None:
        if name.startswith(_SIGNATURES) and name.removeprefix(_SIGNATURES) in _LATE:
            loader = _LateLoader(loader)
        super().__init__(name, loader, **options)


class _Known(dict[str, int]):
    def __contains__(self, name: object) -> bool:
        return True


def import_qt_core() -> None:
    """Import `PySide6.QtCore`, and keep PySide from work that slows down the start and that we don't need.

    It compiles its texts about signatures at each start, and reads the source of each module that is imported later for
    optional features (``from __feature__ import …``). If another version of PySide works differently, nothing happens.

    Raises:
        ImportError: Qt can't be loaded.
    """
    spec = importlib.machinery.ModuleSpec
    importlib.machinery.ModuleSpec = _Spec  # type: ignore[misc]
    try:
        import PySide6.QtCore  # noqa: F401 (loads what is looked for below)
    finally:
        importlib.machinery.ModuleSpec = spec  # type: ignore[misc]
    feature = sys.modules.get("shibokensupport.feature")
    known = getattr(feature, "pyside_feature_dict", None)
    if feature is not None and isinstance(known, dict):
        feature.pyside_feature_dict = _Known(known)  # type: ignore[attr-defined]
