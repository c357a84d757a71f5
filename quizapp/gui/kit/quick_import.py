"""A quicker import of PySide."""

import builtins
import importlib.machinery
from threading import RLock
from types import ModuleType
from typing import Any

_SIGNATURES = "shibokensupport.signature."
_FEATURE = "shibokensupport.feature"
_LATE = {_FEATURE} | {
    _SIGNATURES + name
    for name in ("errorhandler", "layout", "lib.enum_sig", "lib.pyi_generator", "lib.tool", "mapping", "parser")
}
"""The modules of PySide that tell the signatures of functions, for help and for errors, and that of its features."""

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


def _no_feature(*_: object, **__: object) -> None:
    """Say of an import that it asks for no feature."""


class _LateLoader:
    """Makes a `_LateModule` of what `loader` loads."""

    def __init__(self, loader: Any) -> None:
        self._loader = loader

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        self._name = spec.name
        module = _LateModule(spec.name)
        if spec.name == _FEATURE:  # asked at each import, from now until `import_qt_core` ends that
            vars(module).update(feature_import=_no_feature, feature_imported=_no_feature)
        return module

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["execute"] = self._execute

    def _execute(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        given, module.__spec__.name = module.__spec__.name, self._name  # PySide renames it, but finds it by this name
        self._loader.exec_module(module)
        module.__spec__.name = given


class _Spec(importlib.machinery.ModuleSpec):
    def __init__(self, name: str, loader: Any, **options: Any) -> None:
        if name in _LATE:
            loader = _LateLoader(loader)
        super().__init__(name, loader, **options)


def import_qt_core() -> None:
    """Import `PySide6.QtCore`, and keep PySide from work that slows down the start and that we don't need.

    It compiles its texts about signatures at each start, and looks at each import for its optional features (``from
    __feature__ import …``), also in the source of what is imported. If another version of PySide works differently,
    nothing happens.

    Raises:
        ImportError: Qt can't be loaded.
    """
    spec = importlib.machinery.ModuleSpec
    plain_import = builtins.__import__
    importlib.machinery.ModuleSpec = _Spec  # type: ignore[misc]
    try:
        import PySide6.QtCore  # noqa: F401 (puts its own import into the place of Python's)
    finally:
        importlib.machinery.ModuleSpec = spec  # type: ignore[misc]
        builtins.__import__ = plain_import
