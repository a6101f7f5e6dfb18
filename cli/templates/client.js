
// Opens the language that was opened last, on whatever page of a code.
"use strict";
{
  const KEY = "errspec-client";
  const remembered = (change) => {
    try {
      return change(localStorage);
    } catch {
      return null; // Where nothing may be stored, nothing is remembered.
    }
  };
  const last = remembered((storage) => storage.getItem(KEY));
  for (const details of document.querySelectorAll("details[name=client]")) {
    const language = details.querySelector("summary").textContent;
    details.open = language === last;
    details.addEventListener("toggle", () => {
      if (details.open) remembered((storage) => storage.setItem(KEY, language));
    });
  }
}
