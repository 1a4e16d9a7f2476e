"""What a student has written, on the pages of the formgrader and of feedback.

There it would run with the rights of whoever grades: nbgrader's pages carry markup as it is.
"""

import functools
from typing import Any

import nh3
from jinja2 import pass_context
from nbconvert import HTMLExporter
from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped]

_ATTRIBUTES = nh3.ALLOWED_ATTRIBUTES | {
    cell: nh3.ALLOWED_ATTRIBUTES[cell] | {"style"} for cell in ("td", "th")
}
# Those of highlighted code alone: a class or an id of nbgrader's would be a button of its page.
_CLASSES = {"div": {"highlight"}, "span": {each for each in STANDARD_TYPES.values() if each}}


@functools.cache
def _exporter() -> Any:
    exporter: Any = HTMLExporter  # it has no types
    return exporter()


def _kept(tag: str, name: str, value: str) -> str | None:
    """Leave out pictures that are addresses of the server itself."""
    is_address = tag == "img" and name == "src" and (value[:1] in "/\\" or ".." in value)
    return None if is_address else value


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
        attribute_filter=_kept,
        allowed_classes=_CLASSES,
        filter_style_properties={"text-align"},
        url_schemes={"http", "https", "mailto", "data"},
    )
