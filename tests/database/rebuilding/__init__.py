"""The project's migrations and one after them, as a later version would bring it."""

from pathlib import Path

import atrium.migrations

__path__ = [str(Path(__file__).parent), *atrium.migrations.__path__]
