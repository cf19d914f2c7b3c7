"""The pages. A view parses, calls practice, and shows; templates hold no logic of their own."""
