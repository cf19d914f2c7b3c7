import numpy as np


def roc_auc(y_true, scores):
    positives = scores[y_true == 1]
    negatives = np.sort(scores[y_true == 0])
    if positives.size == 0 or negatives.size == 0:
        return 0.5
    wins = np.searchsorted(negatives, positives, side="left") + np.searchsorted(negatives, positives, side="right")
    return float(wins.sum() / (2 * positives.size * negatives.size))
