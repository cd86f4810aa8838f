import { nameOf } from '../../format/names';
import { text } from '../../strings';
import { HeatCell } from '../../ui/HeatCell';
import { keyOf, type Told } from './told';

interface Props {
  readonly said: Told;
  /** Groups too small to tell were left out. */
  readonly isCut: boolean;
}

/** Visits by what people said, downwards, and the channel that software saw. */
export function HeardMatrix({ said, isCut }: Props) {
  const words = text.heard;
  const most = Math.max(...said.cells.values());
  return (
    <div class="matrix-scroll" tabIndex={0} role="region" aria-label={words.caption}>
      <table class="matrix matrix-wide" aria-label={words.caption}>
        <thead>
          <tr>
            <td />
            {said.channels.map(([channel]) => (
              <th key={channel} scope="col">
                {nameOf('channel', channel)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {said.answers.map(([answer]) => (
            <tr key={answer}>
              <th scope="row">{nameOf('heard', answer)}</th>
              {said.channels.map(([channel]) => (
                <HeatCell
                  key={channel}
                  testid="heard-cell"
                  pair={[
                    ['heard', answer],
                    ['channel', channel],
                  ]}
                  about={words.about(nameOf('heard', answer), nameOf('channel', channel))}
                  visits={said.cells.get(keyOf(answer, channel)) ?? (isCut ? null : 0)}
                  most={most}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
