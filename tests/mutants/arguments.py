"""What stands in `equivalent.yaml`: the mutants that a suite need not kill, and why."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from autograder.model import Record
from autograder.yamlfile import read_yaml
from tests.mutants.mutate import Key, Mutant
from tests.mutants.run import Fate


class Argument(Record):
    """Why mutants of one line need not be killed."""

    function: str
    line: str
    mutated: tuple[str, ...]
    why: str = Field(min_length=1)

    @property
    def keys(self) -> list[Key]:
        """The mutants that it is about."""
        return [Key(self.function, self.line, mutated) for mutated in self.mutated]


class Arguments(Record):
    """The whole file.

    Attributes:
        equivalent: nobody can tell these from the reference, so none is ever killed.
        unpromised: the handout leaves open what differs; whether one is killed is chance.
    """

    equivalent: tuple[Argument, ...] = ()
    unpromised: tuple[Argument, ...] = ()


class Sorted(NamedTuple):
    """The mutants of an assignment, by what became of them.

    Attributes:
        killed: by every seed.
        equivalent: argued to be; alive.
        unpromised: argued to be; dead or alive.
        survived: neither killed nor argued for.
        faults: what is wrong with the arguments.
    """

    killed: list[Mutant]
    equivalent: list[Mutant]
    unpromised: list[Mutant]
    survived: list[tuple[Mutant, Fate]]
    faults: list[str]


def read(folder: Path) -> Arguments:
    """Read the arguments of an assignment; one without a file has none.

    Raises:
        CourseError: the file can't be read.
    """
    path = folder / "equivalent.yaml"
    return read_yaml(path, Arguments) if path.is_file() else Arguments()


def sort(mutants: Sequence[Mutant], fates: Sequence[Fate], arguments: Arguments) -> Sorted:
    """Say what became of each mutant, and what is wrong with the arguments."""
    equivalent = [key for argument in arguments.equivalent for key in argument.keys]
    unpromised = [key for argument in arguments.unpromised for key in argument.keys]
    found = Sorted([], [], [], [], _faults([*equivalent, *unpromised], mutants))
    for mutant, fate in zip(mutants, fates, strict=True):
        if mutant.key in equivalent:
            found.equivalent.append(mutant)
            if fate.by:
                found.faults.append(f"killed by {fate.by}, so not equivalent:\n{told(mutant.key)}")
        elif mutant.key in unpromised:
            found.unpromised.append(mutant)
        elif fate.is_killed:
            found.killed.append(mutant)
        else:
            found.survived.append((mutant, fate))
    return found


def told(key: Key) -> str:
    """Write a mutant as a difference of two lines."""
    return f"  in {key.function}\n  - {key.line}\n  + {key.mutated}"


def _faults(argued: Sequence[Key], mutants: Sequence[Mutant]) -> list[str]:
    """Find arguments that are about no mutant, about several, or written twice."""
    keys = [mutant.key for mutant in mutants]
    faults = []
    for key in dict.fromkeys(argued):
        if argued.count(key) > 1:
            faults.append(f"argued for twice:\n{told(key)}")
        if keys.count(key) != 1:
            number = "several mutants look" if key in keys else "no mutant looks"
            faults.append(f"{number} like this:\n{told(key)}")
    return faults
