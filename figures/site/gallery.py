"""The gallery: a card for each figure, which ``docs/javascripts/gallery.js`` filters and searches."""

import html
from collections.abc import Mapping
from typing import Any


def gallery(known: Mapping[str, dict[str, Any]], lessons: Mapping[str, str]) -> str:
    """The page as Markdown, of the records in the order to show and the lessons' titles."""
    there = {entry["lesson"] for entry in known.values()}
    choices = [("", "All"), *((lesson, title) for lesson, title in lessons.items() if lesson in there)]
    radios = "".join(
        f'<label><input type="radio" name="lesson" value="{lesson.rpartition("/")[2]}"'
        f"{'' if lesson else ' checked'}><span>{html.escape(title)}</span></label>"
        for lesson, title in choices
    )
    count = f"{len(known)} figures"
    return "\n".join(
        [
            "---",
            "description: Every figure of the site, to look at, to move, and to take into a talk.",
            "hide: [toc]",
            "stylesheets: [stylesheets/figures.css]",
            "scripts: [javascripts/gallery.js]",
            "---",
            "# Figures",
            "",
            "Each figure has a page of its own, with files for slides and print, the words to say, and the",
            "certificate of its numbers.",
            "",
            '<form class="gallery__controls" role="search" aria-label="Figures" data-search-exclude>',
            '<label class="gallery__search"><span>Search</span><input type="search" name="q" '
            'autocomplete="off" spellcheck="false"></label>',
            f'<fieldset class="gallery__lessons"><legend>Lesson</legend>{radios}</fieldset>',
            f'<p class="gallery__count" role="status">{count}</p>',
            "</form>",
            "",
            # Its words are those of the lessons' figures, which are found there.
            '<ul class="gallery" data-search-exclude>',
            *(_card(slug, entry, lessons[entry["lesson"]]) for slug, entry in known.items()),
            "</ul>",
            "",
            '<p class="gallery__none" data-search-exclude hidden>No figure matches. '
            '<button type="button">Show all figures</button></p>',
            "",
        ]
    )


def _card(slug: str, entry: dict[str, Any], lesson: str) -> str:
    pictures = "".join(
        f'<img class="only-{scheme}" src="{slug}/thumb-{scheme}.png" width="640" height="360" '
        f'loading="lazy" alt="{html.escape(entry["alt"])}">'
        for scheme in ("light", "dark")
    )
    return (
        f'<li data-lesson="{entry["lesson"].rpartition("/")[2]}"><a href="{slug}/">{pictures}'
        f"<strong>{html.escape(entry['title'])}</strong> <span>{html.escape(entry['claim'])}.</span>"
        f"<small data-search-exclude>{html.escape(lesson)}</small></a></li>"
    )
