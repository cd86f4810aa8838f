// One Monday of the two-shift plant, 96 quarter-hours in kW, before and after three changes.
// The film, its cover and the table in content/a-day-of-load.md all come from here.
import { noise } from "./svg.mjs";

export const before = Array.from({ length: 96 }, (_, q) => monday(q, {
  floor: 240, furnaceAt: 25, washerAt: 25, tailUntil: 96, peak: 780,
}));
export const after = Array.from({ length: 96 }, (_, q) => monday(q, {
  floor: 150, furnaceAt: 22, washerAt: 26, tailUntil: 89, peak: 640,
}));

function monday(q, { floor, furnaceAt, washerAt, tailUntil, peak }) {
  const ripple = 14 * noise(q) + 10 * Math.sin(q / 3.1);
  if (q < 20) return Math.round(floor + 5 * noise(q));
  if (q < 88) {
    const ramp = Math.min(1, (q - 19) / 6);
    const lunch = q >= 48 && q < 51 ? -60 : 0;
    const change = q >= 55 && q < 57 ? -85 : 0;
    const furnace = q >= furnaceAt && q < furnaceAt + 2 ? 90 : 0;
    const washer = q >= washerAt && q < washerAt + 2 ? 40 : 0;
    const base = floor + (525 - floor) * ramp + lunch + change + (ramp === 1 ? ripple : 0);
    const kw = base + furnace + washer;
    return Math.round(q === (washerAt) ? peak : Math.min(kw, peak - 40));
  }
  if (q < tailUntil) return Math.round(floor + (480 - floor) * (1 - (q - 87) / (tailUntil - 86)));
  return Math.round(floor + 5 * noise(q));
}

export const kwh = (day) => day.reduce((sum, kw) => sum + kw / 4, 0);
export const clock = (q) =>
  `${String(Math.floor(q / 4)).padStart(2, "0")}:${String((q % 4) * 15).padStart(2, "0")}`;
