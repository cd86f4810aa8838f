// Hours, days, weeks and months by a site's clock; from the runtime's own table of zones.

export const DAY_MS = 24 * 60 * 60 * 1000;
const QUARTER_MS = 15 * 60 * 1000;

export class Zone {
  constructor(name) {
    this.name = name;
    this.offsets = new Map();
    this.parts = new Intl.DateTimeFormat('en-GB', {
      timeZone: name, hourCycle: 'h23',
      year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
    });
  }

  /** Minutes that its clock is ahead of UTC; clocks change on a quarter of an hour. */
  offset_min(ms) {
    const quarter = Math.floor(ms / QUARTER_MS);
    let offset = this.offsets.get(quarter);
    if (offset === undefined) {
      const at = quarter * QUARTER_MS;
      const part = Object.fromEntries(this.parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
      offset = (Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute) - at) / 60_000;
      this.offsets.set(quarter, offset);
    }
    return offset;
  }

  /** What its clock shows, as if that were UTC. */
  clock(ms) {
    return ms + this.offset_min(ms) * 60_000;
  }

  day(ms) {
    return date(this.clock(ms));
  }

  hour(ms) {
    const offset = this.offset_min(ms);
    const two = (number) => String(number).padStart(2, '0');
    const sign = offset < 0 ? '-' : '+';
    const by = offset === 0 ? 'Z' : `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
    return `${new Date(this.clock(ms)).toISOString().slice(0, 13)}:00${by}`;
  }

  week(ms) {
    return monday(this.day(ms));
  }

  month(ms) {
    return this.day(ms).slice(0, 7);
  }

  /** The names of all that lies in these days, in order; `time` is the dimension. */
  buckets(time, [first, last]) {
    const name = time.slice('time:'.length);
    const names = new Set();
    for (let ms = Date.parse(first) - DAY_MS; ms < Date.parse(last) + 2 * DAY_MS; ms += QUARTER_MS) {
      const day = this.day(ms);
      if (day >= first && day <= last) names.add(this[name](ms));
    }
    return [...names];
  }
}

/** The date of a moment, UTC. */
export const date = (ms) => new Date(ms).toISOString().slice(0, 10);

export const plus = (day, days) => date(Date.parse(day) + days * DAY_MS);

/** The Monday of a day's week. */
export function monday(day) {
  return plus(day, -((new Date(day).getUTCDay() + 6) % 7));
}
