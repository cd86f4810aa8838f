import { text } from '../strings';

interface Props {
  readonly site: string;
  /** A token was sent and not accepted. */
  readonly wasWrong: boolean;
  readonly onToken: (token: string) => void;
}

/** Asks for the admin's token. */
export function SignIn({ site, wasWrong, onToken }: Props) {
  const words = text.signIn;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget as HTMLFormElement).get('token');
    if (typeof token === 'string' && token.trim() !== '') onToken(token.trim());
  };
  return (
    <form class="sign-in" onSubmit={submit} data-testid="sign-in">
      <h1>{words.title(site)}</h1>
      <p>{words.help}</p>
      <label for="token">{words.token}</label>
      <input
        id="token"
        name="token"
        type="password"
        autoComplete="off"
        spellcheck={false}
        required
        aria-describedby="token-where"
        aria-invalid={wasWrong}
      />
      <p class="sign-in-where" id="token-where">
        {words.where}
      </p>
      {wasWrong && (
        <p class="wrong" role="alert">
          {words.wrong}
        </p>
      )}
      <button type="submit" class="button button-main">
        {words.submit}
      </button>
    </form>
  );
}
