"""Writes tests/cases/learnt.csv: what rules should read of 20 models, by this folder's own arithmetic."""
import csv
from common import ROOT, WHOLE, BANDS, at, band_means, json, jsonc, level, log_spaced, np, target, whole

SHAPES, TONE, DETAIL = (jsonc(ROOT / f"data/{n}.jsonc") for n in ("shapes", "tone", "detail"))
LETTERS = jsonc(ROOT / "data/grades.jsonc")["letters"]
file = json.loads((ROOT / "data/responses.json").read_text())
HZ = np.array(file["grid_hz"])
MODELS = {i: m for p in (ROOT / "data/catalogue").glob("*.json") for i, m in json.loads(p.read_text())["models"].items()}
NEUTRAL = band_means(*target("ief-neutral-2023"))
ids = sorted(file["responses"])
ids = ids[:: len(ids) // 19][:20]


def shape(name):
    s = SHAPES["shapes"][name]
    hz, db = np.array(s["points_hz_db"]).T if "points_hz_db" in s else target(s["target"])
    t = at(hz, db, WHOLE)
    return t - at(WHOLE, t, log_spaced(500, 1000)).mean()


def row(i):
    db = np.array(file["responses"][i]["db"])
    p = log_spaced(2000, 8000)
    s = np.mean([at(HZ, db, p * 2 ** (k / 24)) for k in range(-12, 13)], 0)
    rough = np.sqrt(np.mean((at(HZ, db, p) - s) ** 2))
    bands = dict(zip([f"{b}_db" for b in BANDS], band_means(HZ, db) - NEUTRAL), roughness_db=rough)
    tone = np.clip(TONE["best"] + sum(np.interp(bands[k], *np.array(v).T) for k, v in TONE["costs"].items()), 0, 100)
    n = MODELS[i].get("drivers")
    d = DETAIL["drivers"]
    drivers = d["unknown"] if n is None else (
        d["each"] * min(sum(n.values()), d["most"]) + d["planar"] * (n.get("planar", 0) > 0)
        + d["electrostatic"] * (n.get("electrostatic", 0) > 0) + d["one_dynamic"] * (n.get("dynamic", 0) == 1 == sum(n.values())))
    bands["tone_guess"] = tone
    detail = np.clip(DETAIL["constant"] + sum(v * bands[k] for k, v in DETAIL["sound"].items()) + drivers, 0, 100)
    letter = lambda x: min(LETTERS, key=lambda k: (abs(LETTERS[k] - x), -LETTERS[k]))
    # The drivers stand here too: the file says what it was computed from, whatever the catalogue learns later.
    kinds = "" if n is None else " ".join(f"{k}={v}" for k, v in n.items())
    far = [np.sqrt(np.mean((whole(HZ, db) - shape(w)) ** 2)) for w in SHAPES["shapes"]]
    return [i, kinds, *(f"{v:.6f}" for v in (rough, tone, detail)), letter(tone), letter(detail), *(f"{v:.6f}" for v in far), " ".join(f"{v:g}" for v in db)]


with open(ROOT / "tests/cases/learnt.csv", "w") as out:
    out.write("# Made by docs/tuning/tools/reference.py (Python, numpy) from data/; the response stands in the last column, on grid_hz.\n")
    out.write("# grid_hz " + " ".join(f"{v:g}" for v in HZ) + "\n")
    w = csv.writer(out, lineterminator="\n")
    w.writerow(["id", "drivers", "roughness_db", "tone_guess", "detail_guess", "tone_grade", "detail_grade", *SHAPES["shapes"], "db"])
    for i in ids:
        w.writerow(row(i))
