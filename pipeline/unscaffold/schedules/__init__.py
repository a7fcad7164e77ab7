"""When a job starts: the product's cron expressions, read, put into words and held against each other."""

from unscaffold.schedules.coinciding import Coincidence, coincide, starts_within
from unscaffold.schedules.fields import NotCron
from unscaffold.schedules.schedule import Schedule

__all__ = ["Coincidence", "NotCron", "Schedule", "coincide", "starts_within"]
