import numpy as np


def softmax_cross_entropy(logits, labels):
    shifted = logits - logits.max()
    log_total = np.log(np.exp(shifted).sum(axis=1))
    return float(np.mean(log_total - shifted[np.arange(len(labels)), labels]))
