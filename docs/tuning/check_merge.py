#!/usr/bin/env python3
"""check_merge.py REPOSITORY FACTS OUT: proves that nothing of the old catalogue was lost or changed."""
import json
import sys
from pathlib import Path

repository, facts, out = map(Path, sys.argv[1:4])
read = lambda p: json.loads(p.read_text(encoding="utf-8"))


def load(folder):
    models, brands = {}, {}
    for path in sorted(folder.glob("*.json")):
        file = read(path)
        for i, m in file["models"].items():
            assert i not in models, f"{i} stands twice"
            models[i], brands[i] = m, (path.name, file["brand"])
    return models, brands


def undated(e):
    if isinstance(e, list):
        return [undated(x) for x in e]
    return {k: v for k, v in e.items() if k != "date"} if isinstance(e, dict) else e


was, was_in = load(repository / "data/catalogue")
now, now_in = load(out / "catalogue")
problems = []
gained = {}
for i, m in was.items():
    if i not in now or now_in[i] != was_in[i]:
        problems.append(f"{i}: gone or moved")
        continue
    n = now[i]
    for k, v in m.items():
        if k == "evidence":
            for fact, e in v.items():
                if undated(n["evidence"].get(fact)) != e:
                    problems.append(f"{i}: evidence of {fact}")
        elif k == "aliases":
            if n["aliases"][:len(v)] != v:
                problems.append(f"{i}: aliases")
        elif k == "opinions":
            if any(n[k].get(r) != o for r, o in v.items()):
                problems.append(f"{i}: opinions")
        elif n.get(k) != v:
            problems.append(f"{i}: {k}")
    for k in n:
        if k not in m:
            gained[k] = gained.get(k, 0) + 1
names = {}
for i, m in now.items():
    if m.get("variant_of") and m["variant_of"] not in now:
        problems.append(f"{i}: variant of {m['variant_of']}, which is no model")
    if m.get("variant_of") and now[m["variant_of"]].get("variant_of"):
        problems.append(f"{i}: variant of a variant")
    for e in m.get("evidence", {}):
        if e not in m and not e.startswith("crinacle_"):
            if i not in was:
                problems.append(f"{i}: evidence of {e}, which is not there")
    for f in m:
        if i not in was and f not in ("model", "aliases", "opinions", "sites", "variant_of", "evidence", "price_note") \
                and f not in m.get("evidence", {}):
            problems.append(f"{i}: {f} without evidence")
    for name in [m["model"], *m.get("aliases", [])]:
        key = "".join(c for c in (now_in[i][1] + name).lower().replace("+", "plus") if c.isalnum())
        if names.setdefault(key, i) != i:
            problems.append(f"{i} and {names[key]} share the name {name}")
ids = {r["id"] for r in read(facts / "models-2.json")}
missing = sorted(ids - set(now))
new_responses, old_responses = read(out / "responses.json"), read(repository / "data/responses.json")
newer = read(facts / "responses-2.json")["responses"]
for i, r in old_responses["responses"].items():
    if new_responses["responses"].get(i) != newer.get(i, r):
        problems.append(f"{i}: response")
for i in new_responses["responses"]:
    if i not in now:
        problems.append(f"{i}: response without a model")
for k in old_responses:
    if k != "responses" and old_responses[k] != new_responses[k]:
        problems.append(f"responses: {k}")
print(f"{len(was)} models before, {len(now)} now; merged into others: {len(missing)}: {', '.join(missing)}")
print("old models gained:", gained)
print(f"{len(old_responses['responses'])} responses before, {len(new_responses['responses'])} now;",
      f"{sum(i not in new_responses['responses'] for i in now)} models without")
print("variants:", sum('variant_of' in m for m in now.values()), "stars:", sum('stars' in m.get('opinions', {}) for m in now.values()))
print("\n".join(problems) or "nothing lost, nothing changed")
sys.exit(bool(problems))
