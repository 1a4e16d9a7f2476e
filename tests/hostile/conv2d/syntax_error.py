# class: ODD
# expect: points 0
# expect: outcomes ERROR
# expect: words "your file is not valid Python: SyntaxError"
# expect: korean "올바른 파이썬 코드가 아닙니다"
"""Not be Python."""

def conv2d_forward(x, w, b, stride=1, pad=0)
    return x
