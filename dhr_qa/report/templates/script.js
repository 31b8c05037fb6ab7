/* The page works without this: it filters, and opens and closes sections of the text. */
(function () {
  "use strict";
  var doc = document;

  function each(selector, act, within) {
    Array.prototype.forEach.call((within || doc).querySelectorAll(selector), act);
  }

  /* The words that a note is about: they may stand far from it, in the middle of a table. */
  function mark(note) {
    each(".shown", function (words) { words.classList.remove("shown"); });
    var sign = note.classList.contains("note") && note.querySelector(".sign");
    var passage = sign && note.closest(".para");
    if (!passage) { return; }
    var found = passage.querySelectorAll('[data-notes~="' + sign.textContent + '"]');
    Array.prototype.forEach.call(found, function (words) { words.classList.add("shown"); });
    if (found.length) { found[0].scrollIntoView({ block: "center" }); }
  }

  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && doc.getElementById(id);
    if (!target) { return; }
    var closed = target.closest("details:not([open])");
    while (closed) {
      closed.open = true;
      closed = closed.parentElement && closed.parentElement.closest("details:not([open])");
    }
    if (target.closest("[hidden]")) { showAll(); }
    target.scrollIntoView();
    mark(target);
  }

  var form = doc.getElementById("filter");

  function filter() {
    var topic = doc.getElementById("filter-topic").value;
    var levels = {};
    each("input[name=level]", function (box) { levels[box.value] = box.checked; }, form);
    var all = 0, shown = 0;
    each("[data-level]", function (card) {
      var points = Number(card.getAttribute("data-points"));
      var visible = (!topic || card.getAttribute("data-topic") === topic) && levels[card.getAttribute("data-level")];
      card.hidden = !visible;
      all += points;
      shown += visible ? points : 0;
    });
    each("[data-group]", function (group) {
      group.hidden = !group.querySelector("[data-level]:not([hidden])");
    });
    doc.getElementById("filter-told").textContent =
      shown === all ? "" : "Showing " + shown + " of " + all + " points and questions. The others are hidden below.";
  }

  function showAll() {
    if (form) { form.reset(); filter(); }
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("change", filter);
    form.addEventListener("reset", function () { setTimeout(filter, 0); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    filter();
  }

  each("[data-for]", function (buttons) { buttons.hidden = false; });
  doc.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-open]");
    if (!button) { return; }
    var which = button.getAttribute("data-open");
    each("details.chunk", function (chunk) {
      chunk.open = which === "all" || (which === "marked" && !chunk.classList.contains("quiet"));
    });
  });

  window.addEventListener("hashchange", reveal);
  reveal();
}());
