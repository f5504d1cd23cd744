"""Bullets under bullets."""

from actionplans.readers.plan_text import read_plan_text
from tests.support.older_plans.names import NAMES


def test_read_plan_text_names_the_bullet_above_in_a_nested_list():
    plan = read_plan_text(
        "PAŠVALDĪBĀM\n"
        "• Pirmais\n"
        "  – iekšējs; vēl\n"
        "    – dziļāks\n"
        "  – otrs iekšējs\n"
        "• Otrais\n"
        "Bez zīmes\n"
        "ATBALSTA ORGANIZĀCIJĀM\n"
        "  • Cits saraksts",
        NAMES,
    )

    assert [(row.text, row.source, row.parent) for row in plan.rows] == [
        ("Pirmais", "line 2", None),
        ("iekšējs", "line 3", "line 2"),
        ("vēl", "line 3", "line 2"),
        ("dziļāks", "line 4", "line 3"),
        ("otrs iekšējs", "line 5", "line 2"),
        ("Otrais", "line 6", None),
        ("Bez zīmes", "line 7", None),
        ("Cits saraksts", "line 9", None),
    ]
    assert [action.parent for action in plan.actions][:3] == [None, "line 2", "line 3"]
