// Where two blocks come to rest when they are pulled from zero to z. The only mathematics in a browser, and exact:
// tests/site/test_hero.py replays the solvers and a film through this file.

// Held by dry friction of at most λ, the lasso's: the penalty takes up to λ of the pull, the block keeps the rest.
const friction = (z, lam) => z - Math.min(Math.max(z, -lam), lam);

// Held by a spring of stiffness λ, ridge's.
const spring = (z, lam) => z / (1 + lam);
