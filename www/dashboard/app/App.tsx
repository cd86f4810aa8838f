import { useCallback, useMemo, useState } from 'preact/hooks';
import { logout } from '../api/client';
import type { Problem } from '../api/problem';
import { forgetShare, keepShare, readShare } from '../api/share';
import type { Opened } from '../api/types';
import { useLink } from '../data/useLink';
import { useLive } from '../data/useLive';
import { useMe } from '../data/useMe';
import { useSites } from '../data/useSites';
import { DeskContext, type Desk } from '../state/desk';
import { useView } from '../state/useView';
import { text } from '../strings';
import { LiveRoom } from '../views/live/LiveRoom';
import { LiveStrip } from '../views/live/LiveStrip';
import { Board } from './Board';
import { Header } from './Header';
import { Offline } from './Offline';
import { OpenShare } from './OpenShare';
import { SetupRoom } from './SetupRoom';
import { SignIn } from './SignIn';
import { SitesRoom } from './SitesRoom';

export function App() {
  const [view, go] = useView();
  const [link, linkUsed] = useLink();
  /** Counts up with each sign-in and sign-out: everything is asked anew. */
  const [entries, setEntries] = useState(0);
  const [denied, setDenied] = useState<{ readonly at: string; readonly problem: Problem }>();
  const at = `${view.site} ${entries}`;

  /** Counts up when a site was added or renamed. */
  const [renames, setRenames] = useState(0);
  const me = useMe(entries);
  const sites = useSites(entries + renames);
  const live = useLive(view.site, entries);
  const onDenied = useCallback((problem: Problem) => setDenied({ at, problem }), [at]);
  const desk = useMemo<Desk>(() => ({ view, go, beat: live.beat, me, onDenied }), [view, go, live.beat, me, onDenied]);

  const renamed = () => setRenames((count) => count + 1);
  const entered = () => setEntries((count) => count + 1);
  const opened = (share: Opened) => {
    keepShare(share);
    linkUsed();
    go({ site: share.site, clauses: [] }, 'touch');
    entered();
  };
  const closeLink = () => {
    forgetShare();
    entered();
  };
  const signOut = () => void logout().then(entered, entered);
  const leave =
    readShare() !== null
      ? { word: text.share.leave, now: closeLink }
      : me != null
        ? { word: text.signOut, now: signOut }
        : undefined;

  const isDenied = denied?.at === at || live.problem?.isDenied === true;
  const isWall = view.board === 'live' && link === null && view.setup === null && !isDenied;
  const title = sites.find((site) => site.site === view.site)?.title ?? view.site;
  return (
    <DeskContext.Provider value={desk}>
      <a class="skip" href="#board">
        {text.skip}
      </a>
      {!isWall && <Header sites={sites} hasSetup={readShare() === null} leave={leave} />}
      <main id="board" tabIndex={-1}>
        <Offline />
        {link !== null ? (
          <OpenShare key={link} link={link} onOpened={opened} />
        ) : view.setup !== null ? (
          <SetupRoom part={view.setup} me={me} title={title} sites={sites} onChanged={renamed} onSignedIn={entered} />
        ) : view.isOfAll ? (
          <SitesRoom key={entries} />
        ) : isDenied ? (
          <SignIn key={at} site={title} me={me ?? null} onSignedIn={entered} />
        ) : isWall ? (
          <LiveRoom key={at} title={title} {...live} />
        ) : (
          <>
            {view.proof === null && <LiveStrip {...live} />}
            <Board key={at} title={title} now={live.live?.now ?? Date.now()} />
          </>
        )}
      </main>
    </DeskContext.Provider>
  );
}
