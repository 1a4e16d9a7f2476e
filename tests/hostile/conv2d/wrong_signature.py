# class: ODD
# expect: points 0
# expect: outcomes ERROR
# expect: words "`conv2d_forward` raised TypeError"
# with: right
"""Take other parameters than those asked for."""

def conv2d_forward(image):
    return image, None
