"""What a browser complains of while nobody looks: errors, warnings, policy reports, calls to strangers."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

REPORT_VIOLATIONS = """
document.addEventListener('securitypolicyviolation', (report) =>
  console.error(`CSP: ${report.violatedDirective} ${report.blockedURI} ${report.sourceFile}:${report.lineNumber}`));
"""
OWN_SCHEMES = ("data:", "blob:", "about:")


class Watch:
    """Gathers complaints of every page of the contexts it is set on."""

    def __init__(self) -> None:
        self._complaints: list[str] = []
        self._expected: list[re.Pattern[str]] = []

    def on(self, context: BrowserContext, origin: str) -> None:
        """Watch a context whose pages have no business outside `origin`."""
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._complaints.append(f"uncaught: {error.error}"))
        context.on("request", lambda request: self._see(request, origin))

    def expect(self, pattern: str) -> None:
        """A test that breaks something on purpose names what the browser will say of it."""
        self._expected.append(re.compile(pattern))

    def complaints(self) -> list[str]:
        """All that nobody expected."""
        return [each for each in self._complaints if not any(pattern.search(each) for pattern in self._expected)]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _see(self, request: Request, origin: str) -> None:
        if not request.url.startswith((origin, *OWN_SCHEMES)):
            self._complaints.append(f"asked a stranger: {request.url}")
