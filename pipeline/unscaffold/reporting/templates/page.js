(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const items = [...document.querySelectorAll(".item")];
  const texts = new WeakMap();
  const named = { findings: "findings", jobs: "jobs", rights: "rights", generated: "other lines" };

  // Where this runs, what stands in noscript is text: it is made elements when somebody opens what it is in.
  function unfold(item) {
    const folded = item?.matches("details.item") && item.querySelector("noscript");
    if (!folded) return;
    folded.insertAdjacentHTML("beforebegin", folded.textContent);
    folded.remove();
  }

  // Of a job, where its lines come from is most of the text, and nobody looks for that.
  const parts = { jobs: "h3, .when, .facts-of, .plain, tbody th", generated: "summary, .lines" };
  const partsOf = (item) => (parts[item.dataset.kind] ? [...item.querySelectorAll(parts[item.dataset.kind])] : [item]);

  function foldedIn(item) {
    const text = item.querySelector("noscript")?.textContent || "";
    const holder = document.createElement("template");
    holder.innerHTML = item.dataset.kind === "jobs" ? (text.match(/<th scope="row">.*?<\/th>/gs) || []).join("\n") : text;
    return holder.content;
  }

  const textOf = (item) => {
    if (!texts.has(item)) {
      texts.set(item, [...partsOf(item), foldedIn(item)].map((one) => one.textContent.toLowerCase()).join("\n"));
    }
    return texts.get(item);
  };

  const has = (said, value) => said === undefined || value === "" || ` ${said} `.includes(` ${value} `);

  function filter() {
    const words = $("text").value.toLowerCase().split(/\s+/).filter(Boolean);
    const connector = $("connector").value;
    const severity = $("severity").value;
    const shown = {};
    const all = {};
    for (const item of items) {
      const { kind, c, s } = item.dataset;
      const fits = has(c, connector) && has(s, severity) && words.every((word) => textOf(item).includes(word));
      if (item.hidden === fits) item.hidden = !fits;
      all[kind] = (all[kind] || 0) + 1;
      shown[kind] = (shown[kind] || 0) + (fits ? 1 : 0);
    }
    for (const none of document.querySelectorAll("[data-none]")) none.hidden = shown[none.dataset.none] !== 0;
    tell(shown, all, words.length > 0 || connector !== "" || severity !== "");
  }

  function tell(shown, all, isFiltered) {
    for (const count of document.querySelectorAll("[data-count]")) {
      const kind = count.dataset.count;
      const whole = String(all[kind] || 0);
      count.textContent = isFiltered ? `${shown[kind] || 0} of ${whole}` : whole;
    }
    const parts = Object.keys(named).filter((kind) => all[kind]).map((kind) => `${shown[kind]} of ${all[kind]} ${named[kind]}`);
    $("shown").textContent = isFiltered ? `Shown: ${parts.join(", ")}` : "";
  }

  // What is linked to may be in something closed; browsers differ in whether they open it.
  function reveal() {
    const wanted = decodeURIComponent(location.hash.slice(1));
    unfold($(wanted.replace(/^task-(\d+)-\d+$/, "job-$1")));
    const target = wanted ? $(wanted) : null;
    if (!target) return;
    if (target.hidden) {
      $("filter").reset();
      filter();
    }
    for (let one = target; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
    target.scrollIntoView();
    const focused = (target.tagName === "DETAILS" && target.querySelector("summary")) || target;
    if (!focused.matches("summary, a, button, input")) focused.tabIndex = -1;
    focused.focus({ preventScroll: true });
  }

  const setOpen = (isOpen) => {
    for (const job of document.querySelectorAll(".job")) if (!job.hidden || !isOpen) job.open = isOpen;
  };

  // Where many edges lead side by side, those of the task that is pointed at stand out.
  function trace(event) {
    const task = event.target.closest?.(".task");
    for (const near of document.querySelectorAll(".tracing, .near")) near.classList.remove("tracing", "near");
    if (!task) return;
    const number = task.getAttribute("href").split("-").pop();
    const edges = [...task.parentNode.querySelectorAll(".edge")].filter((edge) => has(edge.dataset.of, number));
    for (const edge of edges) edge.classList.add("near");
    task.parentNode.classList.toggle("tracing", edges.length > 0);
  }

  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 100);
  };

  $("filter").hidden = false;
  $("tools").hidden = false;
  $("filter").addEventListener("submit", (event) => event.preventDefault());
  $("filter").addEventListener("reset", () => setTimeout(filter));
  $("text").addEventListener("input", soon);
  $("connector").addEventListener("change", filter);
  $("severity").addEventListener("change", filter);
  $("open").addEventListener("click", () => setOpen(true));
  $("close").addEventListener("click", () => setOpen(false));
  addEventListener("hashchange", reveal);
  document.addEventListener("toggle", (event) => unfold(event.target.closest("details.item")), true);
  for (const type of ["pointerover", "focusin"]) document.addEventListener(type, trace);
  if ($("text").value || $("connector").value || $("severity").value) filter();
  reveal();
})();
