"""The diabetes data of Efron, Hastie, Johnstone and Tibshirani (2004)."""

from figures.data.table import Table, read

SOURCE = "Diabetes data: Efron and others 2004"
"""For the credit of slides."""
_COLUMNS = ("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6", "y")


def diabetes() -> Table:
    """442 patients, 10 baseline measurements, disease progression after a year (Efron et al. 2004)."""
    return read("diabetes.csv", *_COLUMNS)
