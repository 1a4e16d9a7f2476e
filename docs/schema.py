"""Print the JSON Schema of `GradeReport`, as docs/report.schema.json holds it."""

import json
import sys

from autograder.model import GradeReport


def schema() -> dict[str, object]:
    """Return the schema of the report's JSON, with the draft that it is written in."""
    generated = GradeReport.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **generated}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
