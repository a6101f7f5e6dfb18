
// Search, filters, keys and permalinks. The page has everything without them.
"use strict";
{
  const search = document.getElementById("_search");
  const status = document.getElementById("_status");
  const retry = document.getElementById("_retry");
  const count = document.getElementById("_count");
  const nothing = document.getElementById("_nothing");
  const sections = [...document.querySelectorAll("section")];

  // What is searched is read from the page when it is first needed.
  let rows;
  const allRows = () => (rows ??= [...document.querySelectorAll(".row")].map(searchable));

  const searchable = (element) => {
    const text = (selector) => [...element.querySelectorAll(selector)].map((found) => found.textContent);
    const summary = element.firstElementChild;
    return {
      element,
      section: element.parentElement,
      code: text("h3")[0].toLowerCase(),
      status: summary.firstElementChild.textContent,
      retry: "retry" in element.dataset ? "yes" : "no",
      text: [summary.textContent, ...text(".find-in")].join(" ").toLowerCase(),
    };
  };

  // Every word must be somewhere; where it is in the code comes first.
  const rank = (row, words, phrase) => {
    if (!words.every((word) => row.text.includes(word))) return -1;
    if (row.code === phrase) return 0;
    if (row.code.startsWith(phrase)) return 1;
    return words.every((word) => row.code.includes(word)) ? 2 : 3;
  };

  const passes = (row) => {
    const isRetired = row.status === "gone";
    return (
      row.status.startsWith(status.value) &&
      (retry.value === "" || (row.retry === retry.value && !isRetired))
    );
  };

  const update = () => {
    const phrase = search.value.trim().toLowerCase();
    const words = phrase.split(/\s+/).filter(Boolean);
    const ranks = allRows().map((row) => (passes(row) ? rank(row, words, phrase) : -1));
    rows.forEach((row, index) => (row.element.hidden = ranks[index] < 0));
    reorder(words.length > 0 ? ranks : ranks.map(() => 0));
    for (const section of sections) section.hidden = !section.querySelector(".row:not([hidden])");
    const found = ranks.filter((rank) => rank >= 0).length;
    count.textContent = found === rows.length ? counted(found) : `${found} of ${counted(rows.length)}`;
    nothing.hidden = found > 0;
    mark(words);
  };

  const counted = (number) => `${number} code${number === 1 ? "" : "s"}`;

  // The rows of a section by rank; the table's order where they are equal.
  let isReordered = false;
  const reorder = (ranks) => {
    const isPlain = new Set(ranks.filter((rank) => rank >= 0)).size < 2;
    if (isPlain && !isReordered) return;
    isReordered = !isPlain;
    const order = rows.map((row, index) => ({ row, rank: ranks[index] }));
    if (isReordered) order.sort((a, b) => a.rank - b.rank);
    for (const section of sections) {
      const elements = order.filter(({ row }) => row.section === section).map(({ row }) => row.element);
      const fragment = document.createDocumentFragment();
      for (const element of elements) fragment.append(element);
      section.append(fragment);
    }
  };

  // Marks the words in the first rows, without a change to the page.
  const mark = (words) => {
    if (!CSS.highlights) return;
    const ranges = [];
    for (const summary of visible().slice(0, words.length > 0 ? 50 : 0)) {
      for (const part of summary.querySelectorAll("h3, .message")) {
        const text = part.firstChild;
        const lower = text?.data.toLowerCase() ?? "";
        // Lower case can be longer, as of a Turkish dotted I: then places differ.
        if (lower.length !== text?.data.length) continue;
        for (const word of words) {
          for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
            ranges.push(new StaticRange({ startContainer: text, startOffset: at, endContainer: text, endOffset: at + word.length }));
          }
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  const visible = () => [...document.querySelectorAll(".row:not([hidden]) > summary")];

  const clear = () => {
    search.value = status.value = retry.value = "";
    update();
  };

  const move = (step) => {
    const summaries = visible();
    const at = summaries.indexOf(document.activeElement.closest?.(".row")?.firstElementChild);
    const next = at + step;
    if (next < 0) search.focus();
    else summaries[Math.min(next, summaries.length - 1)]?.focus();
  };

  const openFirst = () => {
    const [first] = visible();
    if (!first) return;
    first.parentElement.open = true;
    first.focus();
    setAddress(first.parentElement);
  };

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isTyping = target === search;
    // Elsewhere the arrows scroll, or choose a filter.
    const canMove = isTyping || target.matches("summary");
    if (key === "/" && !isTyping) search.select();
    else if (key === "Escape") { clear(); search.focus(); }
    else if (key === "ArrowDown" && canMove) move(1);
    else if (key === "ArrowUp" && canMove) move(-1);
    else if (key === "Enter" && isTyping) openFirst();
    else return;
    event.preventDefault();
  });

  search.addEventListener("input", update);
  status.addEventListener("change", update);
  retry.addEventListener("change", update);
  nothing.querySelector("button").addEventListener("click", clear);

  // The address of an open row can be shared as it is.
  const setAddress = (row) => history.replaceState(null, "", `#${row.querySelector(".place").id}`);
  document.addEventListener("click", ({ target }) => {
    const summary = target.closest("summary");
    // A row that is open now is about to close.
    if (summary && !summary.parentElement.open) setAddress(summary.parentElement);
  });

  const follow = () => {
    let id;
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return; // not an address that anything here has
    }
    const row = document.getElementById(id)?.closest(".row");
    if (!row) return;
    if (row.hidden) clear();
    row.open = true;
    row.firstElementChild.focus({ preventScroll: true });
    row.scrollIntoView();
    // Rows above may have had a height by guess until they came near.
    requestAnimationFrame(() => requestAnimationFrame(() => row.scrollIntoView()));
  };
  addEventListener("hashchange", follow);
  addEventListener("load", follow);

  // Browsers that cannot print what is closed by a style need it open.
  addEventListener("beforeprint", () => {
    for (const { element } of allRows()) element.open = true;
  });

  // A browser may have kept what was typed before the page was loaded again.
  if (search.value || status.value || retry.value) update();
}
