"""A real kernel of Jupyter, and what its cells show."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).parents[2]
LOAD = "%load_ext autograder"


class Shown:
    """What stands below a cell."""

    def __init__(self, cell: Any) -> None:
        self.outputs = cell.outputs

    @property
    def error(self) -> str | None:
        """The error that the cell ends in, as it is shown; None where it ends well."""
        errors = [each for each in self.outputs if each.output_type == "error"]
        return "\n".join(errors[0].traceback) if errors else None

    @property
    def printed(self) -> str:
        return "".join(each.text for each in self.outputs if each.output_type == "stream")

    @property
    def text(self) -> str:
        return "\n".join(self._data("text/plain"))

    @property
    def html(self) -> str:
        return "\n".join(self._data("text/html"))

    def _data(self, kind: str) -> Iterator[str]:
        for each in self.outputs:
            if each.output_type == "display_data":
                yield each.data.get(kind, "")


def run(cells: Sequence[str], folder: Path, language: str = "en") -> list[Shown]:
    """Run cells in a kernel that stands in `folder`, and return what each shows."""
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "", "language": "python"}
    client = NotebookClient(
        notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": str(folder)}}
    )
    client.execute(env=environment(folder, language))
    nbformat.validate(notebook)
    return [Shown(cell) for cell in notebook.cells]


def environment(home: Path, language: str = "en") -> dict[str, str]:
    """The variables of a kernel, or of a program that starts one."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GRADE_", "JUPYTER", "PYTEST"))
    }
    binaries = str(Path(sys.executable).parent)
    return kept | {
        "GRADE_LANG": language,
        "HOME": str(home),
        "IPYTHONDIR": str(home / ".ipython"),
        "PATH": os.pathsep.join([binaries, os.environ["PATH"]]),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
    }
