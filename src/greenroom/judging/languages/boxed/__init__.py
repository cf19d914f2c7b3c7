"""The halves that run inside the box. Each is read as text and runs there on its own: it imports nothing of ours."""
