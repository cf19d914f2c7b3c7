from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from greenroom.kernel.glyphs import visible
from greenroom.kernel.score import Span
from greenroom.web.highlight import Evidence, Shade, highlight

any_text = st.text(st.characters(exclude_categories=()), max_size=60)
evidence = st.builds(
    lambda start, length, shade, number, label: Evidence(Span(start, start + length), shade, number, label),
    st.integers(0, 70),
    st.integers(1, 30),
    st.sampled_from(Shade),
    st.integers(1, 9),
    any_text,
)


class Reader(HTMLParser):
    """Collects what a browser would: the text, the tags, and which text stands in a mark."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.marked: list[tuple[str, str]] = []
        self.css = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.css = dict(attrs).get("class") or ""

    def handle_endtag(self, tag: str) -> None:
        self.css = ""

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.css:
            self.marked.append((self.css, data))


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@given(any_text, st.lists(evidence, max_size=6))
@example("ab\r\ncd", [Evidence(Span(0, 3), Shade.HIT, 1, "x")])
@example("ab\r\ncd", [Evidence(Span(3, 4), Shade.HIT, 1, "x")])
def test_the_words_survive_and_nothing_else_gets_in(text: str, items: list[Evidence]) -> None:
    html = highlight(text, items)
    html.encode()
    seen = read(html)
    assert seen.text == visible(text)
    assert {tag for tag, _ in seen.tags} <= {"bdi", "mark"}
    assert {names for tag, names in seen.tags if tag == "mark"} <= {("class", "data-point", "title")}


@given(any_text, st.lists(evidence, max_size=6))
def test_exactly_the_evidence_is_marked(text: str, items: list[Evidence]) -> None:
    marked = "".join(piece for _, piece in read(highlight(text, items)).marked)
    covered = {place for item in items for place in range(item.span.start, min(item.span.end, len(text)))}
    if "\r" not in text:
        assert marked == visible("".join(text[place] for place in sorted(covered)))


def test_where_stretches_overlap_the_worse_one_colours_and_both_are_named() -> None:
    html = highlight("abcdef", [Evidence(Span(0, 4), Shade.HIT, 1, "first"), Evidence(Span(2, 6), Shade.WRONG, 2, "second")])
    assert read(html).marked == [("hit", "ab"), ("wrong", "cd"), ("wrong", "ef")]
    assert 'data-point="1,2" title="2 wrong: second; 1 said: first"' in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "</mark><img src=x onerror=alert(1)>",
        '" onmouseover="x',
        "&lt;b&gt; &amp;",
        "<!--",
        "]]>",
        "</bdi>",
    ],
)
def test_markup_in_an_answer_or_a_label_is_text(hostile: str) -> None:
    seen = read(highlight(hostile, [Evidence(Span(0, len(hostile)), Shade.PARTIAL, 1, hostile)]))
    assert seen.text == hostile
    assert seen.tags == [("bdi", ("dir",)), ("mark", ("class", "data-point", "title"))]


def test_two_hundred_thousand_characters_with_many_stretches() -> None:
    text = "aб\x00😀\u202e\n" * 40_000
    items = [
        Evidence(Span(start, start + 300), Shade.HIT, number % 9 + 1, "x") for number, start in enumerate(range(0, 200_000, 500))
    ]
    assert read(highlight(text, items)).text == visible(text)
