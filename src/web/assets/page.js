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

function copying() {
  for (const button of document.querySelectorAll("[data-copy]")) {
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

colours();
copying();
