import numpy as np


def knn_predict(X_train, y_train, X_test, k=3):
    n, d = X_train.shape
    predicted = []
    for i in range(X_test.shape[0]):
        distances = []
        for j in range(n):
            total = 0.0
            for f in range(d):
                total += (X_train[j, f] - X_test[i, f]) ** 2
            distances.append((total, j))
        distances.sort()
        votes = {}
        for _, j in distances[:k]:
            label = int(y_train[j])
            votes[label] = votes.get(label, 0) + 1
        most = max(votes.values())
        predicted.append(min(label for label, count in votes.items() if count == most))
    return np.array(predicted)
