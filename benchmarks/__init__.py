"""Measurements beside scikit-learn and matplotlib; nothing here is imported by the site."""
