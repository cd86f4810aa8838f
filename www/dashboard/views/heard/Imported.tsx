import { useState } from 'preact/hooks';
import type { Answers } from '../../api/types';
import { nameOf } from '../../format/names';
import { count, NOTHING, ofMicro } from '../../format/number';
import { text } from '../../strings';
import { Caveats } from '../../ui/Caveats';
import { ProblemNote } from '../../ui/ProblemNote';
import { BringRoom } from '../bring/BringRoom';
import { useAnswers } from './useAnswers';

/** Answers given elsewhere, beside those of visits, by the channel that software saw; and a way to bring them. */
export function Imported() {
  const [version, setVersion] = useState(0);
  const { answer, problem, retry } = useAnswers(version);
  if (problem && !problem.isDenied) return <ProblemNote problem={problem} onRetry={retry} />;
  if (answer === undefined) return null;
  const { imported } = answer.meta;
  return (
    <>
      {imported.imported > 0 && <Beside answer={answer} />}
      <BringRoom kind="answers" has={answer.meta.kept} onBrought={() => setVersion((n) => n + 1)} />
    </>
  );
}

function Beside({ answer }: { readonly answer: Answers }) {
  const words = text.imported;
  const { imported } = answer.meta;
  const names = [...new Set(answer.results.map((row) => row.answer))];
  const channels = [...new Set(answer.results.map((row) => row.channel))];
  const find = (said: string, channel: string | null) => answer.results.find((row) => row.answer === said && row.channel === channel);
  return (
    <section class="asset" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p class="matrix-caption" data-testid="imported-share" data-value={imported.imported_share_micro ?? ''}>
        {words.share(count(imported.imported), imported.imported === 1, ofMicro(imported.imported_share_micro), count(imported.visits))}
      </p>
      <div class="matrix-scroll" tabIndex={0} role="region" aria-label={words.title}>
        <table class="matrix matrix-wide" aria-label={words.title}>
          <thead>
            <tr>
              <td />
              {channels.map((channel) => (
                <th key={channel} scope="col">
                  {channel === null ? words.unknown : nameOf('channel', channel)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((said) => (
              <tr key={said}>
                <th scope="row">{nameOf('heard', said)}</th>
                {channels.map((channel) => {
                  const cell = find(said, channel);
                  if (cell === undefined) return <td key={channel} class="imported-cell">{NOTHING}</td>;
                  const visits = count(cell.visits);
                  return (
                    <td
                      key={channel}
                      class="num imported-cell"
                      data-testid="imported-cell"
                      data-value={`${said} ${channel ?? ''} ${cell.visits ?? ''} ${cell.imported}`}
                      aria-label={words.cell(visits, count(cell.imported))}
                    >
                      {cell.imported === 0 ? visits : `${visits} + ${count(cell.imported)}`}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="matrix-how">{words.how}</p>
      <Caveats answer={answer} />
    </section>
  );
}
