"""Reference data: roles, planning regions, municipalities, kinds of organisation."""

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _


def in_language(row: models.Model, field: str, *, english: str = "") -> str:
    """Return the `_lv` or `_en` column of a row, by the language of the page.

    `english` is the column to use in English, if it is not the same: English has no case forms.
    """
    if get_language() == "en":
        return getattr(row, f"{english or field}_en")
    return getattr(row, f"{field}_lv")


def max_length_of(model: type[models.Model], field: str) -> int:
    """Return how many characters a column holds, for the forms and operations that fill it."""
    return model._meta.get_field(field).max_length


class CodeManager(models.Manager):
    """Finds a row by its code, so that fixtures need no primary keys."""

    def get_by_natural_key(self, code):
        return self.get(code=code)


class Named(models.Model):
    """A row that fixtures find by its `code`, and that is shown by its name in the language of the page."""

    objects = CodeManager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.code,)

    @property
    def name(self) -> str:
        return in_language(self, "name")


class Role(Named):
    """A party at the table: it may speak, and it may be addressed. The Latvian case forms are stored, not derived."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    short = models.CharField(_("letters in action keys"), max_length=3, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), unique=True)
    name_lv = models.CharField(max_length=60)
    dative_lv = models.CharField(max_length=60)
    genitive_lv = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    dative_en = models.CharField(max_length=60)

    class Meta:
        ordering = ("order",)
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    @property
    def dative(self) -> str:
        return in_language(self, "dative")

    @property
    def addressee(self) -> str:
        """„pašvaldībām”, as in „iesaka pašvaldībām”; in English the name, as in “suggest to municipalities”."""
        return in_language(self, "dative", english="name")

    @property
    def genitive(self) -> str:
        """„pašvaldību”; in English the name."""
        return in_language(self, "genitive", english="name")

    @property
    def css_class(self) -> str:
        return f"role-{self.short.lower()}"


class Region(Named):
    """One of the five planning regions."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    short = models.CharField(_("letters in action keys"), max_length=3, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), unique=True)
    name_lv = models.CharField(max_length=60)
    genitive_lv = models.CharField(max_length=60)
    dative_lv = models.CharField(max_length=60)
    locative_lv = models.CharField(max_length=60)
    full_name_lv = models.CharField(max_length=80)
    name_en = models.CharField(max_length=60)
    full_name_en = models.CharField(max_length=80)

    class Meta:
        ordering = ("order",)
        verbose_name = _("planning region")
        verbose_name_plural = _("planning regions")

    @property
    def full_name(self) -> str:
        return in_language(self, "full_name")

    @property
    def genitive(self) -> str:
        """„Kurzemes”; in English the name."""
        return in_language(self, "genitive", english="name")

    @property
    def locative(self) -> str:
        """„Kurzemē”; in English the name, and the sentence around it supplies "in"."""
        return in_language(self, "locative", english="name")


class Municipality(Named):
    """One of the 42 municipalities, by its ISO 3166-2 code."""

    class Kind(models.TextChoices):
        STATE_CITY = "state_city", _("state city")
        MUNICIPALITY = "municipality", pgettext_lazy("kind of municipality", "municipality")

    code = models.CharField(_("ISO 3166-2 code"), max_length=6, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    name_lv = models.CharField(max_length=60, unique=True)
    genitive_lv = models.CharField(max_length=60)
    dative_lv = models.CharField(max_length=60)
    locative_lv = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    sort_key = models.CharField(
        max_length=200, help_text=_("language.latvian.sort_key of the Latvian name")
    )

    class Meta:
        ordering = ("sort_key",)
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    @property
    def locative(self) -> str:
        return in_language(self, "locative", english="name")


class OrganisationKind(Named):
    """A kind of organisation: municipality, local action group, ministry or agency, and so on."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), unique=True)
    name_lv = models.CharField(max_length=80)
    plural_lv = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    plural_en = models.CharField(max_length=80)

    class Meta:
        ordering = ("order",)
        verbose_name = _("organisation kind")
        verbose_name_plural = _("organisation kinds")

    @property
    def plural(self) -> str:
        return in_language(self, "plural")
