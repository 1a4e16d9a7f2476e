// Reads a JSON string a line as GIFT and writes what gift-pegjs found in it, or its complaint.
const { parse } = require("gift-pegjs");
const lines = require("readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  let found;
  try {
    found = parse(JSON.parse(line));
  } catch (error) {
    found = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(found) + "\n");
});
