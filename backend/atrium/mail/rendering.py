"""A kind of mail and what it speaks of, turned into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from atrium import settings
from atrium.mail.failures import MARKER

LONGEST_SUBJECT = 400


@dataclass(frozen=True, slots=True)
class Rendered:
    """One mail's words: the same said as text and as HTML."""

    subject: str
    text: str
    html: str


def render(kind: str, language: str, context: Mapping[str, str]) -> Rendered:
    """The mail of this kind in the nearest language there is (BCP 47: de-AT, then de, then the store's own words).

    Templates find `store_name`, `base_url` and `secret` (always the marker) beside the context. An unknown kind raises
    jinja2.TemplatesNotFound, a missing member of the context jinja2.UndefinedError: both are our mistakes.
    """
    store = settings.current()
    words = {name: value.replace(MARKER, "") for name, value in context.items()}
    words |= {"store_name": store.store_name, "base_url": store.base_url.rstrip("/"), "secret": MARKER}
    subject = " ".join(_template(kind, language, "subject").render(words).split())
    return Rendered(
        subject=subject[:LONGEST_SUBJECT],
        text=_template(kind, language, "txt").render(words).strip() + "\n",
        html=_template(kind, language, "html").render(words),
    )


@lru_cache(maxsize=256)
def _template(kind: str, language: str, part: str) -> Template:
    tags = language.lower().split("-")
    nearest = [".".join((kind, "-".join(tags[:length]), part)) for length in range(len(tags), 0, -1)]
    return _environment().select_template([*nearest, f"{kind}.{part}"])


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("atrium.mail", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
