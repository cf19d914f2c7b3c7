import numpy as np
import pandas as pd


def sessionize(events):
    """Number each user's sessions; a session ends after more than 30 minutes without an event of that user.

    events: DataFrame with columns user (int64) and timestamp (datetime64), any order, any index.
    Returns a DataFrame with columns user, timestamp, session (int64), rows and index as given.
    """
    raise NotImplementedError
