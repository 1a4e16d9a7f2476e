"""Wrong ideas about max_pool: what is kept from forward to backward, and whose it is."""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)
BOTH = ("max_pool_forward", "max_pool_backward")


def routed(dout: np.ndarray, cache: tuple) -> np.ndarray:
    """Do what backward should, by looking at the windows again, in a learner's four loops."""
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for n, c, h, k in np.ndindex(dout.shape):
        top, left = h * stride, k * stride
        pixels = x[n, c, top : top + size, left : left + size]
        row, column = np.unravel_index(pixels.argmax(), pixels.shape)
        dx[n, c, top + row, left + column] += dout[n, c, h, k]
    return dx


@misconception(
    "mutates-input",
    replaces="max_pool_forward",
    task=1,
    idea=Text(
        en="Forward changes x, which belongs to the caller.",
        ko="순전파가 호출한 쪽의 것인 x를 바꿉니다.",
    ),
    hint=Text(
        en="Forward only has to look. Which of your lines writes into x, or into a window, which "
        "is a part of x and no copy of it?",
        ko="순전파는 읽기만 하면 됩니다. 어느 줄이 x에 값을 씁니까? 창은 복사본이 아니라 x의 "
        "일부라는 것도 생각해 보십시오.",
    ),
)
def shifts_the_image(x, size=2, stride=2):
    result = reference.max_pool_forward(x.copy(), size, stride)
    x -= x.max()
    return result


@misconception(
    "mutates-dout",
    replaces="max_pool_backward",
    task=2,
    idea=Text(
        en="Backward changes dout, which belongs to the caller.",
        ko="역전파가 호출한 쪽의 것인 dout을 바꿉니다.",
    ),
    hint=Text(
        en="The caller may still need dout after the call. Which of your lines writes into it, or "
        "into something that shares its numbers?",
        ko="호출한 쪽은 그 뒤에도 dout을 쓸 수 있습니다. 어느 줄이 dout이나, dout과 숫자를 함께 "
        "쓰는 배열을 바꿉니까?",
    ),
)
def uses_dout_up(dout, cache):
    dx = reference.max_pool_backward(dout, cache)
    dout[...] = 0
    return dx


@misconception(
    "mutates-cache",
    replaces=BOTH,
    task=2,
    idea=Text(
        en="Backward changes the cache, so a second call gives something else.",
        ko="역전파가 cache를 바꾸어, 두 번째 호출의 결과가 달라집니다.",
    ),
    hint=Text(
        en="Call backward twice with the same cache on paper. Which array is no longer what "
        "forward put there, and where should the new numbers go instead?",
        ko="같은 cache로 역전파를 두 번 부르는 과정을 종이 위에서 따라가 보십시오. 순전파가 담아 "
        "둔 것과 달라진 배열은 무엇입니까? 새로 계산한 값은 어디에 담아야 합니까?",
    ),
)
class WipesTheMaximaOut:
    def max_pool_forward(self, x, size=2, stride=2):
        out, _ = reference.max_pool_forward(x, size, stride)
        return out, (x.copy(), size, stride)

    def max_pool_backward(self, dout, cache):
        dx = routed(dout, cache)
        cache[0][dx != 0] = -np.inf
        return dx


@misconception("mutates-cache", replaces=BOTH, task=2)
class AddsUpInTheCache:
    def max_pool_forward(self, x, size=2, stride=2):
        out, cache = reference.max_pool_forward(x, size, stride)
        return out, (np.zeros(x.shape), cache)

    def max_pool_backward(self, dout, cache):
        dx, places = cache
        dx += reference.max_pool_backward(dout, places)
        return dx.copy()


@misconception(
    "global-cache",
    replaces=BOTH,
    task=2,
    idea=Text(
        en="Backward uses what the latest forward call left behind, not the cache it is given.",
        ko="역전파가 받은 cache가 아니라 마지막 순전파가 남긴 것을 씁니다.",
    ),
    hint=Text(
        en="A network has several pooling layers, and each calls forward before any calls "
        "backward. How does your backward know which call it belongs to?",
        ko="신경망에는 풀링 층이 여럿 있고, 모든 층의 순전파가 끝난 뒤에야 역전파가 시작됩니다. "
        "지금의 역전파가 어느 순전파의 것인지 코드는 어떻게 압니까?",
    ),
)
class RemembersTheImage:
    def max_pool_forward(self, x, size=2, stride=2):
        self.last = x.copy(), size, stride
        return reference.max_pool_forward(x, size, stride)[0], None

    def max_pool_backward(self, dout, cache):
        return routed(dout, self.last)


@misconception("global-cache", replaces=BOTH, task=2)
class RemembersThePlaces:
    def max_pool_forward(self, x, size=2, stride=2):
        out, self.last = reference.max_pool_forward(x, size, stride)
        return out, None

    def max_pool_backward(self, dout, cache):
        shape, first, size, stride = self.last
        dx = np.zeros(shape)
        n, c = np.ogrid[: shape[0], : shape[1]]
        for h, k in np.ndindex(*dout.shape[2:]):
            row, column = np.divmod(first[:, :, h, k], size)
            dx[n, c, h * stride + row, k * stride + column] += dout[:, :, h, k]
        return dx
