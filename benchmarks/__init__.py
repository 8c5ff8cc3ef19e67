"""Measurements of the solvers beside scikit-learn's; nothing here is imported by the site."""
