"""The mark that stands for the site's root in HTML that cannot know how deep its page lies."""

ROOT_MARK = "@site-root@"
"""The theme's template puts each page's way to the root in its place."""
