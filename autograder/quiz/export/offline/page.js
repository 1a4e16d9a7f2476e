"use strict";
// Asks the items: two tries each, typed first and chosen second, then the solution.
// What can't be read is no try. Nothing is kept but in this page, and nothing leaves it.

const MOST_TRIES = 2;
let language = firstLanguage;
let queue = items.map((_, n) => n); // the items of this round
let done = []; // what came of each item that was left: its number, tries and outcome
let now = fresh(); // the same for the one that is asked

/** Outcome: "first" or "helped" where it was answered right, "missed", null while it is asked. */
function fresh() {
  return { tries: [], isHelped: false, outcome: null, feedback: null };
}

function isOver() {
  return done.length === queue.length;
}

function item() {
  return items[queue[done.length]];
}

function isChoosing() {
  const isTyped = !["choice", "multi"].includes(item().kind);
  return !isTyped || (item().choices.length > 0 && (now.isHelped || now.tries.length > 0));
}

function t(key, values) {
  return say(key, language, values);
}

function show() {
  document.documentElement.lang = language;
  document.title = title[language];
  byId("title").textContent = title[language];
  byId("skip").textContent = t("html.skip");
  byId("languages").setAttribute("aria-label", t("html.language"));
  for (const button of byId("languages").children) {
    button.setAttribute("aria-pressed", String(button.lang === language));
  }
  byId("question").hidden = isOver();
  byId("result").hidden = !isOver();
  if (isOver()) showResult();
  else showQuestion();
}

function showQuestion() {
  const all = queue.length;
  byId("number").textContent = t("html.question", { at: done.length + 1, all });
  byId("stem").textContent = item().stem[language];
  showFigure(byId("figure"), item(), language);
  showEntry();
  showFeedback();
}

/** Show the fields anew, empty. */
function showEntry() {
  const refused = now.tries.map(({ value }) => JSON.stringify(value));
  byId("entry").replaceChildren(entry(item(), isChoosing(), refused, language));
  byId("check").textContent = t("html.check");
  byId("choose").textContent = t("html.choices");
  byId("choose").hidden = isChoosing() || !item().choices.length;
  byId("reveal").textContent = t("html.reveal");
}

function showFeedback() {
  const isDone = now.outcome !== null;
  byId("feedback").replaceChildren(...feedback());
  byId("feedback").className = now.feedback?.verdict ?? "";
  fields().forEach((field, n) => {
    if (isDone) field.disabled = true;
    const isUnreadable = now.feedback?.verdict === "unreadable" && now.feedback.at === n;
    if (isUnreadable && field.type === "text") field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  });
  for (const id of ["check", "reveal"]) byId(id).hidden = isDone;
  if (isDone) byId("choose").hidden = true;
  byId("solution").hidden = !isDone;
  byId("solution-title").textContent = t("html.solution");
  byId("solution-text").textContent = isDone ? item().solution[language] : "";
  byId("next").hidden = !isDone;
  byId("next").textContent = t(done.length + 1 < queue.length ? "html.next" : "html.result");
  byId("score").hidden = !count().all;
  byId("score").textContent = t("html.score", count());
}

function feedback() {
  if (!now.feedback) return [];
  const { verdict, key, values, text, explanation } = now.feedback;
  const sign = { right: "✓", wrong: "✗", unreadable: "?" }[verdict];
  const lines = [t(key, values)];
  if (verdict === "wrong") lines.push(t("html.yours", { text: text[language] }));
  if (explanation) lines.push(explanation[language]);
  if (verdict === "unreadable") lines.push(t("html.not-counted"));
  if (verdict === "wrong" && now.outcome === null) lines.push(t("html.once-more"));
  const [first, ...others] = lines;
  return [
    make("p", { class: "verdict" }, make("span", { "aria-hidden": "true" }, `${sign} `), first),
    ...others.map((line) => make("p", {}, line)),
  ];
}

function count() {
  const outcomes = [...done, now].map(({ outcome }) => outcome).filter(Boolean);
  const of = (name) => outcomes.filter((outcome) => outcome === name).length;
  return {
    all: outcomes.length,
    first: of("first"),
    helped: of("helped"),
    missed: of("missed"),
  };
}

function showResult() {
  byId("result-title").textContent = t("html.done");
  byId("counts").textContent = t("html.counts", count());
  const again = missed().map((past) => reviewed(items[past.index], past, language));
  byId("review").replaceChildren(
    again.length ? make("h3", {}, t("html.review")) : make("p", {}, t("html.all-right")),
    ...again.map(({ made }) => made),
  );
  for (const { draw } of again) draw(); // once it has a width
  byId("repeat").textContent = t("html.repeat");
  byId("repeat").hidden = !again.length;
  byId("restart").textContent = t("html.restart");
}

function missed() {
  return done.filter(({ outcome }) => outcome !== "first");
}

function check(event) {
  event.preventDefault();
  if (now.outcome !== null) return;
  try {
    take(entered(item(), isChoosing()));
  } catch (problem) {
    if (!(problem instanceof Unreadable)) throw problem;
    const { key, values, at } = problem;
    now.feedback = { verdict: "unreadable", key, values, at };
    showFeedback();
    fields().find((field, n) => n >= at && !field.disabled).focus();
  }
}

/** Count a try, explain it, and go where it is answered again or left. */
function take({ value, text }) {
  const { verdict, explanation } = mark(item(), value);
  const isRight = verdict === "right";
  now.tries.push({ value, text, explanation, isRight });
  now.feedback = { verdict, text, explanation, key: `marked.${isRight ? "right" : "unknown"}` };
  if (isRight) now.outcome = now.tries.length === 1 && !now.isHelped ? "first" : "helped";
  else if (now.tries.length === MOST_TRIES) now.outcome = "missed";
  if (now.outcome === null) showEntry();
  showFeedback();
  focusNext();
}

function focusNext() {
  if (now.outcome !== null) byId("next").focus();
  else fields().find((field) => !field.disabled).focus();
}

function help() {
  now.isHelped = true;
  now.feedback = null;
  showEntry();
  showFeedback();
  focusNext();
}

function reveal() {
  now.outcome = "missed";
  now.feedback = null;
  showFeedback();
  focusNext();
}

function next() {
  done.push({ ...now, index: queue[done.length], number: done.length + 1 });
  now = fresh();
  show();
  byId(isOver() ? "result-title" : "number").focus();
}

function start(indices) {
  queue = indices;
  done = [];
  now = fresh();
  show();
  byId("number").focus();
}

/** Say everything in another language; what was typed stays. */
function speak(chosenLanguage) {
  const drafts = fields().map(({ value, checked }) => ({ value, checked }));
  language = chosenLanguage;
  show();
  fields().forEach((field, n) => Object.assign(field, drafts[n]));
}

byId("form").addEventListener("submit", check);
byId("choose").addEventListener("click", help);
byId("reveal").addEventListener("click", reveal);
byId("next").addEventListener("click", next);
byId("repeat").addEventListener("click", () => start(missed().map(({ index }) => index)));
byId("restart").addEventListener("click", () => start(items.map((_, n) => n)));
byId("languages").addEventListener("click", ({ target }) => target.lang && speak(target.lang));
show();
