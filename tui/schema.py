"""``python -m tui.schema [FILE]``: the JSON Schema of the object that ``breakeven ask --json`` writes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def ask_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of the public object, generated from the models that write it."""
    from agent.schema import Answer

    schema = Answer.model_json_schema(mode="serialization")
    properties = schema["properties"]
    schema["properties"] = {"schema": properties.pop("schema_")} | properties
    schema["required"] = ["schema" if name == "schema_" else name for name in schema.get("required", ())]
    schema["required"] = sorted({"schema", *schema["required"]} - {"id"})
    schema["$defs"]["CitedAssumption"]["properties"].pop("reference", None)
    required = schema["$defs"]["CitedAssumption"].get("required", [])
    schema["$defs"]["CitedAssumption"]["required"] = [name for name in required if name != "reference"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "breakeven ask --json"}


def main(arguments: list[str]) -> int:
    """Writes the schema to the file named, or to stdout."""
    text = json.dumps(ask_schema(), indent=2, ensure_ascii=False) + "\n"
    if arguments:
        Path(arguments[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
