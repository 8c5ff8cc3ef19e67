"""The prostate cancer data of Stamey et al. (1989), as The Elements of Statistical Learning has them."""

from figures.data.table import Table, read

SOURCE = "Data: Stamey and others 1989"
"""For the credit of slides."""
_COLUMNS = ("lcavol", "lweight", "age", "lbph", "svi", "lcp", "gleason", "pgg45")


def prostate(*, training: bool = True) -> Table:
    """8 measurements of men before an operation, log prostate-specific antigen (Stamey et al. 1989).

    The 67 men on whom the book fits its models, in the file's order, or all 97.
    """
    table = read("prostate.csv", *_COLUMNS, "train", "lpsa")
    kept = (table.X[:, -1] == 1) | (not training)
    return Table(table.X[kept, :-1], table.y[kept], _COLUMNS)
