"""Notebooks: their code cells are the module, and what can't be one is refused in words."""

import contextlib
import io
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder import submission
from autograder.course import Assignment
from autograder.errors import SubmissionError
from autograder.words import error, say

Write = Callable[[str, str | bytes], Path]


def code(source: str | list[str], **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "outputs": [], "source": source, **more}


def notebook(*cells: Any, **more: Any) -> bytes:
    top = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}
    return json.dumps({**top, **more}).encode()


def module(content: bytes, conv2d: Assignment) -> str:
    read = submission.read([Path("-")], conv2d, stdin=io.BytesIO(content))
    return read.files["conv2d.py"].decode()


def refused(content: bytes, conv2d: Assignment, write: Write) -> SubmissionError:
    """Check that a notebook is refused in both languages, and that nothing is written."""
    path = write("conv2d.ipynb", content)
    with pytest.raises(SubmissionError) as caught:
        submission.read([path], conv2d)
    for language in ("en", "ko"):
        text = error(caught.value, language)
        assert "conv2d.ipynb" in text.message
        assert text.hint
        assert len(text.message) < 500
    assert list(path.parent.iterdir()) == [path]
    return caught.value


def test_code_cells_in_order_become_the_module(conv2d: Assignment, write: Write) -> None:
    content = notebook(
        {"cell_type": "markdown", "source": ["# Work"]},
        code(["import numpy as np\n", "x = 1"]),
        code(""),
        {"cell_type": "raw", "source": "raw"},
        code("def conv2d_forward(x):\r\n    return 'a\\x0cb'\n", outputs=[{"text": "5"}]),
    )
    read = submission.read([write("My work.ipynb", content)], conv2d)
    assert read.files["conv2d.py"].decode() == (
        "# coding: utf-8\n"
        "# code cell 1\nimport numpy as np\nx = 1\n"
        "# code cell 3\ndef conv2d_forward(x):\n    return 'a\\x0cb'\n\n"
    )
    assert read.notes == ()


@pytest.mark.parametrize("minor", [0, 1, 2, 3, 4, 5, 9])
def test_any_minor_format(conv2d: Assignment, minor: int) -> None:
    assert "x = 1" in module(notebook(code("x = 1"), nbformat_minor=minor), conv2d)


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("%matplotlib inline\nx = 1", "# %matplotlib inline\nx = 1"),
        ("!pip install numpy \\\n  scipy\nx = 1", "# !pip install numpy \\\n#   scipy\nx = 1"),
        ("if 1:\n    %cd x\n    y = 1", "if 1:\n    pass  # %cd x\n    y = 1"),
        ("if 1:\n    !ls", "if 1:\n    pass  # !ls"),
        ("files = !ls\nx = 1", "# files = !ls\nx = 1"),
        ("t = %timeit -o f()\nx = 1", "# t = %timeit -o f()\nx = 1"),
        ("?np.pad\nnp.pad??\nx = 1", "# ?np.pad\n# np.pad??\nx = 1"),
        ("%%time\nx = 1", "# %%time\nx = 1"),
        ("\n%%capture out\nx = 1", "\n# %%capture out\nx = 1"),
    ],
)
def test_what_only_jupyter_understands_becomes_a_comment(
    conv2d: Assignment, cell: str, left: str
) -> None:
    made = module(notebook(code(cell)), conv2d)
    assert made == f"# coding: utf-8\n# code cell 1\n{left}\n"
    compile(made, "conv2d.py", "exec")


@pytest.mark.parametrize(
    "cell",
    [
        "x = (7\n % y)",
        "x = 7 \\\n% y",
        "s = '''\n%matplotlib inline\n!ls\n'''",
        's = """a \\""" \n!no\n"""',
        "s = 'it\\'s' # don't\nx = {\n  1: 2 # }\n  % 3}",
        "x != y\nx == (not y)\nx %= 3",
        "s = '\\\n!no'",
        "f = f'{s['\nx = 1",
        "# why?\nx = 1 # really?",
        "class A:\n    x: int = 1",
        "def f(:\n",
    ],
)
def test_python_is_left_as_it_is(conv2d: Assignment, cell: str) -> None:
    assert module(notebook(code(cell)), conv2d) == f"# coding: utf-8\n# code cell 1\n{cell}\n"


def test_the_student_is_told_what_was_left_out(conv2d: Assignment, write: Write) -> None:
    cells = [code("%%bash\nls\n  rm x"), code("%pip x\nx = 1"), *[code("!ls\ny = 2")] * 6]
    read = submission.read([write("nb.ipynb", notebook(*cells))], conv2d)
    assert "# %%bash\n# ls\n#   rm x\n# code cell 2\n" in read.files["conv2d.py"].decode()
    assert [note.key for note in read.notes] == ["jupyter-cell"] + ["jupyter-line"] * 4 + [
        "jupyter-more"
    ]
    assert read.notes[-1].values["count"] == 3
    first, second = (say("notes", note.key, "ko", **note.values) for note in read.notes[:2])
    assert "`%%bash`" in first
    assert "nb.ipynb의 2번째 코드 셀" in second
    assert "`%pip x`" in second


def test_a_cell_does_not_declare_the_encoding(conv2d: Assignment) -> None:
    cell = code("# -*- coding: cp949 -*-\ns = '가'")
    read = submission.read([Path("-")], conv2d, stdin=io.BytesIO(notebook(cell)))
    assert "s = '가'" in read.lines("conv2d.py")


def test_megabytes_of_outputs_are_ignored(conv2d: Assignment) -> None:
    figure = [{"output_type": "display_data", "data": {"image/png": "iVBOR" * 3_000_000}}]
    assert "x = 1" in module(notebook(code("x = 1", outputs=figure)), conv2d)


@pytest.mark.parametrize("number", ["9" * 100_000, "1e99999", "NaN", "-Infinity"])
def test_odd_numbers_do_no_harm(conv2d: Assignment, number: str) -> None:
    content = notebook(code("x = 1", execution_count="N")).replace(b'"N"', number.encode())
    assert "x = 1" in module(content, conv2d)


def test_code_that_never_parses_is_graded(conv2d: Assignment) -> None:
    assert "def (:" in module(notebook(code("def (:")), conv2d)


@pytest.mark.parametrize(
    ("content", "key", "values"),
    [
        (notebook(code("x = 1"))[:-20], "notebook-broken", {"line": 1}),
        (b'{"nbformat": 4,\n "cells": [', "notebook-broken", {"line": 2, "column": 12}),
        (notebook(code("x = 1")) + b"{}", "notebook-broken", {}),
        (b'{\n"nbformat": 4, "\xb0\xa1": 1}', "notebook-broken", {"line": 2, "column": 17}),
        ("{}".encode("utf-16"), "notebook-broken", {"line": 1, "column": 1}),
        (b"", "notebook-broken", {}),
        (b"x = 1\n", "notebook-broken", {"line": 1, "column": 1}),
        (b'{"cells": ' * 10_000, "notebook-deep", {}),
        (b"[" * 100_000, "notebook-deep", {}),
        (notebook(code("x", metadata=0)).replace(b"0", b"[" * 10_000), "notebook-deep", {}),
        (b"{}", "notebook-none", {}),
        (b"[1]", "notebook-none", {}),
        (b"null", "notebook-none", {}),
        (b'{"nbformat": 3, "worksheets": []}', "notebook-format", {"version": "3"}),
        (notebook(nbformat=5), "notebook-format", {"version": "5"}),
        (b'{"nbformat": ' + b"9" * 9999 + b"}", "notebook-format", {"version": "9" * 60 + "…"}),
        (b'{"nbformat": NaN}', "notebook-format", {"version": "NaN"}),
        (notebook(nbformat=None), "notebook-odd", {"key": "nbformat"}),
        (notebook(nbformat="4"), "notebook-odd", {"key": "nbformat"}),
        (b'{"nbformat": 4}', "notebook-odd", {"key": "cells"}),
        (notebook(cells={"0": 1}), "notebook-odd", {"key": "cells"}),
        (notebook(code("x"), "text"), "notebook-odd", {"key": "cells.1"}),
        (notebook(code("x"), code(5)), "notebook-odd", {"key": "cells.1.source"}),
        (notebook(code(["x", None])), "notebook-odd", {"key": "cells.0.source"}),
        (notebook({"cell_type": "code"}), "notebook-odd", {"key": "cells.0.source"}),
        (notebook(), "notebook-no-code", {}),
        (notebook({"cell_type": "markdown", "source": "x"}), "notebook-no-code", {}),
        (notebook(code(" \n"), code("%pip x\n\n")), "notebook-no-code", {}),
        (b'{"nbformat": 4, "cells": [], "cells": []}', "notebook-key-twice", {"key": "cells"}),
        (notebook(code("x"), code("\ud800")), "notebook-character", {"cell": 2}),
        (notebook(code("x\0")), "notebook-character", {"character": "U+0000"}),
        (notebook(code("#" * 1_000_001)), "notebook-code-too-large", {"size": 1000}),
        (notebook(code("x"), metadata={"a": [0] * 1_000_000}), "notebook-crowded", {}),
        (b" " * 20_000_001, "notebook-too-large", {"size": 20_000}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_notebook_is_refused(
    conv2d: Assignment, write: Write, content: bytes, key: str, values: dict[str, Any]
) -> None:
    err = refused(content, conv2d, write)
    assert err.key == key
    assert {name: err.values[name] for name in values} == values


def test_a_hundred_megabytes_of_outputs(conv2d: Assignment, tmp_path: Path) -> None:
    path = tmp_path / "conv2d.ipynb"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(SubmissionError) as caught:
        submission.read([path], conv2d)
    assert caught.value.key == "notebook-too-large"
    assert caught.value.values["size"] == 100_000
    assert "outputs" in error(caught.value, "en").hint


def test_damaged_notebooks_never_raise_anything_else(conv2d: Assignment) -> None:
    """Cut and change bytes at random: either it is read, or it is refused in words."""
    rng = random.Random(2)
    whole = notebook({"cell_type": "markdown", "source": "가"}, code(["!ls\n", "x = '''1"]))
    for _ in range(1000):
        content = bytearray(whole[: rng.randrange(len(whole))] if rng.random() < 0.1 else whole)
        for _ in range(rng.randrange(1, 4)):
            if content:
                content[rng.randrange(len(content))] = rng.choice(b'{}[],:"\\0e\xff\xed ')
        with contextlib.suppress(SubmissionError):
            submission.read([Path("-")], conv2d, stdin=io.BytesIO(bytes(content)))


def test_a_folder_with_a_notebook(conv2d: Assignment, write: Write) -> None:
    folder = write("work/lecture 3.ipynb", notebook(code("x = 1"))).parent
    write("work/.ipynb_checkpoints/lecture 3-checkpoint.ipynb", notebook(code("x = 0")))
    write("work/._lecture 3.ipynb", b"\0")
    assert b"x = 1" in submission.read([folder], conv2d).files["conv2d.py"]
    write("work/conv2d.ipynb", notebook(code("x = 2")))
    assert b"x = 2" in submission.read([folder], conv2d).files["conv2d.py"]
    write("work/conv2d.py", "x = 3\n")
    with pytest.raises(SubmissionError) as caught:
        submission.read([folder], conv2d)
    assert caught.value.key == "several-candidates"
    assert "conv2d.ipynb" in caught.value.values["found"]


def test_several_notebooks_are_listed(conv2d: Assignment, write: Write, tmp_path: Path) -> None:
    for name in ("a.ipynb", "b.ipynb"):
        write(f"work/{name}", notebook(code("x = 1")))
    with pytest.raises(SubmissionError) as caught:
        submission.read([tmp_path / "work"], conv2d)
    assert caught.value.key == "several-candidates"
    assert "b.ipynb" in caught.value.values["found"]


def test_the_same_file_twice(conv2d: Assignment, write: Write) -> None:
    paths = [write("a/conv2d.py", "x = 1\n"), write("b/conv2d.ipynb", notebook(code("x = 1")))]
    with pytest.raises(SubmissionError) as caught:
        submission.read(paths, conv2d)
    assert caught.value.key == "several-candidates"


def test_standard_input_is_read_to_a_limit(conv2d: Assignment) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size < 50_000_000
            self.given += 1
            return b"#" * size

    stream = Endless()
    with pytest.raises(SubmissionError) as caught:
        submission.read([Path("-")], conv2d, stdin=stream)
    assert caught.value.key == "file-too-large"
    assert stream.given == 1
    source = submission.read([Path("-")], conv2d, stdin=io.BytesIO(b"x = 1\n"))
    assert source.files == {"conv2d.py": b"x = 1\n"}
    with pytest.raises(SubmissionError) as caught:
        submission.read([Path("-")], conv2d)
    assert caught.value.key == "no-such-file"


IN_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from autograder import course, submission
from autograder.errors import SubmissionError

assignment = course.load(Path(sys.argv[1])).assignment("conv2d")
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[3]),) * 2)
try:
    submission.read([Path(sys.argv[2])], assignment)
except SubmissionError as err:
    print(err.key)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS is enforced on Linux")
@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b'{"nbformat":3,"a":[' + b"{}," * 499_000 + b"0]}", "notebook-format"),
        (b"[" + b"[]," * 6_600_000 + b"0]", "notebook-crowded"),
        (b'{"nbformat":3,' + b",".join(b'"%d":{}' % n for n in range(490_000)) + b"}",
         "notebook-format"),
        (b'{"nbformat":4,"cells":[{"cell_type":"code","source":"' + b"\\n" * 9_900_000 + b'"}]}',
         "notebook-code-too-large"),
        ('{"nbformat":3,"a":"\U0001f600'.encode() + b"x" * 19_900_000 + b'"}', "notebook-format"),
        (b'{"nbformat":' + b"4" * 19_900_000 + b"}", "notebook-format"),
    ],
    ids=["objects", "lists", "keys", "lines", "wide text", "digits"],
)  # fmt: skip
def test_memory_is_bounded(root: Path, write: Write, content: bytes, key: str) -> None:
    """Within 400 MB more than an idle process has."""
    path = write("conv2d.ipynb", content)
    ran = subprocess.run(
        [sys.executable, "-c", IN_LITTLE_MEMORY, root, path, str(400_000_000)],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stdout.strip() == key, ran.stderr


def marked(source: str, **marks: Any) -> dict[str, Any]:
    return code(source, metadata={"nbgrader": marks})


def test_solution_cells_alone_are_graded_and_others_are_told(
    conv2d: Assignment, write: Write
) -> None:
    content = notebook(
        marked("%load_ext autograder", locked=True, solution=False),
        marked("import numpy as np\n%matplotlib inline", solution=True),
        code("plt.plot(x)\n!ls"),
        code("  "),
        marked("def conv2d_forward(x): return x", solution=True, grade=False, points=0),
        marked("%grade check conv2d --task 1", grade=True, locked=True),
        {"cell_type": "markdown", "source": "x", "metadata": {"nbgrader": {"solution": True}}},
        code("x = 1"),
    )
    read = submission.read([write("conv2d.ipynb", content)], conv2d)
    assert read.files["conv2d.py"].decode() == (
        "# coding: utf-8\n"
        "# code cell 2\nimport numpy as np\n# %matplotlib inline\n"
        "# code cell 5\ndef conv2d_forward(x): return x\n"
    )
    told = [(note.key, note.values["cell"]) for note in read.notes]
    assert told == [("jupyter-line", 2), ("cell-not-graded", 3), ("cell-not-graded", 7)]
    for language in ("en", "ko"):
        text = say("notes", "cell-not-graded", language, **read.notes[1].values)
        assert "3" in text
        assert "conv2d.ipynb" in text


def test_many_cells_that_are_not_graded_are_counted(conv2d: Assignment, write: Write) -> None:
    cells = [marked("x = 1", solution=True), *(code(f"y = {number}") for number in range(9))]
    read = submission.read([write("conv2d.ipynb", notebook(*cells))], conv2d)
    assert [note.key for note in read.notes] == ["cell-not-graded"] * 5 + ["cells-not-graded"]
    assert read.notes[-1].values["count"] == 4


def test_solution_cells_without_code_are_refused(conv2d: Assignment, write: Write) -> None:
    content = notebook(marked("", solution=True), code("x = 1"))
    assert refused(content, conv2d, write).key == "notebook-no-code"


@pytest.mark.parametrize(
    "metadata",
    [
        None, 7, "nbgrader", [], ["nbgrader"], {"nbgrader": None}, {"nbgrader": [["solution"]]},
        {"nbgrader": "solution"}, {"nbgrader": {"solution": 1}}, {"nbgrader": {"solution": "true"}},
        {"nbgrader": {"solution": [True]}}, {"nbgrader": {"solution": {}}}, {"solution": True},
    ],
)  # fmt: skip
def test_odd_metadata_marks_no_solution(conv2d: Assignment, metadata: Any) -> None:
    made = module(notebook(code("x = 1", metadata=metadata), code("y = 2")), conv2d)
    assert "x = 1" in made
    assert "y = 2" in made
