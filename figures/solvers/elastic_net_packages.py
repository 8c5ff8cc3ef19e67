"""The elastic net as books and packages write it, the house form first; see ``figures.solvers.packages``."""

from figures.solvers.conventions import ElasticNetConvention, Factor
from figures.solvers.packages import OTHERS, PAPER, PYTHON

_TWICE, _N, _TWICE_N = Factor(two=1), Factor(n=1), Factor(two=1, n=1)

_NET_B, _NET_C, _NET_D = (
    "1/(2n)·‖y − Xw‖² + λ₁‖w‖₁ + (λ₂/2)‖w‖²",
    "(1/n)‖y − Xw‖² + λ₁‖w‖₁ + λ₂‖w‖²",
    "‖y − Xw‖² + λ₁‖w‖₁ + λ₂‖w‖²",
)
_SCIKIT = "1/(2n)·‖y − Xw‖² + alpha·(l1_ratio·‖w‖₁ + (1 − l1_ratio)/2·‖w‖²)"

ELASTIC_NET = (
    ElasticNetConvention(
        "B (house)",
        "1/(2n)·‖y − Xw‖² + λ(α‖w‖₁ + (1−α)/2·‖w‖²)",
        "elastic_net(X, y, {lam}, {alpha})",
        "this site",
        PAPER,
    ),
    ElasticNetConvention(
        "B, two weights",
        _NET_B,
        "np.sum((y - X @ w) ** 2) / (2 * n) + {l1} * np.sum(np.abs(w)) + {l2} / 2 * np.sum(w**2)",
        "the same with a weight for each part",
        PAPER,
    ),
    ElasticNetConvention(
        "A, two weights",
        "½‖y − Xw‖² + λ₁‖w‖₁ + (λ₂/2)‖w‖²",
        "np.sum((y - X @ w) ** 2) / 2 + {l1} * np.sum(np.abs(w)) + {l2} / 2 * np.sum(w**2)",
        "a factor ½ on both squares",
        PAPER,
        _N,
        _N,
    ),
    ElasticNetConvention(
        "C, two weights",
        _NET_C,
        "np.mean((y - X @ w) ** 2) + {l1} * np.sum(np.abs(w)) + {l2} * np.sum(w**2)",
        "“MSE + L1 + L2”",
        PAPER,
        _TWICE,
    ),
    ElasticNetConvention(
        "D, two weights",
        _NET_D,
        "np.sum((y - X @ w) ** 2) + {l1} * np.sum(np.abs(w)) + {l2} * np.sum(w**2)",
        "Zou and Hastie's naïve elastic net",
        PAPER,
        _TWICE_N,
        _N,
    ),
    ElasticNetConvention(
        "scikit-learn ElasticNet",
        _SCIKIT,
        "ElasticNet(alpha={lam}, l1_ratio={alpha}, fit_intercept=False).fit(X, y).coef_",
        "sklearn.linear_model",
        PYTHON,
    ),
    ElasticNetConvention(
        "scikit-learn SGDRegressor",
        _SCIKIT,
        'SGDRegressor(penalty="elasticnet", alpha={lam}, l1_ratio={alpha}, '
        "fit_intercept=False).fit(X, y).coef_",
        "comes near the minimum only",
        PYTHON,
    ),
    ElasticNetConvention(
        "statsmodels",
        "1/(2n)·‖y − Xw‖² + alpha·(L1_wt·‖w‖₁ + (1 − L1_wt)/2·‖w‖²)",
        "OLS(y, X).fit_regularized(alpha={lam}, L1_wt={alpha}).params",
        "see the traps below",
        PYTHON,
    ),
    ElasticNetConvention(
        "XGBoost gblinear",
        _NET_B,
        'xgb.train({"booster": "gblinear", "alpha": {l1}, "lambda": {l2}}, xgb.DMatrix(X, y), 2000)',
        "“normalised to number of training examples”",
        PYTHON,
    ),
    ElasticNetConvention(
        "PyTorch",
        "(1/n)‖y − Xw‖² + λ₁‖w‖₁ + (λ₂/2)‖w‖²",
        "loss = mse_loss(X @ w, y) + {l1} * w.abs().sum(); SGD([w], lr=0.05, weight_decay={l2})",
        "an L1 term beside weight_decay",
        PYTHON,
        _TWICE,
        _TWICE,
    ),
    ElasticNetConvention(
        "Keras L1L2",
        _NET_C,
        "Dense(1, use_bias=False, kernel_regularizer=L1L2(l1={l1}, l2={l2}))",
        'with loss="mse"; form C',
        PYTHON,
        _TWICE,
    ),
    ElasticNetConvention(
        "cvxpy",
        _NET_D,
        "cp.Minimize(cp.sum_squares(y - X @ w) + {l1} * cp.norm1(w) + {l2} * cp.sum_squares(w))",
        "as written here; form D",
        PYTHON,
        _TWICE_N,
        _N,
    ),
    ElasticNetConvention(
        "glmnet",
        "1/(2n)·‖y − Xw‖² + λ(α‖w‖₁ + (1−α)/(2·sd(y))·‖w‖²)",
        "glmnet(X, y, alpha = {alpha}, lambda = {lam}, standardize = FALSE, intercept = FALSE)",
        "R; y is standardized inside",
        OTHERS,
        l2=Factor(sd_y=1),
    ),
    ElasticNetConvention(
        "MATLAB lasso",
        "1/(2n)·‖y − Xw‖² + λ(α‖w‖₁ + (1−α)/2·‖w‖²)",
        "lasso(X, y, 'Lambda', {lam}, 'Alpha', {alpha}, 'Intercept', false)",
        "standardizes X unless told not to",
        OTHERS,
    ),
)
"""The elastic net's conventions."""
