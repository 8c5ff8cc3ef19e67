// How the table of a figure tells places, see figures/site/tracks.py, and how they are drawn.
const NUMBER = /-?[\d.]+/g;
const ARC = 4 / 3 * (Math.SQRT2 - 1); // how long the handles of a quarter circle are

// The place after two others: as far on as the last from the one before, if that has the same letters, and then
// the steps, in units of a number's last digit. See figures/site/tracks.py.
const onward = (earlier, before, steps) => {
  const digits = before[0] === "O" ? 2 : 1;
  const [first, last] = [earlier, before].map((text) => text.replace(NUMBER, "#"));
  const from = (first === last ? earlier : before).match(NUMBER);
  let row = 0;
  return before.replace(NUMBER, (number) => (2 * number - from[row] + steps[row++] / 10 ** digits).toFixed(digits));
};

// Where a mark's axes lie in its drawing: left, top, width, height.
const box = (mark) => mark.closest("[data-box]").dataset.box.split(" ").map(Number);

// An ellipse, told by its centre and the ends of two half-diameters: four cubics, one a quarter.
const ring = ([x, y, a, b, c, d]) => {
  const at = (one, other) => `${(x + one * (a - x) + other * (c - x)).toFixed(2)} ${(y + one * (b - y) + other * (d - y)).toFixed(2)}`;
  const quarter = ([p, q]) => `C${at(p - ARC * q, q + ARC * p)} ${at(p * ARC - q, q * ARC + p)} ${at(-q, p)}`;
  return `M${at(1, 0)}${[[1, 0], [0, 1], [-1, 0], [0, -1]].map(quarter).join("")}Z`;
};

// Places are told in thousandths of the axes, so that one table serves every layout.
const draw = (mark, name, value, [left, top, width, height]) => {
  const x = (share) => (left + width * share / 1000).toFixed(1);
  const y = (share) => (top + height * share / 1000).toFixed(1);
  const points = (text) => text.replace(/(-?[\d.]+) (-?[\d.]+)/g, (_, a, b) => `${x(a)} ${y(b)}`);
  if (name === "words") mark.textContent = value;
  else if (name === "cx" || name === "x") mark.setAttribute(name, x(value));
  else if (name === "cy" || name === "y") mark.setAttribute(name, y(value));
  else if (name === "d") mark.setAttribute(name, points(value[0] === "O" ? ring(value.match(NUMBER).map(Number)) : value));
  else if (name === "at") mark.setAttribute("transform", `translate(${points(value)})`);
  else mark.setAttribute(name, value);
};
