"""How the site does: checks that ask the real things, and a report that is never waited for in vain."""

from feedpub.health.check import Check, Status
from feedpub.health.failures import Failures
from feedpub.health.report import Health, Report
from feedpub.health.sources import SourceHealth
from feedpub.health.status import SiteStatus, site_status
from feedpub.health.stored import stored_checks

__all__ = ["Check", "Failures", "Health", "Report", "SiteStatus", "SourceHealth", "Status", "site_status", "stored_checks"]
