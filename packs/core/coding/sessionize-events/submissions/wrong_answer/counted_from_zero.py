import pandas as pd


def sessionize(events):
    ordered = events.reset_index(drop=True).sort_values(["user", "timestamp"], kind="stable")
    gap = ordered.groupby("user")["timestamp"].diff()
    opens = (gap > pd.Timedelta(minutes=30)).astype("int64")  # a user's first event has no gap and is not counted
    session = opens.groupby(ordered["user"]).cumsum().sort_index()
    return events.assign(session=session.to_numpy(dtype="int64"))
