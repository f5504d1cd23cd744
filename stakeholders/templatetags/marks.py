"""Template tags for icons, roles, states, bars and links of the navigation (docs/design.md)."""

from urllib.parse import urlsplit

from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from language.latvian import number
from language.states import STATE_WORDS
from language.template_library import Library

register = Library()

# What the portal itself shows of an action, in addition to the states that an organisation answers with.
DERIVED_STATES = {
    "no_news": pgettext_lazy("action", "no news"),
    "waiting": pgettext_lazy("action", "waiting for the condition"),
}
STATE_LABELS = STATE_WORDS["action"] | DERIVED_STATES
PLURAL_STATE_LABELS = STATE_WORDS["actions"] | DERIVED_STATES
WITHOUT_ICON = {"not_for_us"}
BAR = 96  # width of a bar in units of its own drawing; the style sheet decides how wide it shows


@register.filter
def host(address: str) -> str:
    """Return the host of an address without www; the text itself if it is no address."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


@register.filter
def highlight(pieces) -> str:
    """Show a text that is given in pieces, each with whether it is marked."""
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", text) if marked else text,) for text, marked in pieces),
    )


@register.simple_tag
def icon(name: str) -> str:
    """Draw an icon of the sprite (templates/_icons.html); it is decoration, so a word must be next to it."""
    return format_html(
        '<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>',
        name,
    )


@register.filter
def role_class(role) -> str:
    """Return the CSS class of a role, which sets its colour; that of an unknown role if there is none."""
    return role.css_class if role else "role-none"


@register.simple_tag
def role_mark(role, form: str = "name", missing: str = "") -> str:
    """Show the icon and the name of a role in one of its forms (name, dative, genitive, addressee).

    `missing` is shown if there is no role. Only the addressee, which is inside a sentence, has no capital letter.
    """
    letters = role.short.lower() if role else "none"
    text = getattr(role, form) if role else missing or _("not known")
    return format_html(
        '<span class="role role-{}">{}<span>{}</span></span>',
        letters,
        icon(letters),
        text if form == "addressee" else capfirst(text),
    )


@register.simple_tag
def state_mark(state: str, count: int | None = None) -> str:
    """Show icon and word for the state of an action; with a count, for how many actions are in that state."""
    name = state.replace("_", "-")
    drawing = "" if state in WITHOUT_ICON else icon(name)
    text = (
        STATE_LABELS[state]
        if count is None
        else f"{capfirst(PLURAL_STATE_LABELS[state])}: {number(count)}"
    )
    return format_html('<span class="state st-{}">{}<span>{}</span></span>', name, drawing, text)


@register.simple_tag
def bar(total: int, done: int, started: int = 0) -> str:
    """Draw how much of the whole is done and started; it is decoration, so the numbers must be next to it."""
    per_one = BAR / total if total else 0
    return format_html(
        '<svg class="bar" viewBox="0 0 {0} 5" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="all" width="{0}" height="5"/><rect class="started" width="{1}" height="5"/>'
        '<rect class="done" width="{2}" height="5"/></svg>',
        str(BAR),
        f"{(done + started) * per_one:.1f}",
        f"{done * per_one:.1f}",
    )


@register.simple_tag(takes_context=True)
def nav_link(context, name: str, text: str, *args, pages_below: bool = True) -> str:
    """Show a link of the navigation; `aria-current` is "page" on its page and "true" on the pages below it.

    Where pages below have links of their own, `pages_below` is false.
    """
    href = reverse(name, args=args)
    path = context["request"].path if "request" in context else ""
    current = ""
    if path == href:
        current = format_html(' aria-current="{}"', "page")
    elif pages_below and path.startswith(href):
        current = format_html(' aria-current="{}"', "true")
    return format_html('<a href="{}"{}>{}</a>', href, current, text)
