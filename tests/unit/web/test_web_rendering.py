from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.web.maths import mathml
from greenroom.web.rendering import code, markdown, markdown_line

FORBIDDEN = {
    "script",
    "img",
    "iframe",
    "object",
    "embed",
    "style",
    "link",
    "meta",
    "form",
    "input",
    "svg",
    "base",
    "video",
    "audio",
    "a",
}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Tags()
    reader.feed(html)
    return reader.seen


def test_lists_tables_and_emphasis() -> None:
    html = markdown("Some **bold** text\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert "<strong>bold</strong>" in html
    assert html.count("<li>") == 2
    assert "<td>1</td>" in html


def test_headings_start_below_the_pages_own() -> None:
    assert "<h3>Top</h3>" in markdown("# Top")
    assert "<h6>Deep</h6>" in markdown("##### Deep")


def test_code_is_coloured_by_class_and_escaped() -> None:
    html = markdown('```python\ndef f():\n    return "<b>"\n```')
    assert '<span class="k">def</span>' in html
    assert "<b>" not in html
    assert "&lt;b&gt;" in html


def test_code_of_an_unknown_language_stays_plain() -> None:
    assert code("<x>", "klingon") == "&lt;x&gt;"
    assert '<span class="k">SELECT</span>' in code("SELECT 1", "sqlite")


@pytest.mark.parametrize(
    "text", ["costs $5 and $6", r"\$x\$", "`$x$`", "a $ b $ c", "    $$x$$", "$ x$", "```\n$x$\n```", "$$\nunclosed", "$$ $$"]
)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert "<math" not in markdown(text)


@pytest.mark.parametrize(
    "text", ["$x$", "($x$)", "a **$x_1$** b", "- $x$", "|a|\n|-|\n|$x$|", "$$x$$", "$$\nx\n$$", "text\n$$\nx\n$$\nmore", "> $$x$$"]
)
def test_formulas_are_drawn_wherever_they_stand(text: str) -> None:
    assert markdown(text).count("<math") == 1


def test_a_formula_keeps_its_structure() -> None:
    assert mathml("x_i^2") == '<math display="inline"><mrow><msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup></mrow></math>'
    assert "<mtable>" in mathml(r"\begin{bmatrix}1&2\\3&4\end{bmatrix}", block=True)
    assert "<mo>&lt;</mo>" in mathml("a < b")


@pytest.mark.parametrize("latex", ["x_{", r"\left(", r"\frac{a}", "", "}", r"\begin{bmatrix}", "^", "&", r"\sqrt["])
def test_unreadable_maths_shows_its_source(latex: str) -> None:
    assert mathml(latex).startswith(("<code>", "<math"))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://elsewhere.example/x.png)",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hi)",
        r"$\href{javascript:alert(1)}{x}$",
        r"$\text{<script>alert(1)</script>}$",
        r"$\text{</mtext></math><img src=x onerror=alert(1)>}$",
        r"$\style{background:url(x)}{y}$",
        "```<script>\nx\n```",
        '```python" onclick="x\ny\n```',
        "<svg onload=alert(1)>",
        "\ue0000\ue000",
    ],
)
def test_hostile_markdown_is_harmless(hostile: str) -> None:
    for html in (markdown(hostile), markdown_line(hostile)):
        for tag, attributes in tags(html):
            if tag == "a":
                assert (attributes["href"] or "").startswith("https://elsewhere.example/")
            else:
                assert tag not in FORBIDDEN
            assert not {name for name in attributes if name.startswith("on") or name in ("style", "src", "href")} - {"href"}


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_any_text_renders_to_something_safe(text: str) -> None:
    html = markdown(text)
    html.encode()
    for tag, attributes in tags(html):
        assert tag not in FORBIDDEN - {"a"}
        assert set(attributes) <= {
            "href",
            "title",
            "rel",
            "start",
            "class",
            "display",
            "stretchy",
            "fence",
            "form",
            "accent",
        } or tag.startswith("m")


@given(st.text("\\{}[]()^_&$<>ab1 frcsqtleinmxdgh", max_size=40))
def test_any_latex_gives_maths_or_its_source(latex: str) -> None:
    html = mathml(latex)
    assert html.startswith(("<math", "<code>"))
    assert {tag for tag, _ in tags(html)}.isdisjoint(FORBIDDEN)
