"""Draw a figure in every way that a format may want."""

from autograder.model import Language
from autograder.quiz import draw_svg, draw_text, figure_words
from autograder.quiz.export.sheet import Drawn
from autograder.quiz.figure import Figure


def drawn(figure: Figure, language: Language) -> Drawn:
    """Return a figure as SVG, in characters and in words."""
    return Drawn(
        svg=draw_svg.svg(figure, language),
        lines=draw_text.lines(figure, language),
        description=figure_words.description(figure, language),
    )
