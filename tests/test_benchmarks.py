"""The benchmark compares like with like, sees every process and does its sums right."""

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import bare, measure, ours, plot, report, suite
from benchmarks.memory import Memory
from benchmarks.meter import CpuClock, NoClock
from benchmarks.results import Results, Row
from benchmarks.targets import TARGETS, Target, without_start

SAMPLES = Path(__file__).parent / "submissions" / "max_pool"
RIGHT, WRONG = SAMPLES / "right" / "im2col.py", SAMPLES / "wrong" / "overwrites_overlap.py"
BURN = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass\n"


def results(**cpu_seconds: float) -> Results:
    """Rows by key; `batch_100` stands for a batch of 100, its figure for one of them."""
    rows = []
    for name, cpu in cpu_seconds.items():
        key = name.replace("_", "-")
        count = int(key.split("-")[1]) if key.startswith("batch-") else 1
        rows.append(Row(key, key, count, [cpu], [cpu]))
    return Results({}, "", rows)


def test_all_roads_to_the_checks_give_the_same_points(tmp_path: Path) -> None:
    graders = [bare.by_our_helpers(), bare.by_numpy_alone(tmp_path)]
    with ours.warm() as sandboxed:
        for path, is_right in ((RIGHT, True), (WRONG, False)):
            source = path.read_bytes()
            points = {grade(source, 1) for grade in [*graders, sandboxed]}
            assert len(points) == 1
            assert (points == {suite.max_pool().max_points}) is is_right


@pytest.mark.parametrize(
    ("bound", "at_most", "figure", "verdict"),
    [
        (5, True, 5.0, "reached"),
        (5, True, 6.0, "**missed** by 20 %"),
        (200, False, 200.0, "reached"),
        (200, False, 150.0, "**missed** by 25 %"),
        (200, False, None, "not measured"),
    ],
)
def test_a_verdict_says_by_how_much(
    bound: float, at_most: bool, figure: float | None, verdict: str
) -> None:
    target = Target("t", bound, at_most, lambda _: figure)
    assert target.verdict(results()) == verdict


def test_promises_divide_by_a_batch_or_else_by_a_warm_grading() -> None:
    otter = next(target for target in TARGETS if "otter" in target.text)
    assert otter.figure(results(otter=2.0, ours=0.02)) == pytest.approx(100)
    assert otter.figure(results(otter=2.0, ours=0.02, batch_1000=0.01)) == pytest.approx(200)
    assert otter.figure(results(ours=0.02)) is None
    assert otter.best is not None
    assert otter.best(results(otter=2.0, numpy=0.005)) == pytest.approx(400)


def test_what_a_batch_costs_once_is_taken_off() -> None:
    # 3 s of start, of which a batch of one shows 3.02, and 0.02 s for each.
    found = results(batch_1=3.02, batch_100=(3 + 2) / 100)
    assert without_start(found.rows[1], found) == pytest.approx(0.02)
    assert without_start(found.rows[0], found) is None


def test_the_meter_counts_an_orphan(tmp_path: Path) -> None:
    try:
        CpuClock()
    except NoClock as err:
        pytest.skip(str(err))
    leave = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {BURN!r}])"
    cost = measure.run([sys.executable, "-c", leave], folder=tmp_path)
    assert cost.cpu_seconds >= 0.3


def test_a_command_that_failed_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(measure.NotMeasured):
        measure.run([sys.executable, "-c", "raise SystemExit(3)"], folder=tmp_path)


def test_the_page_stands_without_figures_too() -> None:
    found = results(bare=0.01, ours=0.04, otter=2.0)
    found.rows.append(Row("cold", "cold", problem="not there yet"))
    found.memories.append(Memory("judge", 1, None, 50.0))
    page = report.page(found, right=RIGHT, wrong=WRONG)
    assert "| ours | 4 | 1 | – | 40 | 0 % |" in page
    assert "not there yet" in page
    for table in page.split("\n\n"):
        widths = {line.count("|") for line in table.splitlines() if line.startswith("|")}
        assert len(widths) <= 1
    drawing = ElementTree.fromstring(plot.drawing(report.bars(found)))
    assert len(drawing.findall("{*}rect")) == 3
