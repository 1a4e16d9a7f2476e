"""Write what `grade check` found into files for other programs."""

import json
import os
from pathlib import Path
from typing import NamedTuple

from autograder.model import GradeReport
from cli import outlet
from cli.session import Session


class CheckFiles(NamedTuple):
    """The files that were asked for."""

    junit: Path | None
    result: Path | None

    def write(self, report: GradeReport, session: Session) -> None:
        """Write those that were asked for.

        Raises:
            UsageError: one can't be written.
        """
        from autograder.exchange import classroom, junit  # noqa: PLC0415 - not for --help

        if self.junit:
            outlet.to_file(self.junit, [junit.junit([report], session.language)])
        if self.result:
            document = classroom.result(report, os.environ)
            outlet.to_file(self.result, [json.dumps(document, indent=2) + "\n"])
