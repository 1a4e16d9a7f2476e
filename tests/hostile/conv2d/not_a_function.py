# class: ODD
# expect: points 10
# expect: outcomes ERROR
# expect: words "has no function `conv2d_backward`"
# with: right
"""Have a number where a function is wanted."""

conv2d_backward = 3
