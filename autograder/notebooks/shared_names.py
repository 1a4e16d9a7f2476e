"""The names of the instructor's cells, and the student's among them.

In a kernel both write into one namespace. Here each side has its own: a cell of ours is lent the
student's names that it uses, the student's side is told what a test does to those that functions
of the reference look for, and the cell hears what the student's functions do to them meanwhile.
What a cell of ours has named itself is ours from then on, or a submission could put its own in
the place of a helper.
"""

import builtins
import contextlib
import copy
import dis
import re
import types
from collections.abc import Iterator
from typing import Any

from autograder.notebooks.bridge import Bridge, refilled
from autograder.notebooks.proxies import CannotCross, is_far
from autograder.notebooks.script import Script
from autograder.sandbox.inside import objects

_GONE = object()
_STORES = {"STORE_NAME", "STORE_GLOBAL"}
_WORD = re.compile(r"[^\W\d]\w*")
_BY_TEXT = {"dir", "globals", "locals", "vars", "eval", "exec", "timeit"}


class Names:
    """What the cells of ours see.

    Args:
        bridge: the student's side.
        ours: the namespace in which they run.
        script: says which names are the student's even where a cell of ours has them too.
    """

    def __init__(self, bridge: Bridge, ours: dict[str, Any], script: Script) -> None:
        self._bridge = bridge
        self._all = ours
        self._script = script
        self._wanted: set[str] = set()
        self._lent: dict[str, Any] = {}  # as the student's side has them
        self._first: dict[str, Any] = {}  # as they were lent
        self._stored: set[str] = set()  # what the cell gives values
        self._was: dict[str, Any] = {}  # their content, where a cell could change it

    @contextlib.contextmanager
    def lent(self, codes: list[types.CodeType], *, is_told: bool) -> Iterator[None]:
        """Lend a cell the names that it uses.

        Args:
            codes: the cell's.
            is_told: whether the student's side sees what the cell does to them. It has run cells
                that are no tests itself.
        """
        self._stored = {name for code in codes for name in _stored_names(code)}
        for code in codes:
            self._wanted |= {name for name in _global_names(code) if self._may_be_theirs(name)}
        self._lend()
        self._first = dict(self._lent)
        self._bridge.before_apply += [self._tell] if is_told else []
        self._bridge.after_apply = self._hear
        try:
            yield
        finally:
            self._bridge.after_apply = None
            if is_told:
                self._bridge.before_apply.remove(self._tell)
                self._tell()
            self._keep()

    def _lend(self) -> None:
        """Give the cell the student's names that it uses and we have not."""
        for name in self._lent:
            self._all.pop(name, None)
        self._lent, self._was = {}, {}
        for name in sorted(self._wanted):
            is_ours = name in self._all and name not in self._script.student_names
            found = [] if is_ours else self._bridge.names(name)
            if found and not self._is_no_class(name, found[0]):
                self._have(name, found[0])

    def _may_be_theirs(self, name: str) -> bool:
        if name.startswith("__") or name in self._script.own_names:
            return False
        return name in self._script.student_names or not hasattr(builtins, name)

    def _is_no_class(self, name: str, value: Any) -> bool:
        """Whether a builtin stands for a class that students write: `Exception` catches all."""
        return name in self._script.student_classes and not is_far(value)

    def _have(self, name: str, value: Any) -> None:
        self._all[name] = self._lent[name] = value
        if objects.can_change(value):
            self._was[name] = copy.deepcopy(self._bridge.encode(value))

    def _tell(self) -> None:
        """Have the submission see what the cell did to its names: `del f`, `f = g`, `f.clear()`."""
        trouble = self._bridge.trouble
        for name in self._script.used_names & self._lent.keys():
            with contextlib.suppress(CannotCross):  # then it is a name of the test alone
                self._tell_of(name, self._all.get(name, _GONE))
        self._bridge.trouble = trouble

    def _tell_of(self, name: str, now: Any) -> None:
        if now is self._lent[name] and not self._is_changed(name):
            return
        self._lent[name] = now
        self._was.pop(name, None)
        if now is _GONE:
            self._bridge.delete(name)
        else:
            self._bridge.set(name, now)
            self._have(name, now)

    def _is_changed(self, name: str) -> bool:
        return name in self._was and not objects.same(
            self._was[name], self._bridge.encode(self._lent[name])
        )

    def _hear(self) -> None:
        """Have the cell see what the submission did to names that the cell has left to it."""
        left = [
            name
            for name, value in self._lent.items()
            if not is_far(value)
            and not isinstance(value, types.ModuleType)
            and (not self._is_rebound(name) or name in self._script.global_names)
        ]
        for name, now in self._bridge.changed(left) if left else ():
            value = self._lent[name] if refilled(self._lent[name], now) else now
            if not self._is_rebound(name):
                self._first[name] = value
            self._have(name, value)

    def _keep(self) -> None:
        """Keep what the cell has named."""
        for name in filter(self._is_rebound, list(self._lent)):
            del self._lent[name]

    def _is_rebound(self, name: str) -> bool:
        """Whether the cell has given a name that it was lent another value."""
        now = self._all.get(name, _GONE)
        is_shared = name in self._stored and not is_far(now)  # 3 is 3, whoever has named it
        return is_shared or now is not self._first[name]


def _stored_names(code: types.CodeType) -> set[str]:
    """Return the names of a module that code gives values."""
    found = {each.argval for each in dis.get_instructions(code) if each.opname in _STORES}
    inner = (const for const in code.co_consts if isinstance(const, types.CodeType))
    return found.union(*map(_stored_names, inner))


def _global_names(code: types.CodeType) -> set[str]:
    """Return every name that code may look for outside of its functions."""
    names, texts = _names_and_texts(code)
    if names & _BY_TEXT:  # `'f' in globals()`
        names |= {word for text in texts for word in _WORD.findall(text)}
    return names


def _names_and_texts(code: types.CodeType) -> tuple[set[str], list[str]]:
    names, texts = set(code.co_names), []
    consts = list(code.co_consts)
    while consts:
        const = consts.pop()
        if isinstance(const, types.CodeType):
            names |= set(const.co_names)
            consts += const.co_consts
        elif isinstance(const, tuple | frozenset):
            consts += const
        elif isinstance(const, str):
            texts.append(const)
    return names, texts
