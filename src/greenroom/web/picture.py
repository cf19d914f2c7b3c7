"""Small pictures of numbers as inline SVG. The table that holds the same numbers in words is the template's."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from greenroom.kernel.rating import Interval


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of a bar, and the places between where a new word begins."""

    low: float
    high: float
    steps: tuple[float, ...] = ()

    def share(self, value: float) -> float:
        """Where ``value`` stands, 0..100, clamped to the bar."""
        return 100.0 * min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


#: The rating scale: very weak from 1, weak from 1.5, strong from 2.5, very strong from 3.5 to 4.
RATING = Scale(1.0, 4.0, (1.5, 2.5, 3.5))
SHARE = Scale(0.0, 1.0)


def interval_bar(middle: float, interval: Interval, scale: Scale, label: str) -> SafeString:
    """A track with the interval as a band and ``middle`` as a tick. ``label`` says it in words for who cannot see it."""
    low, high = scale.share(interval.low), scale.share(interval.high)
    steps = "".join(
        f'<line x1="{_percent(scale.share(step))}" x2="{_percent(scale.share(step))}" y1="4" y2="14"/>' for step in scale.steps
    )
    # The tick is 4 px wide and stays inside the track at both ends: its own x is moved left by its place's share of its width.
    tick = scale.share(middle)
    return mark_safe(  # noqa: S308 - numbers and one escaped text
        f'<svg class="bar" width="100%" height="18" role="img" aria-label="{escape(label)}">'
        f'<rect class="track" x="0" y="4" width="100%" height="10" rx="5"/>'
        f'<rect class="range" x="{_percent(low)}" y="4" width="{_percent(max(high - low, 1.0))}" height="10" rx="5"/>'
        f"{steps}"
        f'<svg x="{_percent(tick)}" overflow="visible">'
        f'<rect class="tick" x="{-4 * tick / 100:.2f}" y="1" width="4" height="16" rx="2"/></svg>'
        "</svg>"
    )


def parts_bar(parts: list[tuple[float, str]], label: str) -> SafeString:
    """Segments whose widths are weights: ``(weight, css class)`` each, in order. Weights are positive; the bar is full."""
    total = sum(weight for weight, _ in parts)
    segments, left = [], 0.0
    for weight, css in parts:
        width = 100.0 * weight / total
        segments.append(f'<rect class="{escape(css)}" x="{_percent(left)}" y="0" width="{_percent(width)}" height="8"/>')
        segments.append(f'<rect class="gap" x="{_percent(left + width)}" y="0" width="2" height="8"/>')
        left += width
    body = "".join(segments[:-1])
    return mark_safe(f'<svg class="parts" width="100%" height="8" role="img" aria-label="{escape(label)}">{body}</svg>')  # noqa: S308 - as above


def _percent(share: float) -> str:
    return f"{share:.2f}%"
