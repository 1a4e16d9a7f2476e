"""Say where convgrade keeps what it can make again, and what it can not."""

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


def data_folder() -> Path:
    """Return the folder for what belongs to one person, such as what they have practised."""
    named = os.environ.get("GRADE_HOME")
    if named:
        return Path(named).absolute()
    import platformdirs  # noqa: PLC0415 - only where something is kept

    return Path(platformdirs.user_data_dir("convgrade", appauthor=False))
