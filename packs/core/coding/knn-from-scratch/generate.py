"""Fresh inputs for knn_predict. Features are continuous, so that no two distances are equal."""

import numpy as np


def clouds(rng, n, m, d, classes, k):
    """Overlapping Gaussian clouds, one a class, with labels that are not 0..classes-1."""
    labels = np.sort(rng.choice(np.arange(-50, 50), size=classes, replace=False))
    centres = rng.normal(scale=1.5, size=(classes, d))
    train_class = rng.integers(classes, size=n)
    test_class = rng.integers(classes, size=m)
    return {
        "X_train": centres[train_class] + rng.normal(size=(n, d)),
        "y_train": labels[train_class].astype(np.int64),
        "X_test": centres[test_class] + rng.normal(size=(m, d)),
        "k": int(k),
    }


def noise(rng, n, m, d, classes, k):
    """Labels that have nothing to do with the features: votes tie often when k is small or even."""
    return {
        "X_train": rng.uniform(-1.0, 1.0, size=(n, d)),
        "y_train": rng.integers(-classes, classes, size=n).astype(np.int64),
        "X_test": rng.uniform(-1.0, 1.0, size=(m, d)),
        "k": int(k),
    }
