"""Draw what one submission costs as an SVG of horizontal bars on a logarithmic scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_WIDTH, _NAMES, _LABELS = 860, 370, 130  # whole drawing, names on the left, labels right [px]
_STEP, _BAR, _TOP = 26, 17, 34  # from bar to bar, thickness, above the first [px]
_STYLE = (
    "text{font:13px sans-serif;fill:#24292f}.name{text-anchor:end}.ours{fill:#1f6f8b}"
    ".other{fill:#a9b1b8}.grid{stroke:#d0d7de}.tick{font-size:11px;text-anchor:middle}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.grid{stroke:#3d444d}}"
)


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes:
        name: what was measured.
        milliseconds: its CPU time per submission [ms].
        label: written behind the bar.
        is_ours: drawn in our colour.
    """

    name: str
    milliseconds: float
    label: str
    is_ours: bool


def drawing(bars: Sequence[Bar]) -> str:
    """Return the SVG of some bars, in their order."""
    costs = [bar.milliseconds for bar in bars] or [1.0]
    low, high = math.floor(math.log10(min(costs))), math.ceil(math.log10(max(costs)))
    scale = (_WIDTH - _NAMES - _LABELS) / max(1, high - low)
    height = _TOP + _STEP * len(bars) + 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">'
        f"<title>CPU time of one submission</title><style>{_STYLE}</style>"
    ]
    for power in range(low, high + 1):
        x = _NAMES + (power - low) * scale
        parts.append(f'<path class="grid" d="M{x:.1f} {_TOP - 8}V{height - 8}"/>')
        parts.append(f'<text class="tick" x="{x:.1f}" y="18">{10.0**power:g} ms</text>')
    for number, bar in enumerate(bars):
        y, long = _TOP + number * _STEP, (math.log10(bar.milliseconds) - low) * scale
        kind = "ours" if bar.is_ours else "other"
        parts.append(
            f'<text class="name" x="{_NAMES - 8}" y="{y + 13}">{escape(bar.name)}</text>'
            f'<rect class="{kind}" x="{_NAMES}" y="{y}" width="{long:.1f}" height="{_BAR}"/>'
            f'<text x="{_NAMES + long + 6:.1f}" y="{y + 13}">{escape(bar.label)}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"
