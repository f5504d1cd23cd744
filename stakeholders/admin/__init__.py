"""Administrators' pages of who is who: to look things up, and to write by operations what no other page does."""

from stakeholders.admin import accounts, organisations, reference

__all__ = ["accounts", "organisations", "reference"]
