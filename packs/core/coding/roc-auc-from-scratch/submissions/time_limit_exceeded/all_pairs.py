def roc_auc(y_true, scores):
    positives = [float(s) for y, s in zip(y_true, scores) if y == 1]
    negatives = [float(s) for y, s in zip(y_true, scores) if y == 0]
    if not positives or not negatives:
        return float("nan")
    wins = 0.0
    for high in positives:
        for low in negatives:
            if high > low:
                wins += 1.0
            elif high == low:
                wins += 0.5
    return wins / (len(positives) * len(negatives))
