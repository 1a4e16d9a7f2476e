"use strict";
// Reads what somebody typed and marks it, as `replies.py` and `marking.py` do: a test holds both
// to one table of replies. Options are not read here, since the page lets them be chosen.

const MAX_LENGTH = 1000; // [characters]
const DIGITS = 15; // of a number, more is none that we ask for
const D = "\\p{Nd}"; // Python's \d
const S = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]"; // its \s
// Raised and lowered signs, of which NFKC would make plain ones: 10² is not 102.
const RAISED = new RegExp(
  "[\\u{aa}\\u{b2}\\u{b3}\\u{b9}\\u{ba}\\u{2b0}-\\u{2b8}\\u{2e0}-\\u{2e4}\\u{10fc}\\u{1d2c}-\\u{1d2e}" +
    "\\u{1d30}-\\u{1d3a}\\u{1d3c}-\\u{1d4d}\\u{1d4f}-\\u{1d6a}\\u{1d78}\\u{1d9b}-\\u{1dbf}\\u{2070}\\u{2071}" +
    "\\u{2074}-\\u{208e}\\u{2090}-\\u{209c}\\u{2120}\\u{2122}\\u{2c7c}\\u{2c7d}\\u{2d6f}\\u{3192}-\\u{319f}" +
    "\\u{a69c}\\u{a69d}\\u{a770}\\u{a7f2}-\\u{a7f4}\\u{a7f8}\\u{a7f9}\\u{ab5c}-\\u{ab5f}\\u{ab69}" +
    "\\u{10781}-\\u{10785}\\u{10787}-\\u{107b0}\\u{107b2}-\\u{107ba}\\u{1f16a}-\\u{1f16c}]",
  "gu",
);
const MINUS = /[−–—‐‑﹣]/gu;
const NUMBER = new RegExp(`^[+-]?(?:${D}+(?:\\.${D}*)?|\\.${D}+)(?:e[+-]?${D}{1,2})?$`, "iu");
const GROUPED = new RegExp(`^[+-]?${D}{1,3}(?:,${D}{3})+(?:\\.${D}+)?$`, "u");
const ABOVE = new RegExp(`^[+-]?${D}{1,15}$`, "u");
const BELOW = new RegExp(`^0*[1-9]${D}{0,14}$`, "u");
const BETWEEN = new RegExp(`${S}*[x×*·,/]${S}*|${S}+`, "iu");
const ROW_ENDS = new RegExp(`[;\\n/|]|\\]${S}*,?${S}*\\[|\\)${S}*,?${S}*\\(`, "u");
const OUTSIDE = new RegExp(`^(?:${S}|[\\[({])+|(?:${S}|[\\])},;])+$`, "gu");
const SPACE_AROUND = new RegExp(`^${S}+|${S}+$`, "gu");

/** A reply that can't be read: a key of the words says what was looked for, in which field. */
class Unreadable extends Error {
  constructor(key, values = {}, at = 0) {
    super(key);
    Object.assign(this, { key, values, at });
  }
}

/** Return the value that a reply to an item means: a number, its sizes, or its rows. */
function parse(reply, item) {
  if ([...reply].length > MAX_LENGTH) throw new Unreadable("reply.long", { most: MAX_LENGTH });
  const text = reply
    .replace(RAISED, "^")
    .normalize("NFKC")
    .replace(MINUS, "-")
    .replace(SPACE_AROUND, "");
  if (!text) throw new Unreadable("reply.empty");
  return { number: parseNumber, shape: parseShape, grid: parseGrid }[item.kind](text, item);
}

function parseNumber(text) {
  return readNumber(text).value;
}

function parseShape(text, item) {
  const sizes = readRow(text, "reply.shape");
  const count = item.key.length;
  if (sizes.length !== count) throw new Unreadable("reply.sizes", { count, got: sizes.length });
  if (!sizes.every((size) => size.isWhole)) throw new Unreadable("reply.shape");
  return sizes.map((size) => size.value);
}

function parseGrid(text, item) {
  const rows = item.key.length;
  const columns = item.key[0].length;
  const parts = text.replace(OUTSIDE, "").split(ROW_ENDS);
  let told = parts.filter((part) => /[^ ,[\](){}]/u.test(part));
  // In a table of one column no comma stands between two numbers.
  if (columns === 1 && told.length === rows) {
    told = told.map((part) => ungrouped(part.replace(SPACE_AROUND, "")));
  }
  let found = told.map((part) => readRow(part, "reply.grid").map((cell) => cell.value));
  if (found.length === 1 && found[0].length === rows * columns) {
    const flat = found[0];
    found = item.key.map((_, row) => flat.slice(row * columns, (row + 1) * columns));
  }
  if (found.length !== rows || found.some((row) => row.length !== columns)) {
    throw new Unreadable("reply.cells", { rows, columns });
  }
  return found;
}

function readRow(text, key) {
  const bare = text.replace(/[()[\]{}]/gu, "").replace(SPACE_AROUND, "");
  const parts = bare.split(BETWEEN).filter(Boolean);
  if (!parts.length) throw new Unreadable(key);
  try {
    return parts.map(readNumber);
  } catch (problem) {
    throw problem instanceof Unreadable ? new Unreadable(key) : problem;
  }
}

function ungrouped(text) {
  return GROUPED.test(text) ? text.replaceAll(",", "") : text;
}

/** Return a number, and whether it is a whole one before it is rounded. */
function readNumber(typed) {
  let text = typed.replace(/^[()[\] ]+|[()[\] ]+$/gu, "");
  text = ungrouped(text);
  const slash = text.indexOf("/");
  if (slash >= 0) {
    const [above, below] = [text.slice(0, slash), text.slice(slash + 1)].map((part) =>
      part.replace(SPACE_AROUND, ""),
    );
    if (ABOVE.test(above) && BELOW.test(below)) return readFraction(inAscii(above), inAscii(below));
  }
  if (!NUMBER.test(text) || text.match(/\p{Nd}/gu).length > DIGITS + 2) {
    throw new Unreadable("reply.number");
  }
  return readDecimal(inAscii(text).toLowerCase());
}

function readFraction(above, below) {
  return exact(BigInt(above), BigInt(below), Number(above) / Number(below));
}

function readDecimal(text) {
  const [digits, exponent = "0"] = text.split("e");
  const [whole, part = ""] = digits.split(".");
  const shift = Number(exponent) - part.length;
  const [above, below] = [10n ** BigInt(Math.max(shift, 0)), 10n ** BigInt(Math.max(-shift, 0))];
  return exact(BigInt(whole + part) * above, below, Number(text));
}

function exact(above, below, rounded) {
  const size = above < 0n ? -above : above;
  if (size >= 10n ** BigInt(DIGITS) * below) throw new Unreadable("reply.number");
  const isWhole = above % below === 0n;
  return { isWhole, value: isWhole ? Number(above / below) : rounded };
}

/** Write the digits of any script as 0 to 9; each script has its ten in a row. */
function inAscii(text) {
  return text.replace(/\p{Nd}/gu, (sign) => {
    let first = sign.codePointAt(0);
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
    return String((sign.codePointAt(0) - first) % 10);
  });
}

/** Tell whether a value is right, and explain the wrong idea that leads to it where it is known. */
function mark(item, value) {
  const isSame = (other) => JSON.stringify(other) === JSON.stringify(value);
  if (isSame(item.key)) return { verdict: "right", explanation: null };
  const wrong = item.wrong.find((each) => isSame(each.value));
  return { verdict: "wrong", explanation: wrong ? wrong.explanation : null };
}
