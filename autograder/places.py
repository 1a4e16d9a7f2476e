"""Say where convgrade keeps what it can make again."""

import os
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder for images and locks: another account must be able to reach root's."""
    named = os.environ.get("GRADE_CACHE")
    if named:
        return Path(named).absolute()  # a worker starts in another folder
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/cache/convgrade")
    import platformdirs  # noqa: PLC0415 - only where there is an image

    return Path(platformdirs.user_cache_dir("convgrade", appauthor=False))
