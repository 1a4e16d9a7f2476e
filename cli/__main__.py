"""Run the command as `python -m cli`."""

import sys

from cli import hygiene

hygiene.clean_path()

from cli.main import main  # noqa: E402 - nothing is imported before the path is clean

sys.exit(main())
