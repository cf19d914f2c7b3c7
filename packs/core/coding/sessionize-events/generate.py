"""Fresh event logs for sessionize."""

import numpy as np
import pandas as pd

START = np.datetime64("2025-01-01T00:00:00", "ns")


def log(rng, n, users, hours, shuffled_index):
    """n events of some users over some hours, on whole minutes (so that gaps of exactly 30 minutes occur), in random order."""
    minute = rng.integers(hours * 60, size=n)
    events = pd.DataFrame(
        {
            "user": rng.integers(1, users + 1, size=n).astype(np.int64),
            "timestamp": START + minute * np.timedelta64(60, "s"),
        }
    )
    events["timestamp"] = events["timestamp"].astype("datetime64[ns]")
    if shuffled_index:
        events.index = rng.permutation(n) * 3
    return {"events": events}
