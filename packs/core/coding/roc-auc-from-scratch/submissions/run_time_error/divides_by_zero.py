def roc_auc(y_true, scores):
    # Right as long as both classes are there.
    order = sorted(range(len(scores)), key=lambda i: float(scores[i]))
    p = sum(int(y) for y in y_true)
    n = len(order) - p
    rank_sum = 0.0
    start = 0
    while start < len(order):
        stop = start
        while stop < len(order) and scores[order[stop]] == scores[order[start]]:
            stop += 1
        average = (start + 1 + stop) / 2
        rank_sum += average * sum(int(y_true[i]) for i in order[start:stop])
        start = stop
    return (rank_sum - p * (p + 1) / 2) / (p * n)
