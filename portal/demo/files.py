"""The texts of the demo, as fixtures/demo holds them."""

import json
import uuid

from django.conf import settings

FOLDER = settings.BASE_DIR / "fixtures" / "demo"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.invalid")


def read(name: str):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def uuid_of(identifier: str) -> uuid.UUID:
    """The same number for the same row of a file, whenever it is entered."""
    return uuid.uuid5(NAMESPACE, identifier)
