"""The moments of a think tank's day: all of them have passed when the demo is loaded on that day."""

import pytest

from portal.demo.clock import hours_of, riga_time

DAY = "2026-11-20"
USUAL = ("09:30", "10:20", "14:40", "14:50", "15:30")


@pytest.mark.parametrize("now", [("2026-11-19", "12:00"), (DAY, "15:30"), ("2026-11-21", "00:00")])
def test_hours_of_another_day_are_the_usual_ones(now):
    assert hours_of(DAY, now=riga_time(*now)) == tuple(riga_time(DAY, clock) for clock in USUAL)


@pytest.mark.parametrize(
    ("now", "opens"),
    [("12:30", "09:30"), ("11:30", "09:30"), ("08:00", "06:00"), ("01:00", "00:00")],
)
def test_hours_of_the_present_day_are_over_by_now(now, opens):
    moments = hours_of(DAY, now=riga_time(DAY, now))

    assert moments.opens == riga_time(DAY, opens)
    assert moments.closes == riga_time(DAY, now)
    assert list(moments) == sorted(set(moments))
