"""Right answers to the problems of the tests."""

KNN = """import numpy as np

def knn_predict(X_train, y_train, X_test, k=3):
    found = []
    for x in X_test:
        distances = ((X_train - x) ** 2).sum(axis=1)
        near = y_train[np.argsort(distances, kind="stable")[:k]]
        labels, counts = np.unique(near, return_counts=True)
        found.append(labels[np.argmax(counts)])
    return np.array(found)
"""
CLUSTERS = """
def clusters(rng, n, d):
    return {"X_train": rng.normal(size=(n, d)), "y_train": rng.integers(0, 3, size=n), "X_test": rng.normal(size=(5, d)), "k": 3}
"""
POINTS = {
    "X_train": {"$array": [[0, 0], [1, 1], [5, 5], [6, 6]]},
    "y_train": {"$array": [0, 0, 1, 1], "dtype": "int64"},
    "X_test": {"$array": [[0, 0.5], [5.5, 5.5]]},
}
TOTALS = "SELECT name, SUM(amount) AS total FROM sales GROUP BY name ORDER BY total DESC"
TOP = """import pandas as pd

def top(df):
    return df.groupby("g", as_index=False)["v"].mean().sort_values("v", ascending=False).reset_index(drop=True)
"""
