"""Accounts and what they may do."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.models.organisation import Organisation
from stakeholders.models.reference import Region


class UserManager(BaseUserManager):
    """Finds accounts by their e-mail address, whatever its case."""

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. It is never deleted but anonymised, so that the log still refers to it."""

    email = models.EmailField(_("e-mail address"), unique=True, null=True)  # noqa: DJ001 (anonymised accounts share null)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=120, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self):
        return self.name or _("account %(number)s") % {"number": self.pk}

    @cached_property
    def current_grants(self) -> list["Grant"]:
        """The grants in force; read once per request."""
        return list(self.grants.current()) if self.is_active else []

    @property
    def is_administrator(self) -> bool:
        return any(grant.kind == Grant.Kind.ADMINISTRATOR for grant in self.current_grants)

    @property
    def is_staff(self) -> bool:
        """Required by Django's admin site."""
        return self.is_administrator

    def has_perm(self, perm, obj=None) -> bool:
        return self.is_administrator

    def has_module_perms(self, app_label) -> bool:
        return self.is_administrator


class GrantQuerySet(models.QuerySet):
    def current(self, at=None):
        """Return the grants in force at a moment (default: now)."""
        at = at or timezone.now()
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)


# What a grant of each kind is for.
PLACES = {"administrator": (), "coordinator": ("region",), "editor": ("organisation",)}
WRONG_PLACE = _(
    "A coordinator needs a region, an editor an organisation, an administrator neither."
)


class Grant(models.Model):
    """What an account may do where, from when to when. Facilitators are in thinktanks.Facilitator."""

    class Kind(models.TextChoices):
        ADMINISTRATOR = "administrator", _("administrator")
        COORDINATOR = "coordinator", _("coordinator")
        EDITOR = "editor", _("editor")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(_("kind"), max_length=13, choices=Kind.choices)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = (
            models.CheckConstraint(
                name="grant_names_its_place",
                condition=Q(kind="administrator", region__isnull=True, organisation__isnull=True)
                | Q(kind="coordinator", region__isnull=False, organisation__isnull=True)
                | Q(kind="editor", region__isnull=True, organisation__isnull=False),
                violation_error_code="place",
                violation_error_message=WRONG_PLACE,
            ),
            *(
                models.UniqueConstraint(
                    name=f"one_{kind}_grant_in_force",
                    fields=("user", *place),
                    condition=Q(kind=kind, ends_at__isnull=True),
                )
                for kind, place in PLACES.items()
            ),
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=models.F("starts_at")),
            ),
        )

    def __str__(self):
        return f"{self.user} · {self.get_kind_display()}"
