# class: FORGE
# expect: points 10
# expect: outcomes FAILED
# expect: words "has the wrong dtype"
# with: right
"""Return complex gradients whose real part is right and whose order is none."""

def conv2d_backward(dout, cache):
    return tuple(part + 0j for part in right_backward(dout, cache))
