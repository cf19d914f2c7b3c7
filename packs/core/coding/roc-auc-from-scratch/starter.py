import numpy as np


def roc_auc(y_true, scores):
    """Area under the ROC curve; NaN when y_true holds one class only.

    y_true: integer array (n,) of 0 and 1.  scores: float array (n,).
    Returns one float.
    """
    raise NotImplementedError
