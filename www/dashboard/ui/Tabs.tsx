import { useDesk } from '../state/desk';

interface Props<K extends string> {
  /** The panel's name in the address. */
  readonly panel: string;
  readonly label: string;
  readonly tabs: Readonly<Record<K, string>>;
  readonly open: K;
}

/** The keys of a panel's tabs, and the one that the address opens. */
export function useTab<K extends string>(panel: string, tabs: Readonly<Record<K, string>>): K {
  const keys = Object.keys(tabs) as K[];
  const wanted = useDesk().view.tabs[panel];
  return keys.find((key) => key === wanted) ?? keys[0]!;
}

/** A choice of one among few. Radio semantics: what it switches is a question, not a page. */
export function Tabs<K extends string>({ panel, label, tabs, open }: Props<K>) {
  const { view, go } = useDesk();
  const keys = Object.keys(tabs) as K[];
  const choose = (key: K) => {
    const { [panel]: _, ...others } = view.tabs;
    go({ tabs: key === keys[0] ? others : { ...others, [panel]: key } }, 'touch');
  };
  return (
    <fieldset class="tabs">
      <legend class="sr-only">{label}</legend>
      {keys.map((key) => (
        <label key={key}>
          <input type="radio" class="sr-only" name={panel} checked={key === open} onChange={() => choose(key)} />
          <span>{tabs[key]}</span>
        </label>
      ))}
    </fieldset>
  );
}
