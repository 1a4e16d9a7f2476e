"""Where, when and with which versions something was measured."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

import autograder
from autograder.sandbox import best_level
from benchmarks import suite


def facts() -> dict[str, str]:
    """Return what a reader has to know to judge a figure, without a machine's name or paths."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "kernel": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "Python": platform.python_version(),
        "numpy": np.__version__,
        "convgrade": f"{autograder.__version__}, commit {_commit()}, isolation {best_level()}",
    }


def busy_seconds() -> float:
    """Return the CPU time that all cores have spent on anything since the machine's start [s]."""
    fields = Path("/proc/stat").read_text().splitlines()[0].split()
    user, nice, system, _, _, irq, softirq = map(int, fields[1:8])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


def _processor() -> str:
    """Return the processor's name as the kernel tells it."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _commit() -> str:
    """Return the commit, with a sign where files have changed since."""
    git = ["git", "describe", "--always", "--dirty", "--abbrev=10", "--exclude=*"]
    done = subprocess.run(  # noqa: S603 - a fixed command
        git, cwd=suite.ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"
