import pandas as pd


def sessionize(events):
    plain = events.reset_index(drop=True)
    gap = plain.groupby("user")["timestamp"].diff()
    opens = (gap.isna() | (gap > pd.Timedelta(minutes=30))).astype("int64")
    return events.assign(session=opens.groupby(plain["user"]).cumsum().to_numpy(dtype="int64"))
