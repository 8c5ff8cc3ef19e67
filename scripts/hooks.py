"""Called by MkDocs: to publish the figures' files, to put drawings and formulas on finished pages."""

from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from figures.export.page import PageError, generate, put
from figures.swap import told


class _Compiled(BytecodeCache):
    """The theme's templates, compiled once for all builds of one process: `serve` makes many."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Hand over all of ``build/`` that is no page, in memory or where it stands."""
    for name, content in generate(config).items():
        if isinstance(content, Path):
            files.append(File.generated(config, name, abs_src_path=str(content)))
        elif not name.endswith(".md"):
            files.append(File.generated(config, name, content=content))


def on_env(env: Environment, **_: Any) -> Environment:
    env.bytecode_cache = _COMPILED
    return env


def on_post_page(output: str, **_: Any) -> str:
    return put(output)


def on_build_error(error: Exception) -> None:
    """``PageError`` for an ``OSError``, for which MkDocs would print where in its code it arose."""
    if isinstance(error, OSError):
        raise PageError(told(error)) from None
