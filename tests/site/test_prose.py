"""Each name on a page is looked up before MkDocs reads it; words in code and formulas stay words."""

import re
from pathlib import Path

import pytest
from markdown import Markdown
from pymdownx.superfences import SuperFencesException

from figures.build.layout import DOCS
from figures.site.fences import FigureExtension, PageError, listed
from figures.site.prose import check_pages

OWN = ("certificates", "changes", "converter", "figure", "hero", "listing", "source")
FRONT = "---\ntitle: A page\ndescription: It says nothing.\nhide: [toc]\n---\n"


def complaints(folder: Path, text: str) -> list[str]:
    docs = folder / "docs"
    docs.mkdir()
    (docs / "page.md").write_text(text, "utf-8")
    (docs / "there.js").touch()
    try:
        check_pages(docs, OWN)
    except PageError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize(
    "text",
    [
        "```figure\ndiabetes_path\n```\n\nλ = {{ diabetes_path.lam_max }}, {{diabetes_path.first}}\n",
        "```text\n{{ what ever }}\n```\n\n```sh\nmake\n```\n\n``` python\n{}\n```\n\n```\nplain\n```\n",
        '``` {.python title="x"}\npass\n```\n\n~~~ json\n{"a": {"b": {}}}\n~~~\n',
        "```{{ x }}``` are braces, ```figur``` is a word.\n",
        "````text\n```figur\nnowhere\n```\n````\n",
        "Write `{{ figure.fact }` or `` `{{ x }}` ``, wrapped `{{ a\nb }}` too.\n",
        "$w^{{2}}$ and\n\n$$\n\\frac{{a}}{{b}}\n$$\n\n\\(w_{{1}}\\)\n",
        '??? abstract "Code"\n\n    ```source\n    diabetes_path\n    ```\n',
        "```listing\ntextbook_path\n```\n",
        FRONT + "# Words\n{ .claim }\n",
        "---\nscripts: [there.js]\nstylesheets: [stylesheets/roles.css]\n---\n",
        "---\ntitle: Ünïcode\nsearch: {exclude: true}\n---\n",
        "```figure\nslopes\n```\n\n[z = 0.3](figure:slopes#z=0.3&penalty=ridge) `[z](figure:no#z=1)`.\n",
    ],
)
def test_what_leads_somewhere_or_is_code_is_taken(tmp_path: Path, text: str) -> None:
    assert complaints(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("```figur\ndiabetes_path\n```\n", ["1: no language 'figur'; did you mean 'figure'?"]),
        ("~~~ {.pyton}\npass\n~~~\n", ["1: no language 'pyton'; did you mean 'python'?"]),
        ("- a list\n\n    ```figur\n    x\n    ```\n", ["3: no language 'figur'; did you mean 'figure'?"]),
        ("```figure\ndiabetes_paht\n```\n", ["2: no figure 'diabetes_paht'; did you mean 'diabetes_path'?"]),
        ("```source\ndiabetes_paht\n```\n", ["2: no figure 'diabetes_paht'; did you mean 'diabetes_path'?"]),
        ("```source\n```\n", ["1: 0 lines in a source block; name one figure in it"]),
        ("```figure\n\n```\n", ["1: 0 lines in a figure block; name one figure in it"]),
        (
            "```figure\ndiabetes_path\nslopes\n```\n",
            ["1: 2 lines in a figure block; name one figure in it"],
        ),
        (
            "```figure\nslopes\n```\n\n```figure\nslopes\n```\n",
            ["6: figure 'slopes' stands on this page already; link to it instead"],
        ),
        ("Words\n\n```figure\nslopes\n", ["3: this block is not closed; end it with a line ```"]),
        (
            "Words {{ figure }}\n",
            ["1: {{ figure }} is no fact; write {{ figure.fact }}, or put it in code"],
        ),
        (
            "\n{{diabetes_path.fact.x}} {{ diabetes_path first }}\n",
            [
                "2: {{ diabetes_path first }} is no fact; write {{ figure.fact }}, or put it in code",
                "2: {{diabetes_path.fact.x}} is no fact; write {{ figure.fact }}, or put it in code",
            ],
        ),
        (
            "{{ diabetes_path.first }\n",
            ["1: {{ diabetes_path.first } is no fact; write {{ figure.fact }}, or put it in code"],
        ),
        ("first }}\n", ["1: }} is no fact; write {{ figure.fact }}, or put it in code"]),
        (
            FRONT + "\n{{ diabetes_path.frist }}\n",
            ["7: no fact 'frist' in {{ diabetes_path.frist }}; did you mean 'first'?"],
        ),
        (
            "---\ntitle: λ = {{ diabetes_path.first }}\n---\n",
            ["1: {{ diabetes_path.first }} stands in its front matter; facts are for the words of a page"],
        ),
        ("---\ntilte: x\n---\n", ["1: no 'tilte' in front matter; did you mean 'title'?"]),
        ("---\nscripts: [their.js]\n---\n", ["1: no 'their.js' for scripts; did you mean 'there.js'?"]),
        (
            "---\nstylesheets: [stylesheets/rolse.css]\n---\n",
            ["1: no 'stylesheets/rolse.css' for stylesheets; did you mean 'stylesheets/roles.css'?"],
        ),
        ("---\nhide: [tocs]\n---\n", ["1: no 'tocs' for hide; did you mean 'toc'?"]),
        ("[λ = 1](figure:slopes#z=0.3)\n", ["1: no figure 'slopes' on this page to set; valid names: none"]),
        (
            "```figure\nslopes\n```\n\n[z](figure:slops#z=0.3) [z](figure:slopes#x=0.3)\n",
            [
                "5: figure 'slopes' has no control 'x'; valid names: penalty, z",
                "5: no figure 'slops' on this page to set; did you mean 'slopes'?",
            ],
        ),
        (
            "```figure\nslopes\n```\n\n[ridge](figure:slopes#penalty=rigde)\n",
            ["5: 'rigde' is no stop of slopes's penalty; choose of: lasso, elastic, ridge"],
        ),
        ("---\nscripts: there.js\n---\n", ["1: 'scripts' is no list; write scripts: [there.js]"]),
        (
            "---\ntitle: a: b\n---\n",
            ["1: its front matter cannot be read; write it as YAML, `key: value` on each line"],
        ),
    ],
)
def test_what_leads_nowhere_is_told_with_its_line_and_the_nearest(
    tmp_path: Path, text: str, mistakes: list[str]
) -> None:
    assert complaints(tmp_path, text) == [f"docs/page.md:{mistake}" for mistake in mistakes]


def test_a_function_that_no_page_may_list_is_told_with_the_nearest() -> None:
    assert "def textbook_path(X, y):" in re.sub(r"<[^>]+>", "", listed("textbook_path\n"))
    with pytest.raises(SuperFencesException, match=r"^no function 'textbok_path' .* 'textbook_path'\?$"):
        listed("textbok_path")


def test_a_page_of_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_bytes("# Words\n\nna\u00efve\n".encode("latin-1"))
    with pytest.raises(PageError, match=r"^docs/page\.md:3: this is not UTF-8; save the page in that$"):
        check_pages(tmp_path / "docs", OWN)


def test_what_an_editor_and_a_system_leave_beside_a_page_is_no_page(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / ".#page.md").symlink_to("somebody@here.4711")
    (docs / "._page.md").write_bytes(b"\xff")
    (docs / "folder.md").mkdir()
    check_pages(docs, OWN)


def test_the_projects_own_pages_hold() -> None:
    check_pages(DOCS, OWN)


def test_a_short_equation_is_not_torn_over_two_lines() -> None:
    page = Markdown(extensions=[FigureExtension()])
    written = "**At λ = 0.3** (w₂ = −1), `x = 3`; it is so\nfor λ = 2 and rows = many, 2 = 2: 5 %."
    told = page.convert(written).replace("\u00a0", "~")
    assert told == (
        "<p><strong>At λ~=~0.3</strong> (w₂~=~−1), <code>x = 3</code>; it is so\n"
        "for λ~=~2 and rows = many, 2 = 2: 5~%.</p>"
    )
