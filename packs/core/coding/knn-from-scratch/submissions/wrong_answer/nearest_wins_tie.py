from collections import Counter

import numpy as np


def knn_predict(X_train, y_train, X_test, k=3):
    out = []
    for row in X_test:
        order = np.argsort(((X_train - row) ** 2).sum(axis=1), kind="stable")[:k]
        # most_common keeps the order of first appearance among equal counts: the nearest label wins, not the smallest.
        out.append(Counter(y_train[order].tolist()).most_common(1)[0][0])
    return np.array(out)
