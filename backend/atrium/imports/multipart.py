"""A file within multipart form data (RFC 7578), written to disk piece by piece as it arrives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from atrium.graph.envelope import Malformed

BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,70})"|([^\s;,"]{1,70}))', re.I)
NAME = re.compile(r';\s*name=(?:"([^"]*)"|([^\s;"]+))', re.I)
FILE_NAME = re.compile(r';\s*filename="((?:[^"\\]|\\.)*)"', re.I)
MOST_HEADERS = 8192
MOST_FIELDS = 20
NAME_LONGEST = 255


def boundary_of(content_type: str) -> bytes:
    """What divides the parts. Raises Malformed (415) for another kind of body."""
    kind, _, parameters = content_type.partition(";")
    found = BOUNDARY.search(parameters)
    if kind.strip().lower() != "multipart/form-data" or not found:
        raise Malformed("Send the file as multipart form data, in the field `file`.", status=415)
    return (found[1] or found[2]).encode("latin-1")


@dataclass(slots=True)
class Parts:
    """Reads the body's pieces; the content of the part called `file` goes to `out`, others are passed over."""

    boundary: bytes
    out: BinaryIO
    file_name: str = ""
    has_file: bool = False
    is_over: bool = False
    _rest: bytes = b"\r\n"
    _in_headers: bool = False
    _wanted: bool = False
    _begun: int = field(default=0)

    def feed(self, piece: bytes) -> None:
        """Take the next piece; what comes behind the form's end is passed over. Raises Malformed."""
        if self.is_over:
            return
        self._rest += piece
        while not self.is_over and self._step():
            pass

    def finish(self) -> None:
        """The body is whole. Raises Malformed where the form is not, or has no file."""
        if not self.is_over:
            raise Malformed("The form ends in the middle.")
        if not self.has_file:
            raise Malformed("The form has no file: send it in the field `file`.")

    def _step(self) -> bool:
        return self._headers() if self._in_headers else self._content()

    def _content(self) -> bool:
        mark = b"\r\n--" + self.boundary
        place = self._rest.find(mark)
        if place < 0:
            keep = len(mark) + 2
            if len(self._rest) > keep:
                self._write(self._rest[:-keep])
                self._rest = self._rest[-keep:]
            return False
        after = self._rest[place + len(mark) :]
        if len(after) < 2:
            return False
        self._write(self._rest[:place])
        if after.startswith(b"--"):
            self.is_over = True
        elif after.startswith(b"\r\n"):
            self._rest, self._in_headers = after[2:], True
        else:
            raise Malformed("The form is not well formed.")
        return True

    def _headers(self) -> bool:
        head, end, rest = self._rest.partition(b"\r\n\r\n")
        if not end:
            if len(self._rest) > MOST_HEADERS:
                raise Malformed("The form is not well formed.")
            return False
        self._begun += 1
        if self._begun > MOST_FIELDS:
            raise Malformed("The form has too many fields.")
        self._begin(head.decode("utf-8", "replace").split("\r\n"))
        self._rest, self._in_headers = rest, False
        return True

    def _begin(self, headers: Iterable[str]) -> None:
        said = next((one for one in headers if one.lower().startswith("content-disposition:")), "")
        name, file_name = NAME.search(said), FILE_NAME.search(said)
        self._wanted = bool(name and "file" in name.groups())
        if self._wanted:
            if self.has_file:
                raise Malformed("Send one file at a time.")
            self.has_file = True
            self.file_name = plain_name(file_name[1] if file_name else "")

    def _write(self, content: bytes) -> None:
        if self._wanted:
            self.out.write(content)


def plain_name(given: str) -> str:
    """The file's own name, without a path and without signs that steer."""
    name = re.sub(r"[\x00-\x1f\x7f\u2028-\u202e\u2066-\u2069]", "", given.replace("\\", "/").rpartition("/")[2]).strip()
    return name[:NAME_LONGEST] or "clients"
