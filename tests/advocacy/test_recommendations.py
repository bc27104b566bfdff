"""Recommendations: read from a spreadsheet line by line, taken over whole or not at all; assessments that may disagree."""

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from seereya.accounts.rules import Refused
from seereya.advocacy import services
from seereya.advocacy.models import Assessment, Recommendation, StagedImport
from seereya.advocacy.queries import recommendations as queries
from seereya.advocacy.services.imports import read_sheet, stage_import, take_over
from seereya.foundation import clock
from tests.factories.accounts import browser_for
from tests.factories.advocacy import days_ago, recommendation

pytestmark = pytest.mark.django_db
HEADER = ["Organe", "Document", "Paragraphe", "État auteur", "Texte (français)", "Thème", "Position", "Note"]
ROW = ["INT-UPR", "X/HRC/0/1", "115.1", "Suède", "Ouvrir une enquête indépendante", "TH-IMP", "Acceptée", ""]
OTHER = ["Examen périodique universel", "X/HRC/0/1", "115.2", "Ghana", "Protéger les témoins", "TH-WIT", "RP-NOT", "fictif"]


def xlsx(*rows, header=HEADER):
    book = Workbook()
    for row in (header, *rows):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def table(*rows, header=HEADER, delimiter=";"):
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows([header, *rows])
    return target.getvalue().encode("utf-8-sig")


def faults(data):
    return [(one.line, one.column, one.code, one.belongs) for line in read_sheet(data).lines for one in line.faults]


@pytest.mark.parametrize("made", [xlsx, table], ids=["xlsx", "csv"])
def test_a_spreadsheet_is_read_then_taken_over_and_a_second_time_changes_nothing(officer, made):
    staged = stage_import(by=officer, data=made(ROW, OTHER))
    assert staged.counts == {"read": 2, "new": 2}
    assert Recommendation.objects.count() == 0
    take_over(by=officer, staged_id=staged.id)
    first = Recommendation.objects.get(paragraph="115.1")
    assert (first.body, first.theme, first.position, first.state) == ("INT-UPR", "TH-IMP", "RP-SUP", "Suède")
    assert Recommendation.objects.get(paragraph="115.2").body == "INT-UPR"
    with pytest.raises(Refused, match="import_taken_over"):
        take_over(by=officer, staged_id=staged.id)
    again = stage_import(by=officer, data=made(ROW, OTHER))
    assert again.counts == {"read": 2, "same": 2}
    take_over(by=officer, staged_id=again.id)
    assert Recommendation.objects.count() == 2
    changed = stage_import(by=officer, data=made([*ROW[:4], "Ouvrir deux enquêtes", *ROW[5:]], OTHER))
    assert changed.counts == {"read": 2, "same": 1, "changed": 1}
    take_over(by=officer, staged_id=changed.id)
    first.refresh_from_db()
    assert (first.text_fr, first.version) == ("Ouvrir deux enquêtes", 2)


def test_english_headings_and_blank_lines_are_read(officer):
    header = ["Source body", "Document symbol", "Paragraph", "Recommending State", "Text (English)", "Theme"]
    row = ["Universal Periodic Review", "X/1", 7, "Ghana", "Protect witnesses", "Victim and witness protection"]
    found = read_sheet(xlsx(row, [None] * 6, [*row[:2], 8.0, *row[3:]], header=header))
    assert [(line.number, line.values["paragraph"], line.faults) for line in found.lines] == [(2, "7", []), (4, "8", [])]


def test_faults_are_named_by_line_and_column(officer):
    data = xlsx(
        ROW,
        ["INT-NOPE", *ROW[1:]],
        [ROW[0], ROW[1], "", *ROW[3:]],
        [ROW[0], ROW[1], "115.1", *ROW[3:]],
        [*OTHER[:5], "TH-NOPE", *OTHER[6:]],
    )
    assert faults(data) == [
        (3, "A", "unknown", ""), (4, "C", "missing", ""), (5, "", "double", ""), (6, "F", "unknown", ""),
    ]  # fmt: skip


def test_moved_columns_are_said_to_have_moved(officer):
    moved = [ROW[0], ROW[1], ROW[3], ROW[2], *ROW[4:]]  # paragraph and State exchanged
    pushed = [ROW[0], "", *ROW[1:7], "note"]  # one cell too many pushes all to the right
    found = faults(xlsx(moved, pushed))
    assert (2, "C", "no_paragraph", "") in found
    assert (3, "B", "missing", "") in found
    assert (3, "G", "unknown", "theme") in found
    assert any(line == 3 and code == "beyond_columns" for line, _column, code, _belongs in found)


def test_nothing_is_half_imported(officer):
    staged = stage_import(by=officer, data=xlsx(ROW, ["INT-NOPE", *OTHER[1:]]))
    assert staged.counts == {"read": 2, "new": 1, "refused": 1}
    with pytest.raises(Refused, match="import_not_clean"):
        take_over(by=officer, staged_id=staged.id)
    assert Recommendation.objects.count() == 0


def test_what_changed_since_the_look_is_read_again_first(officer):
    staged = stage_import(by=officer, data=xlsx(ROW))
    recommendation(by=officer, document="X/HRC/0/1", paragraph="115.1", state="Suède")
    with pytest.raises(Refused, match="import_moved_on"):
        take_over(by=officer, staged_id=staged.id)


def test_a_partners_row_stays_as_the_partner_wrote_it(officer, partner):
    take_over(by=partner, staged_id=stage_import(by=partner, data=xlsx(ROW)).id)
    staged = stage_import(by=officer, data=xlsx([*ROW[:4], "Autre texte", *ROW[5:]], OTHER))
    assert staged.counts == {"read": 2, "partner": 1, "new": 1}
    take_over(by=officer, staged_id=staged.id)
    assert Recommendation.objects.get(paragraph="115.1").text_fr == ROW[4]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 no workbook", "unreadable_workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "unreadable_workbook"),
        (b"", "unreadable_workbook"),
        (table(header=["Organe", "Document"]), "missing_columns"),
        (table(header=[*HEADER, "Body"]), "double_columns"),
        (table(), "empty_workbook"),
        (b"a" * 5_000_001, "workbook_too_large"),
        (b'Organe;Document;Paragraphe;Texte\nA;B;"C;D', "unreadable_workbook_line"),
    ],
)  # fmt: skip
def test_bad_files_are_refused_in_words(officer, data, code):
    with pytest.raises(Refused) as refusal:
        read_sheet(data)
    assert refusal.value.code == code


def damaged(part, change):
    """A workbook one part of which is not as it was written."""
    source, made = zipfile.ZipFile(io.BytesIO(xlsx(ROW))), io.BytesIO()
    with source, zipfile.ZipFile(made, "w") as packed:
        for name in source.namelist():
            packed.writestr(name, change(source.read(name)) if name.endswith(part) else source.read(name))
    return made.getvalue()


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY a%d "%s">' % (level, (b"&a%d;" % (level - 1) if level else b"&a;") * 10) for level in range(9)
)


@pytest.mark.parametrize("part", ["sheet1.xml", "workbook.xml", "[Content_Types].xml"])
@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[: len(data) // 2],
        lambda _: b"\x00\x01",
        lambda _: b"",
        lambda _: BOMB + b"]><worksheet>&a8;</worksheet>",
    ],
    ids=["cut", "noise", "empty", "entities"],
)
def test_a_workbook_damaged_inside_is_refused_in_words(officer, browser, part, change):
    with pytest.raises(Refused, match="unreadable_workbook"):
        read_sheet(damaged(part, change))
    sent = {"file": SimpleUploadedFile("r.xlsx", damaged(part, change))}
    assert browser.post(reverse("advocacy:sheet-new"), sent).status_code in {409, 422}


def test_the_pages_of_an_import(officer, browser):
    sent = {"file": SimpleUploadedFile("r.xlsx", xlsx(ROW, ["INT-NOPE", *OTHER[1:]]))}
    assert browser.post(reverse("advocacy:sheet-new"), sent).status_code == 302
    row = StagedImport.objects.get()
    shown = browser.get(reverse("advocacy:sheet", args=[row.id])).content.decode()
    assert "INT-NOPE" in shown
    assert browser.post(reverse("advocacy:sheet-take", args=[row.id])).status_code == 409
    sent = {"file": SimpleUploadedFile("r.csv", table(ROW))}
    browser.post(reverse("advocacy:sheet-new"), sent)
    clean = StagedImport.objects.order_by("-made_at").first()
    assert browser.post(reverse("advocacy:sheet-take", args=[clean.id])).status_code == 302
    assert browser.get(reverse("advocacy:sheet", args=[clean.id])).status_code == 200
    assert Recommendation.objects.count() == 1
    bad = {"file": SimpleUploadedFile("r.csv", b"\x00\x01")}
    assert browser.post(reverse("advocacy:sheet-new"), bad).status_code == 409


def test_assessments_stand_beside_each_other_and_may_disagree(officer, partner, browser):
    row = recommendation(by=officer)
    said = services.Assessed
    services.assess(by=officer, recommendation_id=row.id, said=said("ours", "IS-NON", days_ago(40), "Rien n’a été fait."))
    services.assess(by=officer, recommendation_id=row.id, said=said("ours", "IS-INI", days_ago(9), "Un juge est nommé."))
    services.assess(by=partner, recommendation_id=row.id, said=said("ours", "IS-PAR", days_ago(8), "Deux auditions."))
    services.assess(
        by=officer, recommendation_id=row.id, said=said("government", "IS-FUL", days_ago(3), source="Rapport à mi-parcours")
    )
    latest = queries.latest([row.id])[row.id]
    assert sorted(one.status for one in latest.ours) == ["IS-INI", "IS-PAR"]
    assert latest.government.status == "IS-FUL"
    assert latest.disagree
    assert Assessment.objects.count() == 4
    sheet = browser.get(reverse("advocacy:recommendation", args=[row.id])).content.decode()
    assert "Rien n’a été fait." in sheet
    assert "Deux auditions." in sheet
    listed = browser.get(reverse("advocacy:recommendations") + "?print=1").content.decode()
    assert "X/1 § 1.1" in listed
    for query, there in (("?status=IS-PAR", True), ("?status=IS-NON", False), ("?status=none", False), ("?theme=TH-IMP", True)):
        assert ("X/1 § 1.1" in browser.get(reverse("advocacy:recommendations") + query).content.decode()) is there, query


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"kind": "ours", "status": "IS-FUL"}, "evidence_needed"),
        ({"kind": "other", "status": "IS-UNK"}, "assessor_needed"),
        ({"kind": "x", "status": "IS-UNK"}, "unknown_implementation"),
    ],
)
def test_an_assessment_says_on_what_evidence(officer, values, code):
    row = recommendation(by=officer)
    with pytest.raises(Refused, match=code):
        services.assess(by=officer, recommendation_id=row.id, said=services.Assessed(on=clock.today(), **values))


def test_the_export_says_what_the_table_says_and_holds_no_formula(officer, browser):
    recommendation(by=officer, text_fr="=HYPERLINK(1)", note="+1")
    recommendation(by=officer, paragraph="1.2", theme="TH-TOR")
    answer = browser.get(reverse("advocacy:recommendations-export") + "?theme=TH-IMP")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows())
    assert len(rows) == 2
    cell = next(cell for cell in rows[1] if cell.value == "=HYPERLINK(1)")
    assert cell.data_type == "s"
    assert browser.get(reverse("advocacy:recommendations-export") + "?nope=1").status_code == 400


def test_a_partner_assesses_but_does_not_correct(officer, partner):
    row, theirs = recommendation(by=officer), browser_for(partner)
    assert theirs.get(reverse("advocacy:recommendation", args=[row.id])).status_code == 200
    assert theirs.get(reverse("advocacy:recommendation-edit", args=[row.id])).status_code == 404
    fields = {"kind": "ours", "status": "IS-NON", "on": "3 mars 2024", "words": "Rien"}
    assert theirs.post(reverse("advocacy:recommendation-assess", args=[row.id]), fields).status_code == 302
    with pytest.raises(Refused, match="recommendation_there_already"):
        recommendation(by=partner)
