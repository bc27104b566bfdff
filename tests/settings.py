"""Seereya's own settings in a throwaway home, with cheap key stretching and the database that the run asks for."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_home = Path(tempfile.mkdtemp(prefix="seereya-test-"))
_owner = os.getpid()


def _remove_home() -> None:
    if os.getpid() == _owner:  # not in forked children
        shutil.rmtree(_home, ignore_errors=True)


atexit.register(_remove_home)
for _name in [name for name in os.environ if name.startswith("SEEREYA_") and not name.startswith("SEEREYA_TEST_")]:
    del os.environ[_name]
os.environ["SEEREYA_HOME"] = str(_home)
os.environ["SEEREYA_DATABASE_URL"] = os.environ.get("SEEREYA_TEST_DATABASE_URL", "")
os.environ["SEEREYA_STRETCH"] = "argon2id$v=19$m=64,t=1,p=1"

from seereya.site import catalogues  # noqa: E402
from seereya.site.settings import *  # noqa: E402, F403
from seereya.site.settings import DATABASES  # noqa: E402

catalogues.compile_all()

# Tests hold neither certificates nor collected files; the browser tests serve over http://localhost.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True

if not os.environ["SEEREYA_DATABASE_URL"]:
    _database = DATABASES["default"]
    _database["TEST"] = {"NAME": str(_home / "test.sqlite3")}
    _database["OPTIONS"] = {
        **_database["OPTIONS"],
        "init_command": _database["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF"),
    }
