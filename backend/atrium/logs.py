"""What the process says about itself: a line of JSON a happening, with the request's id and nobody's data in it."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import Any

import structlog

request_id: ContextVar[str] = ContextVar("request_id", default="")

OF_CODE = (NameError, AttributeError, ImportError, NotImplementedError)  # their messages hold names of ours, no data

Entry = MutableMapping[str, Any]


def failure(error: BaseException) -> dict[str, Any]:
    """What went wrong and where. The error's message is left out: databases put people's data and secrets in there."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    told: dict[str, Any] = {"kind": type(error).__qualname__, "frames": frames[-12:]}
    if isinstance(error, OF_CODE):
        told["message"] = str(error)
    return told if cause is None or cause is error else {**told, "cause": type(cause).__qualname__}


def configure(level: int = logging.INFO) -> None:
    """Write our own log and every library's alike, on standard error; in colours when that is a terminal."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with_request_id,
        _without_words,
    ]
    renderer: Any = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    clean = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=[clean, renderer], foreign_pre_chain=shared))
    logging.basicConfig(level=level, handlers=[handler], force=True)


def _with_request_id(_logger: Any, _method: str, entry: Entry) -> Entry:
    if current := request_id.get():
        entry.setdefault("request_id", current)
    return entry


def _without_words(_logger: Any, _method: str, entry: Entry) -> Entry:
    """Replace a traceback, which ends with the error's message, by what `failure` tells."""
    given = entry.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        entry["failure"] = failure(error)
    return entry
