"""Items of every kind, made by hand, whose texts hold all that means something to some format."""

from html.parser import HTMLParser

from hypothesis import strategies as st

from autograder.course import Text
from autograder.quiz.export.sheet import Drawn, Sheet
from autograder.quiz.figure import Figure, Grid, Grids
from autograder.quiz.item import Item, Wrong

NASTY = (
    "]]> & \"quoted\" 'single' <b>bold</b> </script><script>alert(1)</script> <!-- --> &lt; &#35; "
    "{1:SHORTANSWER:=x} {#1} { } ~wrong =right #feedback ####general %50% %100%half $x^2$ $$y$$ "
    "\\(z\\) \\[z\\] \\ \\\\ \\n \\= [a](javascript:alert(1)) <http://example.org> [html]bold "
    "::name:: // comment -> T TRUE | a | b * _ ` ^ @ ; -- 1. 2) + - 3 × 3 ≤ ≥ ∑ √ · − σ(w·x) 🙂 "
    "합성곱 필터의 개수\n= next line\n# another\n    - indented"
)
# Texts that the beginning or the end of has a meaning.
STARTS = ("%50%half", "[plain]x", "=x", "~x", "#x", "//x", "- x", "1. x", "::x::", "{", "}", "\\")


def both(text: str) -> Text:
    return Text(en=f"E {text}", ko=f"한 {text}")


def number(text: str = "plain", key: int | float = 896) -> Item:
    wrong = tuple(
        Wrong(f"idea-{n}", value, both(f"because {n} {text}"))
        for n, value in enumerate((864, -0.5, 105_705_600, 0.125))
    )
    values = (896, 864, -0.5, 0.125)
    return Item("number", both(text), {"n": 1}, key, wrong, both(f"{text}\nend"), choices=values,
                topic="some_number", version=1, level=1, seed=7)  # fmt: skip


def shape(text: str = "plain") -> Item:
    wrong = (
        Wrong("idea-0", (6, 30, 28), both(f"zero {text}")),
        Wrong("idea-1", (6, 30, 30), both(f"one {text}")),
        Wrong("idea-2", (3, 28, 28), both(f"two {text}")),
        Wrong("idea-3", (4704,), both(f"flat {text}")),
    )
    axes = tuple(both(f"{name} {text}") for name in ("depth", "height", "width"))
    key = (6, 28, 28)
    return Item("shape", both(text), {}, key, wrong, both(text), labels=(axes,),
                choices=((6, 30, 28), key, (6, 30, 30), (3, 28, 28)),
                topic="some_shape", version=1, level=2, seed=8)  # fmt: skip


def grid(text: str = "plain", *, is_table: bool = True) -> Item:
    key = ((1, 0.5), (-3, 40))
    wrong = (
        Wrong("idea-0", ((1, 2), (-3, 40)), both(f"zero {text}")),
        Wrong("idea-1", ((2, 0.5), (3, 40)), both(f"one {text}")),
        Wrong("idea-2", ((0, 0.5), (3, 4)), both(f"two {text}")),
    )
    labels = (
        (both(f"conv {text}"), both(f"pool {text}")),
        (both(f"height {text}"), both(f"width {text}")),
    )
    return Item("grid", both(text), {}, key, wrong, both(text), labels=labels if is_table else (),
                figure=Grids((Grid(((1, 2), (3, 4)), name="x"),)),
                choices=(wrong[0].value, wrong[1].value, key, wrong[2].value),
                topic="some_grid", version=2, level=3, seed=9)  # fmt: skip


def choice(text: str = "plain") -> Item:
    names = ("a", "b", "c", "d")
    wrong = tuple(Wrong("", name, both(f"why not {name} {text}")) for name in "acd")
    return Item("choice", both(text), {}, "b", wrong, both(text),
                options={name: both(f"{text} {name}") for name in names}, choices=names,
                topic="some_choice", version=1, level=1, seed=10)  # fmt: skip


def multi(text: str = "plain", key: tuple[str, ...] = ("a", "c")) -> Item:
    names = ("a", "b", "c", "d")
    wrong = (
        Wrong("idea-0", ("a", "b", "c"), both(f"b is none {text}")),
        Wrong("idea-1", ("b", "d"), both(f"the other way round {text}")),
        Wrong("idea-2", ("a",), both(f"one is not all {text}")),
    )
    return Item("multi", both(text), {}, key, wrong, both(text),
                options={name: both(f"{text} {name}") for name in names}, choices=names,
                topic="some_multi", version=1, level=1, seed=11)  # fmt: skip


def every(text: str = "plain") -> list[Item]:
    """One item of each kind, and the odd ones: a grid without names, a set that is empty."""
    return [
        number(text), shape(text), grid(text), grid(text, is_table=False), choice(text),
        multi(text), multi(text, key=()),
    ]  # fmt: skip


def drawn(figure: Figure, language: str) -> Drawn:
    """A picture of nothing much."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1"/></svg>'
    return Drawn(svg, ["1 2", "```", "  <3> *4*"], f'{language} "grid" <1 2; 3 4>')


def sheet(*items: Item, languages=("en",), title="Quiz", with_key=True, draws=None) -> Sheet:
    return Sheet([list(items)], languages, title, with_key, drawn=draws)


# Whatever Unicode has; that it may be refused or replaced is tested apart.
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60),
    st.lists(st.sampled_from([*NASTY, *STARTS, "]]>", "####", "$$", "\\("]), max_size=30).map(
        "".join
    ),
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            # Nothing can run, and nothing is fetched but a figure of ours.
            assert name in ("lang", "alt", "scope", "class", "style", "src"), name
            assert name != "src" or value.startswith(("data:image/svg+xml;", "%24IMS-CC-")), value
        if tag not in ("span", "i", "strong", "small"):
            self.text.append(" ")

    def handle_data(self, data):
        self.text.append(data)


OURS = {"p", "br", "span", "table", "tbody", "tr", "td", "th", "img"}


def read(html: str, more: set[str] = frozenset()) -> str:
    """The text that a browser would show, its spaces as one; nothing but our own tags is there."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.tags <= OURS | more, reader.tags
    return flat("".join(reader.text))


def flat(text: str) -> str:
    return " ".join(text.split())
