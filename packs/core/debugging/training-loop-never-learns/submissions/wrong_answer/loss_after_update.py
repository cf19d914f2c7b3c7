import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def log_loss(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def train(X, y, learning_rate=0.5, steps=200):
    w = np.zeros(X.shape[1])
    b = 0.0
    y = y.ravel()
    losses = []
    for _ in range(steps):
        error = sigmoid(X @ w + b) - y
        w = w - learning_rate * X.T @ error / len(y)
        b = b - learning_rate * np.mean(error)
        losses.append(log_loss(sigmoid(X @ w + b), y))
    return w, b, np.array(losses)
