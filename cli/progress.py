"""A bar with rate and time left on stderr, for work that takes minutes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from cli.session import Session


class _Rate(ProgressColumn):
    """How many are done in a second."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def render(self, task: Task) -> Text:
        """Write the rate of a task."""
        rate = (
            "" if task.speed is None else self._session.say("batch.rate", rate=f"{task.speed:.1f}")
        )
        return Text(rate)


@contextmanager
def bar(total: int, session: Session) -> Iterator[Callable[[], None]]:
    """Show a bar where somebody looks at stderr; yield what moves it by one."""
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    columns = [
        TextColumn(session.say("batch.progress"), markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(session),
        TimeRemainingColumn(),
    ]
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)
