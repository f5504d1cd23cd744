"""Where a bullet is split into parts."""

import pytest

from actionplans.readers.lines import MAX_LINES, RefusedError
from actionplans.readers.parts import split_lines, split_parts
from actionplans.readers.values import ReaderFinding


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a; b ;c;", ("a", "b", "c")),
        ("a (b; [c; d]; e); f", ("a (b; [c; d]; e)", "f")),
        (
            '„a; b”; “c; d”; „e; f“; «g; h»; "i; j"',
            ("„a; b”", "“c; d”", "„e; f“", "«g; h»", '"i; j"'),
        ),
        ("(a; b", ("(a", "b")),
        ("a); (b; c", ("a)", "(b", "c")),
        ("(a; „b; c); d; e”", ("(a; „b; c)", "d", "e”")),
        ("„a; “b; c” d; e", ("„a", "“b; c” d", "e")),
        ("a (b; c; d :); e", ("a (b", "c", "d :)", "e")),
        ('3" dēlis; 5" dēlis', ('3" dēlis', '5" dēlis')),
        ("skat. https://a.lv/b;c?d=1;e; f", ("skat. https://a.lv/b;c?d=1;e", "f")),
        ("(https://a.lv/b; c); www.a.lv;", ("(https://a.lv/b; c)", "www.a.lv")),
        (
            "&quot;a&quot;; b&nbsp;c &#8211; d; R&B; e",
            ("&quot;a&quot;", "b&nbsp;c &#8211; d", "R&B", "e"),
        ),
        ("; ;", ()),
        ("🙂", ("🙂",)),
    ],
)
def test_split_parts_leaves_pairs_whole_and_loses_nothing(text, parts):
    assert split_parts(text) == parts


def test_split_lines_drops_bullet_marks():
    pasted = "PAŠVALDĪBĀM\r\n• Apzināt  telpas;\u200b Nodot (ja brīvas; ja siltas)\n\n1) Rīkot • Cept\n-5 °C ;"

    assert split_lines(pasted) == (
        "PAŠVALDĪBĀM",
        "Apzināt telpas",
        "Nodot (ja brīvas; ja siltas)",
        "Rīkot",
        "Cept",
        "-5 °C",
    )


@pytest.mark.parametrize("end", ["\n", ";"])
def test_split_lines_refuses_more_lines_or_parts_than_it_can_take(end):
    with pytest.raises(RefusedError) as refused:
        split_lines(f"a{end}" * (MAX_LINES + 1))

    assert refused.value.finding == ReaderFinding(
        None, "too_many_rows", {"n": MAX_LINES + 1, "limit": MAX_LINES}
    )
    assert split_lines(f"a{end}" * MAX_LINES) == ("a",) * MAX_LINES
