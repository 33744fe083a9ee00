"""The page to read in a client's own copy: plain HTML without anything from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

_STYLE = """:root { color-scheme: light dark }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
h2 { margin-top: 2rem } .wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }
caption { padding-bottom: .35rem; text-align: start }
th, td { border: 1px solid #8888; padding: .35rem .5rem; text-align: start; vertical-align: top }
td { min-width: 6rem; overflow-wrap: anywhere; white-space: pre-wrap } tr { break-inside: avoid }"""


def page_of(name: str, told: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """One table a kind; kinds with nothing in them are left out."""
    parts = [_section(kind, rows) for kind, rows in told.items() if rows]
    title = escape(f"Data kept about {name}")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1>{''.join(parts)}</main></body></html>"
    )


def _section(kind: str, rows: Sequence[Mapping[str, Any]]) -> str:
    heads = "".join(f'<th scope="col">{escape(_words(name))}</th>' for name in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{escape(_said(one))}</td>" for one in row.values()) + "</tr>" for row in rows)
    title, count = escape(_words(kind)), f"{len(rows):,} {'entry' if len(rows) == 1 else 'entries'}"
    table = f"<caption>{title}: {count}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody>"
    label = f"{escape(kind)}-title"
    return (
        f'<section aria-labelledby="{label}"><h2 id="{label}">{title}</h2>'
        f'<div class="wide" tabindex="0" role="group" aria-labelledby="{label}"><table>{table}</table></div></section>'
    )


def _words(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name).lower()
    return spaced[:1].upper() + spaced[1:]


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(_said(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{_words(str(key))}: {_said(one)}" for key, one in value.items())
    return str(value)
