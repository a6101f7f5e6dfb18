
// Search, filters, keys and permalinks. The page has everything without them.
"use strict";
{
  const search = document.getElementById("_search");
  const status = document.getElementById("_status");
  const retry = document.getElementById("_retry");
{%- if has_operations %}
  const operation = document.getElementById("_operation");
{%- endif %}
  const count = document.getElementById("_count");
  const nothing = document.getElementById("_nothing");
  const main = document.querySelector("main");
  const sections = [...document.querySelectorAll("section")];

  // What is searched is read from the page when it is first needed.
  let rows;
  const allRows = () => (rows ??= [...document.querySelectorAll(".row")].map(searchable));

  const searchable = (element, index) => {
    const found = (selector) => [...element.querySelectorAll(selector)];
    const text = (selector) => found(selector).map((part) => part.textContent);
    const summary = element.firstElementChild;
    const status = summary.firstElementChild.textContent;
    return {
      element,
      index,
      section: element.parentElement,
      code: text("h3")[0].toLowerCase(),
      status,
      retry: status === "gone" ? "never" : "retry" in element.dataset ? "yes" : "no",
{%- if has_operations %}
      operations: text(".operations a"),
      isEverywhere: found(".everywhere").length > 0,
{%- endif %}
      text: [summary.textContent, ...text(".find-in")].join(" ").toLowerCase(),
    };
  };

  // Every word must be somewhere: 3 is anywhere, 2 in the code, 1 at its begin, 0 all of it.
  const rank = (row, words, phrase) => {
    if (!words.every((word) => row.text.includes(word))) return -1;
    if (row.code === phrase) return 0;
    if (row.code.startsWith(phrase)) return 1;
    return words.every((word) => row.code.includes(word)) ? 2 : 3;
  };

  const passes = (row) =>
    row.status.startsWith(status.value) && (retry.value === "" || row.retry === retry.value)
{%- if has_operations %} &&
    (operation.value === "" || row.isEverywhere || row.operations.includes(operation.value))
{%- endif %};

  const update = () => {
    const phrase = search.value.trim().toLowerCase();
    const words = phrase.split(/\s+/).filter(Boolean);
    const rankOf = (row) => (words.length > 0 ? rank(row, words, phrase) : 3);
    const ranks = allRows().map((row) => (passes(row) ? rankOf(row) : -1));
    rows.forEach((row, index) => (row.element.hidden = ranks[index] < 0));
    reorder(ranks);
    for (const section of sections) section.hidden = !section.querySelector(".row:not([hidden])");
    const found = ranks.filter((rank) => rank >= 0).length;
    const all = counted(rows.length);
    count.textContent = found === rows.length ? all : `${found} of ${all}`;
    nothing.hidden = found > 0;
    mark(words);
    // What was found begins beneath the search, wherever the reader was before.
    scrollTo(0, Math.min(scrollY, main.offsetTop));
  };

  const counted = (number) => `${number} code${number === 1 ? "" : "s"}`;

  // Brings rows whose code matches before those that only speak of it. To move a
  // row takes a browser long, so the first of them must do, and all else stays.
  const mostForward = 100;
  let forward = [];
  const reorder = (ranks) => {
    for (const row of forward.sort((a, b) => b.index - a.index)) {
      const next = rows[row.index + 1];
      row.section.insertBefore(row.element, next?.section === row.section ? next.element : null);
    }
    const isMixed = ranks.includes(3) && ranks.some((rank) => rank >= 0 && rank < 3);
    forward = isMixed ? rows.filter((row) => ranks[row.index] >= 0 && ranks[row.index] < 3) : [];
    forward.sort((a, b) => ranks[a.index] - ranks[b.index]);
    forward = forward.slice(0, mostForward);
    for (const section of sections) {
      const elements = forward.filter((row) => row.section === section).map((row) => row.element);
      section.firstElementChild.after(...elements);
    }
  };

  // Marks the words in the first rows, without a change to the page.
  const mark = (words) => {
    if (!CSS.highlights) return;
    const marked = words.length > 0 ? visible().slice(0, 50) : [];
    const parts = marked.flatMap((summary) => [...summary.querySelectorAll("h3, .message")]);
    const ranges = parts.flatMap((part) => places(part.firstChild, words));
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  const places = (text, words) => {
    const ranges = [];
    const lower = text.data.toLowerCase();
    // Lower case can be longer, as that of a dotted capital I: places differ then.
    if (lower.length !== text.length) return ranges;
    for (const word of words) {
      for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
        const end = at + word.length;
        const place = { startContainer: text, startOffset: at, endContainer: text, endOffset: end };
        ranges.push(new StaticRange(place));
      }
    }
    return ranges;
  };

  const visible = () => [...document.querySelectorAll(".row:not([hidden]) > summary")];

  const clear = () => {
    search.value = status.value = retry.value = {% if has_operations %}operation.value = {% endif %}"";
    update();
  };

  const startAgain = () => {
    clear();
    search.focus();
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
    else if (key === "Escape") startAgain();
    else if (key === "ArrowDown" && canMove) move(1);
    else if (key === "ArrowUp" && canMove) move(-1);
    else if (key === "Enter" && isTyping) openFirst();
    else return;
    event.preventDefault();
  });

  search.addEventListener("input", update);
  status.addEventListener("change", update);
  retry.addEventListener("change", update);
{%- if has_operations %}
  operation.addEventListener("change", update);
{%- endif %}
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
  if (search.value || status.value || retry.value{% if has_operations %} || operation.value{% endif %}) update();
}
