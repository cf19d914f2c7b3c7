"""Fresh training sets. Step sizes are small enough that the logits stay well below 30."""

import numpy as np


def floats(rng, n, d, steps, learning_rate, base_logit):
    """Normal features, labels drawn from a logistic model with the given intercept."""
    X = rng.normal(size=(n, d))
    logits = X @ rng.normal(size=d) + base_logit
    y = (rng.random(n) < 1.0 / (1.0 + np.exp(-logits))).astype(np.float64)
    return {"X": X, "y": y.reshape(-1, 1), "learning_rate": float(learning_rate), "steps": int(steps)}


def counts(rng, n, d, steps, learning_rate):
    """Integer features and integer labels."""
    X = rng.integers(-2, 4, size=(n, d)).astype(np.int64)
    y = (X.sum(axis=1) + rng.normal(size=n) > d / 2).astype(np.int64)
    return {"X": X, "y": y.reshape(-1, 1), "learning_rate": float(learning_rate), "steps": int(steps)}
