"""Notebooks as plain JSON, for the graders that grade nothing else."""

import json
from pathlib import Path
from typing import Any

Cell = dict[str, Any]


def code(source: str, name: str = "", **metadata: Any) -> Cell:
    """Return a code cell.

    Args:
        source: its text.
        name: its id; it gets one where there is none.
        metadata: of the cell.
    """
    return {
        "cell_type": "code", "id": name or "submission", "metadata": metadata,
        "execution_count": None, "outputs": [], "source": source,
    }  # fmt: skip


def write(path: Path, cells: list[Cell]) -> None:
    """Write a notebook for the kernel `python3`."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook, indent=1))
