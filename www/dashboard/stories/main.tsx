/**
 * Every small component in each of its states, on a page of its own: what a panel shows only when
 * something is odd can be looked at here. Built for the tests alone (`node www/build.mjs --stories`).
 */
import { render, type ComponentChildren } from 'preact';
import { DeskContext, type Desk } from '../state/desk';
import { parseView } from '../state/view';
import { language } from '../strings/language';
import { FIGURES } from './figures';
import { FORMS } from './forms';
import { MARKS } from './marks';
import { PIECE } from './piece';
import { STATES } from './states';

/** Components, by name. Each takes what it shows from its own lines, and nothing from an edge. */
export type Stories = Readonly<Record<string, () => ComponentChildren>>;

const DESK: Desk = {
  view: parseView('?range=7d&topic=Energy&country!=DE'),
  go: () => undefined,
  beat: null,
  me: null,
  onDenied: () => undefined,
};

function Page() {
  const all: Stories = { ...MARKS, ...FIGURES, ...STATES, ...PIECE, ...FORMS };
  return (
    <DeskContext.Provider value={DESK}>
      <main id="board">
        <h1>Stories</h1>
        {Object.entries(all).map(([name, Story]) => (
          <section key={name} data-story={name} aria-label={name}>
            <h2>{name}</h2>
            <Story />
          </section>
        ))}
      </main>
    </DeskContext.Provider>
  );
}

document.documentElement.lang = language;
render(<Page />, document.getElementById('app')!);
