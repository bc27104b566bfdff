"""The code knows no country: places, courts, laws and languages of one country stand in its pack."""

import re

from . import house

WORDS = (
    "Mali", "Malian", "Malien", "Malienne", "Maliens", "Bamako", "Mopti", "Tombouctou", "Timbuktu", "Kidal", "Gao", "Ségou", "Sikasso", "Kayes",
    "Koulikoro", "Ménaka", "Taoudénit", "Bandiagara", "Bankass", "Koro", "Douentza", "Bounti", "Moura", "Burkina", "Niger", "Sénégal",
    "MINUSMA", "XOF", "FCFA",
)  # fmt: skip
_FOUND = re.compile(rf"\b(?:{'|'.join(WORDS)})\b")


def test_source_names_no_country():
    files = [*house.modules(), *house.templates(), *house.static(), *house.SRC.rglob("*.po")]
    found = [
        f"{house.name(path)}:{number}: {hit.group()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (hit := _FOUND.search(line))
    ]
    assert found == []
