"""Reads page images with one engine and tells each page as a line of JSON. Loading models does not count.

usage: read-images.py ENGINE LIST.json    (LIST: {"images": [...], ...settings of the engine})
"""
import json
import resource
import sys
import time


def rapidocr(settings):
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "error"})

    def read(path):
        result = engine(path)
        if result.boxes is None:
            return {"text": "", "lines": []}
        lines = [
            {"text": text, "confidence": float(score), "box": edges(box)}
            for box, text, score in zip(result.boxes, result.txts, result.scores)
        ]
        return {"text": "\n".join(result.txts), "lines": lines}

    return read


def faster_paddle(settings):
    from faster_paddle import OcrEngine

    engine = OcrEngine(model_size=settings["model"], threads=settings["threads"])

    def read(path):
        with open(path, "rb") as file:
            result = engine.ocr(file.read())
        lines = [
            {"text": each["text"], "confidence": each["confidence"], "box": [*each["topLeftCoord"], *each["bottomRightCoord"]]}
            for each in result["bounds"].values()
        ]
        # Row by row; `text` goes by columns that it often finds where there are none.
        return {"text": result["structured_text"], "lines": lines}

    return read


def edges(corners):
    across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return [min(across), min(down), max(across), max(down)]


def cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(engine, list_file):
    with open(list_file, encoding="utf8") as file:
        settings = json.load(file)
    read = {"rapidocr": rapidocr, "faster-paddle": faster_paddle}[engine](settings)
    for image in settings["images"]:
        wall, cpu = time.perf_counter(), cpu_seconds()
        try:
            page = read(image)
        except Exception as error:
            page = {"text": "", "lines": [], "problem": f"{image}: {error}"}
        page["seconds"], page["cpuSeconds"] = time.perf_counter() - wall, cpu_seconds() - cpu
        page["peakBytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps(page), flush=True)


main(*sys.argv[1:3])
