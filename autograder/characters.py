"""Make what a student wrote harmless to whatever shows it, and still legible."""


def safe(text: object) -> str:
    r"""Return a text in which nothing can steer what shows it.

    Control characters, escape codes, line ends, half characters and marks of the
    writing direction become visible: `\x1b`, `\n`, `\ud800`, `\u202e`.
    """
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in str(text))


def safe_lines(text: str) -> list[str]:
    """Return the lines of a text, each of them safe, tabs as spaces."""
    return [safe(row.expandtabs(4)) for row in text.splitlines()]


def safe_text(text: str) -> str:
    """Return a text of safe lines."""
    return "\n".join(safe_lines(text))
