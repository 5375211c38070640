// Tells a worker that the queue has changed. Without it there is the link "Refresh".
"use strict";

(function () {
  var news = document.querySelector("[data-changes]");
  if (!news || !window.fetch) return;
  var seen = news.getAttribute("data-seen");
  var address = news.getAttribute("data-changes");
  var every = 20000;

  var ask = function () {
    if (document.hidden) return;
    fetch(address, { headers: { "If-None-Match": seen }, credentials: "same-origin" })
      .then(function (reply) {
        // 304: nothing new. 401: the session has ended, and the next page says so.
        if (reply.status !== 200) return;
        var now = reply.headers.get("ETag");
        if (now === seen) return;
        seen = now;
        news.textContent = "Something has changed since this page was opened.";
      })
      .catch(function () {
        // The network is away. The page stays as it is, and the next try comes by itself.
      });
  };

  setInterval(ask, every);
  document.addEventListener("visibilitychange", ask);
})();
