"""What a lesson says under "Check it" runs as it stands, and prints numbers that its figures show."""

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from figures.build.layout import SOURCE
from figures.draw.marks import Dot
from figures.draw.text import signed
from tests.conftest import ROOT
from tests.films import film

LESSONS = sorted(path.stem for path in (ROOT / "docs" / "lessons").glob("*.md"))


@cache
def blocks(lesson: str) -> tuple[str, str]:
    """The program, and what it is said to print."""
    text = (ROOT / "docs" / "lessons" / f"{lesson}.md").read_text("utf-8")
    check = text.partition("\n## Check it\n")[2].partition("\n## ")[0]
    ((program, printed),) = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", check, re.S)
    return program, printed


def numbers(lesson: str, line: str) -> list[float]:
    """The numbers in the line that begins so."""
    (found,) = re.findall(rf"(?m)^{line}(.*)$", blocks(lesson)[1])
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", found)]


def shown(slug: str, mark: str, **state: float) -> tuple[float, ...]:
    """The coefficients that a dot of a figure stands for in a state."""
    whole = film(slug).scene.start | state
    dots = {one.key: one for one in film(slug).frames[film(slug).at(whole)].marks if isinstance(one, Dot)}
    return dots[mark].shows


@pytest.mark.parametrize("lesson", LESSONS)
def test_it_runs_with_numpy_alone_and_prints_what_is_said(lesson: str, tmp_path: Path) -> None:
    program, printed = blocks(lesson)
    assert set(re.findall(r"(?m)^(?:import|from) (\w+)", program)) <= {"numpy", "math", "fractions"}
    shutil.copy(SOURCE / "data" / "diabetes.csv", tmp_path)
    # Isolated: nothing of the project is on its path.
    run = subprocess.run(
        [sys.executable, "-I", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (run.stderr, run.stdout) == ("", printed)


def test_one_weight_prints_the_answers_of_the_sums() -> None:
    for lam in (5.5, 11.0, 16.5):
        lasso, ridge = numbers("one-weight", f"lambda = {lam:4.1f}")
        at = {"lam": lam}
        drawn = [*shown("one_weight_sums", "lowest-l1", **at), *shown("one_weight_sums", "lowest-l2", **at)]
        assert drawn == pytest.approx([lasso, ridge], abs=5e-4)


def test_geometry_prints_at_which_correlations_the_corner_is_the_answer() -> None:
    for rho in (-0.75, 0.0, 0.75):
        assert f"rho = {rho:5.2f}: pull" in blocks("geometry")[1]
        assert shown("contour_touch", "lasso-touch", budget=1.0, rho=rho) == (1.0, 0.0)
    assert blocks("geometry")[1].count("in the wedge: True") == 3


def test_corners_prints_the_chance_and_the_share_that_its_figures_show() -> None:
    counted, exact = numbers("corners", "noise, t = tau: ")
    assert (f"{counted}\u00a0%", f"{exact}\u00a0%") == (film("corner_probability").facts["corner_one"],) * 2
    counted, exact = numbers("corners", "square: ")
    assert f"{exact}\u00a0%" == film("fate_map").facts["share"]
    assert abs(counted - exact) < 0.2


def test_correlated_prints_the_medians_and_the_zone_that_its_figures_tell() -> None:
    facts = film("twins").facts
    for rho, key in ((0.5, "5"), (0.9, "9"), (0.99, "99"), (0.999, "999")):
        first, median = numbers("correlated", f"rho = {rho}: x1 first in ")
        assert abs(first - 50) < 0.7
        assert abs(median - float(facts[f"median_{key}"])) < 0.005
    inflation, *zone = numbers("correlated", "HDL: VIF ")
    facts = film("dead_zone_vif").facts
    assert f"{inflation}" == facts["vif_hdl"]
    assert "{:.2f} to {:.2f}".format(*zone) == facts["fan"]


def test_kink_prints_the_answer_of_the_rounded_penalty() -> None:
    for eps, row in ((0.1, "eps = 0.1: w = "),):
        of = film("round_the_corner")
        frame = of.frames[of.at({"eps": eps, "zoom": 1.0})]
        (text,) = (one.text for one in frame.readouts if one.label == "answer for z = 0.3")
        assert float(text) == pytest.approx(numbers("kink", row)[0], abs=5e-4)


def test_real_data_prints_the_first_knot_and_the_evidence_of_hdl() -> None:
    of = film("diabetes_path")
    assert of.facts["lam_max"] == f"{numbers('real-data', 'lambda_max = ')[0]:.2f}"
    (text,) = (one.text for one in of.frames[of.start].readouts if one.label == "evidence z")
    pull, lam = numbers("real-data", "the pull on HDL is ")
    assert text == f"−{pull:.4f}, within ±{lam:g}"


def test_threshold_prints_the_six_coefficients() -> None:
    found = numbers("threshold", "six at lambda = 1: ")
    assert [shown("six_through_threshold", f"w-{j}", lam=1.0)[0] for j in range(6)] == pytest.approx(found)


def test_algorithms_prints_the_two_points_and_the_step_of_arrival() -> None:
    ends = [signed(f"{end:.3f}") for end in numbers("algorithms", "gradient steps, z = 0.02: ")]
    facts = film("two_cycle").facts
    assert ends == [facts["low_2_2"], facts["high_2_2"]]
    zero, step = numbers("algorithms", "proximal steps, z = 0.2: exactly ")
    assert (zero, f"{step:g}") == (0, film("hitting_time").facts["at_20_2"])


def test_pytorch_prints_the_counts_of_its_figure() -> None:
    facts = film("rounding").facts
    for tol, name in (
        ("0", "none"),
        ("0.0001", "ten_thousandth"),
        ("0.001", "thousandth"),
        ("0.01", "hundredth"),
    ):
        pushed, cut = numbers("pytorch", f"at most {tol}: ")
        assert (f"{pushed:g}", f"{cut:g}") == (facts[f"fine_{name}"], facts[f"exact_{name}"])
