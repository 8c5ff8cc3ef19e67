"""Style sheets of others without the rules that can match nothing on our pages.

A rule stays if each element, class, id and attribute that one of its selectors asks for is named on some
page, or by a script that may add it to one. What is not understood stays, too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

import tinycss2

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_WORD = re.compile(r"[\w-]+")
# Behind a dot stands what is asked for, as in `querySelector(".name")`, or a property. To add needs no dot.
_ADDED = re.compile(r"(?<![\w.-])[\w-]+")
_PROPERTY = re.compile(r"--[\w-]+")
_DECLARED = re.compile(r"(?<![\w-])(--[\w-]+):")
_USED = re.compile(r"var\((--[\w-]+)")
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_CALLED = rf"\((?:{_QUOTED}|[^()\"']|\([^()]*\))*\)"
_VALUE = rf"(?:{_QUOTED}|{_CALLED}|[^;{{}}()\"'])*(?:;|(?=\}}))"
"""What a custom property is set to, with the sign that ends it unless that closes the rule."""
_GROUPS = ("media", "supports")
_ALTERNATIVES = ("is", "where", "has")


@dataclass(frozen=True)
class Named:
    """The words of tags on pages, those by which scripts may add to them, and custom properties of either."""

    on_pages: frozenset[str]
    by_scripts: frozenset[str] = frozenset()

    def has(self, word: str) -> bool:
        """Whether an element of that name, class or id may stand on a page."""
        return word in self.on_pages or word in self.by_scripts

    def has_attribute(self, name: str, value: str | None) -> bool:
        """Whether an attribute of that name may stand on a page, if need be with that ``value``."""
        # In which direction a page is read, no script changes; they ask.
        known = self.has if name != "dir" else self.on_pages.__contains__
        return self.has(name) and (value is None or known(value))


def words_of_page(page: str) -> set[str]:
    """All names and values in a page's tags."""
    return {word for tag in set(_TAG.findall(page)) for word in _WORD.findall(tag)}


def words_of_script(script: str) -> set[str]:
    """All that a script may add to a page, and much else."""
    return set(_ADDED.findall(script))


def cut(css: str, named: Named, *, faces: Callable[[str], bool] = lambda _: True) -> str:
    """The style sheet without rules for what is not ``named``, and without comments.

    ``faces`` tells whether an ``@font-face`` rule stays, of its text.
    """
    return "".join(_cut(_rules(css), named, faces))


def _rules(css: str) -> Any:
    return tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)


def _inner(rule: Any) -> Any:
    return tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)


def _cut(rules: Iterable[Any], named: Named, faces: Callable[[str], bool]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            kept = [tinycss2.serialize(one) for one in selectors(rule.prelude) if _may_match(one, named)]
            if kept:
                yield f"{','.join(kept)}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in _GROUPS:
            if within := "".join(_cut(_inner(rule), named, faces)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{within}}}"
        elif rule.type != "at-rule" or rule.lower_at_keyword != "font-face" or faces(rule.serialize()):
            yield rule.serialize()


def selectors(prelude: Iterable[Any]) -> Iterator[list[Any]]:
    """The selectors of a list, each as its tokens."""
    one: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield one
            one = []
        else:
            one.append(token)
    yield one


def _may_match(selector: list[Any], named: Named) -> bool:
    before = ""
    for token in selector:
        pseudo = before.endswith(":")
        if token.type in ("ident", "hash") and not pseudo and not named.has(token.value):
            return False
        if token.type == "[] block" and not named.has_attribute(*_attribute(token)):
            return False
        alternatives = token.type == "function" and pseudo and token.lower_name in _ALTERNATIVES
        if alternatives and not any(_may_match(one, named) for one in selectors(token.arguments)):
            return False
        before = token.value if token.type == "literal" else ""
    return True


def _attribute(block: Any) -> tuple[str, str | None]:
    """The name that a selector asks for, and the whole value if it asks for that."""
    name, *rest = [token for token in block.content if token.type != "whitespace"]
    exact = len(rest) == 2 and rest[0].type == "literal" and rest[0].value == "="
    return name.value, rest[1].value if exact and _WORD.fullmatch(rest[1].value) else None


def without_properties(css: str, *others: Iterable[str]) -> str:
    """The style sheet without the custom properties that neither it uses nor the ``others`` name.

    Most of a theme's weight is the pictures of icons, one in each of them.
    """
    named = {name for words in others for name in words}
    while True:
        # One that is used by none but another such is found in the next round.
        unused = set(_DECLARED.findall(css)) - named.union(_USED.findall(css))
        rest = re.sub(rf"(?<![\w-])(?:{'|'.join(unused)}):{_VALUE}", "", css) if unused else css
        if rest == css:
            return css
        css = rest


def properties(text: str) -> Set[str]:
    """The custom properties that a text names: a style sheet, a script, a page."""
    return set(_PROPERTY.findall(text))


def in_the_dark_without_scripts(css: str) -> str:
    """The rules of the theme's dark scheme, to hold for its light one where no script can change the scheme.

    They hold if the reader's system asks for dark, and not on paper.
    """
    scheme = "[data-md-color-scheme=slate]"
    found = [
        rule.serialize().replace(scheme, "[data-md-color-scheme=default]")
        for rule in _shown(_rules(css))
        if tinycss2.serialize(rule.prelude).startswith(scheme)
    ]
    return f"@media screen and (prefers-color-scheme:dark) and (scripting:none){{{''.join(found)}}}"


def _shown(rules: Iterable[Any]) -> Iterator[Any]:
    """The rules that always hold on a screen."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and tinycss2.serialize(rule.prelude).strip() == "screen":
            yield from _inner(rule)
