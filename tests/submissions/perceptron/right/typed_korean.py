"""Type hints, a data class, Korean names and comments."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

실수 = NDArray[np.float64]
정수 = NDArray[np.int64]


@dataclass
class 퍼셉트론:
    """가중합이 임계값보다 클 때만 1을 낸다."""

    가중치: 실수
    임계값: float = 0.0
    틀린횟수: list[int] = field(default_factory=list)

    def 예측(self, x: 실수) -> 정수:
        return np.where(x @ self.가중치 > self.임계값, 1, 0).astype(np.int64)

    def 한에폭(self, x: 실수, y: 정수, 학습률: float) -> int:
        틀림 = 0
        for 샘플, 정답 in zip(x, y):
            오차 = int(정답) - int(self.예측(샘플[np.newaxis])[0])
            # 맞힌 샘플은 오차가 0이라 아무것도 바뀌지 않는다
            self.가중치 = self.가중치 + 학습률 * 오차 * 샘플
            self.임계값 -= 학습률 * 오차
            틀림 += abs(오차)
        self.틀린횟수.append(틀림)
        return 틀림


def predict(x: 실수, w: 실수, beta: float) -> 정수:
    return 퍼셉트론(w, beta).예측(x)


def gate(name: str) -> tuple[실수, float]:
    부호 = -1.0 if name == "NAND" else 1.0
    임계값 = {"AND": 1.5, "OR": 0.5, "NAND": 1.5}[name]
    return 부호 * np.ones(2), 부호 * 임계값


def train(x: 실수, y: 정수, lr: float = 1.0, epochs: int = 100) -> tuple[실수, float]:
    유닛 = 퍼셉트론(np.zeros(x.shape[1]))
    for _ in range(epochs):
        if not 유닛.한에폭(x, y, lr):  # 틀린 것이 없는 에폭이면 끝
            break
    return 유닛.가중치, 유닛.임계값


if __name__ == "__main__":
    입력 = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    print("OR:", train(입력, np.array([0, 1, 1, 1])))
