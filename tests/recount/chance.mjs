// Random questions that are the same for the same seed (mulberry32, Tommy Ettinger, public domain).

export class Chance {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, and without, 1. */
  share() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number, both ends included. */
  between(low, high) {
    return low + Math.floor(this.share() * (high - low + 1));
  }

  happens(share) {
    return this.share() < share;
  }

  pick(list) {
    return list[Math.floor(this.share() * list.length)];
  }

  /** So many of a list, each once. */
  some(list, count) {
    const left = [...list];
    return Array.from({ length: Math.min(count, left.length) }, () =>
      left.splice(Math.floor(this.share() * left.length), 1)[0]);
  }
}
