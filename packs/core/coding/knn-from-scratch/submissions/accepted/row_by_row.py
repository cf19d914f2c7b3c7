import numpy as np


def knn_predict(X_train, y_train, X_test, k=3):
    predicted = np.empty(len(X_test), dtype=y_train.dtype)
    for i, row in enumerate(X_test):
        difference = X_train - row
        squared = np.einsum("nd,nd->n", difference, difference)
        voters = y_train[np.argsort(squared, kind="stable")[:k]]
        labels, votes = np.unique(voters, return_counts=True)
        predicted[i] = labels[votes.argmax()]
    return predicted
