# class: HARM
# expect: points 0
# expect: outcomes ERROR MEMORY_LIMIT
# expect: words "your file"
"""Overrun the compiler's stack; the test repeats the line that asks for it."""

x = (
# repeat 100000: -
1)
