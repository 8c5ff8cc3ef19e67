"""When a figure last changed, from what each release held of it."""

Released = list[tuple[str, dict[str, str]]]
"""The versions in order, each with the content digest of every figure it holds."""


def changed(slug: str, digest: str, released: Released) -> str:
    """ "New in 1.0", "Changed in 1.1", "Changed since 1.1" or "Not released yet", for the digest of today."""
    versions = [(version, digests[slug]) for version, digests in released if slug in digests]
    if not versions:
        return "Not released yet"
    latest, held = versions[-1]
    if held != digest:
        return f"Changed since {latest}"
    first = len(versions) - 1
    while first and versions[first - 1][1] == digest:
        first -= 1
    return f"{'Changed' if first else 'New'} in {versions[first][0]}"
