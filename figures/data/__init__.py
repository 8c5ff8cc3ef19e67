"""The data sets and named problems of the figures; ``figures/data/README.md`` has the sources.

A data set's module bears the name of its CSV file.
"""
