// Every English word of the page that does not come from the server.

/** Table -> its name, and the key that adds one. */
export const TABLES = {
  events: ["event", "e"], statements: ["statement", "s"], figures: ["figure", "f"], mentions: ["mention", "m"],
  offices: ["office", "o"], rejected: ["rejection", "r"], waived: ["waiver", "w"], actors: ["actor", "a"],
  excused: ["excuse", "x"], source: ["article", ""],
};

export const KEYS = {
  accept: ["a", "Accept the record as it is"],
  reject: ["x", "Reject it, with a reason"],
  delete: ["d", "Delete it"],
  edit: ["e", "Edit: go to its first field"],
  next: ["j", "Next record"],
  previous: ["k", "Previous record"],
  open: ["n", "Next record that is still open"],
  undo: ["u", "Undo the last step"],
  redo: ["r", "Redo it"],
  add: ["i", "Add a record that rests on the selected words"],
  all: ["o", "The same words everywhere in the article"],
  more: ["m", "Say more about this field: basis and the like"],
  rules: ["h", "How to decide this field: the codebook"],
  find: ["/", "Find words: Enter goes there, Shift + Enter selects up to there"],
  here: ["g", "Go to a record that rests on these words"],
  help: ["?", "This list"],
};

/** What is on the buttons of some of them. */
export const BUTTONS = { accept: "accept", reject: "reject", delete: "delete", add: "add", undo: "undo", redo: "redo", help: "keys" };

/** Keys that are no letters: what to press, and what it does. */
export const OTHER_KEYS = [
  ["The number or letter beside a field", "Fill it with the words that you selected, or edit it"],
  ["Tab, Shift + Tab", "Next field, previous field"],
  ["Enter", "Fill the field with the words under the cursor, or edit it"],
  ["Backspace", "Empty the field"],
  ["Alt + ← →", "Move the end of the words"],
  ["Alt + Shift + ← →", "Move their beginning"],
  ["Esc", "Back to the record"],
];

export const TEXT_KEYS = [
  ["← →", "Move by a word"],
  ["↑ ↓", "Move by a line"],
  ["Home, End", "To the first or last word of the sentence; again: of the one before or after"],
  ["Ctrl + Home, End", "The same by paragraph"],
  ["Shift and any of these", "Select"],
  ["Mouse", "Drag over words, then click a field. Double click: the record of these words"],
];

export const MARKS = [
  ["events", "solid line: an event"], ["statements", "thin line: a statement"], ["figures", "broken line: a figure"],
  ["mentions", "dotted line: a mention or an office"], ["rejected", "wave: rejected"],
];

export const WORDS = {
  accepted: title => `Accepted: ${title}.`,
  actor: "Which actor?",
  add: "What do you add?",
  added: (table, words) => `Added: ${table}, “${words}”.`,
  again: "Read again",
  all: title => `The same words everywhere: ${title}.`,
  artifact: "As in the file",
  close: "Close",
  country: name => `Country of ${name}`,
  decided: "decided",
  deleted: (title, from) => `Deleted: ${title}.${from.length ? ` With it gone from: ${from.join("; ")}.` : ""}`,
  doubt: fault => `Not accepted: ${fault}. Press a again to accept it all the same.`,
  empty: "empty",
  excuse: ": i, then x",
  faults: count => (count === 1 ? "1 fault" : `${count} faults`),
  find: "Find words that begin with",
  gone: "The program does not answer. Start it again in the terminal, and open the address that it prints.",
  here: "Here:",
  inputs: "Enter keeps it, Esc leaves it as it was",
  keys: "Keys",
  lost: words => `not found: “${words}”`,
  marks: "Marks in the text",
  meaning: "What it means",
  missing: "These words need a record or a rejection.",
  more: "Which part?",
  new: name => `New actor “${name}”`,
  actors: left => (left ? "Actors: decide these first" : "Actors"),
  no: "no",
  none: "leave it empty",
  faulty: count => `All is decided, but ${count === 1 ? "1 record has a fault" : `${count} records have faults, this one`}: correct or delete it.`,
  nothing: "Nothing is left to decide.",
  number: text => `“${text}” is no number.`,
  of: (done, all) => `${done} of ${all}`,
  open: "open",
  others: "About the article",
  outside: {
    records: "The file of the records was changed outside this page. Nothing was overwritten.",
    actors: "actors.toml was changed outside this page. Nothing was overwritten.",
  },
  progress: { records: "records", candidates: "candidates", paragraphs: "paragraphs" },
  reason: "Why is it no record?",
  ready: "Ready to publish. Next:",
  records: "Records",
  rejected: (title, reason) => `Rejected: ${title}: ${reason}.`,
  rule: "Near miss:",
  saved: field => `Saved: ${field}.`,
  several: "Several begin so: type more, or take one with the arrow keys.",
  single: "Single letters are keys. Switch this off if you speak your input.",
  suchAs: "Example:",
  source: "its date, language and publisher",
  take: "Take the file as it is now",
  texts: "Write a semicolon between several",
  title: file => `Curate ${file}`,
  token: "This address is not whole. Open the one that the program printed in the terminal.",
  type: name => `What is ${name}?`,
  typed: text => `“${text}”`,
  undated: "The article has no date: give it first, and the draft dates its records. Then n goes on.",
  undone: what => `Undone: ${what}.`,
  redone: what => `Done again: ${what}.`,
  unknown: "Nothing fits. Type other letters.",
  warning: "Warning:",
  warnings: count => (count === 1 ? "1 warning" : `${count} warnings`),
  without: field => `${field} is empty`,
  words: "words",
  yes: "yes",
};
