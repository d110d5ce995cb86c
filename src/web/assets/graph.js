// Levels read off a graph: at a frequency under the pointer, over a range by dragging, by keyboard with two sliders.

const SVG = "http://www.w3.org/2000/svg";
const LOW = 20, OCTAVES = Math.log(1000);
const STEPS = 240;

const hzAt = (share) => LOW * Math.exp(share * OCTAVES);
const clamp = (x, low, high) => Math.min(Math.max(x, low), high);
const said = (hz) => hz < 1000 ? `${Math.round(hz)} Hz` : `${(hz / 1000).toFixed(hz < 10000 ? 2 : 1)} kHz`;
const db = (x) => `${x >= 0 ? "+" : "\u2212"}${Math.abs(x).toFixed(1)}`;

function element(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

// Level of a line at a share of the axis; the lines stand evenly in log frequency.
function level(line, share) {
  const at = clamp(share, 0, 1) * (line.db.length - 1), low = Math.floor(at);
  const next = Math.min(low + 1, line.db.length - 1);
  return line.db[low] + (line.db[next] - line.db[low]) * (at - low);
}

function mean(line, from, to) {
  let sum = 0;
  for (let i = 0; i <= 32; i++) sum += level(line, from + (to - from) * i / 32);
  return sum / 33;
}

class Readout {
  constructor(figure, lines) {
    this.svg = figure.querySelector("svg");
    const [left, right, top, bottom] = this.svg.dataset.frame.split(" ").map(Number);
    this.frame = { left, right, top, bottom };
    this.lines = lines;
    this.from = this.to = 2 / 3;
    this.band = element("rect", { class: "chosen", y: top, height: bottom - top, width: 0, x: left }, this.svg);
    this.rule = element("line", { class: "cursor", y1: top, y2: bottom, x1: left, x2: left }, this.svg);
    this.controls(figure);
    this.pointer();
    this.show();
  }

  controls(figure) {
    const box = document.createElement("div");
    box.className = "readout";
    this.sliders = [["Read at", "from"], ["up to", "to"]].map(([name, end]) => {
      const label = document.createElement("label"), input = document.createElement("input");
      Object.assign(input, { type: "range", min: 0, max: STEPS, step: 1, value: STEPS * this[end] });
      input.addEventListener("input", () => {
        const share = input.value / STEPS, range = this.to > this.from;
        if (end === "to") this.to = Math.max(share, this.from);
        else { this.from = share; this.to = range ? Math.max(this.to, share) : share; }
        this.show();
      });
      label.append(name + " ", input);
      box.append(label);
      return [end, input];
    });
    this.output = document.createElement("output");
    box.append(this.output);
    this.svg.after(box);
  }

  share(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return clamp((at.x - this.frame.left) / (this.frame.right - this.frame.left), 0, 1);
  }

  pointer() {
    let start = null;
    this.svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      start = this.from = this.to = this.share(event);
      if (event.pointerType === "mouse") { this.svg.setPointerCapture(event.pointerId); event.preventDefault(); }
      this.held = true;
      this.show();
    });
    this.svg.addEventListener("pointermove", (event) => {
      const here = this.share(event);
      if (start !== null) { this.from = Math.min(start, here); this.to = Math.max(start, here); }
      else if (event.pointerType === "mouse" && !this.held) this.from = this.to = here;
      else return;
      this.show();
    });
    const end = () => { if (start !== null && this.to - this.from < 0.01) { this.to = this.from; this.held = false; } start = null; };
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) this.svg.addEventListener(name, end);
  }

  show() {
    const { left, right } = this.frame, x = (share) => left + share * (right - left);
    const range = this.to > this.from;
    this.band.setAttribute("x", x(this.from));
    this.band.setAttribute("width", range ? x(this.to) - x(this.from) : 0);
    for (const end of ["x1", "x2"]) this.rule.setAttribute(end, x(this.from));
    const place = range ? `${said(hzAt(this.from))} to ${said(hzAt(this.to))}, mean` : said(hzAt(this.from));
    const levels = this.lines.map((line) => range ? mean(line, this.from, this.to) : level(line, this.from));
    const parts = this.lines.map((line, i) => `${line.name} ${db(levels[i])} dB`);
    const text = `${place}: ${parts.join("; ")}${hzAt(this.to) > 10000 ? " (uncertain)" : ""}`;
    this.output.textContent = text;
    for (const [end, input] of this.sliders) {
      input.value = STEPS * this[end];
      input.setAttribute("aria-valuetext", end === "from" ? text : said(hzAt(this.to)));
    }
  }
}

for (const figure of document.querySelectorAll("figure[data-graph]")) {
  fetch(figure.dataset.graph)
    .then((answer) => answer.ok ? answer.json() : null)
    .then((graph) => { if (graph && Array.isArray(graph.series)) new Readout(figure, graph.series); })
    .catch(() => { /* the picture stands without it */ });
}
