// In which order a list offers its options, and what is shown beside them. Pure functions.

/** The options, the first nine each with a key of its own. A code that is a digit is its own key. */
export function numbered(options) {
  const digits = options.every(({ value }) => /^\d$/.test(value));
  return options.map((option, number) => ({ ...option, key: digits ? String(option.value) : number < 9 ? String(number + 1) : undefined }));
}

/** The length of the longest of the names that is in the words; 0 where none is. Short names count only as they are written. */
export function longestIn(words, names) {
  const plain = text => ` ${text.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `, all = plain(words);
  const isIn = name => all.includes(name) || (name.length > 5 && all.toLowerCase().includes(name.toLowerCase()));
  return Math.max(0, ...names.map(plain).filter(name => name.trim() && isIn(name)).map(name => name.length));
}

/** The words by which records name each actor, as read(span) gives them: actor -> words. */
export function wordsFor(blocks, read) {
  const found = new Map(), links = blocks.flatMap(({ values }) => [values, ...Object.values(values).flat()]);
  for (const { actor_id: actor, span, text } of links.filter(link => link?.actor_id))
    found.set(actor, [...found.get(actor) ?? [], ...[...(span ? [span] : []), ...(Array.isArray(text) ? text : [])].map(read)]);
  return found;
}

/** The codes, those that other records have in the same field in front. */
export function usedFirst(codes, blocks, name) {
  const used = ({ code }) => blocks.filter(one => (one.values[name]?.value ?? one.values[name]) === code).length;
  return codes.length < 10 ? codes : codes.toSorted((one, other) => used(other) - used(one));
}

/** The blocks, those whose words are nearest to the words of a block in front. */
export function nearestFirst(blocks, { spans }) {
  const [at] = spans[0] ?? [0], end = spans.at(-1)?.[1] ?? 0;
  const far = one => Math.min(...one.spans.map(([start]) => (start < at ? at - start : Math.max(0, start - end))));
  return blocks.toSorted((one, other) => far(one) - far(other) || 0);
}

/** The label of a code, where it says more than the code. */
export const differs = ({ code, label }) => (label && label.toLowerCase() !== String(code).toLowerCase() ? label : "");

/** The options with keys that stay theirs as long as the page is open. kept: value -> key, filled here. */
export function kept(options, keys) {
  for (const { value } of options) if (keys.size < 9 && !keys.has(value)) keys.set(value, String(keys.size + 1));
  return options.map(option => ({ ...option, key: keys.get(option.value) }));
}

/** Whether two spans have words in common. */
export const meet = (one, other) => Boolean(one && other) && one[0] < other[1] && other[0] < one[1];
