"""Greenroom: a rehearsal room for AI/ML job interviews that runs on your own machine."""

__version__ = "0.1.0"
