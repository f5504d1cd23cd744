"""A think tank as it is now, for tests that change one thing of it, and its newest event."""


def changed(think_tank, **more):
    """What the think tank is now, with some of it changed."""
    tables = {
        table.number: {"name": table.name, "role": table.role} for table in think_tank.tables.all()
    }
    now = {
        "held_on": think_tank.held_on,
        "town": think_tank.town,
        "tables": tables,
        "facilitators": {row.user: row.ends_at for row in think_tank.facilitators.current()},
    }
    return now | more


def without_table(think_tank, number):
    tables = changed(think_tank)["tables"]
    return {other: table for other, table in tables.items() if other != number}


def last_event(think_tank):
    return think_tank.events.values_list("kind", "changes", "actor").last()


def planned(think_tank):
    """Return day, place and tables of a think tank as they are stored."""
    think_tank.refresh_from_db()
    tables = [(table.number, table.role and table.role.code) for table in think_tank.tables.all()]
    return think_tank.held_on, think_tank.town, think_tank.venue, tables


def changed_fields(**fields):
    """Return the form of a think tank with four tables, of which two stay."""
    tables = {"table_1": "municipalities", "table_2": "any", "table_3": "none", "table_4": "none"}
    place = {"held_on": "2027-03-04", "town": "Talsi", "venue": "Tautas nams"}
    return place | tables | fields
