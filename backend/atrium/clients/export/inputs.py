"""What shall be written to a file, as it arrives."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel

from atrium.custom_fields.inputs import Json
from atrium.ids import Id


class ExportFormat(StrEnum):
    """CSV is UTF-8 with a comma (RFC 4180) and takes any number of clients, XLSX at most 1,048,575."""

    CSV = "CSV"
    XLSX = "XLSX"


class ExportClientsInput(BaseModel):
    """All clients that match the filter now, but for some, in this order, with these columns (`exportColumns`)."""

    format: ExportFormat
    columns: list[str]
    filter: Json | None = None
    except_ids: list[Id] | None = None
    order_by: Json | None = None
