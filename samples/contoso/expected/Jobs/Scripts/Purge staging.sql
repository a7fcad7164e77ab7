-- Purge des tables de transit : tout ce qui a plus de trente jours.
DELETE FROM staging.people WHERE loaded_at < DATEADD(day, -30, GETDATE());
DELETE FROM staging.contracts WHERE loaded_at < DATEADD(day, -30, GETDATE());
