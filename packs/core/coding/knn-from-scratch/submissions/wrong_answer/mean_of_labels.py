import numpy as np


def knn_predict(X_train, y_train, X_test, k=3):
    # Regression, not a vote: the rounded mean of the neighbours' labels.
    out = []
    for row in X_test:
        order = np.argsort(((X_train - row) ** 2).sum(axis=1), kind="stable")[:k]
        out.append(int(np.rint(y_train[order].mean())))
    return np.array(out)
