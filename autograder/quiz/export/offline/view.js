"use strict";
// Makes the parts of the page from items, and reads what was entered. Texts only ever become text
// nodes, so that nothing in an item can be markup.

const { items, language: firstLanguage, title, words } = JSON.parse(byId("data").textContent);
const NONE = "none of them"; // no option is called so

function byId(id) {
  return document.getElementById(id);
}

/** Make an element; an attribute that is `false` is left out. */
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function say(key, language, values = {}) {
  return words[key][language].replace(/\{(\w+)\}/gu, (_, name) => String(values[name]));
}

/** Draw an item's figure into an element; without one the element is hidden. */
function showFigure(place, item, language) {
  place.replaceChildren();
  place.hidden = !item.figure;
  if (place.hidden) return;
  const drawn = new DOMParser().parseFromString(item.figure[language], "image/svg+xml");
  place.append(document.importNode(drawn.documentElement, true));
  const isWide = place.scrollWidth > place.clientWidth;
  for (const [name, value] of [
    ["tabindex", "0"], // what scrolls must be reachable by keyboard
    ["aria-label", say("html.figure", language)],
  ]) {
    if (isWide) place.setAttribute(name, value);
    else place.removeAttribute(name);
  }
}

/** Return what an answer to an item is entered into. */
function entry(item, isChoosing, refused, language) {
  if (isChoosing) return choiceEntry(item, refused, language);
  if (item.kind === "grid") return gridEntry(item, language);
  return textEntry(item, language);
}

function textEntry(item, language) {
  const hint = [say(`html.hint.${item.kind}`, language)];
  if (item.labels.length) hint.unshift(item.labels[0].map((each) => each[language]).join(" × "));
  return make(
    "div",
    {},
    make("label", { for: "answer" }, say("html.answer", language)),
    make("input", { id: "answer", "aria-describedby": "hint feedback", ...typing(item) }),
    make("p", { id: "hint", class: "hint" }, hint.join(". ")),
  );
}

function gridEntry(item, language) {
  const [rows, columns] = item.labels.map((axis) => axis.map((each) => each[language]));
  const cell = (row, column) => {
    const name = rows
      ? `${rows[row]}, ${columns[column]}`
      : say("html.cell", language, { row: row + 1, column: column + 1 });
    const described = "hint feedback";
    const input = { "aria-label": name, "aria-describedby": described, ...typing(item) };
    return make("td", {}, make("input", input));
  };
  const line = (values, row) =>
    make(
      "tr",
      {},
      ...(rows ? [make("th", { scope: "row" }, rows[row])] : []),
      ...values.map((_, column) => cell(row, column)),
    );
  const head = columns && [make("td"), ...columns.map((name) => make("th", { scope: "col" }, name))];
  return make(
    "div",
    {},
    make(
      "table",
      {},
      make("caption", {}, say("html.answer", language)),
      ...(head ? [make("thead", {}, make("tr", {}, ...head))] : []),
      make("tbody", {}, ...item.key.map(line)),
    ),
    make("p", { id: "hint", class: "hint" }, say("html.hint.grid", language)),
  );
}

/** Return the attributes of a field for numbers: digits on a phone, unless a sign may be needed. */
function typing(item) {
  const values = [item.key, ...item.wrong.map((each) => each.value)].flat(2);
  const isPlain = item.kind !== "shape" && values.every((value) => value >= 0);
  return {
    type: "text",
    inputmode: isPlain ? "decimal" : "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "go",
  };
}

function choiceEntry(item, refused, language) {
  const isMulti = item.kind === "multi";
  const type = isMulti ? "checkbox" : "radio";
  const option = (value, text, isRefused) =>
    make(
      "label",
      { class: "option" },
      make("input", { type, name: "choice", value, disabled: isRefused && "" }),
      make("span", {}, text),
    );
  const options = item.choices.map(({ value, text }, n) =>
    option(n, text[language], !isMulti && refused.includes(JSON.stringify(value))),
  );
  if (isMulti) options.push(option(NONE, say("html.none-of-them", language), false));
  const legend = say(isMulti ? "html.choose-all" : "html.choose-one", language);
  return make("fieldset", { "aria-describedby": "feedback" }, make("legend", {}, legend), ...options);
}

function fields() {
  return [...byId("entry").querySelectorAll("input")];
}

/** Return the value that was entered, and its text by language. */
function entered(item, isChoosing) {
  if (isChoosing) return chosen(item);
  const typed = fields().map((field) => field.value);
  const text = typed.join(" ").trim();
  const value = item.kind === "grid" ? cells(item, typed) : parse(typed[0], item);
  return { value, text: { en: text, ko: text } };
}

/** Return the rows that were typed, a number in each cell or all of them in one. */
function cells(item, typed) {
  const filled = typed.filter((text) => text.trim());
  if (filled.length <= 1) return parse(filled[0] ?? "", item);
  const columns = item.key[0].length;
  if (filled.length < typed.length) {
    const empty = typed.findIndex((text) => !text.trim());
    throw new Unreadable("reply.cells", { rows: item.key.length, columns }, empty);
  }
  const numbers = typed.map(cellNumber);
  return item.key.map((_, row) => numbers.slice(row * columns, (row + 1) * columns));
}

function cellNumber(text, at) {
  try {
    return parse(text, { kind: "number" });
  } catch (problem) {
    throw problem instanceof Unreadable ? new Unreadable(problem.key, problem.values, at) : problem;
  }
}

function chosen(item) {
  const names = fields().filter((field) => field.checked).map((field) => field.value);
  if (!names.length) throw new Unreadable("html.nothing-chosen");
  if (names.includes(NONE) && names.length > 1) throw new Unreadable("html.contradiction");
  const taken = names.filter((name) => name !== NONE).map((name) => item.choices[Number(name)]);
  const text = (language) =>
    taken.map((choice) => choice.text[language]).join("; ") || say("html.none-of-them", language);
  const values = taken.map((choice) => choice.value);
  return {
    value: item.kind === "multi" ? values : values[0],
    text: { en: text("en"), ko: text("ko") },
  };
}

/** Return an item that was not right at once: what was answered, why not, and the solution. */
function reviewed(item, { number, tries }, language) {
  const figure = make("figure");
  const tried = tries.flatMap(({ text, explanation, isRight }) => [
    make("p", {}, say("html.yours", language, { text: text[language] })),
    ...(explanation ? [make("p", { class: "because" }, explanation[language])] : []),
    ...(isRight ? [make("p", { class: "because" }, say("marked.right", language))] : []),
  ]);
  const made = make(
    "article",
    {},
    make("h4", {}, say("html.number", language, { at: number })),
    make("p", { class: "lines" }, item.stem[language]),
    figure,
    ...tried,
    make("p", { class: "key" }, say("html.key", language, { text: item.key_text[language] })),
    make("p", { class: "lines" }, item.solution[language]),
  );
  return { made, draw: () => showFigure(figure, item, language) };
}
