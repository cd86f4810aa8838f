import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Problem } from '../api/problem';
import { forgetToken, keepToken, readToken } from '../api/token';
import { useLive } from '../data/useLive';
import { useSites } from '../data/useSites';
import { DeskContext, type Desk } from '../state/desk';
import { useView } from '../state/useView';
import { text } from '../strings';
import { LiveStrip } from '../views/live/LiveStrip';
import { Board } from './Board';
import { Header } from './Header';
import { SignIn } from './SignIn';

export function App() {
  const [view, go] = useView();
  /** Counts up with each token entered or forgotten: everything is asked anew. */
  const [entries, setEntries] = useState(0);
  const [denied, setDenied] = useState<{ readonly at: string; readonly problem: Problem }>();
  const at = `${view.site} ${entries}`;

  const sites = useSites(entries);
  const live = useLive(view.site, entries);
  const onDenied = useCallback((problem: Problem) => setDenied({ at, problem }), [at]);
  const desk = useMemo<Desk>(() => ({ view, go, beat: live.beat, onDenied }), [view, go, live.beat, onDenied]);

  const enter = (token: string) => {
    keepToken(token);
    setEntries(entries + 1);
  };
  const leave = () => {
    forgetToken();
    setEntries(entries + 1);
  };

  const isDenied = denied?.at === at || live.problem?.isDenied === true;
  const title = sites.find((site) => site.site === view.site)?.title ?? view.site;
  return (
    <DeskContext.Provider value={desk}>
      <a class="skip" href="#board">
        {text.skip}
      </a>
      <Header sites={sites} onSignOut={readToken() === null ? undefined : leave} />
      <main id="board" tabIndex={-1}>
        {isDenied ? (
          <SignIn key={at} site={title} wasWrong={readToken() !== null} onToken={enter} />
        ) : (
          <>
            <LiveStrip {...live} />
            <Board key={at} title={title} now={live.live?.now ?? Date.now()} />
          </>
        )}
      </main>
    </DeskContext.Provider>
  );
}
