import pandas as pd


def sessionize(events):
    ordered = events.sort_values(["user", "timestamp"]).reset_index(drop=True)
    gap = ordered.groupby("user")["timestamp"].diff()
    opens = (gap.isna() | (gap > pd.Timedelta(minutes=30))).astype("int64")
    ordered["session"] = opens.groupby(ordered["user"]).cumsum().astype("int64")
    return ordered
