import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def log_loss(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def train(X, y, learning_rate=0.5, steps=200):
    w = np.zeros(X.shape[1])  # floats, whatever the dtype of X
    b = 0.0
    y = y.ravel()  # (n,), the shape of p
    losses = []
    for _ in range(steps):
        p = sigmoid(X @ w + b)
        losses.append(log_loss(p, y))
        error = p - y
        for j in range(X.shape[1]):
            w[j] -= learning_rate * np.mean(error * X[:, j])
        b -= learning_rate * np.mean(error)
    return w, b, np.array(losses)
