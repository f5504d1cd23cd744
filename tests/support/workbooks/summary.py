"""The workbook of a summary, and what tests look for in it."""

from django.utils import translation

from actionplans.documents.summary_xlsx import summary_workbook
from actionplans.models import Contribution, ItemState, Plan, PlanVersion
from actionplans.queries.summary import Summary, whole_summary
from tests.support.factories import make_action, make_version
from tests.support.workbooks.exported_files import block_of, book_of
from thinktanks.models import Programme


def workbook_of(summary: Summary, language: str = "en") -> bytes:
    """Return the workbook of a summary in a language."""
    with translation.override(language):
        return summary_workbook(summary)


def whole_workbook(programme: Programme, language: str = "en") -> bytes:
    """Return the workbook of a programme as administrators get it."""
    return workbook_of(whole_summary(programme), language)


def plans_in(content: bytes) -> dict[str, tuple]:
    """Return the columns of the table of plans on the cover, by the name of the plan."""
    return {row[0]: row[1:] for row in block_of(content, "Summary", "Plans")}


def cover_of(content: bytes) -> list:
    """Return the first column of the cover, where the titles of its tables are."""
    return [row[0] for row in book_of(content)["Summary"].values]


def publish_all(plan: Plan) -> PlanVersion:
    """Publish a plan with all its contributions in an action."""
    make_action(*Contribution.objects.filter(plan=plan).exclude(state=ItemState.SPLIT))
    return make_version(plan)
