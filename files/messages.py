"""Why a file is not read, as sentences for people."""

from django.utils.translation import gettext_lazy as _

SHOWN_INSTEAD = _(
    "Row %(n)s: the spreadsheet shows “%(text)s” instead of the value. Correct the cell and send the file again."
)
# By the codes of FileRefusedError.
REFUSED = {
    "too_large": _("The file is too large. The limit is 10 MB."),
    "too_large_unpacked": _("The content of the file is larger than allowed."),
    "macros": _("The file contains macros. Save it as .xlsx."),
    "password": _("The file has a password. Save it without one."),
    "damaged": _("The file is damaged. Open it, save it again and retry."),
    "not_text": _("We cannot read this kind of file."),
    "too_many_rows": _("Too many rows. The limit is 2,000; split the file."),
}
