(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const items = [...document.querySelectorAll(".item")];
  const texts = new WeakMap();
  const named = { repositories: "repositories", rules: "rules", rights: "rights", drift: "repositories that drifted" };

  // A right is found by its profile, too, which stands above its table.
  const textOf = (item) => {
    if (!texts.has(item)) {
      const above = item.dataset.kind === "rights" ? item.closest("details").querySelector("h3").textContent : "";
      texts.set(item, `${above}\n${item.textContent}`.toLowerCase());
    }
    return texts.get(item);
  };

  function filter() {
    const words = $("text").value.toLowerCase().split(/\s+/).filter(Boolean);
    const status = $("status").value;
    const shown = {};
    const all = {};
    for (const item of items) {
      const { kind, s } = item.dataset;
      const fits = (s === undefined || status === "" || s === status) && words.every((word) => textOf(item).includes(word));
      if (item.hidden === fits) item.hidden = !fits;
      all[kind] = (all[kind] || 0) + 1;
      shown[kind] = (shown[kind] || 0) + (fits ? 1 : 0);
    }
    for (const none of document.querySelectorAll("[data-none]")) none.hidden = shown[none.dataset.none] !== 0;
    tell(shown, all, words.length > 0 || status !== "");
  }

  const whole = new Map([...document.querySelectorAll("[data-count]")].map((count) => [count, count.textContent]));

  function tell(shown, all, isFiltered) {
    for (const [count, number] of whole) count.textContent = isFiltered ? `${shown[count.dataset.count] || 0} of ${number}` : number;
    const parts = Object.keys(named).filter((kind) => all[kind]).map((kind) => `${shown[kind]} of ${all[kind]} ${named[kind]}`);
    $("shown").textContent = isFiltered ? `Shown: ${parts.join(", ")}` : "";
  }

  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 100);
  };

  $("filter").hidden = false;
  $("filter").addEventListener("submit", (event) => event.preventDefault());
  $("filter").addEventListener("reset", () => setTimeout(filter));
  $("text").addEventListener("input", soon);
  $("status").addEventListener("change", filter);
  if ($("text").value || $("status").value) filter();
})();
