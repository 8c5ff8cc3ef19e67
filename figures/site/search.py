"""What the search knows: the words of pages, formulas as text, and the other words that readers type.

The theme finds the sections of a page and looks words up; what it is given is made here.
"""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

# What a page holds beside its words: controls, lists of figures and of our pages, code, marks of footnotes,
# and the lines that every lesson has: what it takes, what λ is, what was said so far.
_LEFT_OUT = re.compile(
    r"<(\w+)\b[^>]*\sdata-search-exclude\b.*?</\1>"
    r'|<p class="(?:meta|convention|sofar)">.*?</p>|<pre\b.*?</pre>'
    r'|<li>\s*(?:<p>\s*)?<a\b(?![^>]*(?:data-sets|href="https?:)).*?</li>'
    r'|<sup id="fnref.*?</sup>|<a class="footnote-backref".*?</a>',
    re.DOTALL,
)
_FIGURE = re.compile(r"<lasso-figure\b.*?</lasso-figure>", re.DOTALL)
_CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.DOTALL)
_CONTROLS = re.compile(r"<(a|button)\b.*?</\1>", re.DOTALL)
_CONVERTER = re.compile(r"<lambda-converter\b.*?</lambda-converter>", re.DOTALL)
_FORM = re.compile(r'<th scope="row">(.*?)</th>.*?<code>(.*?)</code>', re.DOTALL)
_DISPLAYED = re.compile(r'<div class="arithmatex">(.*?)</div>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def searchable(content: str, with_formulas: Callable[[str], str]) -> str:
    """The words of a page's ``content`` as the theme is to read them, its formulas put in by a function."""
    content = _CONVERTER.sub(_forms, _FIGURE.sub(_caption, content))
    content = _DISPLAYED.sub(r"<p>\1</p>", _LEFT_OUT.sub("", content))
    # Summaries and rows of tables are paragraphs there: of other markup the theme keeps the words alone.
    content = re.sub(r"<(/?)(?:summary|tr)\b[^>]*>", r"<\1p>", content)
    return with_formulas(re.sub(r"(</t[dh]>)\s*(?=<t[dh]\b)", r"\1 · ", content))


def _caption(figure: re.Match[str]) -> str:
    captions = _CAPTION.findall(figure[0])
    return "".join(f"<p>{_CONTROLS.sub('', caption).strip()}</p>" for caption in captions)


def _forms(converter: re.Match[str]) -> str:
    """The names of packages and texts, each with its line of code."""
    rows = ((_TAG.sub(" ", name).split(), _TAG.sub("", code)) for name, code in _FORM.findall(converter[0]))
    return "".join(f"<p>{' '.join(name)}: <code>{code}</code></p>" for name, code in rows)


_ALSO = (
    ("exact(?:ly)? (?:0|zero)|zeros\\b|sparse", "sparse sparsity sparsify zeros zeroes"),
    ("feature", "variable predictor covariate regressor"),
    ("feature|keeps?\\b|kept|non-zero|survivor", "selection selected select"),
    ("coefficient|weight", "weight coefficient parameter beta β"),
    ("leaves?\\b|returns?\\b|joins?\\b", "enter drop dropped kept again"),
    ("least.squares|squared errors", "OLS ordinary linear regression MSE RSS"),
    ("correlat", "collinear collinearity multicollinearity"),
    ("VIF", "variance inflation factor collinearity multicollinearity"),
    ("twin|alike", "correlated similar redundant group"),
    ("coins?\\b", "arbitrary arbitrarily random randomly pick"),
    ("bootstrap|resampl|another sample", "bootstrap resample stable stability unstable run different"),
    ("cop(?:y|ies)\\b", "duplicate duplicated identical perfect collinear unique uniqueness"),
    ("elastic net", "ElasticNet enet l1_ratio mixing"),
    ("groups?\\b|partner", "grouped grouping effect correlated together"),
    ("mean square 1|standardi[sz]|one standard deviation", "standardize scaling scaled scale normalize"),
    ("penalt|penali[sz]|regulari[sz]", "penalty penalized penalization regularized regularization shrinkage"),
    ("ridge", "L2 Tikhonov"),
    ("lasso", "L1"),
    ("‖\\w‖₁|\\|\\w\\|", "L1 ℓ1 norm absolute"),
    ("‖\\w‖²|w²", "L2 ℓ2 norm squared"),
    ("best subset", "L0 ℓ0 hard thresholding"),
    ("towards zero|shrink", "shrink shrinkage shrunk"),
    ("soft threshold|S\\(", "thresholding thresholded operator shrinkage prox proximal"),
    ("proximal", "prox ISTA"),
    ("kinks?\\b|anything (?:from|between)|\\[−λ, λ\\]", "subgradient subdifferential corner"),
    ("round(?:s|ed|ing)? (?:it |the corner )?off|rounded|ε", "smooth smoothed approximation Huber"),
    ("optimal|lowest point|minimi[sz]|minimum", "optimum minimum minimizer argmin solution"),
    ("certif|prove", "verify optimal solution correct"),
    ("KKT|optimality", "Karush Kuhn Tucker condition"),
    ("diamond", "L1 ball constraint region square geometry geometric"),
    ("discs?\\b|circle", "L2 ball disk constraint region"),
    ("contour|ellipse", "contour ellipse level set"),
    ("tilted", "multicollinearity collinear correlation cause sparsity"),
    ("budget", "constraint constrained"),
    ("same answers", "equivalent equivalence constrained penalized"),
    ("makes? zeros", "set zero coefficient ridge"),
    ("ridge reach", "regression give zero coefficient"),
    ("not monotone|thrown out|sent back", "lasso keep kept again drop dropped variable feature"),
    ("chance|likel|how often", "probability probable"),
    ("no effect|without any effect|null feature", "useless irrelevant noise"),
    ("straight (?:piece|line)", "piecewise linear"),
    ("stochastic|SGD", "SGD stochastic gradient descent"),
    ("PyTorch|weight_decay", "torch weight decay"),
    ("Keras", "tensorflow regularizer layer SGD Adam descent sparse force"),
    ("gradient descent|constant steps", "SGD subgradient plain solve"),
    ("tolerance|a weight below", "threshold cutoff matrix sparse"),
    ("coefficients to exactly zero", "L1 L2 variable feature selection sparse likely none intuition"),
    ("number of .{0,9}non-zero .*rise", "fewer smaller alpha higher lower penalty kept among monotone"),
    ("grow before", "decrease increase smaller larger path lars"),
    ("correspond", "one-to-one relation equivalent constraint constrained penalized"),
    ("two forms", "equivalent equivalence constrained penalized Lagrangian"),
    ("differ between", "different result match sklearn scikit-learn R glmnet alpha divided samples"),
    ("Laplace", "Bayesian double exponential posterior MAP"),
    ("dumm", "binary indicator categorical factor rescale normalize one-hot"),
    ("intercept", "bias constant unpenalized left"),
    ("keep both", "collinear highly correlated predictors remove drop add pick lars"),
    ("each run|random folds", "seed reproducible different result identical twice time unstable choose"),
    ("at most n", "maximum number more predictors observations samples saturate"),
    ("refit", "OLS post-lasso again another new model fit kept sense after"),
    ("p-values", "significance significant statistical inference test chosen post-lasso"),
    ("1se|one standard error", "CV rule one standard error recommended minimum parsimonious"),
    ("which should I use", "choose choice better all relevant believe"),
    ("scikit-learn|sklearn", "sklearn scikit-learn python"),
    ("glmnet", "R"),
    ("λ\\s?_?max", "λmax lambdamax lambda max maximum largest smallest"),
    ("λ", "lambda"),
    ("α", "alpha"),
    ("through zero", "cross crosses crossed crossing zero sign change"),
    ("ρ", "rho"),
    ("σ", "sigma"),
    ("τ", "tau"),
)  # fmt: skip
"""What a section may say, as a pattern that matches from the beginning of a word; and the words under which
readers look for it."""
_ALSO_KNOWN = [(re.compile(rf"(?<!\w)(?:{said})", re.IGNORECASE), words.split()) for said, words in _ALSO]
_VERBS = "emphas factor general initial maxim minim normal optim parametr penal regular random standard"
_EITHER = re.compile(rf"\b((?:un)?(?:{'|'.join(_VERBS.split())})i)([sz])(\w*)", re.IGNORECASE)
"""Either spelling of a verb: -ise and -ize."""
_SMALL = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_INDEXED = re.compile(r"\w[₀-₉]+")
_BREAK = re.compile(r"</?(?:p|ul|ol|li|pre)>")


def completed(index: dict[str, Any]) -> dict[str, Any]:
    """The theme's search index with other words for what each section says: fields ``called`` and ``also``.

    The first are for its title. Sections that say nothing, and tables of symbols, leave the index.
    """
    docs = [
        entry | {"called": " ".join(_also(entry["title"])), "also": " ".join(_also(entry["text"]))}
        for entry in index["docs"]
        if "#" not in entry["location"] or (entry["text"] and not entry["location"].endswith("#symbols"))
    ]
    return index | {"docs": docs}


def _also(markup: str) -> list[str]:
    markup = _BREAK.sub(" ", markup)
    told = unescape(_TAG.sub("", markup))
    words = {word: None for said, also in _ALSO_KNOWN if said.search(told) for word in also}
    either = _EITHER.findall(" ".join([told, *words]))
    words |= {f"{verb}{'z' if sign == 's' else 's'}{end}": None for verb, sign, end in either}
    words |= {word.translate(_SMALL): None for word in _INDEXED.findall(told)}
    # As the theme reads them, to which an index below the line is a word of its own.
    there = {*re.findall(r"[^\W_]+", _TAG.sub(" ", markup).lower())}
    return [word for word in words if word.lower() not in there]


def complete(text: str) -> str:
    """The text of the theme's index file, completed."""
    return json.dumps(completed(json.loads(text)), ensure_ascii=False, separators=(",", ":"))
