"""Fresh inputs for softmax_cross_entropy."""

import numpy as np


def ordinary(rng, n, c, scale):
    """Normal logits with the given standard deviation and uniform labels."""
    return {"logits": rng.normal(scale=scale, size=(n, c)), "labels": rng.integers(c, size=n).astype(np.int64)}


def shifted(rng, n, c, reach):
    """Ordinary logits, each row moved by its own offset in [-reach, reach]: the offset must not change the loss."""
    offset = rng.uniform(-reach, reach, size=(n, 1))
    return {"logits": rng.normal(scale=3.0, size=(n, c)) + offset, "labels": rng.integers(c, size=n).astype(np.int64)}


def masked(rng, n, c):
    """About a third of the classes masked with -inf, never the labelled one."""
    logits = rng.normal(scale=2.0, size=(n, c))
    labels = rng.integers(c, size=n).astype(np.int64)
    hidden = rng.random(size=(n, c)) < 0.35
    hidden[np.arange(n), labels] = False
    hidden[0, (labels[0] + 1) % c] = True
    logits[hidden] = -np.inf
    return {"logits": logits, "labels": labels}
