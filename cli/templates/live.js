
// Loads the page anew when there is another version of it. The browser connects
// again by itself, so a server that began anew is found too. A page that nobody
// looks at does not listen: browsers hold few connections to one address.
"use strict";
{
  const version = "{{ version }}";
  let events;

  const listen = () => {
    events?.close();
    if (document.hidden) return;
    events = new EventSource("{{ EVENTS }}");
    events.onmessage = ({ data }) => {
      if (data !== version) location.reload();
    };
  };

  document.addEventListener("visibilitychange", listen);
  listen();
}
