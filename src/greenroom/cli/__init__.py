"""The terminal: one file a command. Each parses, calls practice, and shows."""
