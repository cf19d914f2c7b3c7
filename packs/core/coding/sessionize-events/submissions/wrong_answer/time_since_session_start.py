import pandas as pd


def sessionize(events):
    limit = pd.Timedelta(minutes=30)
    rows = sorted(zip(events["user"], events["timestamp"], range(len(events))))
    session = [0] * len(rows)
    last_user, began, number = None, None, 0
    for user, time, position in rows:
        if user != last_user:
            number, began = 1, time
        elif time - began > limit:  # measured from the start of the session, not from the event before
            number, began = number + 1, time
        session[position] = number
        last_user = user
    return events.assign(session=pd.array(session, dtype="int64").to_numpy())
