"""The log: one line of JSON a happening, with the request's id and without anybody's words."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

from atrium.logs import failure

PROGRAM = """
import logging, structlog
from atrium import logs

logs.configure()
logs.request_id.set("0123456789abcdef")
structlog.get_logger("atrium.edge").warning("answered", status=503)
logging.getLogger("atrium.worker").info("The %s step waits", "mail")
logging.getLogger("tortoise.db_client").debug("SELECT 'literal'")
try:
    raise ValueError("Key (email)=(ada@example.org) already exists")
except ValueError:
    logging.getLogger("some.library").exception("Task failed")
    structlog.get_logger("atrium.graph").exception("surprise")
"""


def test_every_line_is_json_alike_whoever_wrote_it():
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in ran.stderr.splitlines()]

    assert [line["event"] for line in lines] == ["answered", "The mail step waits", "Task failed", "surprise"]
    assert {line["request_id"] for line in lines} == {"0123456789abcdef"}
    assert all({"level", "logger", "timestamp"} <= line.keys() for line in lines)
    assert lines[0]["status"] == 503
    assert [line["failure"]["kind"] for line in lines[2:]] == ["ValueError", "ValueError"]
    assert "ada@example.org" not in ran.stderr


def test_a_failure_tells_where_it_happened_and_why_but_not_its_words():
    try:
        try:
            raise KeyError("secret")
        except KeyError as cause:
            raise ValueError("secret") from cause
    except ValueError as error:
        told = failure(error)

    assert (told["kind"], told["cause"]) == ("ValueError", "KeyError")
    assert "test_logs.py" in told["frames"][-1]
    assert "secret" not in str(told)


def test_configuring_is_left_to_who_serves():
    assert not any(type(handler.formatter).__name__ == "ProcessorFormatter" for handler in logging.getLogger().handlers)
