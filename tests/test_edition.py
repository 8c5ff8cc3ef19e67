"""The environment names an edition, or what is wrong with it is told."""

import pytest

from figures.edition import EditionError, edition


@pytest.mark.parametrize(
    ("address", "site_url"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org///", "https://example.org/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a/"),
        ("http://localhost/~somebody/lasso/", "http://localhost/~somebody/lasso/"),
        ("https://bücher.example/naïve/λ", "https://bücher.example/naïve/λ/"),
        ("https://xn--bcher-kva.example/na%C3%AFve/", "https://xn--bcher-kva.example/na%C3%AFve/"),
    ],
)
def test_an_address_on_the_web_is_taken(address: str, site_url: str) -> None:
    assert edition({"SITE_URL": address}).site_url == site_url


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "it must begin with https:// or http://"),
        ("example.org", "it must begin with https:// or http://"),
        ("ftp://example.org/", "it must begin with https:// or http://"),
        ("javascript:alert(1)", "it must begin with https:// or http://"),
        ("https:///lasso/", "it names no host"),
        ("https://:8000/", "it names no host"),
        ("https://-.org/", "'-.org' is no host"),
        ("https://a..b/", "'a..b' is no host"),
        ("https://example.org:port/", "it has no host that can be read"),
        ("https://[::1/", "it has no host that can be read"),
        ("https://me:secret@example.org/", "it names a user"),
        ("https://me@example.org/", "it names a user"),
        ("https://example.org/?a=1", "cannot follow a ? or #"),
        ("https://example.org/?", "cannot follow a ? or #"),
        ("https://example.org/#top", "cannot follow a ? or #"),
        (" https://example.org/", "' ' has no place in an address"),
        ("https://example.org/a b/", "' ' has no place in an address"),
        ("https://example.org/\n", "'\\n' has no place in an address"),
        ("https://example.org/\u00a0", "has no place in an address"),
        ('https://example.org/"', "'\"' has no place in an address"),
        ("'https://example.org/'", '"\'" has no place in an address'),
        ("https://example.org/<b>", "'<' has no place in an address"),
        ("https://example.org/%zz", "'%' has no place in an address"),
        ("https://example.org\\a", "has no place in an address"),
        ("https://example.org/a//b", "an empty part, . or .."),
        ("https://example.org//b", "an empty part, . or .."),
        ("https://example.org/a/../b", "an empty part, . or .."),
    ],
)
def test_what_is_no_address_of_a_folder_on_the_web_is_refused(address: str, reason: str) -> None:
    with pytest.raises(EditionError) as refused:
        edition({"SITE_URL": address})
    told = str(refused.value)
    assert reason in told
    assert told.startswith(f"SITE_URL is {address!r}: ")
    assert "SITE_URL=https://example.org/lasso/" in told
    assert len(told.splitlines()) == 1


def test_a_date_is_taken() -> None:
    assert edition({"SOURCE_DATE_EPOCH": "1700000000"}).date.isoformat() == "2023-11-14"


@pytest.mark.parametrize(
    "seconds", ["", "today", "-1", "1.5", "1_000", "٣", "2023-11-14", "9" * 12, "9" * 30]
)
def test_what_is_no_date_is_refused(seconds: str) -> None:
    with pytest.raises(EditionError, match="it must be the seconds since 1970, as in SOURCE_DATE_EPOCH=17"):
        edition({"SOURCE_DATE_EPOCH": seconds})


def test_a_citation_leads_to_the_version_that_it_cites() -> None:
    told = {"SITE_URL": "https://example.org/lasso", "MIKE_DOCS_VERSION": "1.0"}
    assert edition(told).permalink("slopes") == "https://example.org/lasso/1.0/figures/slopes/"
    assert edition(told).newest == "https://example.org/lasso/latest/"
    del told["MIKE_DOCS_VERSION"]
    assert edition(told).permalink("slopes") == "https://example.org/lasso/figures/slopes/"
