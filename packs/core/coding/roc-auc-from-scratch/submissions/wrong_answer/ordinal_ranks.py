import numpy as np


def roc_auc(y_true, scores):
    p = int(y_true.sum())
    n = len(y_true) - p
    if p == 0 or n == 0:
        return float("nan")
    rank = np.empty(len(scores))
    rank[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)  # ties broken by position
    return float((rank[y_true == 1].sum() - p * (p + 1) / 2) / (p * n))
