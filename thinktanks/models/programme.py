"""A cycle of think tanks with its roles and questions."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from stakeholders.models import Named, Organisation, Role, in_language

# What a programme says of itself, in both languages.
PROGRAMME_TEXTS = (
    "name_lv",
    "name_en",
    "introduction_lv",
    "introduction_en",
    "figure_credit_lv",
    "figure_credit_en",
    "funder_lv",
    "funder_en",
)


class Programme(Named):
    """A cycle of think tanks with a text, partners, funder, roles and questions of its own."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ARCHIVED = "archived", _("archived")

    class CofundingMark(models.TextChoices):
        EUROPEAN_UNION = "eu", _("Co-funded by the European Union")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_lv = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    introduction_lv = models.CharField(max_length=2000, blank=True)
    introduction_en = models.CharField(max_length=2000, blank=True)
    figure_credit_lv = models.CharField(max_length=200, blank=True)
    figure_credit_en = models.CharField(max_length=200, blank=True)
    partners = models.ManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name=_("partners")
    )
    funder_lv = models.CharField(max_length=2000, blank=True)
    funder_en = models.CharField(max_length=2000, blank=True)
    cofunding_mark = models.CharField(
        _("co-funding mark"), max_length=2, choices=CofundingMark.choices, blank=True
    )
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    speaker_roles = models.ManyToManyField(
        Role, related_name="+", verbose_name=_("roles that may suggest")
    )
    addressed_roles = models.ManyToManyField(
        Role, related_name="+", verbose_name=_("roles that are addressed")
    )
    demo = models.BooleanField(_("demonstration data"), default=False)

    class Meta:
        ordering = ("-code",)
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    @property
    def introduction(self) -> str:
        return in_language(self, "introduction")

    @property
    def figure_credit(self) -> str:
        return in_language(self, "figure_credit")

    @property
    def funder(self) -> str:
        return in_language(self, "funder")

    @property
    def is_archived(self) -> bool:
        """Whether nothing of it may be changed any more."""
        return self.state == self.State.ARCHIVED

    @cached_property
    def speaker_role_ids(self) -> set[int]:
        """Ids of the roles that may speak, read once per object."""
        return set(self.speaker_roles.values_list("pk", flat=True))

    @cached_property
    def addressed_role_ids(self) -> set[int]:
        """Ids of the roles that may be addressed, read once per object."""
        return set(self.addressed_roles.values_list("pk", flat=True))


class Question(models.Model):
    """A question that participants are asked after the think tank; an import finds its question by the code."""

    class Code(models.TextChoices):
        GAINS = "gains", _("gains")
        USE = "use", _("use of the plan")
        EVENTS = "events", _("next events")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="questions")
    code = models.CharField(_("code"), max_length=6, choices=Code.choices, blank=True)
    order = models.PositiveSmallIntegerField(_("order"))
    text_lv = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200)

    class Meta:
        ordering = ("order",)
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "code"),
                condition=~models.Q(code=""),
                name="one_question_per_code",
            ),
        )

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        return in_language(self, "text")
