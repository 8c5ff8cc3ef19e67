"""Numbers as readers see them, in ticks, readouts and prose."""


def number(value: float) -> str:
    """A coefficient with three digits or so; ``0`` is an exact zero, a tiny number is ``0.00``."""
    if value == 0:
        return "0"
    return signed(f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}")


def lam_text(lam: float) -> str:
    """A λ with three significant digits."""
    return "0" if lam == 0 else f"{lam:.3g}" if lam < 10 else f"{lam:.1f}"


def signed(text: str) -> str:
    """With a minus sign instead of a hyphen."""
    return text.replace("-", "−")


def ticks(*values: float) -> tuple[tuple[float, str], ...]:
    """Ticks of an axis at these values, with their texts."""
    return tuple((value, signed(f"{value:g}")) for value in values)
