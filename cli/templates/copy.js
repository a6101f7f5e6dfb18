
// Buttons that copy. They are made when a row is opened for the first time: a
// table of thousands of codes needs few of them, and without a script none.
"use strict";
{
  const button = (label, text) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = label;
    button.addEventListener("click", async () => {
      say(button, (await copy(text)) ? "Copied" : "Not allowed");
      setTimeout(() => say(button, label, ""), 1500);
    });
    return button;
  };

  // To who sees the button, and to who hears the page.
  const said = document.getElementById("_said");
  const say = (button, label, aloud = label) => {
    button.textContent = label;
    said.textContent = aloud;
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelected(text);
    }
  };

  // For pages that are not served by HTTPS: browsers have no clipboard for them.
  const copySelected = (text) => {
    const area = document.createElement("textarea");
    const focused = document.activeElement;
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    focused.focus({ preventScroll: true });
    return copied;
  };

  const addButtons = (row) => {
    const code = row.querySelector("h3").textContent;
    row.querySelector(".actions").prepend(button("Copy code", code));
    for (const sample of row.querySelectorAll("pre")) {
      const copySample = button("Copy", sample.textContent);
      const format = sample.parentElement.previousElementSibling.textContent;
      copySample.setAttribute("aria-label", `Copy ${format}`);
      sample.after(copySample);
    }
  };

  // `toggle` does not bubble, but it can be caught on its way down.
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (target.open && !target.querySelector(".copy")) addButtons(target);
    },
    true,
  );
}
