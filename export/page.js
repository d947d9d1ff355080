// SPDX-License-Identifier: MIT
// What a meeting's page can do beyond being read: filter by code and speaker,
// and go through the timeline by the arrow keys. Without scripts all is shown.
(function () {
  "use strict";
  var code = document.getElementById("by-code");
  var speaker = document.getElementById("by-speaker");
  var count = document.getElementById("count");
  var notes = Array.prototype.slice.call(document.querySelectorAll("li[id]"));
  var marks = Array.prototype.slice.call(document.querySelectorAll(".timeline a"));

  function has(node, name, wanted) {
    return wanted === "" || (" " + (node.getAttribute(name) || "") + " ").indexOf(" " + wanted + " ") >= 0;
  }

  function filter() {
    var shown = 0;
    notes.forEach(function (note) {
      var on = has(note, "data-c", code.value) && has(note, "data-s", speaker.value);
      note.classList.toggle("off", !on);
      shown += on ? 1 : 0;
    });
    marks.forEach(function (mark) {
      var note = document.getElementById(mark.getAttribute("href").slice(1));
      mark.classList.toggle("dim", note !== null && note.classList.contains("off"));
    });
    count.textContent = shown + " of " + notes.length + " entries";
  }

  function step(event) {
    var at = marks.indexOf(document.activeElement), to = at;
    if (at < 0) { return; }
    if (event.key === "ArrowRight" || event.key === "ArrowDown") { to = at + 1; }
    if (event.key === "ArrowLeft" || event.key === "ArrowUp") { to = at - 1; }
    if (to !== at && marks[to]) {
      marks[to].focus();
      event.preventDefault();
    }
  }

  function follow(event) {
    var link = event.target.closest ? event.target.closest(".timeline a") : null;
    notes.forEach(function (note) { note.classList.remove("at"); });
    if (link) {
      var note = document.getElementById(link.getAttribute("href").slice(1));
      if (note) { note.classList.add("at"); }
    }
  }

  document.getElementById("filters").hidden = false;
  code.addEventListener("change", filter);
  speaker.addEventListener("change", filter);
  document.getElementById("all").addEventListener("click", function () {
    code.value = speaker.value = "";
    filter();
  });
  document.addEventListener("keydown", step);
  document.addEventListener("focusin", follow);
  filter();
}());
