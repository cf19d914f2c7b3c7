import pandas as pd


def sessionize(events):
    limit = pd.Timedelta(minutes=30)
    rows = sorted(zip(events["user"], events["timestamp"], range(len(events))))
    session = [0] * len(rows)
    last_user, last_time, number = None, None, 0
    for user, time, position in rows:
        if user != last_user:
            number = 1
        elif time - last_time > limit:
            number += 1
        session[position] = number
        last_user, last_time = user, time
    return events.assign(session=pd.array(session, dtype="int64").to_numpy())
