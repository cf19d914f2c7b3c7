import numpy as np


def sessionize(events):
    user = events["user"].to_numpy()
    time = events["timestamp"].to_numpy()
    order = np.lexsort((time, user))
    user, time = user[order], time[order]

    new_user = np.ones(len(order), dtype=bool)
    new_user[1:] = user[1:] != user[:-1]
    opens = new_user.copy()
    opens[1:] |= (time[1:] - time[:-1]) > np.timedelta64(30, "m")

    running = np.cumsum(opens)
    before_user = np.repeat(running[new_user] - 1, np.diff(np.append(np.flatnonzero(new_user), len(order))))
    session = np.empty(len(order), dtype=np.int64)
    session[order] = running - before_user

    result = events.copy()
    result["session"] = session
    return result
