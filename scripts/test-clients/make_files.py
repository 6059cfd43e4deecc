"""Small files for the clients to send."""

import pathlib
import subprocess
import zipfile

from scenarios import CHROMIUM

WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def png_of_text(path, text):
    """A picture of a line of type, as Chromium draws it."""
    page = pathlib.Path(f'{path}.html')
    page.write_text(f'<!doctype html><body style="margin:60px;background:#fff;font:32px serif">{text}')
    options = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--window-size=900,300']
    subprocess.run(
        [CHROMIUM, *options, f'--screenshot={path.resolve()}', page.resolve().as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )


def docx_of_paragraphs(path, paragraphs):
    """A Word document of plain paragraphs."""
    body = ''.join(f'<w:p><w:r><w:t>{text}</w:t></w:r></w:p>' for text in paragraphs)
    parts = {
        '[Content_Types].xml': f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        '_rels/.rels': f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
        '</Relationships>',
        'word/document.xml': f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
