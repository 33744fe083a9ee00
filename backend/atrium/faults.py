"""Gathering all that is wrong with an input before anything is refused, and cleaning its text on the way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from atrium.errors import Fault, InvalidInput

LINE_BREAKS = frozenset("\n\r\t")
STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they make text read as what it is not
SPEAKING = frozenset("LNPS")  # letters, numbers, punctuation, symbols: text without any of them shows nothing


def is_control(sign: str) -> bool:
    """Whether the character steers instead of showing: NUL, control characters, lone surrogates, line separators."""
    return sign in STEERING or unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")


@dataclass
class Faults:
    """What has been found wrong so far. `under` is the path of the input that is being read."""

    under: tuple[str, ...] = ()
    found: list[Fault] = field(default_factory=list)

    def add(self, path: str | tuple[str, ...], code: str, message: str) -> None:
        """Note one fault at a path in GraphQL names."""
        steps = (path,) if isinstance(path, str) else path
        self.found.append(Fault((*self.under, *steps), code, message))

    def within(self, *path: str) -> Faults:
        """The same list for a nested input: its faults are noted under `path`."""
        return Faults((*self.under, *path), self.found)

    def text(
        self,
        path: str | tuple[str, ...],
        given: str | None,
        longest: int,
        *,
        required: bool = False,
        lines: bool = False,
    ) -> str:
        """The given text stripped and in NFC; `""` for none. Notes REQUIRED, TOO_LONG and CONTROL_CHARACTER.

        `longest` counts characters. `lines` allows line breaks and tabs.
        """
        text = unicodedata.normalize("NFC", (given or "").strip())
        if text[:1].isalnum() and text.isprintable() and len(text) <= longest:  # as nearly every text is
            return text
        if any(is_control(sign) and not (lines and sign in LINE_BREAKS) for sign in text):
            self.add(path, "CONTROL_CHARACTER", "This contains characters that cannot be shown. Please type it again.")
        elif not any(unicodedata.category(sign)[0] in SPEAKING for sign in text):
            if required:
                self.add(path, "REQUIRED", "Please fill this in.")
            return ""
        elif len(text) > longest:
            self.add(path, "TOO_LONG", f"This is too long: at most {longest} characters.")
        else:
            return text
        return ""

    def has(self, *path: str) -> bool:
        """Whether anything is wrong at exactly this path."""
        return any(fault.path == (*self.under, *path) for fault in self.found)

    def refuse(self, more: Iterable[Fault] = ()) -> None:
        """Raises InvalidInput with everything found, if anything was."""
        self.found.extend(more)
        if self.found:
            raise InvalidInput.of(self.found)
