"""Bad input fails the build, says where it is, and leaves what was built."""

import re
from pathlib import Path

import pytest

from tests.project import Project, duplicate
from tests.small import scene

PAGE = """# The path

```figure
dot_one
```

At λ = ½ it is {{ dot_one.half }}, which is $w(z)$.

```figure
dot_two
```
"""
FILE = "lessons/path.md"


@pytest.mark.parametrize(
    ("file", "old", "new", "complaints"),
    [
        (
            f"docs/{FILE}",
            "```figure\ndot_two\n",
            "```figure\ndot_tow\n",
            [r"docs/lessons/path\.md:10: no figure 'dot_tow'", "did you mean 'dot_two'"],
        ),
        (
            f"docs/{FILE}",
            "{{ dot_one.half }}",
            "{{ dot_one.hlaf }}",
            [r"docs/lessons/path\.md:7: no fact 'hlaf'", "did you mean 'half'"],
        ),
        (
            f"docs/{FILE}",
            "```figure\ndot_two\n",
            "```figure\ndot_one\n",
            [r"docs/lessons/path\.md:10: figure 'dot_one' stands on this page already"],
        ),
        (
            f"docs/{FILE}",
            "At λ = ½",
            "```changes\n1.O\n```\n\nAt λ = ½",
            [r"docs/lessons/path\.md:7: '1\.O' is no version; name one, such as 1\.0"],
        ),
        (
            f"docs/{FILE}",
            "At λ = ½",
            "```changes\n1.0\n1.1\n```\n\nAt λ = ½",
            [r"docs/lessons/path\.md:7: '1\.0 1\.1' is no version; name one, such as 1\.0"],
        ),
        (
            f"docs/{FILE}",
            "At λ = ½",
            "<script>go()</script>\n\nAt λ = ½",
            [r"lessons/path\.md: a script stands among its words"],
        ),
        (
            f"docs/{FILE}",
            "w(z)",
            r"\soft(z)",
            [r"lessons/path\.md", r"\\soft"],
        ),
        (
            scene("dot_one"),
            "def draw(lam: float)",
            "def draw(lamda: float)",
            [r"figures/scenes/dot_one\.py: draw takes \['lamda'\]", "did you mean 'lamda'"],
        ),
        (
            scene("dot_one"),
            "def draw(",
            "def draw)",
            [r"figures/scenes/dot_one\.py, line 14: SyntaxError: .*; mend it, then build again"],
        ),
        (
            scene("dot_one"),
            "from figures.draw.text import ticks",
            "from figures.draw.text import tics",
            [r"figures/scenes/dot_one\.py, line 4: ImportError: cannot import name 'tics'"],
        ),
        (
            scene("dot_one"),
            "w = lasso(X, Y, lam)",
            "w = lasso(X, Y, -lam)",
            [r"at lam=0\.3, line 15 \(figures/solvers/checks\.py, line \d+\): ValueError: lam must be"],
        ),
        (
            scene("dot_one"),
            "w = lasso(X, Y, lam)",
            "w = open('nowhere.csv')",
            [r"dot_one\.py at lam=0\.3, line 15: FileNotFoundError: .*'nowhere\.csv'; mend it"],
        ),
        (
            scene("dot_one"),
            "w = lasso(X, Y, lam)",
            "raise SystemExit",
            [r"figures/scenes/dot_one\.py at lam=0\.3, line 15: SystemExit; mend it, then build again"],
        ),
        (
            scene("dot_one"),
            "w = lasso(X, Y, lam)",
            "raise ValueError('two\\n\\nlines')",
            [r"figures/scenes/dot_one\.py at lam=0\.3, line 15: ValueError: two lines; mend it"],
        ),
        (
            scene("dot_one"),
            "stops=(0.3, 0.9)",
            "stops=(0.3, 'a')",
            [r"dot_one\.py \(figures/scene\.py, line \d+\): TypeError: '<' not supported"],
        ),
        (
            scene("dot_one"),
            '"half":',
            '"half": 1 / 0, "third":',
            [r"figures/scenes/dot_one\.py, facts, line 25: ZeroDivisionError: division by zero"],
        ),
        (
            scene("dot_one"),
            '    pose=({"lam": 0.3},),',
            "",
            [r"figures/scenes/dot_one\.py: there is no pose; give SCENE pose=\(\{…\},\), the state that"],
        ),
        (
            "figures/draw/text.py",
            "def ticks(",
            "def ticks)(",
            [
                r"(figures/scenes/dot_\w+\.py, line 4|figures/site/hero\.py, line 8) "
                r"\(figures/draw/text\.py, line \d+\): SyntaxError: .*; mend it, then"
            ],
        ),
        (
            scene("dot_one"),
            "    alt=",
            '    alt="" and ',
            [r"figures/scenes/dot_one\.py: 'alt' is missing"],
        ),
        (
            scene("dot_one"),
            "w = lasso(X, Y, lam)",
            "w = lasso(X, Y, lam) + 1e-6",
            [r"figures/scenes/dot_one\.py at lam=0\.3: an answer to .* Regression violates its"],
        ),
        (
            scene("dot_one"),
            'label="coefficient"',
            'label="入"',
            [r"figures/scenes/dot_one\.py at lam=0\.3: the typeface has no '入' \(U\+5165\)"],
        ),
        (
            scene("dot_one"),
            'label="x"',
            'label="入"',
            [r"figures/scenes/dot_one\.py: the typeface has no '入' \(U\+5165\); write it in others"],
        ),
        (
            "figures/solvers/optimality.py",
            "TOLERANCE = 1e-10",
            "TOLERANCE = 1e-30",
            [r"figures/scenes/\w+\.py", "relative KKT violation"],
        ),
    ],
    ids=[
        "figure",
        "fact",
        "twice",
        "version",
        "versions",
        "script",
        "math",
        "control",
        "syntax",
        "import",
        "draw",
        "file",
        "exit",
        "lines",
        "stops",
        "facts",
        "pose",
        "machinery",
        "alt",
        "residual",
        "letter",
        "word",
        "not-converged",
    ],
)
def test_bad_input_fails_the_build_says_where_and_leaves_the_site(
    small: Project, tmp_path: Path, file: str, old: str, new: str, complaints: list[str]
) -> None:
    project = duplicate(small, tmp_path / "project")
    project.add_page("The path", FILE, PAGE)
    # The page's card, which is drawn before its words are read.
    assert project.render() == ["cards/lessons-path"]
    site, build = project.tree("site"), project.tree("build")
    project.edit(file, old, new)
    done = project.run("build_site")
    printed = done.stdout + done.stderr
    assert done.returncode != 0
    for complaint in complaints:
        assert re.search(complaint, printed), printed
    assert "Traceback" not in printed
    assert project.tree("site") == site
    assert project.tree("build") == build
    assert project.leftovers() == []
