"""What `make serve` shows: the last good site; while no newer one can be built, its pages say why.

MkDocs calls what begins with ``on_``.
"""

import html
import logging
import re
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer

from figures.build.swap import OutputError, alone, replacing

_MKDOCS = logging.getLogger("mkdocs")
_BODY = re.compile(rb"<body\b[^>]*>")
_STYLE = (
    "position: sticky; top: 0; z-index: 9; margin: 0; padding: 1em; max-height: 40vh; overflow: auto; "
    "white-space: pre-wrap; font: 14px/1.4 monospace; color: var(--fig-ground); background: var(--fig-zero)"
)


class Preview:
    """Builds each site aside, in the folder ``work``, and swaps it in if it is good."""

    def __init__(self) -> None:
        self.work: Path | None = None
        self._fault = ""

    def follow(self, server: LiveReloadServer, build: Callable[[], None]) -> None:
        """Let the server, whose first site stands, show what ``build`` makes, or why that is nothing."""
        serve: Callable[..., Iterable[bytes]] = server.serve_request

        def rebuild() -> None:
            self._fault = self._built(Path(server.root), build)
            if self._fault:
                _MKDOCS.error("The last good site stays; its pages say why it is no newer.")

        def answer(environ: dict[str, Any], respond: Callable[..., Any]) -> Iterable[bytes]:
            said: list[tuple[str, list[tuple[str, str]]]] = []
            body = serve(environ, lambda status, headers: said.append((status, headers)))
            status, headers = said[0]
            if self._fault and ("Content-Type", "text/html") in headers:
                body = [self._marked(b"".join(body))]
                headers = [("Content-Type", "text/html"), ("Content-Length", str(len(body[0])))]
            respond(status, headers)
            return body

        server.builder = rebuild
        server.set_app(answer)

    def _built(self, target: Path, build: Callable[[], None]) -> str:
        """Build and swap in; what went wrong, or nothing."""
        complaints = _Complaints()
        _MKDOCS.addHandler(complaints)
        try:
            with alone(target), replacing(target) as self.work:
                build()
        except Abort as error:
            return "\n".join(complaints.said) or str(error)
        except (MkDocsException, OutputError) as error:
            _MKDOCS.error(error)
            return str(error)
        except Exception as error:
            traceback.print_exc()
            return f"{type(error).__name__}: {error}"
        finally:
            self.work = None
            _MKDOCS.removeHandler(complaints)
        return ""

    def _marked(self, page: bytes) -> bytes:
        box = f'<pre role="alert" style="{_STYLE}">{html.escape(self._fault)}</pre>'.encode()
        return _BODY.sub(lambda body: body[0] + box, page, count=1)


_preview = Preview()


def on_config(config: MkDocsConfig) -> None:
    if _preview.work:
        config.site_dir = str(_preview.work)


def on_serve(server: LiveReloadServer, builder: Callable[[], None], **_: Any) -> None:
    _preview.follow(server, builder)


class _Complaints(logging.Handler):
    """What MkDocs warns of while it builds, and the error that ends it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())
