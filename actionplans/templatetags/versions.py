"""Tags that name a published version with its day."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from actionplans.models import Plan, PlanVersion
from language.template_library import Library
from language.templatetags.latvian import on_date
from stakeholders.templatetags.marks import host

register = Library()


@register.simple_tag
def version_line(version: PlanVersion) -> str:
    """Return number and day of a version, without a link: of an imported plan the day of its original publication."""
    values = {"number": version.number, "date": on_date(version.dated)}
    if version.original_date:
        return _("Version %(number)s. %(origin)s") % (values | {"origin": version_origin(version)})
    published = _("Version %(number)s, published on %(date)s") % values
    return f"{published}. {version_origin(version)}" if version.is_imported else published


@register.simple_tag
def version_origin(version: PlanVersion | Plan) -> str:
    """Return that a version or plan was imported, and since when it has been public; empty for others."""
    if version.original_date:
        date = on_date(version.original_date)
        return _("Imported plan; first published on %(date)s") % {"date": date}
    return _("Imported plan") if version.is_imported else ""


@register.simple_tag
def version_source(version: PlanVersion | Plan) -> SafeString | str:
    """Return where an imported plan was first published, to follow `version_line` or `version_origin`; empty for others."""
    if version.source_url:
        title = version.source_title or host(version.source_url)
        link = '; {}: <a href="{}" rel="nofollow noopener"><span lang="lv">{}</span></a>'
        return format_html(link, _("source"), version.source_url, title)
    if version.source_title:
        return format_html('; {}: <span lang="lv">{}</span>', _("source"), version.source_title)
    return ""
