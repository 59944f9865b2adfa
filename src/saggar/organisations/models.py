"""Systems, organisations, sites, agreements and memberships."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Q

from saggar.organisations.grid import GridPoint
from saggar.organisations.kinds import KIND_CHOICES
from saggar.organisations.searched import searched_text
from saggar.platform.audit.models import Audited
from saggar.platform.permits import ROLES, Actor


class System(Audited):
    """An integrated care system: the organisations of one area that run one workforce programme.

    `local_authorities` are the names by which national lists say that a care service is in the area.
    """

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=150)
    ods_code = models.CharField("ODS code", max_length=10, unique=True)
    local_authorities = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        db_table = "organisations_system"

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations; all that are open are public knowledge."""

    def open_on(self, on: date) -> OrganisationQuerySet:
        """Organisations that are open on the day `on`."""
        return self.filter(Q(opened_on=None) | Q(opened_on__lte=on)).filter(
            Q(closed_on=None) | Q(closed_on__gt=on)
        )


class Organisation(Audited):
    """A partner: trust, practice, care home, hospice, council, college or programme body.

    Open from `opened_on` up to the day before `closed_on`. The point is where its main site is, in metres
    of the British National Grid. From `described_on` on the telephone, website and services are the
    organisation's own words, which imports of national lists leave alone.
    """

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="organisations")
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, choices=KIND_CHOICES)
    ods_code = models.CharField("ODS code", max_length=20, null=True, blank=True)
    cqc_location_id = models.CharField("CQC location ID", max_length=20, null=True, blank=True)
    provider_name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    district = models.CharField(max_length=60, blank=True)
    easting = models.IntegerField(null=True, blank=True)
    northing = models.IntegerField(null=True, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    website = models.URLField(blank=True)
    services = models.TextField(blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True)
    described_on = models.DateField(null=True, blank=True)
    searched = models.GeneratedField(
        expression=searched_text(),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects: ClassVar[models.Manager[Organisation]] = OrganisationQuerySet.as_manager()

    class Meta:
        db_table = "organisations_organisation"
        constraints = [
            models.UniqueConstraint("ods_code", name="organisations_one_per_ods_code"),
            models.UniqueConstraint("cqc_location_id", name="organisations_one_per_cqc_location"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=F("opened_on")),
                name="organisations_close_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(easting=None, northing=None)
                | Q(
                    easting__isnull=False,
                    northing__isnull=False,
                    easting__range=(0, 700_000),
                    northing__range=(0, 1_300_000),
                ),
                name="organisations_point_in_great_britain",
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="organisations_by_name"),
            models.Index(fields=["kind", "name", "id"], name="organisations_by_kind"),
            models.Index(fields=["district", "name", "id"], name="organisations_by_district"),
            models.Index(fields=["easting", "northing"], name="organisations_by_point"),
            GistIndex(GridPoint("easting", "northing"), name="organisations_nearest"),
            GinIndex(OpClass("searched", name="gin_trgm_ops"), name="organisations_searched"),
            GinIndex(OpClass("name", name="gin_trgm_ops"), name="organisations_name_trigrams"),
        ]

    def __str__(self) -> str:
        return self.name


class DirectoryWord(models.Model):
    """A word that some organisation's searched text holds: what a misspelled word of a query is put right to.

    A trigger of the database adds the words of new and changed organisations, so that they are never behind.
    """

    word = models.CharField(max_length=40, primary_key=True)

    class Meta:
        db_table = "organisations_word"
        indexes = [GinIndex(OpClass("word", name="gin_trgm_ops"), name="organisations_word_trigrams")]

    def __str__(self) -> str:
        return self.word


class Site(Audited):
    """A place where an organisation works."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8)
    easting = models.IntegerField(null=True, blank=True)
    northing = models.IntegerField(null=True, blank=True)

    class Meta:
        db_table = "organisations_site"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name", "postcode"], name="organisations_site_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Agreement(Audited):
    """Terms that organisations have signed with one another, from a day up to another."""

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="agreements")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=150)
    text = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    signatories = models.ManyToManyField(Organisation, through="Signature", related_name="agreements")

    class Meta:
        db_table = "organisations_agreement"
        constraints = [
            models.UniqueConstraint(fields=["system", "key"], name="organisations_agreement_key"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="organisations_agreement_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Signature(Audited):
    """An organisation's signature under an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    signed_on = models.DateField()

    class Meta:
        db_table = "organisations_signature"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="organisations_signature_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} signed {self.agreement}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Roles of people: who works where is for their own organisation to know."""

    def visible_to(self, actor: Actor) -> MembershipQuerySet:
        """One's own roles, and with `members.manage` all of one's own organisation; all for the product."""
        if actor.is_product:
            return self.all()
        own = Q(user_id=actor.user_id) if actor.is_signed_in else Q(pk__in=())
        if actor.organisation_id is not None and actor.holds("members.manage"):
            own |= Q(organisation_id=actor.organisation_id)
        return self.filter(own)

    def held_on(self, on: date) -> MembershipQuerySet:
        """Roles held on the day `on`, and those given from a later day on."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on))


class Membership(Audited):
    """A role that somebody holds in an organisation, from a day up to another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=[(role.key, role.title) for role in ROLES.values()])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[Membership]] = MembershipQuerySet.as_manager()

    class Meta:
        db_table = "organisations_membership"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ends_on=None),
                name="organisations_membership_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="organisations_membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} is {self.get_role_display()} at {self.organisation}"
