"""What a column probably is: by its heading first, else by what is in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from atrium.custom_fields.definitions import Definition
from atrium.folding import fold
from atrium.imports.mapping.fields import CUSTOM, SEVERAL, target_of
from atrium.imports.mapping.headings import FIELDS
from atrium.imports.mapping.hidden import without_secrets
from atrium.imports.mapping.presets import PRESETS, Preset
from atrium.imports.reading.rows import About

PLAIN = re.compile(r"[^a-z0-9]+")
ENDS_IN_NUMBER = re.compile(r"(\D+?)(\d+)")
NUMBER_WITHIN = re.compile(r"([a-z]+)(\d+)([a-z]+)")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
BEGINNINGS = ("client", "customer", "billing", "contact", "primary", "main", "default", "kunden", "rechnungs")


@dataclass(slots=True)
class Guess:
    """A column of the file as it is kept: its first values, what it is guessed to be (percent sure), what it is."""

    name: str
    samples: list[str]
    guess: str = ""
    certainty: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    field: str = ""


def plain(heading: str) -> str:
    """A heading's letters and digits alone."""
    return PLAIN.sub("", fold(heading))


def guessed(about: About, known: Sequence[Definition], preset: Preset | None = None) -> list[Guess]:
    """All columns with what they probably are; no field twice."""
    found = [_guess(name, about.samples[place], known, preset) for place, name in enumerate(about.columns)]
    taken: set[str] = set()
    for one in sorted(found, key=lambda one: -one.certainty):
        if one.guess in taken:
            one.guess = _next_of_kind(one.guess, taken)
            one.certainty = min(one.certainty, 60) if one.guess else 0
        if one.guess:
            taken.add(one.guess)
        one.values = dict(preset.values_of(one.name)) if preset and one.guess else {}
    _without_contradictions(found, taken)
    return found


def _guess(name: str, samples: list[str], known: Sequence[Definition], preset: Preset | None) -> Guess:
    key = plain(name)
    if preset and (meant := preset.field_of(name)) is not None:
        return Guess(name, samples, meant, 100 if meant else 0)
    if target_of(name) and not name.startswith(CUSTOM):
        return Guess(name, samples, name, 100)
    for one in known:
        if name == f"{CUSTOM}{one.key}" or key in (plain(one.key), plain(one.label)):
            return Guess(name, samples, f"{CUSTOM}{one.key}", 95)
    if by_heading := _by_heading(key):
        return Guess(name, samples, by_heading, 95)
    if samples and all(EMAIL.fullmatch(sample) for sample in samples):
        return Guess(name, samples, "email", 70)
    return Guess(name, samples)


def _by_heading(key: str) -> str:
    if key in FIELDS:
        return FIELDS[key]
    for beginning in BEGINNINGS:
        rest = key.removeprefix(beginning)
        if rest != key and rest in FIELDS:
            return FIELDS[rest]
    if (within := NUMBER_WITHIN.fullmatch(key)) and (found := FIELDS.get(within[1] + within[3])):
        return _numbered(found, int(within[2]))
    if (ending := ENDS_IN_NUMBER.fullmatch(key)) and (found := FIELDS.get(ending[1])):
        return _numbered(found, int(ending[2]))
    return ""


def _numbered(found: str, number: int) -> str:
    if number <= 1:
        return found
    numbered = f"{found}{number}" if found in SEVERAL else ""
    return numbered if target_of(numbered) else ""


def _next_of_kind(found: str, taken: set[str]) -> str:
    target = target_of(found)
    if target is None or target.field not in ("email", "phone", "notes", "tags"):
        return ""
    return next((name for n in range(2, 10) if (name := f"{target.field}{n}") not in taken), "")


def _without_contradictions(found: Sequence[Guess], taken: set[str]) -> None:
    """The whole name beside its two parts would say everything twice."""
    if "name" in taken and taken & {"firstName", "lastName"}:
        for one in found:
            if one.guess == "name":
                one.guess, one.certainty = "", 0


def likely_preset(about: About) -> str:
    """The program whose export this seems to be, "" for none."""
    headings = {plain(name) for name in about.columns}
    scores = {name: preset.likeness(headings) for name, preset in PRESETS.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= 1 else ""


def kept(columns: Sequence[Guess]) -> list[dict[str, Any]]:
    """As an import keeps them, with samples that anybody may see."""
    return [asdict(one) | {"samples": without_secrets(one.samples, one.guess)} for one in columns]
