import { siteRoot } from '../api/send';
import { readShare } from '../api/share';
import type { Live } from '../api/types';

/** How long the first state is waited for, ms; then a proxy between us lets no socket through. */
const FIRST_MS = 5_000;
/** How often it is made sure that somebody is still there, ms: proxies end what is silent for a minute. */
const PING_MS = 25_000;

/** What browsers without a header name a secret by. */
const PROTOCOL = 'ungated.live';
const BEARER = 'ungated.bearer.';

/**
 * Opens a socket that tells who reads now, whenever it changes. `onEnd` comes once, if it is refused or
 * lost; what is returned closes it in silence.
 */
export function openLive(site: string, onState: (live: Live) => void, onEnd: () => void): () => void {
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${siteRoot(site)}/live`;
  const share = readShare();
  const socket = new WebSocket(address, share === null ? [PROTOCOL] : [PROTOCOL, BEARER + share.secret]);
  let isAnswered = true;
  let isOver = false;

  const end = (): boolean => {
    if (isOver) return false;
    isOver = true;
    clearTimeout(first);
    clearInterval(pings);
    socket.close();
    return true;
  };
  const lose = (): void => {
    if (end()) onEnd();
  };
  const first = setTimeout(lose, FIRST_MS);
  const pings = setInterval(() => {
    // A network that went away closes nothing: only silence tells.
    if (!isAnswered) return lose();
    if (socket.readyState !== WebSocket.OPEN) return;
    isAnswered = false;
    socket.send('ping');
  }, PING_MS);

  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isOver) return;
    isAnswered = true;
    if (data === 'pong') return;
    clearTimeout(first);
    try {
      onState(JSON.parse(String(data)) as Live);
    } catch {
      lose();
    }
  };
  socket.onclose = lose;
  socket.onerror = lose;
  return () => void end();
}
