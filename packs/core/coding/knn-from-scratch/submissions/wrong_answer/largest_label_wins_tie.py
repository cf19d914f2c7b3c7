import numpy as np


def knn_predict(X_train, y_train, X_test, k=3):
    out = []
    for row in X_test:
        order = np.argsort(((X_train - row) ** 2).sum(axis=1), kind="stable")[:k]
        voters = y_train[order].tolist()
        out.append(max(set(voters), key=lambda label: (voters.count(label), label)))
    return np.array(out)
