#!/usr/bin/env python3
"""Writes shapes.jsonc, tone.jsonc, detail.jsonc and known.jsonc from the catalogue, with their figures."""
from common import *

M, HZ = load()
U = [m for m in M.values() if m["r"]]
W = np.array([m["whole"] for m in U])
B = np.array([m["bands"] for m in U])[:, :6]
DB = np.array([m["db"] for m in U])
nan = lambda v: np.nan if v is None else v
tone = np.array([nan(m["tone"]) for m in U], float)
technical = np.array([nan(m["technical"]) for m in U], float)
price = np.array([nan(m.get("price_usd")) for m in U], float)
word = np.array([m.get("signature") or "" for m in U])
stars = {r: np.array([m.get("opinions", {}).get("stars", {}).get(r, np.nan) for m in U]) for r in ("Super* Review", "umidah")}
sites = np.array([m.get("sites", 0) for m in U], float)


def roughness():
    """rms over 49 log-spaced points of 2-8 kHz of the response minus its mean over an octave (25 points)."""
    points = log_spaced(2000, 8000)
    offsets = 2.0 ** (np.arange(-12, 13) / 24)
    return np.array([np.sqrt(np.mean((at(HZ, d, points) - np.mean([at(HZ, d, points * o) for o in offsets], 0)) ** 2)) for d in DB])


rough = roughness()

# ---- shapes -------------------------------------------------------------------------------------------------
LABELS = {"warm": ["warm"], "bright": ["bright", "bright-neutral"], "v-shaped": ["v-shaped"],
          "u-shaped": ["u-shaped"], "bassy": ["bassy"]}
TEST = {"neutral": ["neutral"], "warm": ["warm", "warm-neutral"], "bright": ["bright", "bright-neutral"],
        "v-shaped": ["v-shaped", "mild-v"], "u-shaped": ["u-shaped", "neutral-bass-boost"], "bassy": ["bassy"], "harman": ["harman"]}
PUBLISHED = {"neutral": "ief-neutral-2023", "harman": "harman-ie-2019v2"}
weight = np.where(np.isnan(tone), 50, tone) / 100
neutral_bands = band_means(*target("ief-neutral-2023"))
KNOTS = list(range(0, 55, 2))
shapes = {}


def mean_response(take, w):
    db = (w[take, None] * DB[take]).sum(0) / w[take].sum()
    return db - level(HZ, db)


def entry(name, db, about, n):
    knots = [[round(float(HZ[k])) if HZ[k] >= 100 else round(float(HZ[k]), 1), round(float(db[k]), 1) + 0.0] for k in KNOTS]
    hz, v = np.array(knots).T
    bands = band_means(hz, v) - neutral_bands
    off = np.sqrt(np.mean((whole(hz, v) - whole(HZ, db)) ** 2))
    shapes[name] = (about, n, knots, bands, off)


good = tone >= POINTS["B+"]
entry("liked", mean_response(good, np.ones(len(U))), "mean of the models graded B+ or better for tone", int(good.sum()))
for name, labels in LABELS.items():
    take = np.isin(word, labels)
    entry(name, mean_response(take, weight), f"mean of the models called {' or '.join(labels)}, weighted by their grade for tone", int(take.sum()))
text = '''// What the words of --sound mean, and what no word means ("liked"): the shape of a target, as a mean of measured
// responses of the models that a reviewer's lists call by that word. A grade for tone weighs (A 0.75, C 0.375;
// without a grade 0.5). dB on a 711-type coupler, 0 dB = mean of 500-1000 Hz; between two points straight over
// log frequency, beyond the last the end value. Neutral and Harman stay what they are published as.
// The comment behind a name gives the bands against neutral: sub-bass, bass, low mids, mids, upper mids, treble.
{
  "$schema": "schema/shapes.schema.json",
  "shapes": {
'''
for name, (about, n, knots, bands, off) in shapes.items():
    told = " ".join(f"{b:+.1f}" for b in bands[:6])
    text += f'    // {told}\n    "{name}": {{\n      "about": "{about}", "models": {n},\n      "points_hz_db": [\n'
    for i in range(0, len(knots), 7):
        text += "        " + " ".join(f"[{a:g}, {b:g}]," for a, b in knots[i:i + 7]) + "\n"
    text += "      ],\n    },\n"
for name, of in PUBLISHED.items():
    text += f'    "{name}": {{ "about": "as published", "target": "{of}" }},\n'
(ROOT / "data/shapes.jsonc").write_text(text + "  },\n}\n")
for name, (about, n, knots, bands, off) in shapes.items():
    print(f"shape {name:9} n {n:3} bands {np.round(bands[:6], 1)} knots against the whole grid {off:.2f} dB rms")


def distance(t):
    return np.sqrt(((W - t) ** 2).mean(1))


def shape_db(name):
    if name in PUBLISHED:
        return whole(*target(PUBLISHED[name]))
    hz, v = np.array(shapes[name][2]).T
    return whole(hz, v)


places = []
for name, labels in TEST.items():
    for k in np.where(np.isin(word, labels) & (price > 0) & ~(tone < POINTS["B+"]))[0]:
        if name in PUBLISHED:
            t = shape_db(name)
        else:
            take = np.isin(word, LABELS[name])
            take[k] = False
            db = mean_response(take, weight)
            t = whole(HZ, db)
        d = distance(t)
        near = (price >= price[k] / 1.5) & (price <= price[k] * 1.5)
        places.append((d[near] < d[k]).sum() / max(near.sum() - 1, 1))
print(f"labelled models among those of their price, left out of their own mean: {np.mean(places):.3f} mean place, {np.mean(np.array(places) <= .1):.2f} in the top tenth ({len(places)})")

# ---- tone ---------------------------------------------------------------------------------------------------
NAMES = [f"{b}_db" for b in list(BANDS)[:6]] + ["roughness_db"]
TONE_KNOTS = [[-3, 3, 6, 9, 14], [-2, 1, 4, 8], [-2, -0.5, 0.5, 2, 4], [-2, 1, 3, 6], [-6, -2, 0, 2, 6], [-6, -2, 0, 2, 6], [1, 2, 3, 4]]
X = np.c_[B, rough]


def hats(X):
    cols = []
    for j, ks in enumerate(TONE_KNOTS):
        x = np.clip(X[:, j], ks[0], ks[-1])
        cols += [np.interp(x, ks, row) for row in np.eye(len(ks))]
    return np.array(cols).T


def fit_tone(X, y, smooth=10.0, ridge=0.3):
    h = hats(X)
    mean = h.mean(0)
    penalty, o = ridge * np.eye(h.shape[1]), 0
    for ks in TONE_KNOTS:
        for i in range(1, len(ks) - 1):
            d = np.zeros(h.shape[1])
            a, b = 1 / (ks[i] - ks[i - 1]), 1 / (ks[i + 1] - ks[i])
            d[o + i - 1:o + i + 2] = a, -a - b, b
            penalty += 4 * smooth * np.outer(d, d)
        o += len(ks)
    coef = np.linalg.solve((h - mean).T @ (h - mean) + penalty, (h - mean).T @ (y - y.mean()))
    return coef, y.mean() - mean @ coef


graded = ~np.isnan(tone)
coef, constant = fit_tone(X[graded], tone[graded])
tables, o = {}, 0
for name, ks in zip(NAMES, TONE_KNOTS):
    part = coef[o:o + len(ks)]
    o += len(ks)
    constant += part.max()
    tables[name] = [[k, round(2 * (float(v) - float(part.max()))) / 2] for k, v in zip(ks, part)]
constant = round(2 * float(constant)) / 2


def tone_guess(X):
    total = constant + sum(np.interp(X[:, j], *np.array(tables[n]).T) for j, n in enumerate(NAMES))
    return np.clip(total, 0, 100)


guess = tone_guess(X)
text = f'''// A guess of the grade for tone, 0 to 100, from the curve alone, for models that nobody graded: `best`, less what
// each band costs. A band's points are read between its knots (dB against neutral, points), straight; beyond the
// last the end value. Fitted to {int(graded.sum())} grades of one reviewer; edit with care, or refit.
{{
  "$schema": "schema/tone.schema.json",
  "best": {constant:g},
  "costs": {{
''' + "".join(f'    "{n}": [{", ".join(f"[{a:g}, {b:g}]" for a, b in t)}],\n' for n, t in tables.items()) + "  },\n}\n"
(ROOT / "data/tone.jsonc").write_text(text)


def stars_said(values, who):
    q = ~np.isnan(stars[who]) & ~np.isnan(price) & ~np.isnan(values)
    try:
        return f"{who} {spearman(stars[who][q], values[q]):.2f} over all, {inside(stars[who][q], values[q], price[q]):.2f} inside ({int(q.sum())})"
    except ZeroDivisionError:
        return who


def folds(n, seed, k=5):
    order = np.random.default_rng(seed).permutation(n)
    return [order[f::k] for f in range(k)]


at_tone = np.where(graded)[0]
predicted = np.zeros(len(at_tone))
for seed in range(10):
    for out in folds(len(at_tone), seed):
        tr = np.setdiff1d(np.arange(len(at_tone)), out)
        c, k = fit_tone(X[at_tone[tr]], tone[at_tone[tr]])
        predicted[out] += (hats(X[at_tone[out]]) @ c + k) / 10
q = ~np.isnan(price[at_tone])
print(f"tone, cross-validated: {spearman(tone[at_tone], predicted):.2f} over all, {inside(tone[at_tone][q], predicted[q], price[at_tone][q]):.2f} inside price bands; mean error {np.abs(tone[at_tone] - predicted).mean():.1f}")
for who in stars:
    print("tone guess, as rounded, against stars:", stars_said(guess, who))
    ungraded = np.where(graded, np.nan, guess)
    print("   models without a grade alone:", stars_said(ungraded, who))
    liked = -distance(shape_db("liked"))
    print("   nearness to liked:", stars_said(liked, who))
    for a, b in [(4, 2), (2, 2), (6, 2), (4, 4), (0, 2), (4, 0)]:
        mix = 100 + 10 * liked + a * guess / 6.25 + b * np.log2(np.maximum(sites, 1))
        print(f"   100 - 10 dB + {a} a third of a letter + {b} a doubling of sites:", stars_said(mix, who))

# ---- detail -------------------------------------------------------------------------------------------------
MOST = 12
have = np.array(["drivers" in m for m in U])
count = lambda m, k: (m.get("drivers") or {}).get(k, 0)
total = np.array([min(sum((m.get("drivers") or {}).values()), MOST) for m in U], float)
kinds = np.c_[total, [count(m, "planar") > 0 for m in U], [count(m, "electrostatic") > 0 for m in U],
              [count(m, "dynamic") == 1 and sum(m["drivers"].values()) == 1 if "drivers" in m else 0 for m in U]].astype(float)


def columns(g, train):
    d = kinds.copy()
    d[~have] = kinds[have & train].mean(0)
    return np.c_[g, B[:, 1], B[:, 2], rough, d]


def fit_ridge(X, y, lam=10):
    mu, sd = X.mean(0), X.std(0) + 1e-9
    z = (X - mu) / sd
    b = np.linalg.solve(z.T @ z + lam * np.eye(z.shape[1]), z.T @ (y - y.mean())) / sd
    return b, y.mean() - mu @ b


tech = ~np.isnan(technical)
C = columns(guess, tech)
b, k = fit_ridge(C[tech], technical[tech])
step = [0.01, 0.1, 0.1, 0.5, 0.1, 0.5, 0.5, 0.5]
b = np.array([round(v / s) * s for v, s in zip(b, step)])
unknown = round(float(kinds[have & tech].mean(0) @ b[4:]) * 2) / 2
k = round(float(technical[tech].mean() - C[tech].mean(0) @ b) * 2) / 2
drive = np.where(have, kinds @ b[4:], unknown)
detail = np.clip(k + C[:, :4] @ b[:4] + drive, 0, 100)
names = ["tone_guess", "bass_db", "low_mids_db", "roughness_db"]
text = f'''// A guess of the grade for technical ability, 0 to 100, for models that nobody graded: a constant, plus points for
// each unit of what the curve shows, plus what the drivers say. No price: a dear earphone has to earn it.
// Fitted to {int(tech.sum())} grades of one reviewer (ridge regression).
{{
  "$schema": "schema/detail.schema.json",
  "constant": {k:g},
  "sound": {{ {", ".join(f'"{n}": {v:g}' for n, v in zip(names, b))} }},
  "drivers": {{
    "each": {b[4]:g},          // a driver, up to `most`
    "most": {MOST},
    "planar": {b[5]:g},         // where there is one
    "electrostatic": {b[6]:g},
    "one_dynamic": {b[7]:g},    // a single dynamic driver and nothing else
    "unknown": {unknown:g},       // all of this together, where the drivers are not known
  }},
}}
'''
(ROOT / "data/detail.jsonc").write_text(text)
at_tech = np.where(tech)[0]
predicted = np.zeros(len(at_tech))
for seed in range(10):
    for out in folds(len(at_tech), seed):
        hidden = np.zeros(len(U), bool)
        hidden[at_tech[out]] = True
        c, kk = fit_tone(X[graded & ~hidden], tone[graded & ~hidden])
        g = np.clip(hats(X) @ c + kk, 0, 100)
        cols = columns(g, tech & ~hidden)
        bb, k0 = fit_ridge(cols[tech & ~hidden], technical[tech & ~hidden])
        predicted[out] += (cols[at_tech[out]] @ bb + k0) / 10
q = ~np.isnan(price[at_tech])
print(f"detail, cross-validated (nested): {spearman(technical[at_tech], predicted):.2f} over all, {inside(technical[at_tech][q], predicted[q], price[at_tech][q]):.2f} inside price bands; mean error {np.abs(technical[at_tech] - predicted).mean():.1f}")
for who in stars:
    print("detail guess, as rounded, against stars:", stars_said(detail, who))
    print("technical grade against stars:", stars_said(technical, who))
    for w in (0.5, 0.6, 0.75, 1):
        print(f"   {w} grade + {1-w:.2f} guess:", stars_said(w * technical + (1 - w) * detail, who), "| all with either:", stars_said(np.where(tech, w * technical + (1 - w) * detail, detail), who))
(ROOT / "data/known.jsonc").write_text('''// How well known a model is: on how many of the public graph sites it is listed (March 2026). Not how good it is: a
// buyer of a well-known one finds more opinions, tips and spare parts, and sells it again. 20 points for each
// doubling, all at 32 sites. A criterion of its own, so that `--weight known=0` takes it away.
{
  "$schema": "schema/known.schema.json",
  "of": 96,
  "criterion": { "weight": 14, "base": 0 },
  "rule": "20 * log2(sites), 0 at one site, 100 at 32 and more; in the rule language: ramps of 20 points each from 1 to 2, 2 to 4, 4 to 8, 8 to 16, 16 to 32",
}
''')
