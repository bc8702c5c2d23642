// Behaviour that all pages share. Every page works without it.
(() => {
  "use strict";
  const readable = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

  // Shows instants in the reader's time zone; the title keeps the exact one.
  const localTimes = root => root.querySelectorAll?.("time[datetime]").forEach(time => {
    const at = new Date(time.dateTime);
    if (!isNaN(at)) { time.textContent = readable.format(at); }
  });

  document.addEventListener("DOMContentLoaded", () => localTimes(document));
  document.addEventListener("htmx:load", loaded => localTimes(loaded.detail.elt));

  // The browser's copy of a page has forms that were sent already.
  addEventListener("pageshow", shown => { if (shown.persisted) { location.reload(); } });

  // Says that a live page has lost its connection. A form that is sent twice takes effect once.
  const connection = isLost => { document.getElementById("connection").hidden = !isLost; };
  document.addEventListener("htmx:sseError", () => connection(true));
  document.addEventListener("htmx:sseOpen", () => connection(false));
  document.addEventListener("htmx:sendError", () => connection(true));
  document.addEventListener("htmx:afterRequest", done => { if (done.detail.successful) { connection(false); } });

  // What a page asks by itself does not prolong the operator's session.
  document.addEventListener("htmx:configRequest", request => {
    if (request.detail.elt.closest("[data-background]")) { request.detail.headers["X-Background"] = "true"; }
  });
})();
