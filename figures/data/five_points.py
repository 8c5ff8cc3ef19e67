"""Five points on a line without noise, for the lesson of one weight."""

X = (1.0, 2.0, 3.0, 4.0, 5.0)
Y = tuple(x / 2 for x in X)
