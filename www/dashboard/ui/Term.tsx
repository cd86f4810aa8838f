import { Tip } from './Tip';

/** A word with its definition behind it. */
export function Term({ name, means }: { name: string; means: string }) {
  return (
    <Tip text={means}>
      <button type="button" class="term">
        {name}
      </button>
    </Tip>
  );
}
