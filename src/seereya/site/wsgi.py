"""The application servers call; it starts the background worker of its process, once, where the installation wants it inside."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from seereya.site.wsgi_chunked import Chunked

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seereya.site.settings")
application = Chunked(get_wsgi_application())

# What serving needs stays for good: a full collection of garbage need not walk it again in the middle of somebody's page (80 to
# 150 ms), and small ones need not come every seven hundred objects.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 5, 10)

if settings.WORKER_INSIDE:
    from seereya.jobs.worker import start_inside

    start_inside()
