import { useState } from 'preact/hooks';
import { login } from '../api/client';
import { Problem } from '../api/problem';
import type { Me } from '../api/types';
import { text } from '../strings';

interface Props {
  readonly site: string;
  /** Who is signed in, and may not see the site. */
  readonly me: Me | null;
  readonly onSignedIn: () => void;
}

/** Asks for a token. */
export function SignIn({ site, me, onSignedIn }: Props) {
  const words = text.signIn;
  const [wrong, setWrong] = useState<string>();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget as HTMLFormElement).get('token');
    if (typeof token !== 'string' || token.trim() === '') return;
    login(token.trim()).then(onSignedIn, (error: unknown) => {
      setWrong(error instanceof Problem && error.isDenied ? words.wrong : words.failed);
    });
  };
  return (
    <form class="sign-in" onSubmit={submit} data-testid="sign-in">
      <h1>{words.title(site)}</h1>
      <p>{me === null ? words.help : words.elsewhere(me.name)}</p>
      <label for="token">{words.token}</label>
      <input
        id="token"
        name="token"
        type="password"
        autoComplete="current-password"
        spellcheck={false}
        required
        aria-describedby="token-where"
        aria-invalid={wrong !== undefined}
      />
      <p class="sign-in-where" id="token-where">
        {words.where}
      </p>
      {wrong !== undefined && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" class="button button-main">
        {words.submit}
      </button>
    </form>
  );
}
