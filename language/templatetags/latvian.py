"""Template filters for dates, times, numbers, counted phrases and places, in the active language.

A no-break space keeps a number and the word after it on one line.
"""

import datetime

from django.utils import timezone

from language import latvian, phrases, states
from language.template_library import Library

register = Library()


@register.filter
def label_date(day) -> str:
    """Write a date after a label: „Termiņš: 2026. gada 23. novembris”."""
    return latvian.keep_together(latvian.date_in_case(day, latvian.NOMINATIVE)) if day else ""


@register.filter
def on_date(day) -> str:
    """Write the day of an event: „publicēta 2026. gada 23. novembrī”."""
    return latvian.keep_together(latvian.date_in_case(day, latvian.LOCATIVE)) if day else ""


@register.filter
def until_date(day) -> str:
    """Write a date after „līdz”: „2026. gada 23. novembrim”."""
    return latvian.keep_together(latvian.date_in_case(day, latvian.DATIVE)) if day else ""


@register.filter
def source_date(text) -> str:
    """Write the date of a source: „29.01.2024.”, „2024. gada janvāris”, „2022–2023”."""
    return latvian.keep_together(latvian.source_date(text))


@register.filter
def short_date(day) -> str:
    """Write a date in a table: 23.11.2026."""
    return latvian.short_date(day) if day else ""


@register.filter
def clock(moment) -> str:
    """Write a time in a sentence, after „plkst.”: 17.05."""
    return latvian.clock(moment) if moment else ""


@register.filter
def hours(start, end) -> str:
    """Write from when to when something is: „plkst. 10.00–16.00”."""
    return latvian.hours(start, end) if start else ""


@register.filter
def clock_in_table(moment) -> str:
    """Write a time in a table or log: 17:05."""
    return latvian.clock_in_table(moment) if moment else ""


@register.filter
def number(value) -> str:
    return "" if value is None else latvian.number(value)


@register.filter
def times_and_roles(n, m) -> str:
    return latvian.keep_together(phrases.times_and_roles(n, m))


@register.filter
def included_with(key, n) -> str:
    return latvian.keep_together(phrases.included_with(key, n))


@register.filter
def state_word(state, noun) -> str:
    """Write the word for a state: {{ think_tank.state|state_word:"think_tank" }}."""
    return states.state_word(noun, state)


@register.filter
def count_actions(n) -> str:
    return latvian.keep_together(phrases.actions(n))


@register.filter
def count_contributions(n) -> str:
    return latvian.keep_together(phrases.contributions(n))


@register.filter
def count_devices(n) -> str:
    return phrases.devices(n)


@register.filter
def ago(moment) -> str:
    """Show how many minutes ago a moment was: „pirms 4 min”; after an hour the time of day, after a day the date."""
    past = timezone.now() - moment
    if past < datetime.timedelta(hours=1):
        return phrases.ago(past // datetime.timedelta(minutes=1))
    if timezone.localdate(moment) == timezone.localdate():
        return latvian.clock_in_table(moment)
    return latvian.short_date(moment)


@register.filter
def count_changes_since(n) -> str:
    return latvian.keep_together(phrases.changes_since(n))


@register.filter
def days_ago(moment) -> str:
    """Write how long ago something was: „pirms 12 dienām”."""
    return latvian.keep_together(phrases.days_ago(latvian.days_since(moment)))


@register.filter
def count_answers(n) -> str:
    return latvian.keep_together(phrases.answers(n))


@register.filter
def said_times(n) -> str:
    return latvian.keep_together(phrases.said_times(n))


@register.filter
def suggested_by(n) -> str:
    return latvian.keep_together(phrases.suggested_by(n))


@register.filter
def made_from(n) -> str:
    return latvian.keep_together(phrases.made_from(n))


@register.filter
def from_contributions(n) -> str:
    return latvian.keep_together(phrases.from_contributions(n))


register.filter("in_place", phrases.in_place)
