"""Turn the findings of a reader into sentences in the language of the page."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actionplans.readers.values import ReaderFinding
from language.latvian import number

MEGABYTE = 1024 * 1024

SENTENCES = {
    # Errors: nothing is written.
    "empty": _("The file is empty."),
    "not_text": _("We cannot read this kind of file."),
    "too_large": _("The file is too large: %(size)s MB. The limit is %(limit)s MB."),
    "too_many_rows": _("Too many rows: %(n)s. The limit is %(limit)s; split the file."),
    "no_role_heading": _(
        "We found no heading that names a role, such as “Pašvaldībām”. Nothing was saved."
    ),
    "no_items": _("We found no lines under the headings. Nothing was saved."),
    "no_file": _("There is no such file: %(file)s"),
    "no_access": _("This file cannot be opened: %(file)s"),
    "no_programme": _("There is no such programme: %(programme)s"),
    "no_region": _("There is no such region: %(region)s"),
    "archived": _(
        "This programme is archived: everything can be read, but nothing can be changed."
    ),
    "no_date": _("“%(text)s” is not a date. Write it as 2023-01-31."),
    "impossible_date": _("Enter a date between the years 2000 and 2100."),
    "future_date": _("An older plan cannot have been published in the future. Check the date."),
    "no_address": _(
        "“%(address)s” is not an address of a page. It starts with https:// or http://."
    ),
    "other_source": _(
        "This plan is published with another date or source. Withdraw that version first."
    ),
    "no_database": _("The database is not available right now. Nothing was saved."),
    # Warnings: a person should look.
    "encoding": _("The text is not in UTF-8; it was read as %(encoding)s. Check the letters."),
    "no_bullets": _("No line has a bullet, so each line was read as an item."),
    "joined_items": _("Line %(line)s: two items seem joined here"),
    "above_headings": _(
        "Line %(line)s is above the first heading of a role and was left out: “%(text)s”"
    ),
    "no_words": _("Line %(line)s has no words and was left out: “%(text)s”"),
    "empty_heading": _("Line %(line)s: nothing was taken under the heading “%(text)s”"),
    "text_left_out": _("Line %(line)s is not an item and was left out: “%(text)s”"),
    "unknown_heading": _("Line %(line)s: we do not know the heading “%(heading)s”"),
    "no_role": _("Line %(line)s: the addressee is not known, so it waits on the board: “%(text)s”"),
    "not_addressed": _(
        "Line %(line)s: this programme does not address this role; left out: “%(text)s”"
    ),
    "not_asked": _("Line %(line)s: the programme has no such question; left out: “%(text)s”"),
    "too_long": _("Line %(line)s: the text is too long and was left out: “%(text)s”"),
    "already_there": _("Already here, not added again"),
    "answers_kept": _("Answers that are already here are still not quoted: %(n)s"),
}


# Why nothing of a line is taken, as the heading of a list of lines.
LEFT_OUT = {
    "above_headings": _("Above the first heading of a role"),
    "text_left_out": _("Not an item of a list"),
    "unknown_heading": _("A heading that we do not know"),
    "empty_heading": _("A heading under which nothing was taken"),
    "not_addressed": _("For a role that this programme does not address"),
    "not_asked": _("Under a question that this programme does not have"),
    "too_long": _("Too long"),
    "no_words": _("Without words"),
}


# The fields of a programme that a text may be offered for.
OFFERED = {
    "introduction": _("Introduction"),
    "figure_credit": _("Source of the figure"),
    "funder": _("Funding note"),
}


def sentence_of(finding: ReaderFinding) -> str:
    """Return the sentence of a finding, with numbers as the language writes them; an operation that refused gave its own."""
    if "sentence" in finding.params:
        return str(finding.params["sentence"])
    return str(SENTENCES[finding.code]) % _shown(finding.params)


def refusal(code: str, **params: object) -> ValidationError:
    """Return an error with its sentence, for an operation to raise."""
    return ValidationError(SENTENCES[code], code=code, params=params)


def message_of(finding: ReaderFinding) -> dict:
    """Return a finding as scripts of others read it: where, which code, and the sentence."""
    return {"source": finding.source, "code": finding.code, "message": sentence_of(finding)}


def _shown(params: Mapping[str, object]) -> dict[str, object]:
    """Return the parameters as text; sizes in megabytes, rounded up so that a size over a limit also reads so."""
    unit = MEGABYTE if "size" in params else 1
    shown = dict(params)
    for name in ("n", "size", "limit"):
        if name in params:
            whole, rest = divmod(params[name] * 10, unit)
            shown[name] = number((whole + bool(rest)) / 10)
    return shown
