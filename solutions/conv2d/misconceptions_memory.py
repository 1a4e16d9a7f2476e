"""Wrong ideas about what a function may change and keep: tasks 1 and 2."""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)
FORWARD = "conv2d_forward"
BACKWARD = "conv2d_backward"


@misconception(
    "mutates-input",
    replaces=FORWARD,
    task=1,
    idea=Text(
        en="An argument is changed in place, under the caller's hands.",
        ko="인자로 받은 배열을 제자리에서 바꾸어, 호출한 쪽의 배열까지 바뀝니다.",
    ),
    hint=Text(
        en="The caller still owns the arrays that were passed in. Which of your lines writes into "
        "one of them, perhaps under another name?",
        ko="인자로 받은 배열은 호출한 쪽의 것입니다. 어느 줄이 그 배열에 값을 쓰는지 찾아보십시오. "
        "다른 이름으로 쓰고 있을 수도 있습니다.",
    ),
)
def turns_the_callers_filters(x, w, b, stride=1, pad=0):
    answer = reference.conv2d_forward(x, w.copy(), b, stride, pad)
    w[...] = w[:, :, ::-1, ::-1].copy()
    return answer


@misconception("mutates-input", replaces=FORWARD, task=1)
def clears_the_callers_images(x, w, b, stride=1, pad=0):
    answer = reference.conv2d_forward(x.copy(), w, b, stride, pad)
    x.fill(0)
    return answer


@misconception("mutates-input", replaces=BACKWARD, task=2)
def clears_the_callers_dout(dout, cache):
    gradients = reference.conv2d_backward(dout, cache)
    dout.fill(0)
    return gradients


@misconception(
    "mutates-cache",
    replaces=(FORWARD, BACKWARD),
    task=2,
    idea=Text(
        en="Backward writes into the cache, so that a second call with it gives something else.",
        ko="역전파가 cache 안의 배열을 바꾸어서, 같은 cache로 다시 호출하면 결과가 달라집니다.",
    ),
    hint=Text(
        en="Call backward twice and compare. Which array that came out of the cache do you write "
        "into, and who needs it the next time?",
        ko="역전파를 두 번 호출해 견주어 보십시오. cache에서 꺼낸 배열 가운데 값을 쓰는 것은 "
        "무엇이며, 다음 호출에서 그 배열은 어떤 값이어야 합니까?",
    ),
)
class MakesDxInTheCachedImage:
    def conv2d_forward(self, x, w, b, stride=1, pad=0):
        out, _ = reference.conv2d_forward(x, w, b, stride, pad)
        return out, (np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad))), w, stride, pad)

    def conv2d_backward(self, dout, cache):
        x_padded, w, stride, pad = cache
        x_padded[...], dw, db = reference.conv2d_backward(dout, (x_padded, w, stride, 0))
        rows, columns = (slice(pad, n - pad) for n in x_padded.shape[2:])
        return x_padded[:, :, rows, columns].copy(), dw, db


class _AddsToTheCache:
    added: slice

    def conv2d_forward(self, x, w, b, stride=1, pad=0):
        out, cache = reference.conv2d_forward(x, w, b, stride, pad)
        return out, (cache, [np.zeros_like(x), np.zeros_like(w), np.zeros_like(b)])

    def conv2d_backward(self, dout, cache):
        gradients = list(reference.conv2d_backward(dout, cache[0]))
        sums = cache[1][self.added]
        for so_far, share in zip(sums, gradients[self.added], strict=True):
            np.add(so_far, share, out=so_far)
        gradients[self.added] = [so_far.copy() for so_far in sums]
        return tuple(gradients)


@misconception("mutates-cache", replaces=(FORWARD, BACKWARD), task=2)
class AddsToCachedParameterGradients(_AddsToTheCache):
    added = slice(1, 3)  # dw and db


@misconception("mutates-cache", replaces=(FORWARD, BACKWARD), task=2)
class AddsToCachedDx(_AddsToTheCache):
    added = slice(1)


class _RemembersTheLastForward:
    def conv2d_forward(self, x, w, b, stride=1, pad=0):
        out, self.last = reference.conv2d_forward(x, w, b, stride, pad)
        return out, self.last


@misconception(
    "global-cache",
    replaces=(FORWARD, BACKWARD),
    task=2,
    idea=Text(
        en="Backward uses what the latest forward left in a variable, not the cache it is given.",
        ko="역전파가 넘겨받은 cache가 아니라 마지막 순전파가 변수에 남긴 값을 씁니다.",
    ),
    hint=Text(
        en="A network has many layers, and forward runs through all of them before backward "
        "begins. Whose values are in your variable by then?",
        ko="신경망에는 층이 여럿이고, 모든 층의 순전파가 끝나야 역전파가 시작됩니다. 그때 그 "
        "변수에는 어느 층의 값이 들어 있습니까?",
    ),
)
class RemembersTheLastForward(_RemembersTheLastForward):
    def conv2d_backward(self, dout, _):
        return reference.conv2d_backward(dout, self.last)


@misconception("global-cache", replaces=(FORWARD, BACKWARD), task=2)
class RemembersTheLastForwardInLoops(_RemembersTheLastForward):
    def conv2d_backward(self, dout, _):
        x, w, stride, pad = self.last
        x_padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
        dx, dw, db = np.zeros_like(x_padded), np.zeros_like(w), np.zeros(len(w))
        for n, f, i, j in np.ndindex(len(x), len(w), *dout.shape[2:]):
            top, left = i * stride, j * stride
            window = n, ..., slice(top, top + w.shape[2]), slice(left, left + w.shape[3])
            db[f] += dout[n, f, i, j]
            dw[f] += dout[n, f, i, j] * x_padded[window]
            dx[window] += dout[n, f, i, j] * w[f]
        height, width = x.shape[2:]
        return dx[:, :, pad : pad + height, pad : pad + width], dw, db


@misconception(
    "scrambled-cache",
    replaces=BACKWARD,
    task=2,
    idea=Text(
        en="The cache is unpacked in another order than it was packed: stride and pad change "
        "places.",
        ko="cache를 넣은 순서와 다른 순서로 꺼내서 스트라이드와 패딩이 뒤바뀝니다.",
    ),
    hint=Text(
        en="Put the line that packs the cache beside the one that unpacks it.",
        ko="cache에 값을 넣는 줄과 cache에서 값을 꺼내는 줄을 나란히 놓고 견주어 보십시오.",
    ),
)
def takes_stride_for_pad(dout, cache):
    x, w, pad, stride = cache
    x_padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dx, dw = np.zeros_like(x_padded), np.zeros_like(w)
    for i, j in np.ndindex(dout.shape[2:]):
        top, left = i * stride, j * stride
        window = ..., slice(top, top + w.shape[2]), slice(left, left + w.shape[3])
        dw += np.einsum("nf,nchw->fchw", dout[:, :, i, j], x_padded[window])
        dx[window] += np.einsum("nf,fchw->nchw", dout[:, :, i, j], w)
    height, width = x.shape[2:]
    cropped = dx[:, :, pad : pad + height, pad : pad + width]
    return cropped, dw, dout.sum(axis=(0, 2, 3))
