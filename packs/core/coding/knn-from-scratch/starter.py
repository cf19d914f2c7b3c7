import numpy as np


def knn_predict(X_train, y_train, X_test, k=3):
    """Predict a label for each row of X_test.

    X_train: float array (n, d).  y_train: integer array (n,).  X_test: float array (m, d).
    Returns an integer array (m,).
    """
    raise NotImplementedError
