"""Worked examples that several scenes share: data sets with their solutions."""
