import numpy as np
import pandas as pd


def sessionize(events):
    limit = pd.Timedelta(minutes=30)
    rows = list(zip(events["user"], events["timestamp"]))
    session = []
    for user, time in rows:
        # Every row is looked at again for every event.
        times = sorted(when for who, when in rows if who == user and when <= time)
        session.append(1 + sum(later - earlier > limit for earlier, later in zip(times, times[1:])))
    return events.assign(session=np.array(session, dtype="int64"))
