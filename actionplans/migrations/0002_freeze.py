from django.db import migrations

from actionplans.freeze import Freeze

SAME_VERSION = " AND ".join(
    f"NEW.{column} = OLD.{column}"
    for column in ("id", "plan_id", "number", "seq", "note_id", "published_at", "published_by_id")
)


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0001_initial"), ("stakeholders", "0002_cache_table")]
    operations = [
        Freeze("Text", unless="NEW.body = '[dzēsts]' AND NEW.checksum = OLD.checksum AND NEW.id = OLD.id"),
        Freeze("PlanEvent"),
        Freeze("PlanVersion", unless=f"NEW.redactions = OLD.redactions + 1 AND {SAME_VERSION}"),
        Freeze("PublishedAction"),
        Freeze("PublishedContribution"),
        Freeze("VersionWithdrawal"),
        Freeze("Redaction"),
        Freeze("ProgressReport"),
        Freeze(
            "Contribution",
            fields=("uuid", "plan", "text", "parent", "captured_at", "captured_by", "device"),
        ),
    ]
