"""The JSON Schema of a criteria file, so that editors complete and check it while it is being written."""

from __future__ import annotations

import json

from socialvalue.model.criteria import Criteria

#: Where the schema stands in the folder of the packs.
FILE_NAME = "criteria.schema.json"


def schema_text() -> str:
    """Return the schema as it is committed; a test keeps the two the same."""
    schema = Criteria.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "socialvalue criteria file"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
