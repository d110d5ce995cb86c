// What every page can do better with a script: choose colours, copy its link, suggest names.

const root = document.documentElement;

function colours() {
  const place = document.querySelector(".theme-choices");
  if (!place) return;
  const now = () => root.dataset.theme || "system";
  for (const theme of ["system", "light", "dark"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = theme;
    button.setAttribute("aria-pressed", String(theme === now()));
    button.addEventListener("click", () => {
      if (theme === "system") delete root.dataset.theme; else root.dataset.theme = theme;
      try { theme === "system" ? localStorage.removeItem("theme") : localStorage.setItem("theme", theme); } catch { /* not kept */ }
      for (const other of place.children) other.setAttribute("aria-pressed", String(other === button));
    });
    place.append(button, " ");
  }
  place.parentElement.hidden = false;
}

function copying(part) {
  for (const button of part.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    const said = button.textContent;
    button.addEventListener("click", async () => {
      const text = button.dataset.copy || location.href;
      try { await navigator.clipboard.writeText(text); button.textContent = "Copied"; }
      catch { button.textContent = "Copy it from the address bar"; }
      setTimeout(() => { button.textContent = said; }, 2000);
    });
  }
}

// Names for fields while a person types: a list of the browser's own, filled from /suggest.
let lists = 0;
function suggesting(part) {
  part.querySelectorAll("input[data-suggest]").forEach((field) => {
    const list = document.createElement("datalist");
    list.id = `names-${lists++}`;
    field.after(list);
    field.setAttribute("list", list.id);
    let wait, asked, known = "";
    field.addEventListener("input", (event) => {
      clearTimeout(wait);
      asked?.abort();
      // A name that was chosen from the list needs no other.
      if (event.inputType === "insertReplacementText" || !event.inputType) return;
      const text = field.value.trim();
      if (text.length < 2) { list.replaceChildren(); known = ""; return; }
      if (text === known) return;
      wait = setTimeout(async () => {
        asked = new AbortController();
        const query = new URLSearchParams({ q: text.slice(0, 200), kind: field.dataset.suggest });
        try {
          const answer = await fetch(`/suggest?${query}`, { signal: asked.signal });
          if (!answer.ok) return;
          const { found } = await answer.json();
          known = text;
          list.replaceChildren(...found.map(({ name }) => {
            const option = document.createElement("option");
            option.value = name;
            return option;
          }));
        } catch { /* a newer question, or nobody answers: the field works without */ }
      }, 150);
    });
  });
}

function ready(part) {
  copying(part);
  suggesting(part);
}

colours();
ready(document);
// Parts of a page that were put in place of others.
document.addEventListener("fresh", (event) => ready(event.target));
