import { useEffect, useState } from 'preact/hooks';
import { openShare } from '../api/client';
import { Problem } from '../api/problem';
import type { Opened } from '../api/types';
import { text } from '../strings';

interface Props {
  /** The link's secret. */
  readonly link: string;
  readonly onOpened: (opened: Opened) => void;
}

type State = 'opening' | 'password' | 'wrong' | 'closed' | 'tooMany' | 'failed';

function stateOf(error: unknown, password: string | null): State {
  if (!(error instanceof Problem)) return 'failed';
  if (error.code === 'password') return password === null ? 'password' : 'wrong';
  if (error.code === 'too_many') return 'tooMany';
  return error.isDenied ? 'closed' : 'failed';
}

/** Opens a share link, and asks for its password where it has one. */
export function OpenShare({ link, onOpened }: Props) {
  const words = text.share;
  const [state, setState] = useState<State>('opening');
  const open = (password: string | null) =>
    openShare(link, password).then(onOpened, (error: unknown) => setState(stateOf(error, password)));
  useEffect(() => void open(null), [link]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const password = new FormData(event.currentTarget as HTMLFormElement).get('password');
    if (typeof password === 'string' && password !== '') void open(password);
  };
  const said = { closed: words.closed, tooMany: words.tooMany, failed: text.signIn.failed, wrong: words.wrong };
  const asks = state === 'password' || state === 'wrong';
  return (
    <form class="sign-in" onSubmit={submit} data-testid="open-share">
      <h1>{words.title}</h1>
      {state === 'opening' && <p>{words.opening}</p>}
      {asks && (
        <>
          <p>{words.help}</p>
          <label for="password">{words.password}</label>
          <input id="password" name="password" type="password" autoComplete="off" required aria-invalid={state === 'wrong'} />
        </>
      )}
      {state !== 'opening' && state !== 'password' && (
        <p class="wrong" role="alert">
          {said[state]}
        </p>
      )}
      {asks && (
        <button type="submit" class="button button-main">
          {words.submit}
        </button>
      )}
    </form>
  );
}
