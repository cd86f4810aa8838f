/** The same function, whose errors never reach the page. */
export const safe =
  <A extends unknown[], T>(work: (...given: A) => T) =>
  (...given: A): T | undefined => {
    try {
      return work(...given);
    } catch {}
    return;
  };
