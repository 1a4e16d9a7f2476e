"""What a student has written, on the pages of the formgrader and of feedback.

There it would run with the rights of whoever grades: nbgrader's pages carry markup as it is.
"""

import functools
from typing import Any

import nh3
from jinja2 import pass_context
from nbconvert import HTMLExporter

# Beside what nh3 keeps: the ids of headings, to which links lead, and how columns are aligned.
_MORE = {f"h{level}": {"id"} for level in range(1, 7)} | {
    "*": {"class", "title"}, "td": {"style"}, "th": {"style"},
}  # fmt: skip
_ATTRIBUTES = nh3.ALLOWED_ATTRIBUTES | {
    tag: nh3.ALLOWED_ATTRIBUTES.get(tag, set()) | more for tag, more in _MORE.items()
}


@functools.cache
def _exporter() -> Any:
    exporter: Any = HTMLExporter  # it has no types
    return exporter()


@pass_context
def markdown(context: Any, source: str) -> str:
    """Return the page of a markdown cell: text, tables, formulas and pictures, nothing that runs.

    Args:
        context: of the template, which has the cell with its attachments.
        source: the markdown.
    """
    return nh3.clean(
        _exporter().markdown2html(context, source),
        attributes=_ATTRIBUTES,
        filter_style_properties={"text-align"},
        url_schemes={"http", "https", "mailto", "data"},
    )
