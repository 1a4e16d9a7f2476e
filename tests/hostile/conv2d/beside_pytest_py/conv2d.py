# class: FORGE
# expect: points 10
# expect: outcomes NOT_ATTEMPTED
# expect: folder
# with: right
"""Hand in a folder where a `pytest.py` lies beside half a solution."""

def conv2d_backward(dout, cache):
    raise NotImplementedError
