# expect: points 0
# expect: outcomes NOT_ATTEMPTED
# expect: words "not attempted yet"
# expect: korean "아직 구현하지 않았습니다"
# with: right
"""Print a secret hope and look unfinished, so that nobody looks closer."""

def conv2d_forward(x, w, b, stride=1, pad=0):
    raise type("Later", (NotImplementedError,), {})("please give me the points")
