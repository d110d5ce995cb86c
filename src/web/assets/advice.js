// The list answers while wishes are changed: the page of the new address is fetched, its list put in place of
// this one. Without this script the button does the same.

const form = document.querySelector("form[data-live]");
const list = document.getElementById("list");
let running = null;

function address() {
  const said = new URLSearchParams();
  for (const [key, value] of new FormData(form)) if (String(value).trim()) said.append(key, value);
  const text = said.toString();
  return form.action.split("?")[0] + (text ? "?" + text : "");
}

async function answer() {
  const to = address();
  running?.abort();
  running = new AbortController();
  list.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(to, { signal: running.signal, headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById("list");
    if (!fresh) { location.href = to; return; }
    const mistakes = page.querySelector(".mistakes");
    document.querySelector(".mistakes")?.remove();
    if (mistakes) list.parentElement.before(document.adoptNode(mistakes));
    list.replaceChildren(...document.adoptNode(fresh).childNodes);
    document.title = page.title;
    list.dispatchEvent(new Event("fresh", { bubbles: true }));
    document.getElementById("said").textContent = list.querySelector("p")?.textContent ?? "";
    history.replaceState(null, "", to);
  } catch (error) {
    if (error.name !== "AbortError") location.href = to;
    return;
  }
  list.removeAttribute("aria-busy");
}

if (form && list) {
  let soon = 0;
  form.addEventListener("change", () => { clearTimeout(soon); soon = setTimeout(answer, 150); });
  form.addEventListener("submit", (event) => { event.preventDefault(); answer().then(() => list.scrollIntoView()); });
}
