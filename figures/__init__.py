"""Figures that explain why the lasso makes zeros: solvers, scenes, films and their exports."""
