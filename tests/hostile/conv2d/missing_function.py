# class: ODD
# expect: points 10
# expect: outcomes ERROR
# expect: words "`conv2d.py` has no function `conv2d_backward`"
# expect: korean "`conv2d.py` 파일에 `conv2d_backward` 함수가 없습니다"
# with: right
"""Hand in only one of the two functions."""

def conv2d_forward(x, w, b, stride=1, pad=0):
    del globals()["conv2d_backward"]
    globals()["conv2d_forward"] = right_forward
    return right_forward(x, w, b, stride, pad)


def conv2d_backward(dout, cache):
    raise AssertionError
