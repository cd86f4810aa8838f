import { Icon } from '../../ui/Icon';
import { Term } from '../../ui/Term';

interface Props {
  readonly id: string;
  readonly words: { readonly name: string; readonly means: string };
  readonly value: string;
  readonly raw: number | string;
  /** How it follows from the fact before. */
  readonly sign?: '=' | '+';
  readonly isWrong?: boolean;
}

export function Fact({ id, words, value, raw, sign, isWrong = false }: Props) {
  return (
    <div class={`fact fact-${id}${isWrong ? ' wrong' : ''}`}>
      <dt>
        <Term {...words} />
      </dt>
      <dd data-testid={`quality-${id}`} data-value={raw}>
        {sign && (
          <span class="fact-sign" aria-hidden="true">
            {sign}
          </span>
        )}
        {isWrong && <Icon name="warn" />}
        {value}
      </dd>
    </div>
  );
}
