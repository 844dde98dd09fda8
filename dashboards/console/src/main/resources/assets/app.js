// What pages need beyond links and forms: the record drawer, copying, keys, and a refresh that does not disturb its reader.
(function () {
  "use strict";

  const drawer = () => document.getElementById("drawer");
  let opener = null;

  function toast(words) {
    const element = document.getElementById("toast");
    element.textContent = words;
    element.classList.add("shown");
    setTimeout(() => element.classList.remove("shown"), 1600);
  }

  function markOpen(link) {
    document.querySelectorAll("tr.open").forEach((row) => row.classList.remove("open"));
    opener = link;
    if (link) {
      link.closest("tr").classList.add("open");
    }
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "drawer-body") {
      if (!drawer().open) {
        drawer().showModal();
      }
      drawer().scrollTop = 0;
      markOpen(event.detail.requestConfig.elt);
    }
  });

  // A filter left empty has no place in an address that people pass on.
  document.addEventListener("htmx:configRequest", (event) => {
    const empty = Array.from(event.detail.formData.entries()).filter(([, value]) => value === "");
    empty.forEach(([name]) => event.detail.formData.delete(name));
  });

  // A wrong session or a part that is away answers with a whole page: show that page instead of nothing.
  document.addEventListener("htmx:responseError", (event) => {
    const element = event.detail.requestConfig.elt;
    if (element.matches("[data-drawer]")) {
      location.assign(element.href);
    } else if (event.detail.xhr.status === 401) {
      location.reload();
    }
  });

  // A page must not change under someone who is reading a menu, a record or a chart's table.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.target.matches("[data-refresh]")) {
      return;
    }
    // A wall has no reader at the keyboard: there only an open record keeps it from going on.
    const busy = document.fullscreenElement ? drawer().open : document.hidden || drawer().open || document.querySelector("#main details[open]") || document.activeElement.closest("#main a, #main input, #main select, #main button, #main [tabindex='0']");
    if (busy) {
      event.preventDefault();
    }
  });

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const words = document.querySelector(copy.dataset.copy).textContent;
      navigator.clipboard.writeText(words).then(
        () => toast(document.body.dataset.copied),
        () => toast(document.body.dataset.copyFailed));
    }
    if (event.target.closest("[data-close]") || event.target === drawer()) {
      drawer().close();
    }
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.querySelector("details[data-menu][open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const search = document.querySelector("[data-slash]");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
    // In an open drawer, up and down go through the results.
    if (drawer() && drawer().open && opener && (event.key === "ArrowDown" || event.key === "ArrowUp") && !event.target.closest("pre, input")) {
      const rows = Array.from(document.querySelectorAll(".row-link[data-drawer]"));
      const next = rows[rows.indexOf(opener) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) {
        event.preventDefault();
        next.click();
      }
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    // What decided a verdict should be in sight without scrolling for it.
    for (const json of document.querySelectorAll(".json")) {
      const hit = json.querySelector(".hit");
      if (hit) {
        const below = hit.getBoundingClientRect().top - json.getBoundingClientRect().top;
        json.scrollTop = Math.max(0, below - json.clientHeight / 3);
      }
    }
    if (drawer()) {
      drawer().addEventListener("close", () => {
        const back = opener;
        markOpen(null);
        document.getElementById("drawer-body").replaceChildren();
        if (back) {
          back.focus();
        }
      });
    }
  });
})();
