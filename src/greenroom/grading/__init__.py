"""From an answer in words to a Score with evidence, or Unscored with a reason."""

from greenroom.grading.grade import grade

__all__ = ["grade"]
