/* The player: which answers were right travels in the address from page to page and stands nowhere else; the last page reckons it.
   Written for old telephones: no modules, no requests, nothing kept in the browser. Pages do without it. */
(function () {
  "use strict";
  var SYMBOLS = "23456789CDFHJKMNPQRTVWX";

  function state() {
    var found = /a=([-01]*)/.exec(window.location.hash);
    return found ? found[1] : "";
  }

  function put(text, place, sign) {
    while (text.length <= place) { text += "-"; }
    return text.charAt(place) === "-" ? text.substring(0, place) + sign + text.substring(place + 1) : text;
  }

  function each(list, act) {
    for (var i = 0; i < list.length; i += 1) { act(list[i]); }
  }

  function pass(now) {
    each(document.getElementsByTagName("a"), function (link) {
      var href = link.getAttribute("href");
      if (link.hasAttribute("data-fresh") || !/\.html(#|$)/.test(href)) { return; }
      link.setAttribute("href", href.split("#")[0] + (now ? "#a=" + now : ""));
    });
  }

  function code(mark, right, asked) {
    var symbols = mark + SYMBOLS.charAt(right) + SYMBOLS.charAt(asked), sum = 0;
    for (var i = 0; i < symbols.length; i += 1) { sum += (i + 2) * SYMBOLS.indexOf(symbols.charAt(i)); }
    return symbols.substring(0, 3) + "-" + symbols.substring(3) + SYMBOLS.charAt(sum % SYMBOLS.length);
  }

  var answers = state();

  each(document.querySelectorAll(".question"), function (question) {
    var place = parseInt(question.getAttribute("data-place"), 10);
    if (place < 0) { return; }
    each(question.getElementsByTagName("summary"), function (summary) {
      summary.addEventListener("click", function () {
        var chosen = summary.parentNode, before = answers;
        answers = put(answers, place, chosen.getAttribute("data-right") ? "1" : "0");
        if (answers !== before) {
          chosen.className = "chosen";
          pass(answers);
        }
      });
    });
  });

  each(document.querySelectorAll(".result"), function (result) {
    var asked = parseInt(result.getAttribute("data-asked"), 10), right = answers.split("1").length - 1;
    if (!/[01]/.test(answers) || right > asked) { return; }
    result.querySelector(".count").appendChild(document.createTextNode(right + " / " + asked));
    result.querySelector(".code").appendChild(document.createTextNode(code(result.getAttribute("data-mark"), right, asked)));
    result.removeAttribute("hidden");
  });

  if (answers) { pass(answers); }
}());
