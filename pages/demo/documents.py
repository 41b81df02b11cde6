"""The demo's documents: PDF files of one page, written by hand."""

from collections.abc import Sequence

from django.core.files.base import ContentFile

from cms.models import CampaignDocument

HALL = "Receipt for the hall on 5 July"
CHECKLIST = "Checklist for hosts"
PRESS_KIT = "Press kit: the Progressive Alliance on one page"

LINES = {
    HALL: (
        "Central Hall, lettings office",
        "Receipt no. 2016-117",
        "Hire of the great hall with stage and sound, 5 July",
        "Paid in full by transfer: GBP 1,640.00",
        "An example for the demo: no such bill was ever sent.",
    ),
    CHECKLIST: (
        "A first evening: checklist for hosts",
        "Six weeks before: a room that everybody can get into, and two hosts.",
        "Four weeks before: the date on our calendar, and a poster at the library.",
        "One week before: write to those who signed up. What do they want to talk about?",
        "On the day: forty chairs, name labels, pens, soup, and a list of lifts.",
        "The day after: how it went, in five sentences, and when you meet next.",
    ),
    PRESS_KIT: (
        "The Progressive Alliance on one page",
        "What: parties, movements and civil society working together, by Compass.",
        "5 July 2016: the first evening, with more than 1,000 people.",
        "Since then: Brighton, Frome, Liverpool and Wealden.",
        "Coming: Birmingham, Lancaster and Surrey.",
        "Crowdfund: GBP 5,000 for an online hub, line by line on our website.",
        "Press contact: Alex Sample, 020 7946 0123, press@compass.example",
    ),
}


def find_or_write(title: str) -> CampaignDocument:
    """The document of this title, made where it is missing."""
    document: CampaignDocument | None = CampaignDocument.objects.filter(title=title).first()
    if document is None:
        name = title.lower().replace(" ", "-") + ".pdf"
        file = ContentFile(write_pdf(LINES[title]), name=name)
        document = CampaignDocument.objects.create(title=title, file=file, file_size=file.size)
    return document


def write_pdf(lines: Sequence[str]) -> bytes:
    """One A4 page with these lines, the first as its heading (ISO 32000-1, 7.5: file structure)."""
    words = " ".join(f"/F1 {18 if first else 12} Tf ({_escaped(line)}) Tj 0 -28 Td" for first, line in _numbered(lines))
    content = f"BT 72 760 Td {words} ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return written + head + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))


def _numbered(lines: Sequence[str]) -> list[tuple[bool, str]]:
    return [(position == 0, line) for position, line in enumerate(lines)]


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
