"""What every value of a pack is built on: frozen, closed to unknown keys, and able to report all its faults at once."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

Step = str | int
Steps = tuple[Step, ...]
"""A way into nested values, such as ``("rubric", "points", 2, "weight")``."""

Breach = tuple[Steps, str]
"""A broken rule: where, seen from the value that has the rule, and what is wrong."""


class Value(BaseModel):
    # "constants": arguments of a case may be infinite or not a number, which plain JSON would turn into null.
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, ser_json_inf_nan="constants")


class Ruled(Value):
    """A value with rules over several of its fields.

    An ordinary pydantic "after" validator runs only once every field is right, and can name one place. Here the rules look
    at the raw input, so one reading reports the faults of single fields and all breaches together, each at its own place.
    """

    @classmethod
    def breaches(cls, raw: Mapping[str, Any]) -> Iterable[Breach]:
        """The rules that ``raw`` breaks. ``raw`` may be malformed: what cannot be read is another rule's business."""
        raise NotImplementedError

    @model_validator(mode="wrap")
    @classmethod
    def _report_all(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        broken = [_detail("rule", message, steps) for steps, message in cls.breaches(data)] if isinstance(data, Mapping) else []
        try:
            value = handler(data)
        except ValidationError as error:
            items = error.errors(include_url=False)
            single = [_detail(item["type"], item["msg"], item["loc"], item["input"]) for item in items if not _echo(item, items)]
            raise ValidationError.from_exception_data(cls.__name__, single + broken) from error
        if broken:
            # pydantic merges the lines of a ValidationError raised in a nested value into the outer one, with its path.
            raise ValidationError.from_exception_data(cls.__name__, broken)
        return value


def _echo(item: ErrorDetails, items: list[ErrorDetails]) -> bool:
    """Whether ``item`` only says that a list is too short because pydantic does not count its faulty items."""
    at = item["loc"]
    return item["type"] == "too_short" and any(len(other["loc"]) > len(at) and other["loc"][: len(at)] == at for other in items)


def _detail(type: str, message: str, steps: Steps, input: Any = None) -> InitErrorDetails:
    error = PydanticCustomError(type, message)
    return InitErrorDetails(type=error, loc=steps, input=input)
