// Makes pages a little quicker to use. Every page works without it.
"use strict";

(function () {
  // Leaving in a hurry: Shift three times within five seconds does what the button does.
  var exit = document.querySelector(".govuk-exit-this-page__button");
  if (exit) {
    var presses = 0;
    // In the language of the page, where the page has the words.
    var said = function (name, english) {
      return exit.parentNode.getAttribute("data-" + name) || english;
    };
    var timer = 0;
    var combined = false;
    var status = document.createElement("span");
    status.setAttribute("role", "status");
    status.className = "govuk-visually-hidden";
    exit.parentNode.appendChild(status);

    var leave = function () {
      // Nothing stays on the screen while the next page loads.
      document.title = "";
      document.body.className += " govuk-exit-this-page-hide-content";
      var cover = document.createElement("div");
      cover.className = "govuk-exit-this-page-overlay";
      cover.setAttribute("role", "alert");
      cover.textContent = said("loading", "Loading.");
      document.body.appendChild(cover);
      // The address that stood here is not kept for the Back button.
      window.location.replace(exit.href);
    };
    var follow = function (event) {
      event.preventDefault();
      leave();
    };
    exit.addEventListener("click", follow);
    var skip = document.querySelector(".govuk-js-exit-this-page-skiplink");
    if (skip) skip.addEventListener("click", follow);

    document.addEventListener(
      "keydown",
      function (event) {
        // Shift together with another key is typing a capital, and does not count.
        if (event.key !== "Shift") combined = event.shiftKey;
      },
      true
    );
    document.addEventListener(
      "keyup",
      function (event) {
        if (event.key !== "Shift") return;
        if (combined) {
          combined = false;
          presses = 0;
          return;
        }
        presses += 1;
        clearTimeout(timer);
        timer = setTimeout(function () {
          presses = 0;
          status.textContent = said("press-expired", "Exit this page expired.");
        }, 5000);
        if (presses === 1) status.textContent = said("press-twice", "Shift, press 2 more times to exit.");
        else if (presses === 2) status.textContent = said("press-once", "Shift, press 1 more time to exit.");
        else leave();
      },
      true
    );
    // A page that comes back by the Back button is read from us again, where the session has ended.
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) window.location.reload();
    });
  }

  // After a post with mistakes, a screen reader and the keyboard begin at the list of them.
  var summary = document.querySelector(".govuk-error-summary");
  if (summary) {
    summary.setAttribute("tabindex", "-1");
    summary.focus();
    summary.addEventListener("click", function (event) {
      var link = event.target.closest ? event.target.closest("a") : null;
      if (!link || link.hash.length < 2) return;
      var field = document.getElementById(link.hash.slice(1));
      if (!field) return;
      // A group of fields, such as a date, is met at its first one.
      if (!/^(INPUT|TEXTAREA|SELECT)$/.test(field.tagName)) field = field.querySelector("input") || field;
      event.preventDefault();
      var group = field.closest("fieldset") || field.closest(".govuk-form-group");
      if (group) group.scrollIntoView();
      field.focus({ preventScroll: true });
    });
  }

  // A second press within a second is not a second contact. The server sees to it anyway.
  var last = 0;
  document.addEventListener("submit", function (event) {
    var button = event.target.querySelector("[data-prevent-double-click=true]");
    if (!button) return;
    if (Date.now() - last < 1000) event.preventDefault();
    else last = Date.now();
  });

  // "None of these" and the others exclude each other.
  document.addEventListener("change", function (event) {
    var box = event.target;
    if (box.type !== "checkbox" || !box.checked) return;
    var group = box.closest("[data-module=govuk-checkboxes]");
    if (!group) return;
    var exclusive = box.getAttribute("data-behaviour") === "exclusive";
    group.querySelectorAll("input[type=checkbox]").forEach(function (other) {
      if (other === box) return;
      if (exclusive || other.getAttribute("data-behaviour") === "exclusive") other.checked = false;
    });
  });
})();
