"""Nothing in the folders of hostile submissions is ours to run: some hold a `conftest.py`."""

collect_ignore = ["conv2d", "right.py"]
