"""Lists of 60 usual profiles under the draft rules: first score, median of all, agreement with stars."""
import collections
import sys
from common import *
from rules import load as load_rules, jsonc, unk, wishes_of

M, HZ = load()
ids = list(M)
Z = np.load(HERE / "tools/learnt.npz")
GUESS = {i: (t, d, r) for i, t, d, r in zip(Z["ids"], Z["tone_guess"], Z["detail_guess"], Z["roughness"])}
SHAPES = jsonc(HERE / "shapes.jsonc")["shapes"]
CRITERIA, RULES, _ = load_rules(HERE / "rules-draft")
FS = 48000.0
STEPS = [-4, -2, 0, 2, 4]


def biquad(shape, f0, q, gain, f):
    a = 10 ** (gain / 40); w0 = 2 * np.pi * f0 / FS; c, al = np.cos(w0), np.sin(w0) / (2 * q); s = 2 * np.sqrt(a) * al
    if shape == "peak": b, d = [1 + al * a, -2 * c, 1 - al * a], [1 + al / a, -2 * c, 1 - al / a]
    elif shape == "low": b, d = [a * (a + 1 - (a - 1) * c + s), 2 * a * (a - 1 - (a + 1) * c), a * (a + 1 - (a - 1) * c - s)], [a + 1 + (a - 1) * c + s, -2 * (a - 1 + (a + 1) * c), a + 1 + (a - 1) * c - s]
    else: b, d = [a * (a + 1 + (a - 1) * c + s), -2 * a * (a - 1 + (a + 1) * c), a * (a + 1 + (a - 1) * c - s)], [a + 1 - (a - 1) * c + s, 2 * (a - 1 - (a + 1) * c), a + 1 - (a - 1) * c - s]
    z = np.exp(-2j * np.pi * f / FS)
    return 20 * np.log10(abs((b[0] + b[1] * z + b[2] * z * z) / (d[0] + d[1] * z + d[2] * z * z)))


def personal(want):
    s = SHAPES[want.get("sound", "liked")]
    hz, db = np.array(s["points_hz_db"]).T if "points_hz_db" in s else target(s["target"])
    g = lambda k: STEPS[want.get(k, 3) - 1]
    t = at(hz, db, WHOLE) + biquad("low", 105, .7, g("bass"), WHOLE) + biquad("peak", 3000, .8, g("vocals"), WHOLE) + biquad("high", 2500, .5, g("treble"), WHOLE)
    return t - at(WHOLE, t, log_spaced(500, 1000)).mean()


IEM = ["price_usd", "released", "discontinued", "form", "socket", "stock_plugs", "wear", "shell_size", "nozzle_class", "insertion", "weight_g", "vented", "low_profile", "isolation_class", "isolation_db", "tuning_switches"]
BASE = {}
for i, m in M.items():
    e = {("iem", k): m[k] for k in IEM if k in m}
    if "drivers" in m:
        e["iem", "drivers"] = [k.replace("_", "-") for k, n in m["drivers"].items() if n]
        e["iem", "driver_count"] = sum(m["drivers"].values())
    if m["r"]:
        for b, v in zip(BANDS, m["bands"]): e["sound", f"{b}_db"] = float(v)
        e["sound", "measurers"] = m["r"]["n"]; e["sound", "spread_db"] = m["r"]["spread_db"]
        t, d, r = map(float, GUESS[i])
        e["sound", "tone_guess"], e["sound", "detail_guess"], e["sound", "roughness_db"] = t, d, r
        e["sound", "tone_guess_grade"] = e["sound", "detail_guess_grade"] = "x"
    e["opinion", "tone"], e["opinion", "technical"] = m["tone"], m["technical"]
    s = m.get("opinions", {}).get("stars")
    if s: e["opinion", "stars"] = sum(s.values()) / len(s)
    e["known", "sites"], e["known", "of"] = m.get("sites"), 96
    BASE[i] = e
LOW, MID, HIGH = (WHOLE >= 20) & (WHOLE <= 200), (WHOLE >= 1000) & (WHOLE <= 4000), (WHOLE >= 4000) & (WHOLE <= 8000)


def link(m, want):
    plugs = want.get("plugs")
    out = {}
    if plugs:
        stock = m.get("stock_plugs")
        if stock and set(stock) & set(plugs): out["link", "verdict"], out["link", "adapters_usd"] = "ok", 0
        elif stock or m.get("socket"):
            out["link", "verdict"] = "adapter"
            out["link", "adapters_usd"] = 10 if m.get("socket") == "fixed" or plugs == ["usb-c"] else 18
            if not stock and plugs == ["3.5mm"]: out["link", "verdict"], out["link", "adapters_usd"] = "ok", 0
    if "cable" in want and m.get("socket"):
        a, b = want["cable"][:4], m["socket"][:4]
        out["link", "cable"] = "ok" if want["cable"] == m["socket"] else "caution" if a == b else "no"
    return out


def rank(want, weights=CRITERIA, hidden=frozenset(), rules=RULES):
    T = personal(want)
    wishes = wishes_of(want)
    wanted = {("want", k): v for k, v in want.items() if k not in ("liked", "disliked", "cable", "source")}
    near = {w: np.array([M[x]["whole"] for x in want[w]]) for w in ("liked", "disliked") if w in want}
    rows, points, judged = [], {c: {} for c in weights}, {}
    fold = {**wanted, "fold": True}
    rules = [r for r in rules if not r.warn and r.applies(wanted)
             and not ("link." in str(r.raw.get("score", "")) and not {"plug", "source", "cable"} & set(wishes))
             and not (r.id == "connection/own-cable" and "cable" not in wishes)
             and not (r.id in ("connection/connects", "connection/impossible", "connection/part") and "plug" not in wishes)
             and not ("match.liked" in str(r.raw) and "liked" not in want) and not ("match.disliked" in str(r.raw) and "disliked" not in want)]
    answers = {}
    for i in ids:
        m = M[i]
        e = {**BASE[i], **wanted, **link(m, want)}
        if i in hidden or "all" in hidden:
            e["opinion", "tone"] = e["opinion", "technical"] = None; e.pop(("opinion", "stars"), None)
        if m["r"]:
            err = m["whole"] - T
            e["match", "tuning_db"] = float(np.sqrt((err ** 2).mean()))
            e["match", "bass_db"], e["match", "vocals_db"], e["match", "treble_db"] = float(err[LOW].mean()), float(err[MID].mean()), float(err[HIGH].mean())
            for w, x in near.items():
                s = WHOLE >= 40
                e["match", f"{w}_db"] = float(np.sqrt(((x[:, s] - m["whole"][s]) ** 2).mean(1)).min())
        if "budget_usd" in want and "price_usd" not in m: continue
        keep, sums, known, ans = True, {}, set(), {}
        for r in rules:
            v = r.value(e, wishes)
            if r.require:
                if v is False: keep = False; break
            elif v != "n/a":
                sums.setdefault(r.criterion, CRITERIA[r.criterion]["base"])
                if not unk(v): sums[r.criterion] += v; known.add(r.criterion)
            for w in r.asked(wishes):
                a = r.answer(e, wishes)
                order = ["met", "partly", "unknown", "not"]
                if a and (w not in ans or order.index(a) > order.index(ans[w])): ans[w] = a
        answers[i] = ans
        for c, v in sums.items(): points[c][i] = min(max(v, 0), 100) if c in known else None
        if keep: rows.append(i)
    factor = {c: v["weight"] for c, v in weights.items()}
    for k in ("detail", "isolation"):
        if k in want: factor[k] *= [.25, .5, 1, 2, 4][want[k] - 1]
    for k, x in want.get("weight", {}).items(): factor[k] *= x
    asked_by = {c: any(set(r.answers) & set(wishes) for r in rules if r.criterion == c) for c in weights}
    used = [c for c in weights if points[c]]
    prior = {}
    for c in used:
        v = np.array([x for x in points[c].values() if x is not None])
        prior[c] = np.quantile(v, .25 if asked_by[c] or c == "tuning" else .5) if len(v) else 50
    total = sum(factor[c] for c in used)
    score = {i: sum(factor[c] * (prior[c] if points[c].get(i) is None else points[c][i]) for c in used) / total for i in rows}
    rows.sort(key=lambda i: (-score[i], M[i].get("price_usd", 1e9), i))
    return rows, score, points, answers


B = lambda **k: k
PROFILES = []
for b in (30, 60, 100, 150, 250, 400, 800, 1500): PROFILES.append(B(budget_usd=b))
for s in ("neutral", "warm", "bright", "v-shaped", "u-shaped", "bassy", "harman"):
    PROFILES += [B(sound=s, budget_usd=100), B(sound=s, budget_usd=300)]
PROFILES += [
    B(), B(sound="neutral"), B(sound="warm"), B(sound="v-shaped"), B(bass=4), B(bass=4, budget_usd=80), B(bass=5, budget_usd=200), B(treble=2, budget_usd=150), B(vocals=4, budget_usd=200),
    B(detail=4, budget_usd=200), B(detail=5, budget_usd=500), B(detail=4, vocals=4, budget_usd=300), B(isolation=4, budget_usd=200), B(isolation=5, use=["commute"], budget_usd=300),
    B(use=["commute"], budget_usd=100), B(use=["commute", "office"], budget_usd=150, plugs=["usb-c"]), B(use=["home"], budget_usd=200, plugs=["4.4mm"]), B(use=["home"], detail=4, budget_usd=1000, plugs=["4.4mm"]),
    B(use=["stage"], budget_usd=400, isolation=4), B(use=["stage"], plugs=["3.5mm"], budget_usd=1000), B(use=["studio"], sound="neutral", budget_usd=300), B(use=["studio", "stage"], budget_usd=500),
    B(use=["gaming"], budget_usd=100, plugs=["3.5mm"]), B(use=["gaming", "home"], budget_usd=60, mic=True), B(use=["sport"], budget_usd=60), B(use=["sport", "commute"], budget_usd=100), B(use=["sleep"], budget_usd=80), B(use=["sleep"], ears="small", budget_usd=200),
    B(ears="small", budget_usd=150), B(ears="small", use=["commute"], budget_usd=300), B(ears="medium", budget_usd=200, sound="harman"), B(ears="large", budget_usd=500), B(plugs=["3.5mm"], budget_usd=50), B(plugs=["4.4mm"], budget_usd=400, sound="warm"),
    B(drivers=["planar"], budget_usd=200), B(drivers=["dynamic"], sound="warm", budget_usd=100), B(no_drivers=["balanced-armature"], budget_usd=150), B(eq=True, budget_usd=50),
]
assert len(PROFILES) == 60, len(PROFILES)

if __name__ == "__main__":
    json.dump(PROFILES, open(HERE / "profiles.json", "w"), indent=0)
    firsts, middles, spread = [], [], []
    answers = collections.Counter()
    for p in PROFILES:
        rows, score, points, ans = rank(p)
        v = np.array([score[i] for i in rows])
        firsts.append(v[0]); middles.append(np.median(v))
        for i in rows[:5]:
            for w, a in ans[i].items(): answers[w, a] += 1
        missing = [w for w in wishes_of(p) if w not in ans[rows[0]]]
        if "-v" in sys.argv or missing: print(f"{v[0]:5.1f} {v[1]:5.1f} {v[4]:5.1f} mid {np.median(v):5.1f} n {len(v):4}", p, [i for i in rows[:4]], dict(ans[rows[0]]), "UNANSWERED " + str(missing) if missing else "")
    print(f"median of first {np.median(firsts):.1f} (lowest {min(firsts):.1f}), median of the middles {np.median(middles):.1f}, from {min(middles):.1f} to {max(middles):.1f}")
    if "-v" in sys.argv: print(sorted(answers.items()))
    rows, score, points, _ = rank({})
    for c in points:
        v = [x for x in points[c].values() if x is not None]
        if v: print(f"  {c:10} judged {len(v):4} quartiles", np.quantile(v, [0, .1, .25, .5, .75, .9, 1]).round(0))
    full = rank({})[1]
    hid = rank({}, hidden={"all"})[1]
    for who in ("Super* Review", "umidah"):
        for nm, sc in (("grades seen", full), ("grades and stars hidden", hid)):
            q = [i for i in sc if who in M[i].get("opinions", {}).get("stars", {}) and M[i].get("price_usd")]
            s = [M[i]["opinions"]["stars"][who] for i in q]; a = [sc[i] for i in q]; pr = [M[i]["price_usd"] for i in q]
            print(who, nm, f"{spearman(s, a):.2f} over all", f"{inside(s, a, pr):.2f} inside" if who[0] == "S" else "")
    q = [i for i in hid if M[i]["tone"] is not None and M[i].get("price_usd")]
    print("tone grade, grades hidden (guess was fitted on them)", round(spearman([M[i]["tone"] for i in q], [hid[i] for i in q]), 2))
