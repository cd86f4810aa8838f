import type { BroughtFile } from '../../api/types';
import { count } from '../../format/number';
import { text } from '../../strings';

/** What is wrong with a file, line by line. */
export function FileErrors({ file }: { readonly file: BroughtFile }) {
  const words = text.bring;
  const { errors, more_errors: more } = file;
  if (errors.length === 0) return null;
  const all = errors.length + more;
  return (
    <>
      <p class="wrong" role="alert">
        {words.errors(count(all), all === 1)}
      </p>
      <div class="list-wrap" tabIndex={0} role="group" aria-label={words.wrong}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{words.column}</th>
              <th scope="col">{words.allowed}</th>
            </tr>
          </thead>
          <tbody>
            {errors.map(({ line, column, code, detail }, at) => (
              <tr key={at} data-testid="bring-error" data-code={code}>
                <td class="num">{count(line)}</td>
                <td>
                  <code>{column || words.row}</code>
                </td>
                <td>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
