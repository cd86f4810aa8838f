import type { Estimate, UngateArm, UngateRow } from '../../api/types';
import { count, milli, multiple, ofMicro, perThousand, signedCount, signedPoints } from '../../format/number';
import { duration } from '../../format/time';
import { text } from '../../strings';
import { Term } from '../../ui/Term';
import { Interval } from './Interval';

/** One piece: its two arms, what is between them, and what the form cost. */
export function Asset({ row }: { readonly row: UngateRow }) {
  const words = text.ungate;
  const { gated, ungated, differences, enough } = row;
  const both = [gated, ungated] as const;
  return (
    <section class="asset" data-testid="ungate-asset" data-value={row.path} aria-label={row.title}>
      <h3>
        {row.title} <span class="cell-path">{row.path}</span>
      </h3>
      <table class="sheet breakdown ungate-table">
        <thead>
          <tr>
            <td />
            <Head name={words.gated} arm={gated} />
            <Head name={words.ungated} arm={ungated} />
            <th scope="col">{words.difference}</th>
          </tr>
        </thead>
        <tbody>
          <Line name={words.reach} arms={both} told={(arm) => count(arm.visits)} small={(arm) => words.perDay(milli(arm.visits_per_day_milli))} />
          <Line
            name={words.reads}
            arms={both}
            told={(arm) => ofMicro(arm.read_share_micro?.value)}
            small={(arm) => words.of(count(arm.reads), count(arm.pageviews))}
            drawn={(arm) => arm.read_share_micro}
            most={largest(both.map((arm) => arm.read_share_micro))}
            difference={differences.read_share_micro}
            said={signedPoints}
            enough={enough.reads}
          />
          <Line
            name={words.engaged}
            arms={both}
            told={(arm) => duration(arm.engaged_ms_median?.value)}
            small={(arm) => words.inAll(duration(arm.engaged_ms))}
            drawn={(arm) => arm.engaged_ms_median}
            most={largest(both.map((arm) => arm.engaged_ms_median))}
            difference={differences.engaged_ms_median}
            said={(ms) => `${ms < 0 ? '−' : '+'}${duration(Math.abs(ms))}`}
            enough={enough.reads}
          />
          <Line
            name={words.raising}
            arms={both}
            told={(arm) => perThousand(arm.raising_share_micro?.value)}
            small={(arm) => words.of(count(arm.raising_visits), count(arm.visits))}
            drawn={(arm) => arm.raising_share_micro}
            most={largest(both.map((arm) => arm.raising_share_micro))}
            difference={differences.raising_share_micro}
            said={(micro) => `${micro < 0 ? '−' : '+'}${perThousand(Math.abs(micro))}`}
            enough={enough.hand_raises}
          />
        </tbody>
      </table>
      <p class="ungate-cost" data-testid="ungate-cost" data-value={row.turned_away?.value ?? ''}>
        {cost(row)}
      </p>
    </section>
  );
}

function Head({ name, arm }: { readonly name: string; readonly arm: UngateArm }) {
  return (
    <th scope="col">
      {name}
      <span class="cell-path">{text.ungate.days(count(arm.told_days), count(arm.days), arm.days === 1)}</span>
    </th>
  );
}

interface LineProps {
  readonly name: { readonly name: string; readonly means: string };
  readonly arms: readonly [UngateArm, UngateArm];
  readonly told: (arm: UngateArm) => string;
  readonly small: (arm: UngateArm) => string;
  readonly drawn?: (arm: UngateArm) => Estimate | null;
  /** Where lines of arms end. */
  readonly most?: number;
  readonly difference?: Estimate | null;
  readonly said?: (value: number) => string;
  /** Whether there is enough to tell a difference by; lines without one do not say. */
  readonly enough?: boolean;
}

function Line({ name, arms, told, small, drawn, most, difference, said, enough }: LineProps) {
  return (
    <tr>
      <th scope="row">
        <Term {...name} />
      </th>
      {arms.map((arm, at) => (
        <Cell key={at} told={told(arm)} small={arm.visits === null ? '' : small(arm)} estimate={drawn?.(arm) ?? null} most={most ?? 0} />
      ))}
      <td class="ungate-difference">{enough !== undefined && <Difference of={difference ?? null} said={said} enough={enough} />}</td>
    </tr>
  );
}

function Cell({ told, small, estimate, most }: { readonly told: string; readonly small: string; readonly estimate: Estimate | null; readonly most: number }) {
  return (
    <td>
      <span class="num">{told}</span>
      {estimate && <Interval of={estimate} from={0} to={most} />}
      <span class="cell-path">{small}</span>
    </td>
  );
}

function Difference({ of, said, enough }: { readonly of: Estimate | null; readonly said: LineProps['said']; readonly enough: boolean }) {
  if (of === null || said === undefined) return <span class="ungate-little">{enough ? '' : text.ungate.little}</span>;
  const reach = Math.max(Math.abs(of.low), Math.abs(of.high));
  return (
    <>
      <span class="num">{said(of.value)}</span>
      <Interval of={of} from={-reach} to={reach} />
      <span class="cell-path">{text.ungate.between(said(of.low), said(of.high))}</span>
    </>
  );
}

const largest = (all: readonly (Estimate | null)[]): number => Math.max(1, ...all.map((one) => one?.high ?? 0));

function cost({ turned_away: away, turned_away_per_form_fill_milli: each, form_fills: fills, gated, ungated, differences }: UngateRow): string {
  const words = text.ungate;
  if (gated.days === 0 || ungated.days === 0) return gated.days === 0 ? words.neverGated : words.alwaysGated;
  if (away === null) return words.notEnough;
  const ratio = differences.raising_ratio_micro;
  const said = away.low > 0 ? words.cost(count(away.value), count(away.low), count(away.high)) : words.unsure(signedCount(away.low), signedCount(away.high));
  const fill = each && fills ? words.perFill(count(fills), milli(each.value), milli(each.low), milli(each.high)) : '';
  const raised = ratio && ratio.value !== null && ratio.high !== null ? words.ratio(multiple(ratio.value), multiple(ratio.low), multiple(ratio.high)) : '';
  return [said, fill, raised].filter(Boolean).join(' ');
}
