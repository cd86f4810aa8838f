interface Props {
  /** 0–1. */
  readonly share: number;
  /** A lighter measure behind the first, 0–1. */
  readonly behind?: number;
}

const width = (share: number) => ({ inlineSize: `${Math.max(0, Math.min(1, share)) * 100}%` });

/** A thin bar beside the number it draws; screen readers have the number. */
export function Meter({ share, behind }: Props) {
  return (
    <span class="meter" aria-hidden="true">
      {behind !== undefined && <span class="meter-behind" style={width(behind)} />}
      <span class="meter-fill" style={width(share)} />
    </span>
  );
}
