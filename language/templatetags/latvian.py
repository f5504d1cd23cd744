"""Dates, times, numbers, counted phrases and places in templates, in the language of the page.

A number and the word after it stay on one line.
"""

from django import template

from language import latvian, phrases

register = template.Library()


@register.filter
def label_date(day) -> str:
    """After a label: „Termiņš: 2026. gada 23. novembris”."""
    return latvian.keep_together(latvian.date_in_case(day, latvian.NOMINATIVE)) if day else ""


@register.filter
def on_date(day) -> str:
    """When something happened: „publicēta 2026. gada 23. novembrī”."""
    return latvian.keep_together(latvian.date_in_case(day, latvian.LOCATIVE)) if day else ""


@register.filter
def until_date(day) -> str:
    """After „līdz”: „2026. gada 23. novembrim”."""
    return latvian.keep_together(latvian.date_in_case(day, latvian.DATIVE)) if day else ""


@register.filter
def since_date(day) -> str:
    """After „kopš” or „no”: „2026. gada 23. novembra”."""
    return latvian.keep_together(latvian.date_in_case(day, latvian.GENITIVE)) if day else ""


@register.filter
def source_date(text) -> str:
    """When a source says it is from: „29.01.2024.”, „2024. gada janvāris”, „2022–2023”."""
    return latvian.keep_together(latvian.source_date(text))


@register.filter
def label_month(day) -> str:
    """A month after a label: „2026. gada novembris”."""
    return latvian.keep_together(latvian.month_in_case(day, latvian.NOMINATIVE)) if day else ""


@register.filter
def short_date(day) -> str:
    """In tables: 23.11.2026."""
    return latvian.short_date(day) if day else ""


@register.filter
def clock(moment) -> str:
    """In a sentence after „plkst.”: 17.05."""
    return latvian.clock(moment) if moment else ""


@register.filter
def clock_in_table(moment) -> str:
    """In tables and logs: 17:05."""
    return latvian.clock_in_table(moment) if moment else ""


@register.filter
def number(value) -> str:
    return "" if value is None else latvian.number(value)


@register.filter
def share(part) -> str:
    """A share of one as per cent: 0.45 gives 45 %."""
    return "" if part is None else latvian.share(part)


@register.filter
def times_and_roles(n, m) -> str:
    return latvian.keep_together(phrases.times_and_roles(n, m))


@register.filter
def started_of(n, m) -> str:
    return latvian.keep_together(phrases.started_of(n, m))


@register.filter
def included_with(key, n) -> str:
    return latvian.keep_together(phrases.included_with(key, n))


@register.filter
def state_word(state, kind) -> str:
    """{{ report.state|state_word:"action" }}"""
    return phrases.state_word(kind, state)


@register.filter
def state_words(state, kind) -> str:
    """The same, said of several."""
    return phrases.state_word(kind, state, plural=True)


def _phrase(name: str, phrase) -> None:
    register.filter(name, lambda n: latvian.keep_together(phrase(n)))


for noun in (
    phrases.actions,
    phrases.contributions,
    phrases.commitments,
    phrases.answers,
    phrases.think_tanks,
    phrases.tables,
    phrases.organisations,
    phrases.municipalities,
    phrases.versions,
    phrases.days,
    phrases.times,
    phrases.roles,
):
    _phrase(f"count_{noun.__name__}", noun)

for sentence in (
    phrases.said_times,
    phrases.made_from,
    phrases.from_contributions,
    phrases.try_in_minutes,
    phrases.actions_wait,
    phrases.word_in_actions,
):
    _phrase(sentence.__name__, sentence)

register.filter("in_place", phrases.in_place)
register.filter("from_place", phrases.from_place)
