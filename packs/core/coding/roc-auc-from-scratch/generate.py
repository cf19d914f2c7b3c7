"""Fresh inputs for roc_auc. Each holds at least one row of each class."""

import numpy as np


def _labels(rng, n, positive_share):
    y_true = (rng.random(n) < positive_share).astype(np.int64)
    first, second = rng.choice(n, size=2, replace=False)
    y_true[first], y_true[second] = 1, 0
    return y_true


def continuous(rng, n, positive_share, separation):
    """Normal scores, the positives moved up by separation; no ties."""
    y_true = _labels(rng, n, positive_share)
    return {"y_true": y_true, "scores": rng.normal(size=n) + separation * y_true}


def coarse(rng, n, positive_share, separation, step):
    """The same, rounded down to multiples of step (a power of two, so that ties are exact)."""
    drawn = continuous(rng, n, positive_share, separation)
    return {"y_true": drawn["y_true"], "scores": np.floor(drawn["scores"] / step) * step}
