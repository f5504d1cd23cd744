"""End grants that repeat another grant in force; the next migration lets the database refuse them."""

from django.db import migrations
from django.utils import timezone


def end_repeated_grants(apps, schema_editor):
    """Keep the oldest of equal grants in force, end the others now, and say which."""
    grants = apps.get_model("stakeholders", "Grant").objects.using(schema_editor.connection.alias)
    kept = set()
    for grant in grants.filter(ends_at=None).order_by("starts_at", "pk"):
        right = (grant.user_id, grant.kind, grant.region_id, grant.organisation_id)
        if right in kept:
            # A grant from a later moment ends when it starts.
            grant.ends_at = max(timezone.now(), grant.starts_at)
            grant.save(update_fields=["ends_at"])
            print(f"\n  Ended grant {grant.pk}: account {grant.user_id} has the same right twice.")
        kept.add(right)


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0002_cache_table")]
    operations = [migrations.RunPython(end_repeated_grants, migrations.RunPython.noop)]
