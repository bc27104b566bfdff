"""How gunicorn serves Seereya: one process (one sealed index in memory), eight threads, no address and no body on disk."""

from __future__ import annotations

import logging
import os
import resource
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

bind = os.environ.get("BIND", "127.0.0.1:8000")
# Each process opens the sealed indexes it needs for itself: more processes cost memory, threads do not.
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
worker_class = "gthread"
threads = 8
timeout = 120
graceful_timeout = 30
keepalive = 5
max_requests = 0

# The heartbeat file stays off the disk where the machine has shared memory.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # a file without content
umask = 0o077
control_socket_disable = True
forwarded_allow_ips = "127.0.0.1,::1"
limit_request_line = 4094
limit_request_fields = 60

accesslog = None
errorlog = "-"
loglevel = "warning"


class WithoutAddresses(logging.Filter):
    """Lets through what the operator must know, never who asked for what: gunicorn names addresses and paths."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replaces the sentences that carry an address or a path."""
        message = record.getMessage()
        for opening, said in (
            ("Invalid request", "Invalid request."),
            ("Error handling request", "Error handling a request."),
        ):
            if message.startswith(opening):
                record.msg, record.args, record.exc_info = said, (), None
        return True


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn carries no types
    """gunicorn's logger with the filter in front."""

    def setup(self, cfg: Any) -> None:
        """Called by gunicorn when it starts and when it reads its configuration again."""
        super().setup(cfg)
        if not any(isinstance(known, WithoutAddresses) for known in self.error_log.filters):
            self.error_log.addFilter(WithoutAddresses())


logger_class = QuietLogger


def on_starting(_server: Any) -> None:
    """No core dump may write open keys to a disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
