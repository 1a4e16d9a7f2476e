"""Advice: what the syntax tree of a submission shows, read in the trusted process and never run."""

from autograder.advice.advise import Advised, advise
from autograder.advice.checks import rule_results

__all__ = ["Advised", "advise", "rule_results"]
