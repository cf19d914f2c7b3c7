"""Each test session has a data folder of its own; nothing of the person who runs the tests is read or written."""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="greenroom-tests-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["GREENROOM_DATA"] = _data
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as greenroom.cli.main does
os.environ.pop("GREENROOM_PACKS", None)
os.environ.pop("GREENROOM_ACCOUNTS", None)
