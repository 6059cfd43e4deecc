"""Lets a program make Markdown of pages of a PDF: write-markdown.py PROGRAM FILE PAGES(1,2,…) → one JSON object a page."""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path


def pymupdf4llm(file, pages):
    import pymupdf4llm

    chunks = pymupdf4llm.to_markdown(file, pages=[page - 1 for page in pages], page_chunks=True, show_progress=False)
    return [chunk["text"] for chunk in chunks]


def markitdown(file, pages):
    """It tells no pages apart, so each is cut out for it."""
    from markitdown import MarkItDown
    from pypdf import PdfReader, PdfWriter

    program = MarkItDown()
    reader = PdfReader(file)
    texts = []
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            one = Path(folder) / f"{page}.pdf"
            writer = PdfWriter()
            writer.add_page(reader.pages[page - 1])
            writer.write(one)
            texts.append(program.convert(str(one)).text_content)
    return texts


def opendataloader(file, pages):
    import opendataloader_pdf

    mark = "@@page@@"
    with tempfile.TemporaryDirectory() as folder:
        opendataloader_pdf.convert(
            input_path=file,
            output_dir=folder,
            format="markdown",
            quiet=True,
            image_output="off",
            pages=",".join(map(str, pages)),
            markdown_page_separator=f"{mark}%page-number%{mark}",
        )
        [made] = Path(folder).rglob("*.md")
        parts = made.read_text("utf-8").split(mark)
    numbered = dict(zip(map(int, parts[1::2]), parts[2::2]))
    return [numbered.get(page, "") for page in pages]


PROGRAMS = {"pymupdf4llm": pymupdf4llm, "markitdown": markitdown, "opendataloader-pdf": opendataloader}


def cpu_seconds():
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main():
    name, file, numbers = sys.argv[1:]
    pages = [int(number) for number in numbers.split(",")]
    since, cpu_since = time.perf_counter(), cpu_seconds()
    texts = PROGRAMS[name](file, pages)
    seconds = (time.perf_counter() - since) / len(pages)
    cpu = (cpu_seconds() - cpu_since) / len(pages)
    sys.stdout.write("\n")
    for page, text in zip(pages, texts):
        print(json.dumps({"page": page, "markdown": text, "seconds": seconds, "cpuSeconds": cpu}), flush=True)


main()
