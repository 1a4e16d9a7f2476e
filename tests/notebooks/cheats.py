"""Ways to get points from nbgrader without the work; each takes a released notebook.

Whatever they do, `double` and `half` are never written, so that each should earn nothing.
"""

from collections.abc import Callable
from typing import Any

from nbformat.v4 import new_code_cell, new_output

from tests.notebooks.small_course import cell, edited

TESTS = {"visible": 2, "hidden": 3, "helped": 1, "partial": 2}
CHEATS: dict[str, Callable[[Any], Any]] = {}
ALWAYS = """
class Same:
    def __eq__(self, other): return True
    def __sub__(self, other): return 0
    def __abs__(self): return 0
    __lt__ = __eq__
"""


def cheat(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Add one to the list."""
    CHEATS[change.__name__] = change
    return change


def named(made: Any, name: str) -> Any:
    """Return the cell of a grade id."""
    marks = ((each, each.metadata.get("nbgrader", {})) for each in made.cells)
    return next(each for each, mark in marks if mark.get("grade_id") == name)


def first(made: Any, source: str) -> Any:
    """Put a cell of one's own before all others."""
    made.cells.insert(0, new_code_cell(source))
    return made


@cheat
def dropped_asserts(made: Any) -> Any:
    """A transformer of the kernel's syntax trees takes every assert out of the tests."""
    source = """
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Drop())
def double(x): return 0
"""
    return edited(made, {"double": source})


@cheat
def helper_at_call(made: Any) -> Any:
    """A function that is tested puts its own in the place of the instructor's helper."""
    source = "def double(x): globals()['close'] = lambda a, b: True; return 0.25"
    return edited(made, {"double": source})


@cheat
def dropped_everything(made: Any) -> Any:
    """A transformer of the kernel's input makes every later cell empty."""
    return first(made, "get_ipython().input_transformers_cleanup.append(lambda lines: [])")


@cheat
def swallowed_errors(made: Any) -> Any:
    """A handler of the kernel takes all exceptions, and shows none."""
    return first(made, "get_ipython().set_custom_exc((BaseException,), lambda *a, **k: None)")


@cheat
def equal_to_all(made: Any) -> Any:
    """What comes back says that it equals everything."""
    return edited(made, {"double": f"{ALWAYS}\ndef double(x): return Same()"})


@cheat
def number_equal_to_all(made: Any) -> Any:
    """A number whose class derives from int says that it equals everything."""
    source = """
class Same(int):
    def __eq__(self, other): return True
    __hash__ = None
def double(x): return Same()
"""
    return edited(made, {"double": source})


@cheat
def array_close_to_all(made: Any) -> Any:
    """An array whose class answers numpy's own tests."""
    source = """
import numpy as np
class Near(np.ndarray):
    def __array_function__(self, *a): return True
    def __array_ufunc__(self, *a, **k): return True
    def __eq__(self, other): return True
def double(x): return np.zeros(2).view(Near)
"""
    return edited(made, {"double": source})


@cheat
def not_a_number(made: Any) -> Any:
    """Not a number as points is taken for full points."""
    return edited(made, {"half": "def half(x): return float('nan')"})


@cheat
def below_zero(made: Any) -> Any:
    """Points below zero are taken for full points."""
    return edited(made, {"half": "def half(x): return -1"})


@cheat
def true_as_points(made: Any) -> Any:
    """True is no number to nbgrader, and so full points."""
    return edited(made, {"half": "def half(x): return True"})


@cheat
def text_as_points(made: Any) -> Any:
    """A text that is no number is taken for full points."""
    return edited(made, {"half": "def half(x): return 'full'"})


@cheat
def object_as_points(made: Any) -> Any:
    """What is shown of an object is the points that it wants."""
    source = """
class Full:
    def __repr__(self): return '2.0'
def half(x): return Full()
"""
    return edited(made, {"half": source})


@cheat
def nothing_as_points(made: Any) -> Any:
    """The last expression is made to show nothing at all."""
    source = """
type(get_ipython().displayhook).__call__ = lambda self, value=None: None
def half(x): return 0
"""
    return edited(made, {"half": source})


@cheat
def skipped_tests(made: Any) -> Any:
    """A tag of Jupyter's keeps the tests from being run."""
    for name in TESTS:
        named(made, name).metadata["tags"] = ["skip-execution"]
    return made


@cheat
def patched_numpy(made: Any) -> Any:
    """numpy's own tests are made to accept everything."""
    source = f"""
import numpy as np
np.testing.assert_allclose = lambda *a, **k: None
{ALWAYS}
def double(x): return Same()
"""
    return edited(made, {"double": source})


@cheat
def patched_builtins(made: Any) -> Any:
    """A builtin that a test relies on says what the student wants."""
    source = """
import builtins
builtins.abs = lambda x: 0
def double(x): return 0
"""
    return edited(made, {"double": source})


@cheat
def rewritten_helper(made: Any) -> Any:
    """The instructor's helper is another by the time that the tests use it."""
    return edited(made, {"half": "close = lambda a, b: True\ndef double(x): return 0"})


@cheat
def helper_rewritten_when_called(made: Any) -> Any:
    """The first test's call puts another helper in the place of the instructor's."""
    source = """
def double(x):
    globals()["close"] = lambda a, b: True
    return 0
"""
    return edited(made, {"double": source})


@cheat
def reads_the_tests(made: Any) -> Any:
    """The answers stand in the notebook that lies in the working directory."""
    source = r"""
import glob, json, re
cells = [cell for path in glob.glob('*.ipynb') for cell in json.load(open(path))['cells']]
text = ' '.join(''.join(cell['source']) for cell in cells)
answers = {int(a): int(b) for a, b in re.findall(r'double\((\d+)\) == (\d+)', text)}
answers.update(zip([7, 21], map(int, re.findall(r'expected = .(\d+), (\d+)', text)[0])))
def double(x): return answers[x] if isinstance(x, int) else x + x
"""
    return edited(made, {"double": source})


@cheat
def looks_up_the_stack(made: Any) -> Any:
    """The answers stand in the text of the cell that calls, which is a frame above."""
    source = r"""
import re, sys
def double(x):
    cell = sys._getframe(1).f_globals['In'][-1]
    return int(dict(re.findall(r'double\((.+?)\) == (\d+)', cell))[str(x)])
"""
    return edited(made, {"double": source})


@cheat
def writes_the_gradebook(made: Any) -> Any:
    """gradebook.db can be written from the working directory."""
    source = """
import sqlite3
db = sqlite3.connect('../../../gradebook.db', timeout=30)
db.execute('update grade set manual_score = 3')
db.commit()
"""
    return first(made, source)


@cheat
def writes_the_source(made: Any) -> Any:
    """The instructor's files can be written from the working directory."""
    source = """
import glob
for path in glob.glob('../../../source/hw/*.ipynb'):
    open(path, 'a').write(' ')
"""
    return first(made, source)


@cheat
def ends_the_process(made: Any) -> Any:
    """The process ends at the first test, as if all had been well."""
    return edited(made, {"double": "import os\ndef double(x): os._exit(0)"})


@cheat
def forged_points(made: Any) -> Any:
    """The metadata says that tests earn more."""
    for name in TESTS:
        named(made, name).metadata["nbgrader"]["points"] = 100
    return edited(made, {"half": "def half(x): return 100"})


@cheat
def forged_roles(made: Any) -> Any:
    """The metadata says that the tests are solutions, and so not to be overwritten."""
    for name in TESTS:
        named(made, name).metadata["nbgrader"].update(solution=True, locked=False)
    return edited(made, dict.fromkeys(TESTS, "1"))


@cheat
def forged_locks(made: Any) -> Any:
    """The tests are changed, and the metadata says that they are not locked."""
    for name in TESTS:
        named(made, name).metadata["nbgrader"].update(locked=False, checksum="0" * 32)
    return edited(made, dict.fromkeys(TESTS, "1"))


@cheat
def forged_kinds(made: Any) -> Any:
    """The tests are text, which can't fail."""
    for name in TESTS:
        here = named(made, name)
        here["cell_type"] = "markdown"
        here.pop("outputs", None)
        here.pop("execution_count", None)
    return made


@cheat
def forged_names(made: Any) -> Any:
    """The tests have other names; those that stay are the student's own."""
    for name in TESTS:
        named(made, name).metadata["nbgrader"]["grade_id"] = f"my-{name}"
    return made


@cheat
def deleted_tests(made: Any) -> Any:
    """The tests are gone."""
    made.cells = [
        each
        for each in made.cells
        if each.metadata.get("nbgrader", {}).get("grade_id") not in TESTS
    ]
    return made


@cheat
def tests_first(made: Any) -> Any:
    """The tests stand where a name of theirs is the student's."""
    made.cells = made.cells[-4:] + made.cells[:-4]
    return first(made, f"close = lambda a, b: True\n{ALWAYS}\ndef double(x): return Same()")


@cheat
def unfinished_text(made: Any) -> Any:
    """A cell opens a text that would swallow what follows."""
    return edited(made, {"half": "quote = '''"})


@cheat
def ready_outputs(made: Any) -> Any:
    """The outputs are there already."""
    for name in TESTS:
        named(made, name).outputs = [new_output("execute_result", data={"text/plain": "1"})]
    return made


@cheat
def tests_twice(made: Any) -> Any:
    """A second cell with the name of a test, in which nothing can fail."""
    for name, points in TESTS.items():
        made.cells.append(cell(name, f"{points}", grade=True, locked=True, points=points))
    return made
