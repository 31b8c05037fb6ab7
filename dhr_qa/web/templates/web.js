/* The local page: takes files in, shows progress, keeps answers. Every word goes in as text, never as markup. */
(function () {
  "use strict";
  var doc = document;
  var GONE = "dhr-qa does not answer: it was closed. Start it again with: dhr-qa serve";

  function one(selector, within) { return (within || doc).querySelector(selector); }
  function all(selector, within) { return Array.prototype.slice.call((within || doc).querySelectorAll(selector)); }

  function make(name, text, attributes) {
    var node = doc.createElement(name);
    if (text) { node.textContent = text; }
    Object.keys(attributes || {}).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    return node;
  }

  /* What the server says to something sent; an Error with its sentence where it refuses. */
  async function send(address, body, headers) {
    var answer;
    try {
      answer = await fetch(address, { method: "POST", body: body, headers: headers || {}, redirect: "error" });
    } catch (error) {
      throw new Error(await runs() ? "" : GONE);
    }
    var said = {};
    try { said = await answer.json(); } catch (error) { /* no words: the status says enough */ }
    if (!answer.ok) { throw new Error(said.message || "dhr-qa refused this. Load the page again."); }
    return said;
  }

  async function runs() {
    try { return (await fetch("/favicon.ico")).ok; } catch (error) { return false; }
  }

  function sendWords(address, words) {
    return send(address, JSON.stringify(words), { "Content-Type": "application/json" });
  }

  /* A document that is dropped beside the place for it must not replace the page. */
  ["dragover", "drop"].forEach(function (name) {
    doc.addEventListener(name, function (event) { event.preventDefault(); });
  });

  function start(form) {
    var chosen = [], busy = false;
    var list = one("#chosen ul"), problem = one("#problem"), told = one("#told"), drop = one("#drop");
    var input = one("#files"), most = Number(form.getAttribute("data-most")), largest = 100 * 1024 * 1024;
    form.hidden = false;

    function drafts() { return form.elements.drafts.value === "yes"; }
    function isSettings(file) { return /^dhr-qa\.ya?ml$/i.test(file.name); }

    function fail(lines) {
      var items = one("ul", problem);
      items.textContent = "";
      lines.forEach(function (line) { items.append(make("li", line)); });
      problem.hidden = !lines.length;
      if (lines.length) { problem.focus(); told.textContent = ""; }
    }

    function size(bytes) {
      return bytes < 1048576 ? Math.max(1, Math.round(bytes / 1024)) + " KB" : (bytes / 1048576).toFixed(1) + " MB";
    }

    function show() {
      list.textContent = "";
      chosen.forEach(function (item, place) {
        var row = make("li");
        row.append(make("span", item.file.name, { "class": "name" }), make("span", size(item.file.size), { "class": "soft" }));
        if (drafts() && !isSettings(item.file)) {
          var group = make("fieldset", "", { "class": "which" });
          group.append(make("legend", "Which draft is " + item.file.name + "?", { "class": "away" }));
          ["old", "new"].forEach(function (which) {
            var label = make("label", "", { "class": "check" });
            var radio = make("input", "", { type: "radio", name: "draft-" + place, value: which });
            radio.checked = item.draft === which;
            radio.addEventListener("change", function () { item.draft = which; item.decided = true; });
            label.append(radio, which === "old" ? " Old draft" : " New draft");
            group.append(label);
          });
          row.append(group);
        }
        var remove = make("button", "Remove", { type: "button", "class": "small" });
        remove.append(make("span", " " + item.file.name, { "class": "away" }));
        remove.addEventListener("click", function () {
          chosen.splice(place, 1);
          guess();
          show();
          told.textContent = item.file.name + " was removed.";
          (all("button", list)[Math.min(place, chosen.length - 1)] || input).focus();
        });
        row.append(remove);
        list.append(row);
      });
      one("#chosen").hidden = !chosen.length;
    }

    /* The file that was saved first is taken for the old draft, until somebody says otherwise. */
    function guess() {
      var open = chosen.filter(function (item) { return !item.decided && !isSettings(item.file); });
      var first = Math.min.apply(null, open.map(function (item) { return item.file.lastModified; }));
      var taken = false;
      open.forEach(function (item) {
        item.draft = !taken && open.length > 1 && item.file.lastModified === first ? "old" : "new";
        taken = taken || item.draft === "old";
      });
    }

    function add(files) {
      var wrong = [], before = chosen.length;
      files.forEach(function (file) {
        if (/^(\.|~\$)/.test(file.name)) { return; }
        if (file.size > largest) { wrong.push(file.name + " is larger than 100 MB. Compress its pictures and save it again."); return; }
        if (chosen.length >= most) { wrong.push("Up to " + most + " files can be checked together; " + file.name + " was left out."); return; }
        var known = chosen.some(function (item) {
          return item.file.name === file.name && item.file.size === file.size && item.file.lastModified === file.lastModified;
        });
        if (!known) { chosen.push({ file: file, draft: "new", decided: false }); }
      });
      guess();
      show();
      fail(wrong);
      var more = chosen.length - before;
      if (!wrong.length && more) {
        told.textContent = (more === 1 ? "1 document was added. " : more + " documents were added. ") + "Now press “Check these documents”.";
      }
    }

    /* Files that were dropped, and those in folders that were dropped (not in folders within them). */
    async function dropped(transfer) {
      var entries = Array.prototype.map.call(transfer.items || [], function (item) {
        return item.webkitGetAsEntry ? item.webkitGetAsEntry() : null;
      });
      if (!entries.some(function (entry) { return entry && entry.isDirectory; })) {
        return Array.prototype.slice.call(transfer.files);
      }
      var found = [];
      for (var entry of entries) {
        if (!entry) { continue; }
        for (var each of entry.isDirectory ? await inside(entry) : [entry]) {
          if (each.isFile && !(entry.isDirectory && /^readme\b/i.test(each.name))) {
            found.push(await new Promise(function (done, failed) { each.file(done, failed); }));
          }
        }
      }
      return found;
    }

    async function inside(folder) {
      var reader = folder.createReader(), found = [], some;
      do {
        some = await new Promise(function (done, failed) { reader.readEntries(done, failed); });
        found = found.concat(some);
      } while (some.length);
      return found;
    }

    drop.addEventListener("dragover", function (event) { event.dataTransfer.dropEffect = "copy"; drop.classList.add("over"); });
    drop.addEventListener("dragleave", function () { drop.classList.remove("over"); });
    doc.addEventListener("drop", function (event) {
      drop.classList.remove("over");
      if (!busy) {
        dropped(event.dataTransfer).then(add, function () { fail(["What was dropped could not be opened. Choose it instead."]); });
      }
    });
    input.addEventListener("change", function () {
      add(Array.prototype.slice.call(input.files));
      input.value = "";
    });
    all("input[name=drafts]", form).forEach(function (radio) { radio.addEventListener("change", show); });

    form.addEventListener("submit", async function (event) {
      event.preventDefault();
      if (busy) { return; }
      var papers = chosen.filter(function (item) { return !isSettings(item.file); });
      if (!papers.length) { fail(["Choose a document first, or drop it on this page."]); return; }
      if (drafts() && !["old", "new"].every(function (which) { return papers.some(function (item) { return item.draft === which; }); })) {
        fail(["Choose a document for the old draft and one for the new."]);
        return;
      }
      fail([]);
      busy = true;
      one(".go", form).setAttribute("aria-disabled", "true");
      var id = "", name = "";
      try {
        id = (await sendWords("/checks", { stage: form.elements.stage.value, drafts: drafts() })).id;
        for (var place = 0; place < chosen.length; place += 1) {
          name = chosen[place].file.name;
          told.textContent = "Taking in " + name + " (" + (place + 1) + " of " + chosen.length + ")";
          await send("/checks/" + id + "/files", chosen[place].file, {
            "Content-Type": "application/octet-stream", "X-Name": encodeURIComponent(name), "X-Draft": chosen[place].draft
          });
        }
        name = "";
        location.assign((await send("/checks/" + id + "/start", "")).to);
      } catch (error) {
        fail([(name ? name + ": " : "") + (error.message || "the file could not be read. Is it open in another program, or was it moved?")]);
        if (id && error.message !== GONE) { send("/checks/" + id + "/forget", "").catch(function () { /* nothing to forget */ }); }
      }
      busy = false;
      one(".go", form).removeAttribute("aria-disabled");
    });
  }

  async function watch(box) {
    var bar = one("progress", box), told = one("[role=status]", box), last = 0;
    for (;;) {
      var now;
      try {
        var answer = await fetch(box.getAttribute("data-progress"));
        if (!answer.ok) { location.reload(); return; }
        now = await answer.json();
      } catch (error) {
        told.textContent = GONE;
        return;
      }
      if (now.state !== "waiting" && now.state !== "running") { location.reload(); return; }
      if (now.of) { bar.max = now.of; bar.value = Math.min(now.done, now.of); }
      if (now.words && Date.now() - last > 900) { told.textContent = now.words; last = Date.now(); }
      await new Promise(function (done) { setTimeout(done, 200); });
    }
  }

  function answering(form) {
    form.addEventListener("submit", async function (event) {
      event.preventDefault();
      var told = one(".live", form), fields = form.elements, takeBack = fields.answer.type === "hidden";
      if (!takeBack && !fields.answer.value) { told.textContent = "Choose an answer."; return; }
      if (!takeBack && !fields.by.value.trim()) { told.textContent = "Give the name of the person who answers."; fields.by.focus(); return; }
      told.textContent = "The rules are running again…";
      try {
        var to = (await sendWords(form.getAttribute("data-answer"), {
          rule: fields.rule.value, answer: fields.answer.value, by: fields.by.value
        })).to;
        var card = form.closest("article");
        location.assign(to + (takeBack ? "?kept=back#questions" : "?kept=yes#" + card.id));
      } catch (error) {
        told.textContent = error.message || GONE;
      }
    });
  }

  function findings(desk) {
    all("details.chunk:not(.quiet)", desk).forEach(function (section) { section.open = true; });
    doc.addEventListener("click", function (event) {
      var words = event.target.closest && event.target.closest("[data-notes]");
      if (!words || event.target.closest("a, button") || String(getSelection())) { return; }
      var label = words.getAttribute("data-notes").split(" ")[0];
      location.hash = label.charAt(0) === "Q" ? "question-" + label.slice(1) : "finding-" + label;
    });
    var kept = new URLSearchParams(location.search).get("kept");
    if (!kept) { return; }
    var target = doc.getElementById(location.hash.slice(1)) || doc.getElementById("answered") || one("#main");
    history.replaceState(null, "", location.pathname + "#" + target.id);
    one("#told").textContent = kept === "yes" ? "Your answer is kept. The rules have run again." : "The answer was taken back.";
    target.setAttribute("tabindex", "-1");
    target.focus();
    target.scrollIntoView();
  }

  doc.addEventListener("click", async function (event) {
    var button = event.target.closest && event.target.closest("[data-post], [data-close]");
    if (!button) { return; }
    try {
      if (button.hasAttribute("data-post")) {
        location.assign((await send(button.getAttribute("data-post"), "")).to);
        return;
      }
      await send(button.getAttribute("data-close"), "");
      one("#ask").hidden = true;
      one(".bar nav").hidden = true;
      one("#closed").hidden = false;
      one("#closed h1").focus();
    } catch (error) {
      var told = one("#told");
      if (told) { told.textContent = error.message || GONE; }
    }
  });

  if (one("#put-in")) { start(one("#put-in")); }
  if (one("[data-progress]")) { watch(one("[data-progress]")); }
  all("[data-answer]").forEach(answering);
  if (one(".desk")) { findings(one(".desk")); }
}());
