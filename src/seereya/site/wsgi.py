"""The application servers call; it starts the background worker of its process, once, where the installation wants it inside."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from seereya.site.wsgi_chunked import Chunked

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seereya.site.settings")
application = Chunked(get_wsgi_application())

if settings.WORKER_INSIDE:
    from seereya.jobs.worker import start_inside

    start_inside()
