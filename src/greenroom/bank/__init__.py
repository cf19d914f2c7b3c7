"""Packs and questions: read them, check them, find one. Plain values; no Django, no clock, no database."""
