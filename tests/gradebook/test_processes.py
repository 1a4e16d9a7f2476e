"""How the processes are started that run nbgrader."""

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor

import pytest

from autograder.gradebook.processes import prepared

NAME = "PYTHONSAFEPATH"


def _seen() -> tuple[bool, str | None]:
    return "nbgrader.converters" in sys.modules, os.environ.get(NAME)


@pytest.mark.slow
def test_a_process_knows_nbgrader_and_imports_nothing_from_where_it_stands(tmp_path, monkeypatch):
    (tmp_path / "nbgrader.py").write_text("raise SystemExit('of a student')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(NAME, raising=False)
    with ProcessPoolExecutor(1, mp_context=prepared()) as pool:
        knows, safe = pool.submit(_seen).result()
    assert knows
    assert safe == "1"
    assert NAME not in os.environ


def test_where_nothing_forks_a_process_starts_anew(monkeypatch):
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert prepared().get_start_method() == "spawn"
