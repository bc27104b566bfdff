"""What holds for every test. The network is off except localhost (`--disable-socket --allow-hosts` in pyproject.toml)."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.plugins"]

_same = {
    "deadline": None,  # the machine may be shared
    "database": None,  # nothing is left behind
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
}
settings.register_profile("quick", max_examples=20, **_same)
settings.register_profile("ci", max_examples=50, **_same)
settings.load_profile("quick")
