"""What the other programs share: the catalogue, the bands as the program computes them, grades, correlations."""
import json
import os
import re
from pathlib import Path

import numpy as np

LETTERS = ["S+", "S", "S-", "A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "E", "F"]
POINTS = {letter: 100 - 6.25 * i for i, letter in enumerate(LETTERS)}

R40 = [1.0, 1.06, 1.12, 1.18, 1.25, 1.32, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.12, 2.24, 2.36, 2.5, 2.65, 2.8, 3.0,
       3.15, 3.35, 3.55, 3.75, 4.0, 4.25, 4.5, 4.75, 5.0, 5.3, 5.6, 6.0, 6.3, 6.7, 7.1, 7.5, 8.0, 8.5, 9.0, 9.5]
WHOLE = np.array([round(n * d * 100) / 100 for d in (10, 100, 1000, 10000) for n in R40 if 20 <= n * d <= 10000])
BANDS = {"sub_bass": (20, 60), "bass": (60, 200), "low_mids": (200, 500), "mids": (1000, 2000),
         "upper_mids": (2000, 4000), "treble": (4000, 8000), "air": (8000, 16000)}


def log_spaced(low, high, count=49):
    return np.exp(np.linspace(np.log(low), np.log(high), count))


def at(hz, db, to):
    """Linear in dB over log frequency; outside the data the end value holds."""
    return np.interp(np.log(to), np.log(hz), db)


def level(hz, db):
    return at(hz, db, log_spaced(500, 1000)).mean()


def band_means(hz, db):
    base = level(hz, db)
    return np.array([at(hz, db, log_spaced(*b)).mean() - base for b in BANDS.values()])


def whole(hz, db):
    return at(hz, db, WHOLE) - level(hz, db)


ROOT = Path(os.environ.get("IEM_REPOSITORY", "."))  # the repository, for data/targets


def target(name):
    points = np.array(json.loads((ROOT / f"data/targets/{name}.json").read_text())["points_hz_db"])
    return points[:, 0], points[:, 1]


def load():
    models = {}
    for path in sorted((ROOT / "data/catalogue").glob("*.json")):
        file = json.loads(path.read_text())
        for i, m in file["models"].items():
            models[i] = {"id": i, "brand": file["brand"], **m}
    responses = json.loads((ROOT / "data/responses.json").read_text())
    hz = np.array(responses["grid_hz"])
    neutral = band_means(*target("ief-neutral-2023"))
    for i, m in models.items():
        r = responses["responses"].get(i)
        m["r"] = r
        if r:
            db = np.array(r["db"])
            m["db"] = db - level(hz, db)
            m["whole"] = whole(hz, db)
            m["bands"] = band_means(hz, db) - neutral
        c = m.get("opinions", {}).get("crinacle")
        m["tone"] = POINTS.get(c["tone"]) if c else None
        m["technical"] = POINTS.get(c["technical"]) if c else None
    return models, hz


def ranks(x):
    x = np.asarray(x, float)
    return np.array([(x < v).sum() + ((x == v).sum() - 1) / 2 for v in x])


def spearman(a, b):
    a, b = ranks(a), ranks(b)
    a, b = a - a.mean(), b - b.mean()
    d = np.sqrt((a @ a) * (b @ b))
    return (a @ b) / d if d else 0.0


PRICE = [0, 60, 150, 400, np.inf]


def inside(a, b, price):
    """Mean of the rank correlations inside price bands, weighted by their size."""
    a, b, price = map(np.asarray, (a, b, price))
    total = n = 0
    for low, high in zip(PRICE, PRICE[1:]):
        at = (price >= low) & (price < high)
        if at.sum() > 4:
            total += at.sum() * spearman(a[at], b[at])
            n += at.sum()
    return total / n


def jsonc(path):
    out, string, text = [], False, Path(path).read_text()
    i = 0
    while i < len(text):
        c = text[i]
        if string:
            out.append(c)
            if c == "\\":
                out.append(text[i + 1]); i += 1
            elif c == '"':
                string = False
        elif c == '"':
            string = True; out.append(c)
        elif text.startswith("//", i):
            while text[i] != "\n": i += 1
            continue
        else:
            out.append(c)
        i += 1
    return json.loads(re.sub(r",(\s*[}\]])", r"\1", "".join(out)))
