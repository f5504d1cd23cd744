"""Encodings, invisible characters, and what is no text of a plan."""

import pytest

from actionplans.readers.lines import MAX_LINES
from actionplans.readers.plan_text import MAX_ROWS, read_plan_text
from actionplans.readers.values import PlanText, ReaderFinding
from files.gate import MAX_BYTES
from tests.support.older_plans.names import ATB, DIRTY, NAMES, PAS, POL, SOC


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.replace("\n", "\r\n").encode("utf-8"),
        lambda text: text.replace("\n", "\r").encode("utf-8"),
        lambda text: text,
    ],
)
def test_read_plan_text_is_the_same_in_any_encoding_and_twice(encode):
    expected = read_plan_text(DIRTY, NAMES)

    data = encode(DIRTY.decode("utf-8"))

    assert read_plan_text(data, NAMES) == expected
    assert read_plan_text(data, NAMES) == expected


def test_read_plan_text_guesses_windows_1257_and_warns_of_it():
    plan = read_plan_text("PAŠVALDĪBĀM\n• Apzināt ķēķi".encode("cp1257"), NAMES)

    assert [row.text for row in plan.rows] == ["Apzināt ķēķi"]
    assert plan.warnings == (ReaderFinding(None, "encoding", {"encoding": "windows-1257"}),)


def test_read_plan_text_composes_letters_and_removes_what_cannot_be_seen():
    plan = read_plan_text(
        "PAS\u030cVALDI\u0304BA\u0304M\n• A\u200bp\x07zina\u0304t\u00a0\u2003te\u00adlpas",
        NAMES,
    )

    assert [row.text for row in plan.rows] == ["Apzināt telpas"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", ReaderFinding(None, "empty")),
        (b"\xef\xbb\xbf \r\n\t\xc2\xa0", ReaderFinding(None, "empty")),
        (b"PK\x03\x04abc", ReaderFinding(None, "not_text")),
        (b"%PDF-1.7", ReaderFinding(None, "not_text")),
        ("PAŠVALDĪBĀM\n• Apzināt\0".encode(), ReaderFinding(None, "not_text")),
        (b"\xff\xfea", ReaderFinding(None, "not_text")),
        (b"\x81\x83\x88", ReaderFinding(None, "not_text")),
        (
            b"x" * (MAX_BYTES + 1),
            ReaderFinding(None, "too_large", {"size": MAX_BYTES + 1, "limit": MAX_BYTES}),
        ),
        (
            "• Valsts / pašvaldību telpu nodošana".encode(),
            ReaderFinding(None, "no_role_heading", {"roles": (POL, PAS, ATB, SOC)}),
        ),
        (
            "IEGUVUMI\n• Satiku kaimiņus".encode(),
            ReaderFinding(None, "no_role_heading", {"roles": (POL, PAS, ATB, SOC)}),
        ),
        ("PAŠVALDĪBĀM\n\n•\n;".encode(), ReaderFinding(None, "no_items")),
        (
            ("PAŠVALDĪBĀM\n" + "• a; b\n" * (MAX_ROWS // 2) + "• c").encode(),
            ReaderFinding(None, "too_many_rows", {"n": MAX_ROWS + 1, "limit": MAX_ROWS}),
        ),
        (
            b"\n" * (MAX_LINES + 1) + b"x",
            ReaderFinding(None, "too_many_rows", {"n": MAX_LINES + 1, "limit": MAX_LINES}),
        ),
    ],
)
def test_read_plan_text_refuses(data, error):
    assert read_plan_text(data, NAMES) == PlanText(errors=(error,))
