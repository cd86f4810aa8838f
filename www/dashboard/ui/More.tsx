import { text } from '../strings';

interface Props {
  /** "12 of 40 pieces" */
  readonly shown: string;
  readonly isMore: boolean;
  readonly onMore: () => void;
}

/** How much of a list is on screen, and the way to more of it. */
export function More({ shown, isMore, onMore }: Props) {
  return (
    <p class="more">
      <span>{shown}</span>
      {isMore && (
        <button type="button" class="button" onClick={onMore}>
          {text.content.more}
        </button>
      )}
    </p>
  );
}
