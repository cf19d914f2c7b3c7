"""What needs weights: the only room that loads a model. Importing it loads nothing."""
