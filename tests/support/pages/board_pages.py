"""Data of forms as the pages of the board send them."""

import uuid

from actionplans.queries.draft.items import handle_of


def handles(*items) -> list[str]:
    """Return the handles of items: kind, pk and the version that they have now."""
    for item in items:
        item.refresh_from_db()
    return [handle_of(item) for item in items]


def sent(**fields) -> dict:
    """Return the data of a form, with the UUID of a new operation."""
    return {"op_uuid": str(uuid.uuid4())} | fields
