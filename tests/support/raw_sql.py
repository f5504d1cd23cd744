"""Change rows without the portal, as anyone with access to the database can."""

from django.db import connection

from actionplans.freeze import expected_triggers
from actionplans.queries.log.verification import differences


def run(statement, *values):
    """Execute one statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def remove_triggers(*tables):
    """Drop the triggers of tables of actionplans, named without their prefix."""
    for table in tables:
        for name in expected_triggers(f"actionplans_{table}", connection.vendor):
            on = f' ON "actionplans_{table}"' if connection.vendor == "postgresql" else ""
            run(f'DROP TRIGGER "{name}"{on}')


def differences_of_rows():
    """Return the differences without the triggers that the test removed itself."""
    return [line for line in differences() if not line.startswith("trigger ")]
