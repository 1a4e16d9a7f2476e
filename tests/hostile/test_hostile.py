"""One test per hostile or odd submission, at both levels that have walls.

A case is a file of `conv2d/`, or a folder there whose other files lie beside the submission.
Its docstring is the attacker's goal. Its first comment lines say of which class it is, and what
must come of it:

    # class: FORGE                          points that were not earned
    # class: LEAK                           what the submission must not see gets out of the grader
    # class: HARM                           the grader, the host or another grading suffers
    # class: ODD                            odd or merely wrong, and to be treated well
    # expect: points 18.5                   exactly these, in all
    # expect: outcomes ERROR TIMEOUT        of the checks that fail, no others (none: all pass)
    # expect: words "was not done after"    in some English message; likewise `korean`
    # expect: got "str"                     in some counterexample
    # expect: never "ESCAPED"               anywhere in the report
    # expect: limits call_seconds=0.5       in place of the fast ones below
    # expect: message-below 1200            no message is longer
    # expect: machine x86_64                only there
    # expect: folder                        the grader stands in the folder while it grades
    # with: right                           `right.py` is put below it
    # repeat 1000: x                        the line becomes that many x

Never run a case at level `limits` but those that `test_checking_without_walls` names: there is
nothing between them and the machine. None destroys what it finds, should a wall have a hole:
signals are signal 0, forks are few, and the worst stop where no filter stands.

`@REPO@`, `@CANARY@`, `@HOME@` and `@TMP@` become paths: an attacker may well know them.
`test_others.py` holds what gradings do to each other.
"""

import contextlib
import datetime
import io
import json
import platform
import re
import shlex
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from rich.console import Console

from autograder import feedback, grading, submission
from autograder.model import Limits, Outcome
from autograder.sandbox import process, survey
from cli import report, terminal
from cli.page import Page

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = sorted(
    path for path in (HERE / "conv2d").iterdir() if path.suffix == ".py" or path.is_dir()
)
FAST = {"call_seconds": 10, "total_seconds": 60, "memory_mb": 1024}
# Nothing here takes longer where it ends at all; a busy machine is several times slower.
WALL_SECONDS = 60
# Between gradings: bubblewrap twice, its zygote and a spare worker; or the last two alone.
KEPT = {"jail": 4, "landlock": 2}
SECRETS = (
    "check_backward(student",
    "draw_square(rng",
    "sliding_window_view(x_padded",
    "met += np.einsum",
)


# How many cases there must be: of all but ODD together, and of each.
ENOUGH = 80
ENOUGH_OF = {"FORGE": 20, "LEAK": 15, "HARM": 40}


@dataclass
class Expected:
    kind: str = ""
    points: float = 0.0
    outcomes: set = field(default_factory=set)
    words: list = field(default_factory=list)
    korean: list = field(default_factory=list)
    got: list = field(default_factory=list)
    never: list = field(default_factory=list)
    limits: dict = field(default_factory=dict)
    longest: int = 1001
    machine: str | None = None
    with_right: bool = False
    in_folder: bool = False


def expected_of(source: bytes) -> Expected:
    """Read the first comment lines of a case."""
    result = Expected()
    for line in source.decode("utf-8-sig", "replace").splitlines():
        if not line.startswith("#"):
            break
        key, _, rest = line[1:].strip().partition(": ")
        result.with_right |= key == "with"
        if key == "class":
            result.kind = rest
        if key == "expect":
            _expect(result, *shlex.split(rest))
    return result


def _expect(result: Expected, word: str, *values: str) -> None:
    """Take in one line."""
    match word:
        case "points":
            result.points = float(values[0])
        case "outcomes":
            result.outcomes = {Outcome(value) for value in values}
        case "words" | "korean" | "got" | "never":
            getattr(result, word).append(values[0])
        case "limits":
            pairs = (value.split("=") for value in values)
            result.limits = {name: float(number) for name, number in pairs}
        case "message-below":
            result.longest = int(values[0])
        case "machine":
            result.machine = values[0]
        case "folder":
            result.in_folder = True
        case "bytes":
            pass
        case _:
            raise ValueError(word)


@pytest.fixture(scope="module")
def judges(assignment):
    """A judge for each level, as whoever grades a whole class has: it stays open."""
    limited = assignment.model_copy(update={"limits": Limits(**FAST)})
    with contextlib.ExitStack() as stack:
        yield {
            # What explains a failure is the same at both levels, and costs more than all else.
            level: stack.enter_context(
                grading.Judge(
                    limited, limited.hidden_suite, level=level, patience=int(level == "jail")
                )
            )
            for level in KEPT
        }


@pytest.fixture
def born(monkeypatch):
    """Keep every process that a worker consists of, by number and time of birth.

    A zygote and its children are one family; it outlives its workers, and so does a spare.
    """
    survey()  # its workers are none of the test's
    seen = set()
    start, close = process.WorkerProcess.__init__, process.WorkerProcess.close

    def starting(self, *arguments, **options):
        start(self, *arguments, **options)
        seen.update(_family(self.pid))

    def closing(self):
        seen.update(_family(self.pid))
        close(self)

    monkeypatch.setattr(process.WorkerProcess, "__init__", starting)
    monkeypatch.setattr(process.WorkerProcess, "close", closing)
    return seen


def _family(pid):
    """Return (number, birth) of a process and of all that descend from it."""
    try:
        birth = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return set()
    return {(pid, birth)}.union(*(_family(int(child)) for child in children))


def _alive(member):
    """Whether a process is there and is the same; one that waits to be reaped is gone."""
    pid, birth = member
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return fields[19] == birth and fields[0] != "Z"


def prepared(case: Path, places: dict, target: Path) -> tuple[Path, Expected]:
    """Write the submission that a case stands for; return its path and what is expected."""
    source = (case / "conv2d.py" if case.is_dir() else case).read_bytes()
    expected = expected_of(source)
    if expected.with_right:
        source += (HERE / "right.py").read_bytes()
    for name, path in {
        "REPO": ROOT,
        "HOME": places["folder"] / "home",
        "TMP": places["folder"] / "tmp",
        "CANARY": places["folder"] / "tmp" / "canary.txt",
    }.items():
        source = source.replace(f"@{name}@".encode(), str(path).encode())
    source = re.sub(
        rb"^ *# repeat (\d+): (.*)$",
        lambda found: int(found[1]) * found[2],
        source,
        flags=re.MULTILINE,
    )
    if case.is_dir():
        for path in case.iterdir():
            if path.is_file():
                (target / path.name).write_bytes(path.read_bytes())
    (target / "conv2d.py").write_bytes(source)
    return (target if case.is_dir() else target / "conv2d.py"), expected


def reports(graded, assignment):
    """Return the report in both languages, as the students see it."""
    handed_in = feedback.HandedIn(
        id="1", student="s", attempt=1, submitted_at=datetime.datetime.now(datetime.UTC),
        source_sha256="",
    )  # fmt: skip
    return [
        feedback.report(graded, handed_in, assignment, feedback.View(language=language))
        for language in ("en", "ko")
    ]


def everything_in(folder: Path) -> dict:
    return {
        str(path): (path.lstat().st_size, path.lstat().st_mode, path.lstat().st_mtime_ns)
        for path in [folder, *folder.rglob("*")]
    }


@pytest.fixture(scope="module")
def ids(assignment):
    """The ids of all checks of the suite, in order."""
    text = assignment.hidden_suite.read_text(encoding="utf-8")
    return re.findall(r'pytest\.mark\.check\("([\w-]+)"', text)


@pytest.mark.parametrize("level", ["jail", "landlock"])
@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_hostile(case, level, assignment, judges, ids, places, born, tmp_path, monkeypatch):
    if not next(status for status in survey().levels if status.level == level).works:
        pytest.skip(f"{level} does not work here")
    path, expected = prepared(case, places, tmp_path)
    if expected.machine not in (None, platform.machine()):
        pytest.skip(f"only on {expected.machine}")
    limited = assignment.model_copy(update={"limits": Limits(**(FAST | expected.limits))})
    if expected.in_folder:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    before = everything_in(places["folder"]), everything_in(tmp_path)
    started = time.monotonic()

    handed_in = submission.read([path], limited)
    if expected.limits or expected.in_folder:
        graded = grading.grade(handed_in, limited, seed=7, level=level)
    else:
        graded = judges[level].grade(handed_in, seed=7)

    assert time.monotonic() - started < WALL_SECONDS
    english, korean = reports(graded, limited)
    _hold_verdict(english, korean, graded, expected, level, ids)
    _hold_secrets(english, korean, path, places)
    _hold_rendering(english, korean, limited)
    assert (everything_in(places["folder"]), everything_in(tmp_path)) == before
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/", str(ROOT), str(Path.cwd())):
        assert not list(Path(folder).glob("hostile-[!-]*was-here*"))
        assert not (Path(folder) / "hostile-was-here").exists()
    _hold_nothing_left(born, level)
    right = tmp_path / "afterwards.py"
    right.write_bytes((HERE / "right.py").read_bytes())
    again = judges[level].grade(submission.read([right], assignment), seed=8)
    assert again.points == assignment.max_points


def _hold_verdict(english, korean, graded, expected, level, ids):
    """Hold points, outcomes and words of a report."""
    assert english.status == "graded"
    assert english.isolation.level == level
    assert [check.id for check in english.checks] == ids
    failed = [check for check in english.checks if check.outcome is not Outcome.PASSED]
    told = "\n".join(
        f"{check.id} {check.outcome.value} {check.message} {check.counterexample} {check.printed}"
        for check in failed
    )
    assert english.points == expected.points, told
    assert {check.outcome for check in failed} <= expected.outcomes, told
    for check in failed:
        assert check.message, told
        assert check.hint, told
        assert len(check.message) < expected.longest
    for check in korean.checks:
        if check.outcome is not Outcome.PASSED:
            assert re.search("[가-힣]", check.message)
            assert re.search("[가-힣]", check.hint)
    for words in expected.words:
        assert any(words in check.message for check in failed), told
    for words in expected.korean:
        assert any(words in (check.message or "") for check in korean.checks), told
    for words in expected.got:
        examples = [check.counterexample for check in failed if check.counterexample]
        assert any(words in (example.got or "") for example in examples), told
    text = english.model_dump_json() + korean.model_dump_json() + graded.model_dump_json()
    assert "INTERNAL_ERROR" not in text
    for words in expected.never:
        assert words not in re.sub(r'"text":"(?:[^"\\]|\\.)*"', "", text), told
    assert len(text) < 2_000_000


def _hold_secrets(english, korean, path, places):
    """Hold that a report shows nothing that the submission had no business to see."""
    text = english.model_dump_json() + korean.model_dump_json()
    source = path / "conv2d.py" if path.is_dir() else path
    known = source.read_bytes().decode("utf-8", "replace")
    assert json.loads(english.model_dump_json())["seed"] is None
    assert places["marker"] not in text
    for secret in (*SECRETS, str(ROOT), str(places["folder"]), sys.prefix, "root:"):
        if secret not in known:
            assert secret not in text


def _hold_rendering(english, korean, assignment):
    """Hold that a report steers no terminal: nothing but lines of signs that can be seen."""
    for language, shown in (("en", english), ("ko", korean)):
        page = Page(language=language, signs=terminal.FANCY, zone="Asia/Seoul")
        out = io.StringIO()
        Console(file=out, width=page.width).print(report.graded(shown, assignment, page))
        assert all(line.isprintable() for line in out.getvalue().split("\n"))


def _hold_nothing_left(born, level):
    """Hold that every process is gone, or goes at once, but a zygote's and one spare worker's."""
    assert born
    deadline = time.monotonic() + 5
    while True:
        kept = _family(process._warm.zygotes[level].pid)
        left = [member for member in born - kept if _alive(member)]
        if not left and len(kept) <= KEPT[level]:
            return
        assert time.monotonic() < deadline, (left, kept)
        time.sleep(0.02)


@pytest.mark.parametrize(
    "name", ["loop_at_import", "exit_in_call", "syntax_error", "output_print", "right_talkative"]
)
def test_checking_without_walls(name, assignment, places, tmp_path):
    """`grade check` on a student's own machine survives too."""
    path, expected = prepared(HERE / "conv2d" / f"{name}.py", places, tmp_path)
    limited = assignment.model_copy(update={"limits": Limits(**(FAST | expected.limits))})
    graded = grading.check(submission.read([path], limited), limited, level="limits")
    assert graded.isolation.level == "limits"
    assert graded.status == "graded"
    assert {result.outcome for result in graded.checks} <= expected.outcomes | {Outcome.PASSED}
    if name in ("loop_at_import", "syntax_error"):
        assert Outcome.PASSED not in {result.outcome for result in graded.checks}
    if name == "right_talkative":
        assert {result.outcome for result in graded.checks} == {Outcome.PASSED}


def test_every_case_says_what_it_is_for():
    kinds = Counter()
    for case in CASES:
        source = (case / "conv2d.py" if case.is_dir() else case).read_bytes()
        assert b'"""' in source.split(b"\n\n")[0], case
        kinds[expected_of(source).kind] += 1
    assert set(kinds) == {*ENOUGH_OF, "ODD"}
    assert sum(kinds.values()) - kinds["ODD"] >= ENOUGH
    for kind, enough in ENOUGH_OF.items():
        assert kinds[kind] >= enough, kind
