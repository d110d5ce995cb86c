#!/usr/bin/env python3
"""Joins the second half of the facts to the catalogue: data/catalogue and data/responses.json.

    merge.py REPOSITORY FACTS OUT

Reads REPOSITORY/data (the catalogue as it was), FACTS (models-2, facts-2, aliases, popularity,
stars, responses-2 as JSON) and writes OUT/catalogue/*.json and OUT/responses.json. Same input,
same bytes. Nothing of the old catalogue is changed except that a price's evidence gets a date.
"""
import json
import re
import sys
import unicodedata
from pathlib import Path

repository, facts, out = map(Path, sys.argv[1:4])


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


# The same product under another id: the second is kept. Checked by name, price and response
# (rms distance 40 Hz-10 kHz of the two listings in dB).
SAME = {
    "aful-p8": "aful-performer-8",                                       # 0.7
    "blon-x-z-jojo": "blon-x-zeos-jojo",                                 # 0.8
    "custom-art-fibae-7u": "custom-art-fibae-7-unlimited",               # 0.5
    "effect-audio-gaea": "elysian-acoustic-labs-gaea",                   # 0.75, a joint product
    "fir-audio-ne4": "fir-audio-neon-4",                                 # 1.5, one and two measurers
    "kz-crn": "kz-zex-pro",                                              # 0.25
    "mangird-tea": "xenns-mangird-tea",                                  # 0.2
    "mangird-tea-2": "xenns-mangird-tea-2",                              # 0.3
    "mangird-top": "xenns-mangird-top",                                  # 0.6
    "moondrop-aria-se": "moondrop-aria-snow-edition",                    # 1.4, same price
    "moondrop-b2-dusk": "moondrop-x-crinacle-blessing-2-dusk",           # 0.6
    "moondrop-b2d": "moondrop-x-crinacle-blessing-2-dusk",               # 0.6
    "qoa-mimosa": "kinera-celest-mimosa",                                # 0.8, one maker
    "tangzu-fudu-verse-1": "tangzu-fudu",                                # 0.2
    "thieaudio-oracle-2": "thieaudio-oracle-mkii",                       # 0.8, same price
    "tipsy-ttroms": "tipsy-ttromso",                                     # 1.2, a name cut short
    "unique-melody-mentor": "unique-melody-multiverse-mentor",           # 0.9
}

# A switch, a nozzle, a module or a revision of another model that the facts do not mark as such.
VARIANT_OF = {
    "cvj-mei-dd": "cvj-mei-du",
    "cvj-mei-ud": "cvj-mei-du",
    "hidizs-md4-bass": "hidizs-md4-balanced",
    "hidizs-md4-treble": "hidizs-md4-balanced",
    "hidizs-md4-warm": "hidizs-md4-balanced",
    "joyodio-shine-r-b-rock": "joyodio-shine",
    "kefine-delci-ae-gold": "kefine-delci-ae",
    "kefine-delci-ae-silver": "kefine-delci-ae",
    "kiwi-ears-quartet-00": "kiwi-ears-quartet",
    "kiwi-ears-quartet-11": "kiwi-ears-quartet",
    "kz-krilla-dddd": "kz-krila",
    "mim-dark-magician-revised": "mim-dark-magician",
    "mim-dark-magician-v2": "mim-dark-magician",
    "moondrop-chu-tanya": "moondrop-chu",
    "nicehck-nx7-mk4-gold": "nicehck-nx7-mk4-black",
    "nicehck-nx7-mk4-red": "nicehck-nx7-mk4-black",
    "softears-volume-tanya": "softears-volume",
}

# When a list of prices was read or published; the newest of those that a source names counts.
DATES = [
    (r"squig-rank", "2026-03"),
    (r"2025-09-24|09242025|crinacle list msrp column|median of.*crinacle list", "2025-09"),
    (r"super\* review", "2023-12"),
    (r"aug 2021|crinacle 2021 list|crinacle_iem_vis", "2021-08"),
]

# The order of a model's keys; an unknown one is an error.
KEYS = ["model", "aliases", "variant_of", "released", "discontinued", "price_usd", "form", "shell", "drivers",
        "driver_note", "stock_plugs", "modular_plug", "impedance_ohm", "impedance_note", "signature", "price_note",
        "socket", "socket_note", "core", "opinions", "sites", "evidence"]


# Words of the second half as the first half writes them; the reviewer's own word stays in his opinion.
SIGNATURES = {"warm neutral": "warm-neutral", "mild v-shape": "mild-v", "warm u-shape": "u-shaped",
              "neutral with bass boost": "neutral-bass-boost", "bright neutral": "bright-neutral"}


def slug(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def number(value):
    return int(value) if isinstance(value, float) and value.is_integer() else value


def dated(evidence):
    """Evidence of a price with the date of its list, where that is known."""
    if isinstance(evidence, list):
        return [dated(e) for e in evidence]
    if not isinstance(evidence, dict) or "seen" not in evidence:
        return evidence
    found = [date for pattern, date in DATES if re.search(pattern, evidence["seen"].lower())]
    return {**evidence, "date": max(found)} if found else evidence


def spoken(brand, name):
    """An alias without the maker's own name in front, as the catalogue writes them."""
    return name[len(brand) + 1:] if name.lower().startswith(brand.lower() + " ") else name


def words(text):
    return "".join(re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()))


brands = {}     # brand -> { id: model }
stems = {}      # brand -> file name without ending
home = {}       # id -> brand
for path in sorted((repository / "data/catalogue").glob("*.json")):
    file = read(path)
    brands[file["brand"]], stems[file["brand"]] = file["models"], path.stem
    home.update(dict.fromkeys(file["models"], file["brand"]))
old = set(home)

recalled = {row["id"]: row for row in read(facts / "facts-2.json")}
second = {row["id"]: row for row in read(facts / "models-2.json")}
aliases = {}
for model_id, names in read(facts / "aliases.json")["aliases"].items():
    aliases.setdefault(SAME.get(model_id, model_id), []).extend(names)

for model_id, row in second.items():
    evidence = {}
    for e in row["evidence"]:
        told = "recalled" if e == {**e, "source": "recalled", "confidence": "recalled"} else {e["confidence"]: e["source"]}
        evidence[e["field"]] = told
    model = {k: number(v) for k, v in row.items() if k not in ("id", "brand", "core", "evidence")}
    for key, value in recalled.get(model_id, {}).items():
        if key not in ("id", "confidence") and key not in model:
            model[key] = value
            evidence[key] = "recalled"
    if "signature" in model:
        model["signature"] = SIGNATURES.get(model["signature"], model["signature"])
    model["evidence"] = evidence
    if model_id in VARIANT_OF:
        model["variant_of"] = VARIANT_OF[model_id]
    keep = SAME.get(model_id)
    if keep is None:
        brands.setdefault(row["brand"], {})[model_id] = model
        stems.setdefault(row["brand"], slug(row["brand"]))
        home[model_id] = row["brand"]
        continue
    aliases.setdefault(keep, []).append(f"{row['brand']} {row['model']}")
    second[model_id]["as"] = model

# What the second listing of a product knows and the first does not.
for model_id, keep in SAME.items():
    known = brands[home[keep]][keep]
    for key, value in second[model_id]["as"].items():
        if key not in ("model", "evidence", "variant_of", "price_note") and key not in known:
            known[key] = value
            if key in second[model_id]["as"]["evidence"]:
                known.setdefault("evidence", {})[key] = second[model_id]["as"]["evidence"][key]

for model_id, names in aliases.items():
    brand = home[model_id]
    model = brands[brand][model_id]
    there = list(model.get("aliases", []))
    taken = {words(model["model"]), words(brand + model["model"])}
    taken |= {w for a in there for w in (words(a), words(brand + a))}
    for name in (spoken(brand, n) for n in names):
        if words(name) not in taken:
            there.append(name)
            taken |= {words(name), words(brand + name)}
    if there:
        model["aliases"] = there

sites = {}
for model_id, count in read(facts / "popularity.json")["sites"].items():
    kept = SAME.get(model_id, model_id)
    sites[kept] = max(sites.get(kept, 0), count)  # a site may list both names: at least so many
for model_id, count in sites.items():
    brands[home[model_id]][model_id]["sites"] = count

stars = {}
for reviewer, given in sorted(read(facts / "stars.json")["stars"].items()):
    for model_id in sorted(given, key=lambda i: i in SAME):  # the kept listing's verdict first
        stars.setdefault(SAME.get(model_id, model_id), {}).setdefault(reviewer, number(given[model_id]))
for model_id, given in stars.items():
    brands[home[model_id]][model_id].setdefault("opinions", {})["stars"] = given

for models in brands.values():
    for model in models.values():
        price = model.get("evidence", {}).get("price_usd")
        if price is not None:
            model["evidence"]["price_usd"] = dated(price)


def short(value):
    return json.dumps(value, ensure_ascii=False)


def text_of(brand, models):
    blocks = []
    for model_id in sorted(models):
        model = models[model_id]
        keys = list(model)
        if model_id not in old:
            keys = sorted(model, key=KEYS.index)
        elif "aliases" in model:  # old models keep their order; new keys stand before the evidence
            keys.remove("aliases")
            keys.insert(1, "aliases")
        keys = [k for k in keys if k != "evidence"] + (["evidence"] if model.get("evidence") else [])
        lines = []
        for key in keys:
            if key == "evidence":
                rows = ",\n".join(f"        {short(k)}: {short(v)}" for k, v in model[key].items())
                lines.append(f'      "evidence": {{\n{rows}\n      }}')
            else:
                lines.append(f"      {short(key)}: {short(model[key])}")
        blocks.append(f"    {short(model_id)}: {{\n" + ",\n".join(lines) + "\n    }")
    return ('{\n  "$schema": "../schema/catalogue.schema.json",\n' + f'  "brand": {short(brand)},\n  "models": {{\n'
            + ",\n".join(blocks) + "\n  }\n}\n")


(out / "catalogue").mkdir(parents=True, exist_ok=True)
for old_file in (out / "catalogue").glob("*.json"):
    old_file.unlink()
names = set()
for brand in sorted(brands):
    assert stems[brand] not in names, stems[brand]
    names.add(stems[brand])
    (out / "catalogue" / f"{stems[brand]}.json").write_text(text_of(brand, brands[brand]), encoding="utf-8")

# Responses: the newer median where there is one, else the old; a second listing's only if there is none.
before, newer = read(repository / "data/responses.json"), read(facts / "responses-2.json")
assert before["grid_hz"] == newer["grid_hz"]
responses = {**before["responses"], **{i: r for i, r in newer["responses"].items() if i not in SAME}}
for model_id, keep in sorted(SAME.items(), key=lambda pair: -newer["responses"].get(pair[0], {"n": 0})["n"]):
    if keep not in responses and model_id in newer["responses"]:
        responses[keep] = newer["responses"][model_id]
head = (repository / "data/responses.json").read_text(encoding="utf-8").split('  "responses": {')[0]
rows = ",\n".join(f"    {short(i)}: " + json.dumps(responses[i], ensure_ascii=False, separators=(",", ":"))
                  for i in sorted(responses))
(out / "responses.json").write_text(head + '  "responses": {\n' + rows + "\n  }\n}\n", encoding="utf-8")

count = sum(map(len, brands.values()))
print(f"{count} models in {len(brands)} files, {len(responses)} responses, {len(sites)} with sites, {len(stars)} with stars")
