import { useDesk } from '../state/desk';
import { hrefOf } from '../state/useView';
import { language, LANGUAGES, type Language } from '../strings/language';

const OTHERS = (Object.keys(LANGUAGES) as Language[]).filter((other) => other !== language);

/** The way to the same view in another language: a link that loads the page anew, as its words are made once. */
export function Languages() {
  const { view } = useDesk();
  return (
    <>
      {OTHERS.map((other) => (
        <a key={other} class="button language" lang={other} hreflang={other} href={hrefOf(view, other) + location.hash} data-testid={`language-${other}`}>
          {LANGUAGES[other]}
        </a>
      ))}
    </>
  );
}
