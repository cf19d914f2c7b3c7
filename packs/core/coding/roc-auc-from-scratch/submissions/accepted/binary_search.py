import numpy as np


def roc_auc(y_true, scores):
    positives = scores[y_true == 1]
    negatives = np.sort(scores[y_true == 0])
    if positives.size == 0 or negatives.size == 0:
        return float("nan")
    below = np.searchsorted(negatives, positives, side="left")
    at_or_below = np.searchsorted(negatives, positives, side="right")
    return float((below + at_or_below).sum() / (2 * positives.size * negatives.size))
