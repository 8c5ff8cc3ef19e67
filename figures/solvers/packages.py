"""The lasso and ridge as books and packages write them, the house form first.

Form B is the house convention. Each code template is one line that takes the converted numbers. The tests
run those of Python's own packages; PyTorch, Keras, R and MATLAB are held against what they document.
"""

from figures.solvers.conventions import Convention, Factor

PAPER, PYTHON, OTHERS = "on paper", "in Python", "in R and MATLAB"
"""The groups, in order."""

_TWICE, _N, _TWICE_N, _ROOT_N = Factor(two=1), Factor(n=1), Factor(two=1, n=1), Factor(n=0.5)
_SD = Factor(sd_y=1)

_LASSO, _LASSO_C, _LASSO_D = (
    "1/(2n)·‖y − Xw‖² + λ‖w‖₁",
    "(1/n)‖y − Xw‖² + λ‖w‖₁",
    "‖y − Xw‖² + λ‖w‖₁",
)
_RIDGE, _RIDGE_C, _RIDGE_D = (
    "1/(2n)·‖y − Xw‖² + (λ/2)‖w‖²",
    "(1/n)‖y − Xw‖² + λ‖w‖²",
    "‖y − Xw‖² + λ‖w‖²",
)
_GLMNET = "lambda = {lam}, standardize = FALSE, intercept = FALSE)"

LASSO = (
    Convention("B (house)", _LASSO, "lasso(X, y, {lam})", "this site; celer, skglm", PAPER),
    Convention(
        "A",
        "½‖y − Xw‖² + λ‖w‖₁",
        "np.sum((y - X @ w) ** 2) / 2 + {lam} * np.sum(np.abs(w))",
        "ESL (3.52), Tibshirani's notes",
        PAPER,
        _N,
    ),
    Convention(
        "C",
        _LASSO_C,
        "np.mean((y - X @ w) ** 2) + {lam} * np.sum(np.abs(w))",
        "“MSE + λ·L1”, many tutorials",
        PAPER,
        _TWICE,
    ),
    Convention(
        "D",
        _LASSO_D,
        "np.sum((y - X @ w) ** 2) + {lam} * np.sum(np.abs(w))",
        "ISL, many posts",
        PAPER,
        _TWICE_N,
    ),
    Convention(
        "scikit-learn Lasso",
        _LASSO,
        "Lasso(alpha={lam}, fit_intercept=False).fit(X, y).coef_",
        "sklearn.linear_model",
        PYTHON,
    ),
    Convention(
        "scikit-learn LassoLars",
        _LASSO,
        "LassoLars(alpha={lam}, fit_intercept=False).fit(X, y).coef_",
        "the exact path",
        PYTHON,
    ),
    Convention(
        "scikit-learn SGDRegressor",
        _LASSO,
        'SGDRegressor(penalty="l1", alpha={lam}, fit_intercept=False).fit(X, y).coef_',
        "comes near the minimum only",
        PYTHON,
    ),
    Convention(
        "statsmodels",
        _LASSO,
        "OLS(y, X).fit_regularized(alpha={lam}, L1_wt=1).params",
        "see the traps below",
        PYTHON,
    ),
    Convention(
        "XGBoost gblinear",
        _LASSO,
        'xgb.train({"booster": "gblinear", "alpha": {lam}, "lambda": 0}, xgb.DMatrix(X, y), 2000)',
        "“normalised to number of training examples”",
        PYTHON,
    ),
    Convention(
        "PyTorch",
        _LASSO_C,
        "mse_loss(X @ w, y) + {lam} * w.abs().sum()",
        "an L1 term of one's own; form C",
        PYTHON,
        _TWICE,
    ),
    Convention(
        "Keras L1",
        _LASSO_C,
        "Dense(1, use_bias=False, kernel_regularizer=L1(l1={lam}))",
        'with loss="mse"; form C',
        PYTHON,
        _TWICE,
    ),
    Convention(
        "cvxpy",
        _LASSO_D,
        "cp.Minimize(cp.sum_squares(y - X @ w) + {lam} * cp.norm1(w))",
        "as written here; form D",
        PYTHON,
        _TWICE_N,
    ),
    Convention("glmnet, alpha = 1", _LASSO, "glmnet(X, y, " + _GLMNET, "R", OTHERS),
    Convention(
        "lars",
        "½‖y − Xw‖² + λ√n·‖w‖₁",
        'coef(lars(X, y), mode = "lambda", s = {lam})',
        "R; by default columns get length 1",
        OTHERS,
        _ROOT_N,
    ),
    Convention(
        "lars, normalize = FALSE",
        "½‖y − Xw‖² + λ‖w‖₁",
        'coef(lars(X, y, normalize = FALSE), mode = "lambda", s = {lam})',
        "R; form A",
        OTHERS,
        _N,
    ),
    Convention(
        "MATLAB lasso",
        _LASSO,
        "lasso(X, y, 'Lambda', {lam}, 'Intercept', false)",
        "standardizes X unless told not to",
        OTHERS,
    ),
)
"""The lasso's conventions."""

RIDGE = (
    Convention("B (house)", _RIDGE, "ridge(X, y, {lam})", "this site", PAPER),
    Convention(
        "A",
        "½‖y − Xw‖² + (λ/2)‖w‖²",
        "np.sum((y - X @ w) ** 2) / 2 + {lam} / 2 * np.sum(w**2)",
        "textbooks with a factor ½ on both terms",
        PAPER,
        _N,
    ),
    Convention(
        "C",
        _RIDGE_C,
        "np.mean((y - X @ w) ** 2) + {lam} * np.sum(w**2)",
        "“MSE + λ·L2”, many tutorials",
        PAPER,
    ),
    Convention(
        "D", _RIDGE_D, "np.sum((y - X @ w) ** 2) + {lam} * np.sum(w**2)", "ESL (3.41), ISL", PAPER, _N
    ),
    Convention(
        "scikit-learn Ridge",
        "‖y − Xw‖² + α‖w‖²",
        "Ridge(alpha={lam}, fit_intercept=False).fit(X, y).coef_",
        "sklearn.linear_model; form D, unlike its Lasso",
        PYTHON,
        _N,
    ),
    Convention(
        "scikit-learn SGDRegressor",
        _RIDGE,
        'SGDRegressor(penalty="l2", alpha={lam}, fit_intercept=False).fit(X, y).coef_',
        "comes near the minimum only; not as Ridge",
        PYTHON,
    ),
    Convention(
        "statsmodels", _RIDGE, "OLS(y, X).fit_regularized(alpha={lam}, L1_wt=0).params", "exact", PYTHON
    ),
    Convention(
        "XGBoost gblinear",
        _RIDGE,
        'xgb.train({"booster": "gblinear", "alpha": 0, "lambda": {lam}}, xgb.DMatrix(X, y), 2000)',
        "“normalised to number of training examples”",
        PYTHON,
    ),
    Convention(
        "PyTorch weight_decay",
        "(1/n)‖y − Xw‖² + (λ/2)‖w‖²",
        "SGD([w], lr=0.05, weight_decay={lam})",
        "with MSELoss; Adam alike, AdamW not",
        PYTHON,
        _TWICE,
    ),
    Convention(
        "Keras L2",
        _RIDGE_C,
        "Dense(1, use_bias=False, kernel_regularizer=L2(l2={lam}))",
        'with loss="mse"; form C',
        PYTHON,
    ),
    Convention(
        "cvxpy",
        _RIDGE_D,
        "cp.Minimize(cp.sum_squares(y - X @ w) + {lam} * cp.sum_squares(w))",
        "as written here; form D",
        PYTHON,
        _N,
    ),
    Convention(
        "glmnet, alpha = 0",
        "1/(2n)·‖y − Xw‖² + λ/(2·sd(y))·‖w‖²",
        "glmnet(X, y, alpha = 0, " + _GLMNET,
        "R; y is standardized inside",
        OTHERS,
        _SD,
    ),
)
"""Ridge's conventions."""
