import numpy as np


def knn_predict(X_train, y_train, X_test, k=3):
    answers = []
    for row in X_test:
        distance = np.linalg.norm(X_train - row, axis=1)
        nearest = sorted(range(len(distance)), key=lambda i: (distance[i], i))[:k]
        votes = {}
        for i in nearest:
            label = int(y_train[i])
            votes[label] = votes.get(label, 0) + 1
        answers.append(min(votes, key=lambda label: (-votes[label], label)))
    return np.array(answers)
