"""One least-squares point in the plane and the correlations it is seen under, for the lesson of geometry."""

OLS = (2.0, 0.75)
"""A least-squares point. It and the budgets below are sums of powers of two, so that boundary cases
are exact in float64: its coefficients differ by 1.25 and add up to 2.75."""
RHOS = (-0.75, -0.5, 0.0, 0.5, 0.75)

ROWS = (*((1, 1),) * 3, (1, -1), (-1, 1), *((-1, -1),) * 3)
"""Eight observations of two features with mean 0, mean square 1 and correlation 0.5, all exact."""
RESPONSE = tuple(first * OLS[0] + second * OLS[1] for first, second in ROWS)
"""What they observe: exactly the least-squares point's own predictions."""
