import numpy as np


def softmax_cross_entropy(logits, labels):
    rows = np.asarray(logits, dtype=float)
    total = 0.0
    for row, label in zip(rows, labels):
        gaps = row - row[label]  # how far each class is ahead of the true one; 0 for the true one itself
        total += np.logaddexp.reduce(gaps)
    return total / len(rows)
