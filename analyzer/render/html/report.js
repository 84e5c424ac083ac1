"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const words = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = matchMedia("(max-width: 899px)");
  document.documentElement.classList.add("js");

  const tabs = all("[role=tab]");
  const show = (tab, focus = false) => {
    for (const each of tabs) {
      const on = each === tab;
      each.setAttribute("aria-selected", String(on));
      each.tabIndex = on ? 0 : -1;
      document.getElementById(each.getAttribute("aria-controls")).classList.toggle("on", on);
    }
    if (focus) tab.focus();
  };
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => show(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) show(tabs[(at + step + tabs.length) % tabs.length], true);
    });
  });
  show(tabs[0]);

  const reveal = (element, block = "center") => {
    if (element) element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
  };
  const clear = () => all(".lit").forEach((each) => each.classList.remove("lit"));
  const light = (elements) => elements.forEach((each) => each.classList.add("lit"));
  const cellsOf = (refs) => refs.flatMap((ref) => all(`[data-cell="${CSS.escape(ref)}"]`));
  const textOfClaim = (id) => all(`.claim[data-claim="${CSS.escape(id)}"]`);
  const textOfFinding = (number) => all(".mark[data-findings]").filter((each) => words(each, "findings").includes(number));

  const sheet = one("#peek");
  const peek = (card) => {
    const copy = card.cloneNode(true);
    copy.removeAttribute("id");
    one("#peek-body").replaceChildren(...copy.childNodes);
    one("#peek-body").className = copy.className;
    sheet.hidden = false;
  };
  one("#peek-close").addEventListener("click", () => {
    sheet.hidden = true;
    clear();
  });

  const openCard = (card) => {
    const panel = card.closest(".panel");
    show(tabs.find((tab) => tab.getAttribute("aria-controls") === panel.id));
    card.hidden = false;
    if (narrow.matches) return card.matches(".card") ? peek(card) : undefined;
    const box = panel.closest(".side");
    box.scrollTo({ top: card.offsetTop - 110, behavior: calm.matches ? "auto" : "smooth" });
  };
  const claim = (id, from) => {
    clear();
    const card = document.getElementById(id) || one(`[data-claim-link="${CSS.escape(id)}"]`);
    const cells = card ? cellsOf(words(card, "cells")) : [];
    light([...textOfClaim(id), ...cells, ...(card ? [card] : [])]);
    if (from !== "panel" && card) openCard(card);
    if (from !== "text") reveal(textOfClaim(id)[0]);
  };
  const finding = (number, from) => {
    clear();
    const card = document.getElementById(`f${number}`);
    const cells = cellsOf(words(card, "cells"));
    const text = textOfFinding(number);
    light([card, ...text, ...cells]);
    if (from !== "panel") openCard(card);
    if (from !== "text") reveal(text[0] || cells[0]);
  };
  const cell = (element) => {
    const claims = words(element, "claims");
    const findings = words(element, "findings");
    clear();
    const cards = [...claims, ...findings.map((each) => `f${each}`)].map((id) => document.getElementById(id)).filter(Boolean);
    light([element, ...cards, ...claims.flatMap(textOfClaim), ...findings.flatMap(textOfFinding)]);
    if (cards.length) openCard(cards[findings.length ? cards.length - findings.length : 0]);
  };

  const act = (target) => {
    const note = target.closest(".note[data-finding]");
    if (note) return finding(note.dataset.finding, "text"), true;
    const said = target.closest(".claim[data-claim]");
    if (said) return claim(said.dataset.claim, "text"), true;
    const hit = target.closest(".mark[data-findings]");
    if (hit) return finding(words(hit, "findings")[0], "text"), true;
    const live = target.closest(".live");
    if (live) return cell(live), true;
    const locate = target.closest("[data-locate]");
    if (locate) return finding(locate.dataset.locate, "panel"), true;
    const link = target.closest("[data-claim-link]");
    if (link) return claim(link.dataset.claimLink, "panel"), true;
    const chip = target.closest("[data-cell-link]");
    if (!chip) return false;
    clear();
    const cells = cellsOf([chip.dataset.cellLink]);
    light([chip, ...cells]);
    reveal(cells[0]);
    return true;
  };
  document.addEventListener("click", (event) => {
    if (act(event.target)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      clear();
      sheet.hidden = true;
    }
    const free = event.target.matches("span[tabindex], td[tabindex]");
    if (free && (event.key === "Enter" || event.key === " ") && act(event.target)) event.preventDefault();
  });
  for (const link of all(".jump a")) {
    link.addEventListener("click", () => {
      const tab = tabs.find((each) => `#${each.getAttribute("aria-controls")}` === link.hash);
      if (tab) show(tab);
    });
  }

  const pills = all(".pill");
  const code = one("#code");
  const count = one("#count");
  const filter = () => {
    const severities = pills.filter((pill) => pill.getAttribute("aria-pressed") === "true").map((pill) => pill.dataset.severity);
    let shown = 0;
    for (const card of all("#panel-findings .card")) {
      card.hidden = !severities.includes(card.dataset.severity) || (code.value !== "" && card.dataset.code !== code.value);
      shown += card.hidden ? 0 : 1;
    }
    count.textContent = `显示 ${shown} 条`;
  };
  for (const pill of pills) {
    pill.addEventListener("click", () => {
      pill.setAttribute("aria-pressed", String(pill.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  }
  if (code) {
    code.addEventListener("change", filter);
    filter();
  }

  one("#print").addEventListener("click", () => print());
  one("#theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
})();
