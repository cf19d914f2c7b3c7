"""Benchmarks. Each module prints one table; figures in the docs come from here, with their command."""

import os

# As the program itself does (greenroom.cli.main), before NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
