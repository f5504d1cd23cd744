"""Download a plan as the stored document, a table or a workbook, and the summary of a programme."""

import re

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from actionplans.documents.plan_csv import plan_table
from actionplans.documents.plan_xlsx import plan_workbook
from actionplans.documents.summary_xlsx import summary_workbook
from actionplans.queries.published.export_rows import export_plan
from actionplans.queries.published.versions import current_of, versions_of
from actionplans.queries.summary import summary_visible_to
from thinktanks.addresses import page_address
from thinktanks.queries.programmes import programme_by_code_or_pk

JSON = "application/json"
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_NAME = 100


@require_safe
def plan_download(request, programme, region_code, format):
    current = current_of(versions_of(programme, region_code))
    return _version_file(request, current, format, current)


@require_safe
def version_download(request, programme, region_code, number, format):
    versions = versions_of(programme, region_code)
    version = next((version for version in versions if version.number == number), None)
    return _version_file(request, version, format, current_of(versions))


@require_safe
@cache_control(no_store=True, private=True)
def summary_export(request, programme):
    programme = programme_by_code_or_pk(programme)
    summary = summary_visible_to(request.user, programme) if programme else None
    if summary is None:
        raise Http404
    name = _("Summary: %(programme)s") % {"programme": programme.name}
    return _file(summary_workbook(summary), XLSX, f"{name}.xlsx")


def _version_file(request, version, format, current):
    """Return a version in one of the formats; the file name holds its number."""
    if version is None or format not in FORMATS:
        raise Http404
    content_type, make = FORMATS[format]
    plan = version.plan
    name = f"{plan.title} {plan.programme.code} v{version.number}.{format}"
    response = _file(make(version), content_type, name)
    for header, value in _for_search_engines(version, current, format).items():
        response.headers[header] = value
    if format == "json":
        response.headers["ETag"] = f'"{version.checksum}"'
        return get_conditional_response(request, response.headers["ETag"], response=response)
    return response


def _for_search_engines(version, current, format):
    """Return headers that lead to the file of the current version (else to the plan), and away from the others."""
    address = (version.plan.programme.code, version.plan.region_code)
    canonical = (
        page_address("plan-download", *address, format)
        if current
        else page_address("plan-show", *address)
    )
    headers = {"Link": f'<{canonical}>; rel="canonical"'}
    return headers if version == current else headers | {"X-Robots-Tag": "noindex"}


def _file(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    header = content_disposition_header(as_attachment=True, filename=file_name(name))
    response.headers["Content-Disposition"] = header
    return response


def file_name(name):
    """Return a file name that every system accepts: letters, digits and a few marks, shortened before its ending."""
    start, _dot, ending = name.rpartition(".")
    start = " ".join(re.sub(r"[^\w.,–-]|\.(?!\w)", " ", start).split()).strip(".- ")
    return f"{start[:MAX_NAME].strip() or 'plan'}.{ending}"


FORMATS = {
    "json": (JSON, lambda version: version.document.encode()),
    "csv": (CSV, lambda version: plan_table(export_plan(version))),
    "xlsx": (XLSX, lambda version: plan_workbook(export_plan(version))),
}
