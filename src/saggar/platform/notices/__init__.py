"""Letters by e-mail: written in the action's transaction, sent by a job, never twice.

An action calls `notify(work, ...)`; Django's own `EmailMessage.send()` ends in the same outbox through
`backend.OutboxBackend`. What is sent through is named by SAGGAR_EMAIL_URL (couriers.py).
"""
