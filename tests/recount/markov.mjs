// Removal effects by their definition: each name is taken away, and the chain solved again.

/** The effect of each name; a chain is the names that a visit touched, and whether it raised a hand. */
export function removalEffects(chains) {
  const counts = new Map();
  const step = (from, to) => {
    if (!counts.has(from)) counts.set(from, new Map());
    counts.get(from).set(to, (counts.get(from).get(to) ?? 0) + 1);
  };
  for (const [names, raised] of chains) {
    const states = ['start', ...names.map((name) => `name ${name}`), raised ? 'raise' : 'exit'];
    states.slice(1).forEach((to, at) => step(states[at], to));
  }
  const states = [...counts.keys()];
  const whole = reached(counts, states, undefined);
  const named = states.filter((state) => state !== 'start');
  return new Map(named.map((state) =>
    [state.slice('name '.length), whole === 0 ? 0 : 1 - reached(counts, states, state) / whole]));
}

/** The chance to come from the start to a hand-raise, where whoever comes to `gone` leaves. */
function reached(counts, states, gone) {
  const place = new Map(states.map((state, at) => [state, at]));
  const rows = states.map((state, at) => {
    const row = new Float64Array(states.length + 1);
    row[at] = 1;
    if (state === gone) return row;
    const steps = counts.get(state);
    const all = [...steps.values()].reduce((sum, count) => sum + count, 0);
    for (const [to, count] of steps) {
      if (to === 'raise') row[states.length] += count / all;
      else if (to !== 'exit') row[place.get(to)] -= count / all;
    }
    return row;
  });
  return solve(rows)[place.get('start')] ?? 0;
}

/** Gauss and Jordan, with the largest pivot. */
function solve(rows) {
  const n = rows.length;
  for (let at = 0; at < n; at++) {
    let best = at;
    for (let row = at + 1; row < n; row++) if (Math.abs(rows[row][at]) > Math.abs(rows[best][at])) best = row;
    [rows[at], rows[best]] = [rows[best], rows[at]];
    for (let row = 0; row < n; row++) {
      if (row === at || rows[row][at] === 0) continue;
      const factor = rows[row][at] / rows[at][at];
      for (let column = at; column <= n; column++) rows[row][column] -= factor * rows[at][column];
    }
  }
  return rows.map((row, at) => row[n] / row[at]);
}
