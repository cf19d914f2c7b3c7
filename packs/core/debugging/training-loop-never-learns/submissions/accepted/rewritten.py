import numpy as np


def train(X, y, learning_rate=0.5, steps=200):
    n, d = X.shape
    design = np.hstack([X, np.ones((n, 1))])
    target = y.astype(float)  # stays a column; predictions are made a column too
    theta = np.zeros((d + 1, 1))
    losses = np.zeros(steps)
    for step in range(steps):
        z = design @ theta
        losses[step] = np.mean(np.logaddexp(0.0, z) - target * z)
        theta = theta - learning_rate * design.T @ (1.0 / (1.0 + np.exp(-z)) - target) / n
    return theta[:d, 0], float(theta[d, 0]), losses
