"""The guide of the backup, line by line: a key, a backup of the running service, a restore elsewhere, a member who reads there."""

from __future__ import annotations

from tests.e2e.addresses import STORY
from tests.e2e.browsing import Visits
from tests.e2e.house import House, free_port


def test_what_is_restored_elsewhere_is_read_there_by_a_member(house, browser, tmp_path):
    key, backup = tmp_path / "key.txt", tmp_path / "seereya.age"
    key.write_text(house.command("backup", "--new-key", "--organisation", "AMDH"), encoding="utf-8")
    house.command("backup", str(backup))
    assert b"SQLite format" not in backup.read_bytes()
    elsewhere = House(tmp_path / "elsewhere", free_port(), tmp_path / "server.log", used=dict(house.used))
    elsewhere.home.mkdir(mode=0o700)
    elsewhere.command("restore", str(backup), "--identity", str(key))
    elsewhere.command("verify")
    elsewhere.command("collectstatic", "--no-input", "--verbosity", "0")
    (elsewhere.home / "demonstration.json").write_bytes((house.home / "demonstration.json").read_bytes())
    elsewhere.serve()
    try:
        visits = Visits(elsewhere, browser)
        page = visits.open("nana", language="fr")
        page.goto(f"/incidents/?q={STORY}")
        page.locator("table.list tbody a").first.click()
        assert "Tondibani" in page.locator("h1").inner_text()
        assert "dix-neuf" in page.locator("#accounts").inner_text()
        visits.close()
    finally:
        elsewhere.stop()
