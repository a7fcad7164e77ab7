"""When a job starts: the product's cron expressions, read, put into words and held against each other."""

from unscaffold.schedules.schedule import NotCron, Schedule

__all__ = ["NotCron", "Schedule"]
