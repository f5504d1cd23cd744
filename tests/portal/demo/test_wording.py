"""The wording of the demo's texts."""

import re

import pytest

from portal.demo.files import read_demo
from tests.support.demo import (
    ACTIONS,
    FILES,
    NATIONAL,
    PLANS,
    changes,
    texts_in,
)


def test_wordings_start_with_an_infinitive_and_are_one_short_sentence():
    reworded = [change for plan in [*PLANS, NATIONAL] for change in changes(plan, "reword")]
    wordings = [row["wording"] for row in [*ACTIONS.values(), *NATIONAL["actions"], *reworded]]

    assert len(wordings) > 90
    for wording in wordings:
        assert re.match(r"[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w*(t|ties)\b", wording), wording
        assert re.fullmatch(r"[^.!?]+\.", wording), wording
        assert len(wording.split()) <= 18, wording


@pytest.mark.parametrize("name", FILES)
def test_texts_have_curved_quotes_and_no_stray_spaces(name):
    texts = list(texts_in(read_demo(name)))

    assert [text for text in texts if set(text.replace("“Parauga", "")) & set("\"'“")] == []
    lines = [line for text in texts for line in text.split("\n")]
    assert [line for line in lines if line != " ".join(line.split())] == []


def test_no_text_uses_a_calque():
    calques = (
        r"uzsāk|sekojoš|pielieto|pie tam|laicīg|nākoš|\bpapildus\b|balstoties|mājas ?lap|ielogo"
    )
    calques += r"|\bfail|fīdbek|vairāk kā|sniegt atbalstu|aktivitāt|\bpriekš\b|klikšķ|\btika\b"

    for name in FILES:
        for text in texts_in(read_demo(name)):
            assert not re.search(calques, text, re.IGNORECASE), text
