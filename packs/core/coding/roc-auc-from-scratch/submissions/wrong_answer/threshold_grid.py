import numpy as np


def roc_auc(y_true, scores):
    p = (y_true == 1).sum()
    n = (y_true == 0).sum()
    if p == 0 or n == 0:
        return float("nan")
    tpr, fpr = [], []
    for threshold in np.linspace(1.0, 0.0, 101):  # scores outside 0..1 and steps between the grid points are lost
        flagged = scores >= threshold
        tpr.append((flagged & (y_true == 1)).sum() / p)
        fpr.append((flagged & (y_true == 0)).sum() / n)
    tpr, fpr = np.array(tpr), np.array(fpr)
    return float((np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2).sum())
