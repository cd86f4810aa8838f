// Devices that sleep. Every process of the browser is stopped and goes on later: what a page sees
// of a lid that is closed, where its clock runs on meanwhile. (A page that the browser freezes has
// been hidden before; see the hidden ones.) The five seconds after a touch may fall into the sleep.
import { article, film } from "../pages.mjs";

const play = `<script>var play = () => document.querySelector("video").play();</script>`;

export default [
  { name: "the device sleeps longer than the five seconds", words: [16, 16], script: "read 2, sleep 9, to 2, read 3, close", engaged: 10, read: "RR" },
  { name: "the device sleeps for a moment", words: [16], script: "read 1, sleep 2, read 1, leave", engaged: 4, read: "R" },
  { name: "the device sleeps while the reader rests", words: [16, 80], script: "read 0.5, rest 6, sleep 4, read 1, close", engaged: 6.5, read: "R-" },
  { name: "the device sleeps while the tab is behind", words: [80, 80], script: "read 1, turn, sleep 4, tab 1, read 1, leave", engaged: 2, read: "--" },
  // A film stands still while nothing runs. Its last sign before vouches for a second: `MEDIA_FOR_MS`.
  { name: "a film plays while the device sleeps", words: [16, 80], body: film() + article([16, 80]) + play, script: "do play, rest 7, sleep 6, rest 2, close", engaged: 9, read: "R-", vouched_ms: 1_000 },
].map((session) => ({ ...session, person: true }));
