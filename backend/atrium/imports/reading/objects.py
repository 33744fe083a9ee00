"""JSON: a list of objects, or an object a line. What is nested gets names with points: `address.city`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from atrium.imports.reading.rows import HEADING_LONGEST, MOST_COLUMNS, NUL, About, Read, Unreadable
from atrium.imports.reading.tables import NAMES, encoding_of

SPACE = " \t\r\n"
DEEPEST = 20
WRAPPERS = ("clients", "data", "items", "rows", "customers", "results")


class _Repeating(dict[str, Any]):
    """An object that has a name twice, of which only the last value would be left."""

    twice = ""


class _Twice(Exception):
    """A name that stands twice in an entry."""


class _Columns:
    """The names of all that was met so far, in that order."""

    def __init__(self, about: About) -> None:
        self.about = about
        self.places: dict[str, int] = {}

    def cells_of(self, flat: dict[str, str]) -> list[str]:
        cells = [""] * len(self.places)
        for name, text in flat.items():
            place = self.places.get(name)
            if place is None:
                place = self._new(name)
                cells += [""] * (place + 1 - len(cells))
            cells[place] = text
        return cells

    def _new(self, name: str) -> int:
        if len(self.places) >= MOST_COLUMNS:
            raise Unreadable("TOO_MANY_COLUMNS", f"There are more than {MOST_COLUMNS} different names in this file.")
        if len(name) > HEADING_LONGEST or NUL in name:
            raise Unreadable("HEADING_TOO_LONG", f"A name has more than {HEADING_LONGEST} characters, or a NUL in it.")
        self.places[name] = len(self.places)
        self.about.columns.append(name)
        return self.places[name]


def read(path: Path, about: About) -> Iterator[Read]:
    """The rows; columns are added to `about` as they are met. Raises Unreadable."""
    encoding = encoding_of(path)
    about.encoding = NAMES.get(encoding, encoding.upper())
    text = path.read_text(encoding=encoding, errors="replace").lstrip("\ufeff")
    start = _past_space(text, 0)
    if start == len(text):
        raise Unreadable("EMPTY", "This file is empty.")
    columns = _Columns(about)
    if text[start] == "[":
        about.kind = "JSON"
        yield from _listed(text, start, columns)
        return
    wrapped = _wrapped(text, start)
    if wrapped is not None:
        about.kind = "JSON"
        yield from (_row(number, one, columns) for number, one in enumerate(wrapped, 1))
        return
    about.kind = "JSON_LINES"
    yield from _lines(text, columns)


def _listed(text: str, start: int, columns: _Columns) -> Iterator[Read]:
    decoder, place, number = json.JSONDecoder(**_READS), _past_space(text, start + 1), 0
    while place < len(text) and text[place] != "]":
        number += 1
        try:
            found, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as fault:
            raise _broken(text, getattr(fault, "pos", place), number) from None
        yield _row(number, found, columns)
        place = _past_space(text, place)
        if place < len(text) and text[place] == ",":
            place = _past_space(text, place + 1)
        elif place < len(text) and text[place] != "]":
            raise _broken(text, place, number)
    if place >= len(text):
        raise Unreadable("MALFORMED", "The list is not closed: the file seems to be cut off.")


def _wrapped(text: str, start: int) -> list[Any] | None:
    """The list within a single object around it; None for objects line by line."""
    try:
        whole = json.loads(text[start:], **_READS)
    except (ValueError, RecursionError):
        return None
    lists = [whole[name] for name in WRAPPERS if isinstance(whole.get(name), list)]
    return lists[0] if len(lists) == 1 and all(isinstance(one, dict) for one in lists[0]) else None


def _lines(text: str, columns: _Columns) -> Iterator[Read]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line, **_READS)
        except (ValueError, RecursionError):
            if not columns.places:
                raise Unreadable("MALFORMED", f"Line {number} is no JSON object.") from None
            yield Read(number, [], [("", "MALFORMED", f"Line {number} is no JSON object.")])
            continue
        yield _row(number, found, columns)


def _row(number: int, found: Any, columns: _Columns) -> Read:
    if not isinstance(found, dict):
        return Read(number, [], [("", "MALFORMED", f"Entry {number} is no JSON object.")])
    flat: dict[str, str] = {}
    try:
        _flatten(found, "", flat, 0)
    except RecursionError:
        return Read(number, [], [("", "TOO_DEEP", f"Entry {number} is nested more than {DEEPEST} levels deep.")])
    except _Twice as twice:
        return Read(
            number, [], [("", "DUPLICATE_NAME", f"Entry {number} says “{twice}” twice. Leave one of them out.")]
        )
    return Read(number, columns.cells_of(flat))


def _flatten(value: Any, name: str, into: dict[str, str], depth: int) -> None:
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(inner, f"{name}.{_said(key)}" if name else _said(key), into, depth + 1)
        if isinstance(value, _Repeating):
            raise _Twice(f"{name}.{_said(value.twice)}".lstrip("."))
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for place, inner in enumerate(value, 1):
            _flatten(inner, f"{name}.{place}", into, depth + 1)
    elif name in into:
        raise _Twice(name)
    elif isinstance(value, list):
        into[name] = "|".join(filter(None, map(_text, value)))
    else:
        into[name] = _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _said(value)


def _said(text: str) -> str:
    """Without half characters, which JSON can write and nothing can show."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _past_space(text: str, place: int) -> int:
    while place < len(text) and text[place] in SPACE:
        place += 1
    return place


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    repeating, seen = _Repeating(found), set()
    for name, _ in pairs:
        if name in seen:
            repeating.twice = name
        seen.add(name)
    return repeating


_READS: dict[str, Any] = {
    "parse_constant": _no_number,
    "object_pairs_hook": _object,
    "parse_int": str,
    "parse_float": lambda text: text.removesuffix(".0"),
}
"""Numbers stay as they are written, however long."""


def _broken(text: str, place: int, number: int) -> Unreadable:
    line = text.count("\n", 0, place) + 1
    return Unreadable("MALFORMED", f"Line {line} (entry {number}) is not valid JSON.")
