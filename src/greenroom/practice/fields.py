"""A column for whatever a person typed, byte for byte, on every database."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class JsonTextField(models.TextField):  # type: ignore[type-arg]  # Django's fields take no type arguments at run time
    """Any JSON value, stored as ASCII text.

    PostgreSQL's text and jsonb refuse NUL, and UTF-8 refuses lone surrogates; people paste both. JSON's own
    escapes carry them through unchanged, and the column stays readable with plain SQL.
    """

    if TYPE_CHECKING:
        # What the column takes and gives, in the words of the type checker's Django plugin.
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, expression: object, connection: BaseDatabaseWrapper) -> Any:
        return None if value is None else json.loads(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))

    def to_python(self, value: Any) -> Any:
        return value
