"""Draws lines of text as a scanner would show them: the same lines for the same seed."""
import io
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

HEIGHT = 48
# The recogniser takes any width that this divides.
WIDTH_STEP = 32
# Lines reach the recogniser narrowed to this share of their width.
SQUEEZE = 0.8

SENTENCES = (
    "The suspension ring has worn thin and should be renewed before the",
    "Whereas the parties have agreed, pursuant to Section 14(b), that no such",
    "INTERNATIONAL STANDARD ISO 8601-1:2019(E) Date and time",
    "12/03/2024   Invoice No. 20417-A   Total due: $1,284.50",
    "4 x Coffee Filter 102     2,49     9,96 EUR   MwSt 19%",
    "Fig. 3. Mean values (n = 42) of temperature, 18.5 ± 0.3 °C; p < 0.05",
    "for (i = 0; i < length; i++) { total += values[i] * 0x1F; }",
    "Please reply to office@holloway-finch.example or call +44 20 7946 0018",
    "“I never said so,” he answered—and the door closed behind him; 1884.",
    "Table 7: Results by group [12, 15–17]; see also §4.2 and Appendix C",
    "Die Prüfung der Meßgeräte erfolgt jährlich gemäß § 29 Abs. 2 Satz 1",
    "Straße, Häuser, Übermut, größer, fließen: süße Äpfel für Jörg Öttl",
    "Où est-ce que l'élève a reçu ça ? À l'école, près de la forêt d'Évreux.",
    "El niño comió piñas en España; ¿cuándo volverá? ¡Mañana, según él!",
    "Il perché è così: più città, virtù e libertà, già nel 1799.",
    "Zażółć gęślą jaźń; příliš žluťoučký kůň úpěl ďábelské ódy.",
    "Årsberetning: små øer, fjorde og blåbær; ålen svømmer i søen.",
    "Şişli, İstanbul: çağrı, ödül, üzüm ve ığdır için güneşli gün",
    "A függvény értéke őszintén szólva könnyű: tükörfúrógép, árvíztűrő",
    "Ελληνική γλώσσα: η συνάρτηση α + β = γ, όπου Σ και Ω είναι σταθερές",
    "apt-get install --no-install-recommends libfoo-dev (>= 2.31), debhelper",
    "CHAPTER XXVII. OF THE MANNER IN WHICH THE SHIPS WERE LADEN 213",
    "Account 0047-1193-88 | Balance 7,350.00 | Rate 3.125% | Term 36",
    "Q. And did you see the defendant at 9:45 p.m.? A. No, sir, I did not.",
    "* note: values in brackets {} are optional; use \\ to escape ~ and ^ #1",
    "Dear Ms Brandt, thank you for your letter of 12 March & the enclosed",
    "the mercury bulb is intact, the scale is original, and the cracked",
    "minimum viable quantity; jigsaw, vexing lymph, fjord, waltz, quiz",
    "ILLUSTRATED: Il1| O0o 5S 8B 2Z rn m cl d vv w 1,000.00 l.O 0.1",
    "S. 1, 2. Aufl., München: Beck, 1997, S. 123–145 (vgl. Anm. 6).",
    "Phone: (212) 555-0147  Fax: (212) 555-0199  http://www.example.org/a?b=c",
    "Attendees: J. O'Neil, M. Lefèvre, K. Yılmaz, D. Nováková, P. Ångström",
)


def drawn_lines(fonts, count, seed):
    """Pairs of text and model input (1, 3, 48, width), values from -1 to 1; what lies beyond the line is 0."""
    chance = random.Random(seed)
    lines = []
    for index in range(count):
        text = SENTENCES[index % len(SENTENCES)]
        font = ImageFont.truetype(fonts[index % len(fonts)], chance.randint(26, 38), layout_engine=ImageFont.Layout.BASIC)
        lines.append((text, model_input(worn(line_image(text, font), chance))))
    return lines


def pieces(lines, width):
    """Inputs of one width, as the quantiser wants them: by turns the start and the end of a line."""
    for index, (_, values) in enumerate(lines):
        piece = values[..., :width] if index % 2 == 0 else values[..., -width:]
        yield np.pad(piece, ((0, 0), (0, 0), (0, 0), (0, width - piece.shape[-1])))


def line_image(text, font):
    left, top, right, bottom = font.getbbox(text)
    image = Image.new("L", (right - left + 24, bottom - top + 12), 255)
    ImageDraw.Draw(image).text((12 - left, 6 - top), text, font=font, fill=0)
    return image


def worn(image, chance):
    image = image.rotate(chance.uniform(-0.6, 0.6), Image.Resampling.BILINEAR, expand=False, fillcolor=255)
    if chance.random() < 0.4:
        image = coarse(image, chance.uniform(0.3, 0.7))
    image = image.filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 1.4)))
    paper = chance.uniform(205, 255) if chance.random() < 0.6 else chance.uniform(110, 205)
    ink = chance.uniform(0, paper - 60)
    pixels = np.asarray(image, np.float32) / 255 * (paper - ink) + ink
    # Photographs are lit from one side.
    pixels += np.linspace(0, chance.uniform(-30, 30), pixels.shape[1])
    grain = np.random.default_rng(chance.randrange(2**32)).normal(0, chance.uniform(0, 9), pixels.shape)
    image = Image.fromarray(np.clip(pixels + grain, 0, 255).astype(np.uint8))
    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=chance.randint(30, 95))
    image = Image.open(kept)
    width = round(image.width * HEIGHT / image.height * (SQUEEZE if chance.random() < 0.8 else 1))
    return image.resize((width, HEIGHT), Image.Resampling.BILINEAR)


def coarse(image, share):
    """As from a picture of few pixels an inch."""
    small = image.resize((round(image.width * share), round(image.height * share)), Image.Resampling.BOX)
    return small.resize(image.size, Image.Resampling.BICUBIC)


def model_input(image):
    pixels = np.asarray(image.convert("L"), np.float32)
    width = -(-pixels.shape[1] // WIDTH_STEP) * WIDTH_STEP
    values = np.zeros((1, 1, HEIGHT, width), np.float32)
    values[0, :, :, : pixels.shape[1]] = pixels * (2 / 255) - 1
    return values
