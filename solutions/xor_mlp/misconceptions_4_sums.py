"""Wrong ideas about the sums in the gradients, and about what backward keeps.

Training with a bias gradient that was not summed may end in a ValueError. That alone says too
little to name `bias-not-summed` by it.
"""

import numpy as np

from autograder.diagnosis import Text, misconception, reference_beside

reference = reference_beside(__file__)


def gradients(dy_hat, cache, **wrong):
    """Return the right gradients, but for those given."""
    return reference.backward(dy_hat, cache) | wrong


def hidden_gradient(dy_hat, cache):
    """Return dz, (N, H)."""
    _, z, w2 = cache
    return np.outer(dy_hat, w2) * (z > 0)


@misconception(
    "divides-by-n",
    replaces="backward",
    task=2,
    idea=Text(
        en="Gradients are divided by N, although dy_hat has the mean in it already.",
        ko="dy_hat에 이미 평균이 들어 있는데 기울기를 다시 N으로 나눕니다.",
    ),
    hint=Text(
        en="`backward` does not know whether the loss was a mean at all. Where did the 1/N of "
        "`mse` come in on the way?",
        ko="`backward`는 손실이 평균이었는지조차 모릅니다. `mse`의 1/N은 오는 길에 어디에서 "
        "들어왔습니까?",
    ),
)
def averages_all(dy_hat, cache):
    return {name: part / len(dy_hat) for name, part in reference.backward(dy_hat, cache).items()}


@misconception(
    "n-is-size",
    replaces="backward",
    task=2,
    idea=Text(
        en="A mean over all entries stands where a sum over the samples is asked.",
        ko="샘플에 걸쳐 더해야 할 곳에서 모든 원소를 평균합니다.",
    ),
    hint=Text(
        en="dz has N times H entries, and every hidden unit has a bias of its own. Over which "
        "axis are shares collected, and is anything divided here?",
        ko="dz의 원소는 N·H개이고, 은닉 유닛마다 자기 편향이 있습니다. 어느 축을 따라 몫을 "
        "모으고, 여기서 무엇으로 나눌 것이 있습니까?",
    ),
)
def gives_every_b1_the_mean(dy_hat, cache):
    dz = hidden_gradient(dy_hat, cache)
    return gradients(dy_hat, cache, b1=np.full(dz.shape[1], dz.mean()))


@misconception("n-is-size", replaces="backward", task=2)
def takes_the_mean_for_b1(dy_hat, cache):
    return gradients(dy_hat, cache, b1=hidden_gradient(dy_hat, cache).mean())


@misconception(
    "bias-not-summed",
    replaces="backward",
    task=2,
    idea=Text(
        en="The gradient of a bias is not summed over the samples.",
        ko="편향의 기울기를 샘플에 걸쳐 더하지 않습니다.",
    ),
    hint=Text(
        en="All samples share one bias. If it moves a little, how many outputs move, and what "
        "does that make of their shares?",
        ko="모든 샘플이 편향 하나를 함께 씁니다. 편향이 조금 움직이면 출력 몇 개가 움직입니까? "
        "그렇다면 그 몫들은 어떻게 해야 합니까?",
    ),
)
def gives_b1_for_each_sample(dy_hat, cache):
    return gradients(dy_hat, cache, b1=hidden_gradient(dy_hat, cache))


@misconception("bias-not-summed", replaces="backward", task=2)
def sums_b1_over_units(dy_hat, cache):
    return gradients(dy_hat, cache, b1=hidden_gradient(dy_hat, cache).sum(axis=1))


@misconception("bias-not-summed", replaces="backward", task=2)
def takes_b1_of_the_first_sample(dy_hat, cache):
    return gradients(dy_hat, cache, b1=hidden_gradient(dy_hat, cache)[0])


@misconception("bias-not-summed", replaces="backward", task=2)
def gives_b2_for_each_sample(dy_hat, cache):
    return gradients(dy_hat, cache, b2=dy_hat)


@misconception("bias-not-summed", replaces="backward", task=2)
def takes_b2_of_the_first_sample(dy_hat, cache):
    return gradients(dy_hat, cache, b2=dy_hat[0])


@misconception(
    "bias-shape",
    replaces="backward",
    task=2,
    idea=Text(
        en="The gradient of a bias is summed, but has not the shape of the bias.",
        ko="편향의 기울기를 더했지만 모양이 편향과 다릅니다.",
    ),
    hint=Text(
        en="A gradient has the shape of what it belongs to. Print both, and look at which axes "
        "your sum takes away.",
        ko="기울기의 모양은 원래 값의 모양과 같습니다. 둘을 출력해 보고, 합이 어느 축을 없애는지 "
        "살펴보십시오.",
    ),
)
def keeps_b1_as_a_row(dy_hat, cache):
    return gradients(dy_hat, cache, b1=hidden_gradient(dy_hat, cache).sum(axis=0, keepdims=True))


@misconception("bias-shape", replaces="backward", task=2)
def sums_b1_over_everything(dy_hat, cache):
    return gradients(dy_hat, cache, b1=hidden_gradient(dy_hat, cache).sum())


@misconception("bias-shape", replaces="backward", task=2)
def keeps_the_axis_of_b2(dy_hat, cache):
    return gradients(dy_hat, cache, b2=dy_hat.sum(keepdims=True))


@misconception("axes-mixed", replaces="backward", task=2)  # its words: misconceptions_2_layers.py
def transposes_w1(dy_hat, cache):
    return gradients(dy_hat, cache, w1=hidden_gradient(dy_hat, cache).T @ cache[0])


@misconception(
    "gradient-ascent",
    replaces="backward",
    task=2,
    idea=Text(
        en="The sign is turned: the gradient points downhill, or the step goes uphill.",
        ko="부호가 반대입니다. 기울기가 내리막을 가리키거나, 걸음이 오르막으로 갑니다.",
    ),
    hint=Text(
        en="A gradient says which way the loss grows. Move one weight a little that way and "
        "compare the loss; how many minus signs are there between ŷ - y and the new weights?",
        ko="기울기는 손실이 커지는 쪽을 가리킵니다. 가중치 하나를 그쪽으로 조금 옮겨 손실을 "
        "비교해 보십시오. ŷ - y에서 새 가중치까지 빼기는 모두 몇 번 나옵니까?",
    ),
)
def turns_every_sign(dy_hat, cache):
    return {name: -part for name, part in reference.backward(dy_hat, cache).items()}


@misconception(
    "mutates-cache",
    replaces="backward",
    task=2,
    idea=Text(
        en="Backward changes what forward has cached, so that a second call differs.",
        ko="역전파가 cache의 내용을 바꾸어, 두 번째 호출에서 다른 값이 나옵니다.",
    ),
    hint=Text(
        en="Call `backward` twice with one cache and compare. Which line writes into an array "
        "that came out of the cache?",
        ko="같은 cache로 `backward`를 두 번 불러 비교해 보십시오. cache에서 꺼낸 배열에 값을 쓰는 "
        "줄은 어디입니까?",
    ),
)
def leaves_the_mask_in_the_cache(dy_hat, cache):
    result = reference.backward(dy_hat, cache)
    cache[1][...] = cache[1] > 0
    return result


@misconception(
    "global-cache",
    replaces=("forward", "backward"),
    task=2,
    idea=Text(
        en="Backward uses the values of the latest forward instead of the cache that it is given.",
        ko="역전파가 받은 cache가 아니라 마지막 순전파의 값을 씁니다.",
    ),
    hint=Text(
        en="Call `forward` for two batches and then `backward` for the first. Whose values does "
        "it use, and where do they live?",
        ko="두 배치의 순전파를 한 다음 첫째 배치의 역전파를 해 보십시오. 어느 배치의 값을 씁니까? "
        "그 값은 어디에 있습니까?",
    ),
)
class RemembersTheLatest:
    """Keeps the latest cache of all."""

    latest = None

    def forward(self, *inputs):
        """Return y_hat and a cache, and remember it."""
        y_hat, self.latest = reference.forward(*inputs)
        return y_hat, self.latest

    def backward(self, dy_hat, cache):
        """Return the gradients of the latest forward."""
        return reference.backward(dy_hat, self.latest)
