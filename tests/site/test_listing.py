"""What a page lists is what is tested."""

from figures.build.layout import DOCS
from figures.site.listing import LISTED, listing


def test_a_published_file_is_listed_as_it_is() -> None:
    assert listing("lasso_step") == (DOCS / "listings" / "lasso_step.py").read_text("utf-8")


def test_a_solver_is_listed_without_what_only_its_project_needs() -> None:
    namespace: dict[str, object] = {}
    exec(listing("textbook_path"), namespace)
    assert callable(namespace["textbook_path"])
    assert "->" not in listing("textbook_path")


def test_all_that_a_page_may_list_is_there() -> None:
    assert all(listing(name).count(f"def {name}(") == 1 for name in LISTED)
