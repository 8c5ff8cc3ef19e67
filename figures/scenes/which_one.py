"""Which method to choose: a chain of four questions, each with the numbers that answer it."""

from functools import cache

from figures.draw import vocabulary as v
from figures.draw.panels import axis, main, read
from figures.draw.questions import BAR, LINES, PITCH, Bar, Evidence, Question, chain, ends
from figures.draw.recovery import Recovery
from figures.examples.compared import DATA_SETS, GROUP, compared, kept_of_group
from figures.examples.few_true import FOLDS, LAMS, SETS, TRUE, few_true
from figures.scene import Choice, Frame, Scene
from figures.story import Beat

ROLES = {"ridge": "ridge", "lasso": "lasso", "true": "lasso"}
FIRST, SECOND, BOTH = (0.415, 0.695), (0.72, 1.0), (0.415, 1.0)
"""Where the numbers stand, from left to right."""
NEEDS = {
    "all": "all", "test": "test", "predict": "predict", "copies": "copies", "few": "few", "list": "list",
}  # fmt: skip
"""What one may need: at first unknown, then in the order of the ends."""


@cache
def listed() -> dict[str, float]:
    """How many true and how many false features cross-validation’s λ keeps, on average."""
    _, (true, false) = Recovery(*few_true(0.5), TRUE).cross_validated(FOLDS, LAMS)
    return {"true": float(true.mean()), "false": float(false.mean())}


def errors(kind: str, snr: str, *methods: str) -> dict[str, float]:
    """Their mean excess prediction errors."""
    return {method: compared(kind, snr).risk(method)[0] for method in methods}


def evidence(key: str, of: str, room: v.Limits, found: dict[str, float], longest: float) -> Evidence:
    """Numbers to compare, the better one strong: the smaller, of what is kept the larger, on a list none."""
    digits, best = (1, max) if key in ("listed", "kept") else (1, min) if key == "length" else (3, min)
    strong = "" if key == "listed" else best(found, key=lambda name: found[name])
    return Evidence(key, of, *room, [
        Bar(f"{name} {value:.{digits}f}", value, longest, ROLES.get(name, "fg"), name == strong)
        for name, value in found.items()
    ])  # fmt: skip


@cache
def questions() -> tuple[Question, ...]:
    """The four questions with their ends, and the evidence for each."""
    grouped, two, refit = compared("grouped", "1"), ("ridge", "lasso"), ("relaxed", "lasso")
    kept = {name: kept_of_group(name) for name in ("elastic net", "lasso")}
    lengths = {name: grouped.w[name].shape[1] - grouped.zeros(name)[0] for name in kept}
    return (
        Question("test", "P-values, or causes?", "none, unaided", (
            evidence(
                "listed", f"simulated: a lasso’s list, {TRUE.sum()} of {TRUE.size} true", BOTH, listed(), 16
            ),
        )),
        Question("predict", "Only predictions?", "cross-validate", (
            evidence("dense", "error, 20 matter", FIRST, errors("dense", "1", *two), 0.28),
            evidence("sparse", "error, 3 matter", SECOND, errors("sparse", "1", *two), 0.28),
        )),
        Question("copies", "Near copies together?", "elastic net", (
            evidence("kept", f"kept of {GROUP} copies", FIRST, kept, GROUP),
            evidence("length", "length of list", SECOND, lengths, 11),
        )),
        Question("few", "Few effects, all strong?", "relaxed lasso", (
            evidence("strong", "error if strong", FIRST, errors("sparse", "1", *refit), 0.13),
            evidence("weak", "error if weak", SECOND, errors("sparse", "0.25", *refit), 0.13),
        ), "lasso", ("fg", "lasso")),
    )  # fmt: skip


def draw(need: str) -> Frame:
    now = questions()
    led = dict(zip(NEEDS, ("", *ends(now)), strict=True))[need]
    asked = [f"{one.asks} {one.yes}" for one in now] + [f"If not: {now[-1].no}"]
    return Frame.of(
        v.on("chart", chain(now, led)), read("choose", led or "by the four questions"),
        says=f"the way to {led}" if led else " ".join(asked),
    )  # fmt: skip


def facts() -> dict[str, str]:
    """What stands in the chart: the key of the evidence, then the method."""
    return {
        f"{shown.key}_{bar.words.rpartition(' ')[0].replace(' ', '_')}": bar.words.rpartition(" ")[2]
        for one in questions() for shown in one.evidence for bar in shown.bars
    }  # fmt: skip


SCENE = Scene(
    draw=draw,
    title="Which one to choose",
    claim="Ask first what you need: a test, predictions, or a short list",
    caption=(
        "Four questions, asked from the top down; each “yes” is an end. Beside it stands what the advice "
        "rests on: means of simulated data sets, the better of two is bold. First: what the lasso keeps at "
        "cross-validation’s λ. Second: prediction error of ridge and lasso if all of 20 features matter or "
        "only 3; try the elastic net too. Third: two groups of five near copies, 20 features in all. "
        "Fourth: 3 of 20 features matter, with a signal as strong as the noise or a quarter of it."
    ),
    alt=(
        "A chain of four questions. P-values, or causes? If yes, none, unaided: with 10 of 50 features true "
        "the lasso’s list holds 10.0 true and 14.5 false ones. If no: only predictions? If yes, "
        "cross-validate: ridge errs by 0.210 and the lasso by 0.266 if all 20 features matter, by 0.184 and "
        "0.102 if 3 do. If no, you want a list: should near copies stay together? If yes, the elastic net: "
        "it keeps 3.6 of 5 copies, the lasso 2.9; but its list has 9.5 features instead of 7.9. If no: are "
        "the effects few and all strong? If yes, the relaxed lasso: its error is 0.074, the lasso’s 0.102. "
        "If no, the lasso: if effects are weak, 0.108 against 0.121."
    ),
    notes=(
        "There is no best method, there is only what you need. Do you need p-values, or causes? None of "
        "these gives them alone: of what this lasso lists, more than half is false. Do you only predict? "
        "Then cross-validate, because the winner changes with the truth. You want a list? "
        "If near copies should stay together, take the elastic net, and pay with a longer list. If "
        "effects are few and strong, relax the lasso. If not, the plain lasso."
    ),
    computed=(
        f"Means over {DATA_SETS} data sets of 100 rows and 20 features, noise of variance 1, with λ by "
        f"ten-fold cross-validation, as in the figure “Which truth, which method”; and over {SETS} data sets "
        "of 100 rows and 50 features, effects 0.5, as in “True and false”. Their uncertainty is given there."
    ),
    lesson="lessons/choice",
    convention="Objective 1/(2n)‖y − Xw‖² + λ(α‖w‖₁ + (1 − α)/2·‖w‖²), elastic net α = ½",
    panels=(main("chart", axis("", 0, 1), axis("", BAR[0] + 0.4, 3 * PITCH + LINES), grid="none"),),
    controls=(Choice(name="need", label="need", options=tuple(NEEDS.items())),),
    story=(
        Beat("P-values, or causes? None of these gives them alone.", {"need": "test"}, hold=2.2),
        Beat("Only predictions? The winner changes: cross-validate.", {"need": "predict"}, hold=2.4),
        Beat("A list with near copies together? The elastic net.", {"need": "copies"}, hold=2.2),
        Beat("Few effects, all strong? The relaxed lasso.", {"need": "few"}, hold=2.2),
        Beat("A short list otherwise: the lasso.", {"need": "list"}, hold=2),
        Beat("Bold: the better method. Not sure? Let cross-validation say.", {"need": "all"}, hold=3.2),
    ),
    pose=({"need": "all"},),
    facts=facts,
    uncertified="it quotes means of other figures, where the answers are checked",
)  # fmt: skip
