import numpy as np


def roc_auc(y_true, scores):
    positive = y_true == 1
    p = int(positive.sum())
    n = len(y_true) - p
    if p == 0 or n == 0:
        return float("nan")
    _, group, size = np.unique(scores, return_inverse=True, return_counts=True)
    average_rank = np.cumsum(size) - (size - 1) / 2
    rank_sum = average_rank[group][positive].sum()
    return float((rank_sum - p * (p + 1) / 2) / (p * n))
