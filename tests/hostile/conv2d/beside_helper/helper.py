conv2d_forward = conv2d_backward = None
