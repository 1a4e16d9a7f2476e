"""What stands for the packages that draw: nothing is drawn while a notebook is graded."""

import importlib.abc
import importlib.machinery
import types
from collections.abc import Iterator, Sequence
from typing import Any

DRAWING = frozenset({"matplotlib", "seaborn", "plotly", "bokeh", "ipywidgets", "IPython"})


class Nothing:
    """Whatever is done with it, it is nothing again."""

    def __getattr__(self, name: str) -> "Nothing":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> "Nothing":
        """Do nothing."""
        return self

    def __getitem__(self, _: Any) -> "Nothing":
        return self

    def __setitem__(self, _: Any, __: Any) -> None:
        pass

    def __iter__(self) -> Iterator["Nothing"]:
        return iter((self, self))  # fig, axes = plt.subplots()

    def __enter__(self) -> "Nothing":
        return self

    def __exit__(self, *_: object) -> None:
        pass


class _Module(types.ModuleType):
    """A module in which every name is nothing."""

    __path__: Sequence[str] = ()

    def __getattr__(self, name: str) -> Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing()


class Dummies(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds packages that draw, and gives empty ones."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 - the interface's
        target: types.ModuleType | None = None,  # noqa: ARG002 - the interface's
    ) -> importlib.machinery.ModuleSpec | None:
        """Find a module of a package that draws."""
        if fullname.partition(".")[0] not in DRAWING:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Return an empty module."""
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Leave it empty."""

    def shell(self) -> Nothing:
        """Return what stands for Jupyter's shell."""
        return Nothing()
