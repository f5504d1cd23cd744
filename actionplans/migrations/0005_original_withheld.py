from django.db import migrations, models

from actionplans.freeze import Freeze, Thaw

FROZEN = ("uuid", "plan", "text", "parent", "captured_at", "captured_by", "device")
HAS_A_CORRECTION = models.Q(original_withheld=False) | models.Q(correction__isnull=False)


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0004_contribution_municipality")]
    operations = [
        Thaw("Contribution", fields=FROZEN),
        Thaw("PublishedContribution"),
        migrations.AddField(
            "contribution",
            "original_withheld",
            models.BooleanField(default=False, verbose_name="original not published"),
        ),
        migrations.AddField("publishedcontribution", "original_withheld", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "contribution",
            models.CheckConstraint(condition=HAS_A_CORRECTION, name="original_withheld_has_a_correction"),
        ),
        migrations.AddConstraint(
            "publishedcontribution",
            models.CheckConstraint(condition=HAS_A_CORRECTION, name="published_original_withheld_has_a_correction"),
        ),
        Freeze("Contribution", fields=FROZEN),
        Freeze("PublishedContribution"),
    ]
