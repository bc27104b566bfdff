"""Django's settings, from the environment (`env.py`) and the home's own files."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from seereya.site import env

env.check_names()

SOURCE = Path(__file__).resolve().parent.parent
HOME = Path(env.read("SEEREYA_HOME")).expanduser().resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret_key() -> str:
    """The signing key: from the environment, or made once and kept in the home, readable by its owner only."""
    if given := env.read("SEEREYA_SECRET_KEY"):
        return given
    path = HOME / "secret-key"
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


def _database(url: str) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "seereya.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; "
                "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA cache_size=-16000;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("SEEREYA_DATABASE_URL: only postgresql:// is known; leave it empty for SQLite.")
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        # The wall's setting lives as long as one transaction; a cursor kept on the server would outlive it and read nothing.
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": options,
    }


SECRET_KEY = _secret_key()
DEBUG = env.read("SEEREYA_DEBUG") == "1"
ORIGIN = env.read("SEEREYA_ORIGIN").rstrip("/")
ALLOWED_HOSTS = [host.strip() for host in env.read("SEEREYA_HOSTS").split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = [ORIGIN]
_LOCAL = urlsplit(ORIGIN).hostname in {"localhost", "127.0.0.1"}
if not _LOCAL and not ORIGIN.startswith("https://"):
    raise ImproperlyConfigured("SEEREYA_ORIGIN: anything but localhost needs https.")
if DEBUG and not _LOCAL:
    raise ImproperlyConfigured("SEEREYA_DEBUG: error pages with details are refused for anything but localhost.")

PRODUCT_NAME = env.read("SEEREYA_PRODUCT_NAME")
PACKS = Path(env.read("SEEREYA_PACKS") or SOURCE.parent.parent / "packs")
SESSION_IDLE_MINUTES = env.number("SEEREYA_IDLE_MINUTES")
BULK_OPENINGS = env.number("SEEREYA_BULK_OPENINGS")
SESSION_HOURS = env.number("SEEREYA_SESSION_HOURS")
STRETCH = env.read("SEEREYA_STRETCH")
WORKER_INSIDE = env.choice("SEEREYA_WORKER", "inside", "apart") == "inside"

DATABASES = {"default": _database(env.read("SEEREYA_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "seereya.jobs",
    "seereya.audit",
    "seereya.accounts",
    "seereya.reference",
    "seereya.vault",
    "seereya.protection",
    "seereya.evidence",
    "seereya.documentation",
    "seereya.observatory",
    "seereya.casework",
    "seereya.advocacy",
    "seereya.education",
    "seereya.programme",
    "seereya.site",
]
MIDDLEWARE = [
    "seereya.site.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "seereya.accounts.middleware.CurrentSession",
    "seereya.site.middleware.Language",
    "seereya.accounts.middleware.Policies",
]
ROOT_URLCONF = "seereya.site.urls"
WSGI_APPLICATION = "seereya.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "seereya.site.frame.frame",
            ],
            "string_if_invalid": "",
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

LANGUAGE_CODE = env.choice("SEEREYA_LANGUAGE", "fr", "en")
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "site" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["seereya.site.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 86400

# No body is ever written to disk in clear: uploads stream through a handler that seals them.
FILE_UPLOAD_HANDLERS = ["seereya.vault.uploads.SealedUpload"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "seereya.site.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = "__Host-language"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REDIRECT_EXEMPT: list[str] = []
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# Sealed values must not reach a log: no request bodies, no locals, no addresses.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "seereya.site.logs.WithoutLocals", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "seereya": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "seereya.site.logs.NothingShown"
SILENCED_SYSTEM_CHECKS: list[str] = []
