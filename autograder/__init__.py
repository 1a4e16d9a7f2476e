"""Grade numpy exercises from the perceptron to the convolutional network."""

from typing import Any

__version__ = "0.1.0"


def load_ipython_extension(shell: Any) -> None:
    """Give IPython the magic `%grade`: what `%load_ext autograder` calls."""
    from cli import jupyter  # noqa: PLC0415 - only Jupyter needs it, and it stands above us

    jupyter.load(shell)
