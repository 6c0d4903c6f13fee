"""The JSON Schemas of the files of a competition, so that editors complete and check them while they are written."""

from __future__ import annotations

import json

from socialvalue.folder_files import AUTHORITY, AWARD, CRITERIA, PANEL, REDACTIONS, FolderFile
from socialvalue.model.authority import Authority
from socialvalue.model.award_details import AwardDetails
from socialvalue.model.base import FromFile
from socialvalue.model.criteria import Criteria
from socialvalue.model.panel import Panel
from socialvalue.model.redactions import Redactions

#: What each file may hold.
MODELS: dict[FolderFile, type[FromFile]] = {
    CRITERIA: Criteria,
    PANEL: Panel,
    AWARD: AwardDetails,
    AUTHORITY: Authority,
    REDACTIONS: Redactions,
}


def schema_name(file: FolderFile) -> str:
    """Return the name of a file's schema, in the folder of the packs."""
    return f"{file.word}.schema.json"


def schema_text(file: FolderFile) -> str:
    """Return a file's schema as it is committed; a test keeps the two the same."""
    schema = MODELS[file].model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"socialvalue {file.word} file"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
