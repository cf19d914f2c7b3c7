import numpy as np


def roc_auc(y_true, scores):
    order = np.argsort(-scores)
    y, s = y_true[order], scores[order]
    last_of_tie = np.append(np.flatnonzero(np.diff(s)), len(s) - 1)
    true_positives = np.append(0, np.cumsum(y)[last_of_tie])
    false_positives = np.append(0, np.cumsum(1 - y)[last_of_tie])
    if true_positives[-1] == 0 or false_positives[-1] == 0:
        return np.nan
    width = np.diff(false_positives)
    height = (true_positives[1:] + true_positives[:-1]) / 2
    return (width * height).sum() / (true_positives[-1] * false_positives[-1])
