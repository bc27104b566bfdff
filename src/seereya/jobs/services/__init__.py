"""What is done with jobs: by members (enqueue, cancel, renew the key, resume) and by workers (run, recover)."""

from .asking import ask_to_cancel, enqueue, renew_key, resume
from .recovering import beat, forget_old, leave, recover_dead
from .running import Hand, run_next

__all__ = [
    "Hand",
    "ask_to_cancel",
    "beat",
    "enqueue",
    "forget_old",
    "leave",
    "recover_dead",
    "renew_key",
    "resume",
    "run_next",
]
