// Text in, text out, through the raw exports of the vectors' module. Runs in Node, Chromium and
// workerd alike.

/** @param exports of vectors.wasm, or of vectors.js */
export function open(exports) {
  const answer = (length) => {
    const bytes = new Uint8Array(exports.memory.buffer, exports.answer() >>> 0, length >>> 0);
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  return {
    /** What comes out for a case of a noun. */
    check(noun, given) {
      const text = new TextEncoder().encode(JSON.stringify({ noun, given }));
      const at = exports.room(text.length) >>> 0;
      new Uint8Array(exports.memory.buffer, at, text.length).set(text);
      return answer(exports.check());
    },
    /** Digests of blocks of random visits. */
    digests: (seed, blocks) => answer(exports.digests(seed, blocks)),
  };
}

/** Does what is asked: `{checks: [[noun, given], …]}` or `{digests: [seed, blocks]}`. */
export function ask(door, question) {
  if (question.digests) return door.digests(...question.digests);
  return question.checks.map(([noun, given]) => door.check(noun, given));
}
