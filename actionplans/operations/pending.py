"""Collect what changes in the rows of a plan, and write it in a few statements, however many rows there are."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F

from actionplans.models import Placement
from actionplans.queries.imports.new_rows import BULK
from actionplans.queries.log.snapshots import RECORDED_NAMES

Key = tuple[str, int]


def batches(rows: list) -> Iterable[list]:
    """Return the rows in batches, each small enough for one statement."""
    return (rows[start : start + BULK] for start in range(0, len(rows), BULK))


def key_of_row(item: models.Model) -> Key:
    """Return what identifies an item in the events of a plan: its kind and id."""
    return RECORDED_NAMES[type(item)], item.pk


class PendingRows:
    """Changed items that are not written yet. Each row has one instance here, whoever read it."""

    def __init__(self):
        self._rows: dict[Key, models.Model] = {}
        self._columns: dict[Key, set[str]] = {}
        self._raised: dict[Key, int] = {}
        self._placements: dict[Key, Placement | None] = {}
        self._places: dict[Key, tuple[int, int | None] | None] = {}

    def row(self, item: models.Model) -> models.Model:
        """Return the instance of this item that is written: the first one that was asked for."""
        return self._rows.setdefault(key_of_row(item), item)

    def change(self, item: models.Model, columns: Iterable[str], *, raise_version: bool) -> None:
        """Write these columns of an item, as they are in it, and raise its version if so wanted."""
        key = key_of_row(item)
        self._columns.setdefault(key, set()).update(columns)
        if raise_version:
            item.version += 1
            self._raised[key] = self._raised.get(key, 0) + 1

    def place_of(self, item: models.Model) -> tuple[int, int | None] | None:
        """Return the action that an item is in and what it relies on there, or None."""
        key = key_of_row(item)
        if key not in self._places:
            self._placements[key] = placement = getattr(item, "placement", None)
            self._places[key] = placement and (placement.action_id, placement.based_on_id)
        return self._places[key]

    def move(self, item: models.Model, place: tuple[int, int | None] | None) -> None:
        """Write where an item is."""
        self.place_of(item)
        self._places[key_of_row(item)] = place

    def write(self) -> None:
        """Write everything that was collected."""
        groups: dict[tuple, list[models.Model]] = {}
        for key, columns in self._columns.items():
            row, raised = self._rows[key], self._raised.get(key, 0)
            groups.setdefault((type(row), raised, *sorted(columns)), []).append(row)
        for (model, raised, *columns), rows in groups.items():
            version = {"version": F("version") + raised} if raised else {}
            _write_columns(model, rows, columns, version)
        self._write_placements()

    def _write_placements(self) -> None:
        """Remove, change and create placements, in this order."""
        changed, new, gone = [], [], []
        for key, place in self._places.items():
            placement = self._placements[key]
            if place is None and placement:
                gone.append(placement.pk)
                Placement._meta.get_field(key[0]).remote_field.delete_cached_value(self._rows[key])
            elif place and placement is None:
                where = dict(zip(("action_id", "based_on_id"), place, strict=True))
                new.append(Placement(**{key[0]: self._rows[key]}, **where))
            elif place and place != (placement.action_id, placement.based_on_id):
                placement.action_id, placement.based_on_id = place
                changed.append(placement)
        for batch in batches(gone):
            Placement.objects.filter(pk__in=batch).delete()
        _write_columns(Placement, changed, ["action", "based_on"], {})
        Placement.objects.bulk_create(new, batch_size=BULK)


def _write_columns(
    model: type[models.Model], rows: list[models.Model], columns: list[str], version: dict
) -> None:
    """Write columns of rows: one statement for a batch of equal values, another kind for different ones."""
    names = [model._meta.get_field(column).attname for column in columns]
    for batch in batches(rows):
        values = {tuple(getattr(row, name) for name in names) for row in batch}
        if len(values) == 1:
            same = dict(zip(names, *values, strict=True))
            model.objects.filter(pk__in=[row.pk for row in batch]).update(**same, **version)
        else:
            model.objects.bulk_update(batch, [*columns, *version])
