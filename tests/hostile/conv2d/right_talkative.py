# class: ODD
# expect: points 20
# with: right
"""A right solution that prints a lot, but less than it may."""

def conv2d_forward(x, w, b, stride=1, pad=0):
    print("전진" * 300, x.shape)
    return right_forward(x, w, b, stride, pad)
