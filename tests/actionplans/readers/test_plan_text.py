"""What is read from the text of an older plan."""

import os
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from actionplans.readers.plan_text import MAX_ROWS, read_plan_text
from actionplans.readers.values import PlanText, ReadAction, ReadAnswer, ReaderFinding, Row
from tests.support.growth import growth
from tests.support.older_plans.names import ATB, DIRTY, NAMES, PAS, POL, SOC

LINEAR = 30  # for ten times the input: far from 10, what linear work takes, and from 100, what quadratic work takes


def plan_of(text: str) -> PlanText:
    return read_plan_text(text, NAMES)


def items_of(text: str) -> list[tuple[str | None, str]]:
    return [(action.addressed_role, action.wording) for action in plan_of(text).actions]


def codes_of(plan: PlanText) -> list[tuple[str | None, str]]:
    return [(warning.source, warning.code) for warning in plan.warnings]


def test_read_plan_text_of_a_dirty_plan():
    plan = read_plan_text(DIRTY, NAMES)

    assert [(int(r.source[5:]), r.addressed_role, r.action, r.text) for r in plan.rows] == [
        (10, POL, 1, "Ieviest vienotu veidlapu"),
        (10, POL, 1, "Samazināt atskaišu skaitu"),
        (11, POL, 2, "Pārskatīt nomas maksu (zeme; ēkas; noliktavas)"),
        (12, POL, 3, "Valsts / pašvaldību telpu nodošana biedrībām"),
        (13, POL, 4, "Dzirdīga” valsts: atbildēt 10 dienās"),
        (13, POL, 4, "Atzīt „labi; ātri; lēti” par mērķi"),
        (14, POL, 5, "Zvanīt, nevis rakstīt"),
        (14, POL, 5, "Braukt uz vietas"),
        (15, POL, 6, "Pagarināt programmu (vismaz trīs gadi"),
        (15, POL, 6, "Dot avansu"),
        (16, POL, 7, "„Pienotavas"),
        (16, POL, 7, "Sākt ar mazumiņu"),
        (23, PAS, 1, "Atvērt pienotavas pagalmu tirgum"),
        (24, PAS, 2, "1. solis – sapulce, 2. solis – talka"),
        (25, PAS, 3, "Uzskaitīt tukšās telpas, kuras var iznomāt"),
        (25, PAS, 3, "publicēt sarakstu"),
        (27, PAS, 4, "Rīkot talku"),
        (28, PAS, 5, "Sūtīt ziņas iedzīvotājiem"),
        (29, PAS, 6, "Nest malku ;)"),
        (30, PAS, 7, "Aicināt kaimiņus no Latgales; 🙂"),
        (32, PAS, 8, "-5 °C salā atvērt siltumistabu"),
        (33, PAS, 9, "Nakts autobuss"),
        (40, ATB, 1, "Pētīt, ko ciemā pērk"),
        (40, ATB, 2, "Mācīt grāmatvedību"),
        (40, ATB, 2, "Mācīt “cenu; peļņu” rēķināt"),
        (41, ATB, 3, "Sadarboties ar NVO"),
        (43, ATB, 4, "Atrast mentoru"),
        (48, None, 1, "Dalīties ar receptēm"),
        (52, SOC, 1, "Cept maizi"),
        (52, SOC, 1, "cept pīrāgus"),
        (53, SOC, 2, "NEATLAIDĪBA! 👩\u200d🍳 🙂"),
        (56, PAS, 10, "Nolīgt sētnieku"),
    ]
    assert plan.feedback == (
        ReadAnswer("gains", "Satiku kaimiņus; beidzot", "line 60"),
        ReadAnswer("gains", "Uzzināju, kam pieder pienotava", "line 61"),
        ReadAnswer("gains", "Jauna recepte", "line 62"),
        ReadAnswer("use", "Pielikšu pie ledusskapja", "line 64"),
        ReadAnswer(None, "Paldies par zupu", "line 66"),
        ReadAnswer("events", "Ekskursija uz citu pienotavu", "line 68"),
    )
    assert codes_of(plan) == [
        ("line 1", "above_headings"),
        ("line 3", "above_headings"),
        ("line 4", "above_headings"),
        ("line 6", "above_headings"),
        ("line 14", "joined_items"),
        ("line 17", "no_words"),
        ("line 20", "text_left_out"),
        ("line 21", "text_left_out"),
        ("line 33", "joined_items"),
        ("line 35", "text_left_out"),
        ("line 36", "text_left_out"),
        ("line 46", "unknown_heading"),
        ("line 58", "text_left_out"),
        ("line 62", "joined_items"),
        ("line 65", "unknown_heading"),
        ("line 70", "text_left_out"),
    ]
    assert plan.errors == ()


def test_read_plan_text_leaves_speaker_and_region_unknown():
    plan = plan_of("PAŠVALDĪBĀM\n • Apzināt telpas; Nodot tās;")

    assert plan.rows == (
        Row("Apzināt telpas", addressed_role=PAS, source="line 2", action=1),
        Row("Nodot tās", addressed_role=PAS, source="line 2", action=1),
    )
    assert plan.actions == (ReadAction(PAS, 1, "Apzināt telpas; Nodot tās;", "line 2"),)


def test_read_plan_text_gives_parameters_for_its_warnings():
    plan = plan_of("SKOLAS\nPAŠVALDĪBĀM\nIevads.\n• Viens\nDivi\n\nJAUNIEŠIEM\n• Trīs")

    assert plan.warnings == (
        ReaderFinding("line 1", "above_headings", {"line": 1, "text": "SKOLAS"}),
        ReaderFinding("line 3", "text_left_out", {"line": 3, "text": "Ievads."}),
        ReaderFinding("line 5", "joined_items", {"line": 5, "text": "Divi"}),
        ReaderFinding("line 7", "unknown_heading", {"line": 7, "heading": "JAUNIEŠIEM"}),
    )


def test_read_plan_text_takes_as_many_rows_as_allowed():
    assert len(plan_of("PAŠVALDĪBĀM\n" + "• a; b\n" * (MAX_ROWS // 2)).rows) == MAX_ROWS


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "PAŠVALDĪBĀM\n• Sadarboties\n  ar NVO\n• Otrs",
            [(PAS, "Sadarboties ar NVO"), (PAS, "Otrs")],
        ),
        (
            "PAŠVALDĪBĀM\n• Nodot telpas\n  NVO\n• Otrs",
            [(PAS, "Nodot telpas"), (PAS, "NVO"), (PAS, "Otrs")],
        ),
        ("PAŠVALDĪBĀM\n• Sadarboties ar\npašvaldībām", [(PAS, "Sadarboties ar pašvaldībām")]),
        ("PAŠVALDĪBĀM\n• Viens\nNVO\n• Otrs", [(PAS, "Viens"), (ATB, "Otrs")]),
        ("PAŠVALDĪBĀM\n• Viens\n\nFinansējums\n\n• Otrs", [(PAS, "Viens"), (PAS, "Otrs")]),
        ("Pašvaldībām\n• Viens\n\nSkolām\n\n• Otrs", [(PAS, "Viens"), (None, "Otrs")]),
        ("VALSTIJ UN PAŠVALDĪBĀM\n• Viens", [(None, "Viens")]),
        ("NVO\n• Viens\n     PAŠVALDĪBĀM\n• Otrs", [(ATB, "Viens"), (PAS, "Otrs")]),
        ("PAŠVALDĪBĀM\n• Atvērt\n(LIAA telpās)", [(PAS, "Atvērt (LIAA telpās)")]),
        ("PAŠVALDĪBĀM\n• Sākt\n1. solis: talka", [(PAS, "Sākt 1. solis: talka")]),
        ("Domēm\n• Viens\n\nDivi.\n• Trīs", [(PAS, "Viens"), (PAS, "Trīs")]),
        ("Domēm\n• Viens\nSkolām\n• Trīs", [(PAS, "Viens"), (PAS, "Skolām"), (PAS, "Trīs")]),
        ("NVO\n• Viens\nDomēm\n\nIeteikumi visiem\n• Divi", [(ATB, "Viens"), (PAS, "Divi")]),
        ("PAŠVALDĪBĀM\n• NVO\n• Pašvaldībām", [(PAS, "NVO"), (PAS, "Pašvaldībām")]),
        ("PAŠVALDĪBĀM\n-----\n• Viens\n* * *\nBeigas", [(PAS, "Viens")]),
        ("PAŠVALDĪBĀM\n• Viens\u2028divi\u000bTrīs", [(PAS, "Viens divi"), (PAS, "Trīs")]),
        ("PAŠVALDĪBĀM\n[x] Viens\n☐ Divi\n✔️ Trīs", [(PAS, "Viens"), (PAS, "Divi"), (PAS, "Trīs")]),
        (
            "PAŠVALDĪBĀM\n1.1. Viens\n(2) Divi\n-Trīs\niv) Četri",
            [(PAS, t) for t in ["Viens", "Divi", "Trīs", "Četri"]],
        ),
        (
            "PAŠVALDĪBĀM\n• A. Bērziņa fonds\n• 2027. gadā sākt",
            [(PAS, "A. Bērziņa fonds"), (PAS, "2027. gadā sākt")],
        ),
    ],
)
def test_read_plan_text_distinguishes_bullets_headings_and_wrapped_lines(text, items):
    assert items_of(text) == items


def test_read_plan_text_takes_each_line_where_no_bullet_is_marked():
    plan = plan_of("Ievads\n1. Pašvaldībām\nApzināt telpas\nun zemi; Nodot tās\n\nRīkot talku")

    assert [(row.action, row.text) for row in plan.rows] == [
        (1, "Apzināt telpas un zemi"),
        (1, "Nodot tās"),
        (2, "Rīkot talku"),
    ]
    assert codes_of(plan) == [(None, "no_bullets"), ("line 1", "above_headings")]


def bare(text: str) -> str:
    return re.sub(r"[\s;•]", "", text)


def test_read_plan_text_loses_no_character_of_an_item():
    randomness = random.Random(7)
    characters = 'abcčdāZŽ019;;;;()[]{}„“”«»"–-•.,:/?!🙂 \t\u00a0'
    lines = [
        "".join(randomness.choices(characters, k=randomness.randrange(60))) for _ in range(2000)
    ]

    plan = plan_of("PAŠVALDĪBĀM\n" + "\n".join(f"• x{line}" for line in lines))

    typed = bare("".join(f"x{line}" for line in lines))
    assert bare("".join(action.wording for action in plan.actions)) == typed
    assert bare("".join(row.text for row in plan.rows)) == typed
    assert len(plan.actions) >= 2000


def test_read_plan_text_takes_ten_times_as_long_for_ten_times_as_many_lines():
    def read(lines):
        text = "PAŠVALDĪBĀM\n" + "• Apzināt telpas (pagrabi; bēniņi) un zemi\n" * lines
        assert len(plan_of(text).rows) == lines

    assert growth(read, 1_000, MAX_ROWS, enough=LINEAR) <= LINEAR


@pytest.mark.parametrize(
    ("start", "repeated", "end"),
    [
        ("", "a", ""),
        ("", '"', ""),
        ("", "„a ", ""),
        ("", "([{„«", ")"),
        ("", "(;", ");"),
        ("a", "\u0301\u0316", ""),
        ("", "- ", ""),
        ("", " un ", ""),
        ("x", " ", "x"),
    ],
)
def test_read_plan_text_takes_linear_time_on_hostile_input(start, repeated, end):
    def read(size):
        item = start + repeated * size + end * size
        plan = plan_of(f"PAŠVALDĪBĀM\n• {item}z\n• Otrs")
        assert plan.actions[-1].wording == "Otrs"

    assert growth(read, 1_200, 12_000, enough=LINEAR) <= LINEAR


@pytest.mark.seed
def test_read_plan_text_of_a_published_plan(figure):
    plan = read_plan_text(Path(os.environ["SEED"]).read_bytes(), NAMES)

    assert Counter(action.addressed_role for action in plan.actions) == {
        POL: 12,
        PAS: 13,
        ATB: 14,
        SOC: 14,
    }
    assert len(plan.rows) == 106
    assert Counter(answer.question for answer in plan.feedback) == {
        "gains": 9,
        "use": 11,
        "events": 12,
    }
    figure("older plan", f"read: {len(plan.actions)} actions of {len(plan.rows)} parts")
