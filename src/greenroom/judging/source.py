"""A submission's source as text: what is refused before anything is run."""

LARGEST = 256 * 1024  # bytes of UTF-8


def source_fault(source: str | bytes) -> str:
    """Why ``source`` cannot be run at all, in words for the learner; empty when it can be tried."""
    try:
        data = source.encode("utf-8") if isinstance(source, str) else source
        text = data.decode("utf-8")
    except UnicodeError as error:
        return (
            f"The source is not UTF-8 text: see the character at position {error.start}."
            if hasattr(error, "start")
            else "The source is not UTF-8 text."
        )
    if len(data) > LARGEST:
        return f"The source is {len(data) // 1024:,} KB long; the judge takes at most {LARGEST // 1024} KB."
    if not text.strip():
        return "The source is empty."
    if "\0" in text:
        return f"line {text[: text.index(chr(0))].count(chr(10)) + 1}: the source holds a NUL character."
    return ""


def read_source(source: str | bytes) -> str:
    """The text of a source without fault, without a byte order mark."""
    return (source if isinstance(source, str) else source.decode("utf-8")).removeprefix("\ufeff")
