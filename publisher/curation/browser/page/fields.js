// Values as the form shows them: a field has entries, an entry has parts. Pure functions over the server's JSON.

import { WORDS } from "./words.js";

// A span is [start, end], or [start, end, {what else is said of it}], or {lost: words} where the text has no such words.
const SPANS = ["words", "words_list", "read", "actors", "places"];
const LISTS = ["words_list", "actors", "places"];
const WHOLE = ["read", "actors", "places"]; // an entry is always an object

/** Whether a field has words of the text; whether it may have several entries. */
export const hasSpan = field => SPANS.includes(field.form);
export const isList = field => LISTS.includes(field.form);

/** The name of the part that an entry cannot be without. */
export const mainPart = field =>
  field.form === "actors" ? "actor_id" : hasSpan(field) ? "span" : "value";

/** The parts that an entry of the field may have, the main one first. */
export function partsOf(field) {
  const main = mainPart(field), more = field.of ?? [];
  if (!hasSpan(field)) return [{ ...field, name: main, of: undefined }, ...more];
  const words = { name: "span", form: "words", title: WORDS.words, required: field.form !== "actors" };
  const rest = more.filter(part => part.name !== main && part.name !== "span");
  return [...more.filter(part => part.name === main && main !== "span"), words, ...rest];
}

/** The entries of a value; none where it is empty. */
export function entriesOf(field, value) {
  if (value == null) return [];
  const list = isList(field) ? value : [value];
  return list.map(entry => {
    if (Array.isArray(entry) && hasSpan(field)) return { span: entry.slice(0, 2), ...entry[2] };
    return isObject(entry) ? { ...entry } : { [mainPart(field)]: entry };
  });
}

/** The value that these entries make, in its shortest form; null where nothing is left. */
export function valueOf(field, entries) {
  const main = mainPart(field);
  const list = entries.map(entry => {
    const told = Object.fromEntries(Object.entries(entry).filter(([, value]) => value != null && value !== ""));
    const { [main]: own, ...more } = told;
    if (WHOLE.includes(field.form) || own === undefined) return told;
    if (!Object.keys(more).length) return own;
    return hasSpan(field) ? [...own, more] : told;
  });
  if (!list.length) return null;
  return isList(field) ? list : list[0];
}

/** The codes that fit: those that the code in another field of the entry or record allows. */
export const fitting = (part, entry, values) =>
  (part.codes ?? []).filter(({ under }) => !under || under.codes.includes(entry[under.field] ?? values[under.field]));

const isObject = value => typeof value === "object" && value !== null && !Array.isArray(value);
