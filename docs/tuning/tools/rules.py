"""A small reading of the rule language, to test the examples of the rules and to simulate lists."""
import re
import json
from pathlib import Path

TOKEN = re.compile(r"\s*(?:(\d+\.?\d*)|('[^']*'|\"[^\"]*\")|([A-Za-z_][A-Za-z_0-9]*)|(&&|\|\||==|!=|<=|>=|[<>+\-*/!?:().,\[\]]))")


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


class Unknown:
    def __init__(self, *fields): self.fields = frozenset(fields)
    def also(self, other): return Unknown(*(self.fields | other.fields)) if isinstance(other, Unknown) else self
    def __repr__(self): return f"unknown({', '.join(sorted(self.fields))})"


def unk(v): return isinstance(v, Unknown)


def compile_(text):
    tokens, i = [], 0
    text = text.rstrip()
    while i < len(text):
        m = TOKEN.match(text, i)
        assert m, f"{text!r} at {i}"
        tokens.append((["n", "s", "w", "o"][next(k for k in range(4) if m.group(k + 1) is not None)], m.group().strip()))
        i = m.end()
    tokens.append(("o", ""))
    p = [0]

    def peek(): return tokens[p[0]][1] if tokens[p[0]][0] != "s" else None
    def take(t=None):
        tok = tokens[p[0]]; p[0] += 1
        assert t is None or tok[1] == t, (text, tok, t)
        return tok
    def expr():
        c = either()
        if peek() == "?":
            take(); a = expr(); take(":"); b = expr()
            def f(e):
                v = c(e)
                return v if unk(v) else (a(e) if v else b(e))
            return f
        return c
    def junction(sub, op, end):
        a = sub()
        while peek() == op:
            take(); b = sub(); a = (lambda a, b: lambda e: join(a(e), b(e), end))(a, b)
        return a
    def either(): return junction(both, "||", True)
    def both(): return junction(rel, "&&", False)
    def binary(f):
        def g(a, b):
            def h(e):
                x, y = a(e), b(e)
                if unk(x): return x.also(y)
                if unk(y): return y
                return f(x, y)
            return h
        return g
    def rel():
        a = add()
        op = peek()
        if op in ("==", "!=", "<", "<=", ">", ">=", "in"):
            take(); b = add()
            return binary({"==": lambda x, y: x == y, "!=": lambda x, y: x != y, "<": lambda x, y: x < y, "<=": lambda x, y: x <= y,
                           ">": lambda x, y: x > y, ">=": lambda x, y: x >= y, "in": lambda x, y: x in y}[op])(a, b)
        return a
    def add():
        a = mul()
        while peek() in ("+", "-"):
            op = take()[1]; b = mul(); a = binary((lambda x, y: x + y) if op == "+" else (lambda x, y: x - y))(a, b)
        return a
    def mul():
        a = un()
        while peek() in ("*", "/"):
            op = take()[1]; b = un(); a = binary((lambda x, y: x * y) if op == "*" else (lambda x, y: x / y))(a, b)
        return a
    def un():
        if peek() == "!":
            take(); a = un(); return lambda e: (lambda v: v if unk(v) else not v)(a(e))
        if peek() == "-":
            take(); a = un(); return lambda e: (lambda v: v if unk(v) else -v)(a(e))
        return prim()
    def args():
        take("("); out = [expr()]
        while peek() == ",": take(); out.append(expr())
        take(")"); return out
    def prim():
        kind, t = take()
        if kind == "n": v = float(t); return lambda e: v
        if kind == "s": s = t[1:-1]; return lambda e: s
        if t == "(": a = expr(); take(")"); return a
        if t == "[":
            items = []
            while peek() != "]":
                items.append(prim()(None))
                if peek() == ",": take()
            take("]"); return lambda e: items
        if t in ("true", "false"): v = t == "true"; return lambda e: v
        if t == "has":
            take("("); r = take()[1]; take("."); f = take()[1]; take(")")
            return lambda e: Unknown(f"{r}.{f}") if "fold" in e and r != "want" else e.get((r, f)) is not None
        if peek() == "(":
            fs = args()
            def call(e):
                vs = [f(e) for f in fs]
                for v in vs:
                    if unk(v): return v
                if t == "ramp": x, a, b = vs; return min(max((x - a) / (b - a), 0.0), 1.0)
                if t == "clamp": return min(max(vs[0], vs[1]), vs[2])
                return {"abs": abs, "size": len}[t](vs[0]) if t in ("abs", "size") else {"min": min, "max": max}[t](*vs)
            return call
        assert peek() == ".", (text, t)
        take(); f = take()[1]; r = t
        def field(e):
            v = e.get((r, f))
            return Unknown(f"{r}.{f}") if v is None else v
        return field
    a = expr()
    assert peek() == "", (text, peek())
    return a


def join(x, y, end):
    if x is end or y is end: return end
    if unk(x): return x.also(y)
    return y


class Rule:
    def __init__(self, rid, criterion, r):
        self.id, self.criterion, self.raw = rid, criterion, r
        c = lambda k: compile_(r[k]) if k in r else None
        self.when, self.score, self.require, self.warn = c("when"), c("score"), c("require"), c("warn")
        self.met, self.partly, self.unknown = c("met"), c("partly"), c("unknown")
        a = r.get("answers", []); self.answers = [a] if isinstance(a, str) else a
        assert ("unknown" in r) == ("unknown_because" in r), rid
        for m in re.findall(r"\{([^}]*)\}", r["because"]): compile_(m)

    def applies(self, want):
        """Whether the rule is left when the preferences are folded in: neither decided nor resting on one not given."""
        whole = self.when or (lambda e: True)
        v = whole({**want, "fold": True})
        if unk(v): return not any(f.startswith("want.") for f in v.fields)
        if not v: return False
        x = (self.score or self.require or self.warn)({**want, "fold": True})
        return not (unk(x) and any(f.startswith("want.") for f in x.fields))

    def asked(self, wishes): return [w for w in self.answers if w in wishes]

    def value(self, e, wishes=()):
        """points | True/False | Unknown | 'n/a'; points of `unknown` where a stated wish cannot be judged."""
        kind = self.require or self.warn
        if kind:
            v = kind(e)
            return ("n/a" if any(f.startswith("want.") for f in v.fields) else v) if unk(v) else v
        w = self.when(e) if self.when else True
        if unk(w):
            if any(f.startswith("want.") for f in w.fields): return "n/a"
        elif not w: return 0.0
        v = w if unk(w) else self.score(e)
        if unk(v):
            if any(f.startswith("want.") for f in v.fields): return "n/a"
            return self.unknown(e) if self.unknown and self.asked(wishes) else v
        return v

    def answer(self, e, wishes):
        """met | partly | unknown | not | None"""
        if self.require:
            v = self.require(e)
            if unk(v): return None if any(f.startswith("want.") for f in v.fields) else "unknown"
            return "met" if v else "not"
        w = self.when(e) if self.when else True
        if unk(w): return None if any(f.startswith("want.") for f in w.fields) else "unknown"
        if not w: return None
        if self.met or self.partly:
            m = self.met(e) if self.met else False
            if m is True: return "met"
            p = self.partly(e) if self.partly else False
            if p is True: return "partly"
            wants = [f for x in (m, p) if unk(x) for f in x.fields if not f.startswith("want.")]
            return "unknown" if wants else "not"
        v = self.score(e)
        if unk(v): return "unknown"
        return "met" if v > 0 else "partly" if v == 0 else "not"


def load(folder):
    criteria = jsonc(Path(folder) / "criteria.jsonc")["criteria"]
    rules, examples = [], []
    for path in sorted(Path(folder).glob("*.jsonc")):
        if path.stem == "criteria": continue
        file = jsonc(path)
        mine = {k: Rule(f"{path.stem}/{k}", file.get("criterion"), r) for k, r in file["rules"].items()}
        rules += mine.values()
        examples += [(path.stem, mine, x) for x in file.get("examples", [])]
    return criteria, rules, examples


def wishes_of(want):
    out = []
    for k, v in want.items():
        if k == "use": out += [f"use.{u}" for u in v]
        elif k in ("plugs",): out.append("plug")
        elif k in ("budget_usd", "budget_min_usd"): out.append("budget")
        elif v is False: continue
        else: out.append(k)
    return list(dict.fromkeys(out))


def check_examples(folder):
    criteria, rules, examples = load(folder)
    bad, covered = 0, set()
    for stem, mine, x in examples:
        e = {(r, f): v for r in x if r not in ("name", "expect") for f, v in x[r].items()}
        wishes = wishes_of(x.get("want", {}))
        for k, expected in x["expect"].items():
            covered.add(f"{stem}/{k}")
            v = mine[k].value(e, wishes)
            got = "unknown" if unk(v) else "not-applicable" if v == "n/a" else v
            ok = got == expected or (isinstance(got, float) and not isinstance(expected, (bool, str)) and abs(got - expected) < 1e-9)
            if not ok:
                bad += 1; print(f"{stem}: {x['name']}: {k} is {got}, expected {expected}")
    for r in rules:
        if r.id not in covered: print("no example:", r.id)
        if r.criterion and r.criterion not in criteria: print("no criterion:", r.id)
    answered = {a for r in rules for a in r.answers}
    print(len(rules), "rules,", len(examples), "examples,", bad, "fail; answered:", " ".join(sorted(answered)))


if __name__ == "__main__":
    import sys
    check_examples(sys.argv[1])
