import re
import xml.etree.ElementTree as tree

from hypothesis import given
from hypothesis import strategies as st

from greenroom.kernel.rating import Interval
from greenroom.web.picture import RATING, SHARE, interval_bar, parts_bar

values = st.floats(-10, 10)


def rects(svg: str) -> dict[str, dict[str, str]]:
    return {rect.attrib["class"]: dict(rect.attrib) for rect in tree.fromstring(svg).iter("rect")}


def test_the_band_is_where_the_interval_is() -> None:
    drawn = rects(interval_bar(0.6, Interval(0.5, 0.75), SHARE, "x"))
    assert drawn["range"]["x"] == "50.00%"
    assert drawn["range"]["width"] == "25.00%"
    assert 'x="60.00%"' in interval_bar(0.6, Interval(0.5, 0.75), SHARE, "x")


def test_the_rating_scale_shows_where_a_new_word_begins() -> None:
    assert re.findall(r'<line x1="([\d.]+)%"', interval_bar(2, Interval(1, 3), RATING, "x")) == ["16.67", "50.00", "83.33"]


@given(values, values, values, st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_any_numbers_and_label_stay_inside_the_picture(one: float, two: float, middle: float, label: str) -> None:
    svg = interval_bar(middle, Interval(min(one, two), max(one, two)), RATING, label)
    drawn = rects(svg)["range"]
    assert 0 <= float(drawn["x"][:-1]) <= 100
    assert "style" not in svg
    assert tree.fromstring(svg).attrib["aria-label"] == label


def test_parts_fill_the_bar_by_weight() -> None:
    svg = parts_bar([(1, "hit"), (3, "miss")], "1 of 4")
    drawn = rects(svg)
    assert drawn["hit"]["width"] == "25.00%"
    assert drawn["miss"]["x"] == "25.00%"
    assert drawn["miss"]["width"] == "75.00%"
