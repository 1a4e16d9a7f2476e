"""The shape of the code: imports run downward, sizes hold, nothing reaches the solutions."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("autograder", "cli")
# Lowest first; a module imports from its own layer and from those before it.
LAYERS = [
    {
        "autograder",
        "autograder.errors",
        "autograder.places",
        "autograder.safe_path",
        "autograder.closing",
        "autograder.characters",
    },
    {"autograder.turns"},
    {"autograder.model", "autograder.shapes"},
    {"autograder.rules"},
    {"autograder.quiz.attempt"},
    {"autograder.words"},
    {"autograder.yamlfile"},
    {"autograder.course", "autograder.sandbox"},
    {"autograder.archive", "autograder.jupyter_lines"},
    {"autograder.notebook", "autograder.candidates"},
    {"autograder.submission"},
    {"autograder.suite", "autograder.feedback", "autograder.records"},
    {"autograder.quiz.stream", "autograder.quiz.ideas", "autograder.quiz.figure"},
    {"autograder.quiz.item"},
    {"autograder.quiz.workings"},
    {"autograder.quiz"},
    {"autograder.layouts", "autograder.diagnosis", "autograder.advice"},
    {"autograder.grading"},
    {"autograder.attempts", "autograder.course_check"},
    {"autograder.new_assignment", "autograder.batch"},
    {"autograder.notebooks", "autograder.exchange"},
    {"autograder.gradebook"},
    {"cli"},
]
# Read lazily, so that an error can be raised below the words it is said in, and so that
# `%load_ext autograder` finds what shows the checks in Jupyter.
UPWARD = {
    ("autograder", "cli.jupyter"),
    ("autograder.errors", "autograder.words"),
    ("autograder.yamlfile", "autograder.words"),
}
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
MAX_LINES = 400
MAX_FUNCTION_LINES = 50


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer(module: str) -> int | None:
    """The layer of a module: that of the longest name in LAYERS that it starts with."""
    best: tuple[int, int] | None = None
    for number, names in enumerate(LAYERS):
        for name in names:
            if (module == name or module.startswith(f"{name}.")) and (
                best is None or len(name) > best[0]
            ):
                best = (len(name), number)
    return best[1] if best else None


def imports(path: Path) -> set[str]:
    """Every module of ours or of others that a file imports, anywhere in it."""
    found: set[str] = set()
    package = dotted(path) if path.name == "__init__.py" else dotted(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join(
                    [*package.split(".")[: len(package.split(".")) - node.level + 1], base]
                )
            base = base.strip(".")
            found.update(
                f"{base}.{alias.name}" if _is_module(f"{base}.{alias.name}") else base
                for alias in node.names
            )
    return found


def _is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_imports_run_downward(path: Path) -> None:
    module = dotted(path)
    own = layer(module)
    assert own is not None, f"{module} has no layer"
    for name in imports(path):
        if name.split(".")[0] not in PACKAGES:
            continue
        other = layer(name)
        assert other is not None, f"{name} has no layer"
        if (module, name) not in UPWARD:
            assert other <= own, f"{module} imports {name}, which stands above it"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_sizes_hold(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= MAX_FUNCTION_LINES, f"{node.name} has {length} lines"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "autograder/sandbox/inside").glob("*.py")), ids=dotted
)
def test_the_worker_imports_only_the_standard_library_numpy_and_itself(path: Path) -> None:
    for name in imports(path):
        top = name.split(".")[0]
        allowed = top in sys.stdlib_module_names or top == "numpy"
        assert allowed or name.startswith("autograder.sandbox.inside"), name


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_nothing_imports_the_content(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & {"assignments", "solutions"}


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "solutions").rglob("*.py")),
    ids=lambda path: path.parent.name + "/" + path.name,
)
def test_suites_import_little(path: Path) -> None:
    allowed = {"pytest", "hypothesis", "numpy"}
    for name in imports(path):
        top = name.split(".")[0]
        is_ours = name.startswith(
            "autograder.diagnosis" if path.stem.startswith("misconceptions") else "autograder.suite"
        )
        assert is_ours or top in allowed | set(sys.stdlib_module_names), name
