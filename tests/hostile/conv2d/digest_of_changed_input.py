# class: FORGE
# expect: points 19
# expect: outcomes FAILED
# expect: words "`conv2d_forward` changed its argument `x`"
# expect: korean "인자 `x`의 내용을 바꾸었습니다"
# with: right
"""Compute the right numbers, then wipe x and give it other strides, in the hope that nobody sees."""

def conv2d_forward(x, w, b, stride=1, pad=0):
    copy = x.copy()
    result = right_forward(copy, w, b, stride, pad)
    x[...] = 0
    return result
