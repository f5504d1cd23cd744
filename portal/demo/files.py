"""The data of the demo in fixtures/demo."""

import json
import uuid

from django.conf import settings

FOLDER = settings.BASE_DIR / "fixtures" / "demo"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.invalid")


def read_demo(name: str):
    """Return the content of a file of the demo: a list of rows or a dict."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def uuid_of(row_id: str) -> uuid.UUID:
    """Return the UUID of a row, the same in each run."""
    return uuid.uuid5(NAMESPACE, row_id)
