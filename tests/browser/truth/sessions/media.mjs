// Film and sound: what plays in view counts without a touch, what decorates does not.
import { article, film, recording, section } from "../pages.mjs";

const script = `<script>
  var media = () => document.querySelector("video, audio");
  var play = () => media().play();
  var pause = () => media().pause();
  var seek = (s) => { media().currentTime = Number(s); };
  // From memory, as not every server gives parts of a file.
  var load = async () => { media().src = URL.createObjectURL(await (await fetch(media().src)).blob()); };
  var seek_late = () => { media().currentTime = media().duration - 3; };
  var close_ = () => { media().style.display = "none"; };
</script>`;
const words = [16, 80];
const filmed = film() + article(words) + script;
const behind = `<main>${section(16, { level: 1 })}${section(80)}</main>`;

export default [
  // The film is above the text; a section's time is the reader's own, not the film's.
  { name: "a film plays, nothing is touched", words, body: filmed, script: "do play, rest 9, close", engaged: 9, read: "R-" },
  { name: "a film is paused, and the clock stops", words, body: filmed, script: "do play, rest 7, do pause, rest 4, leave", engaged: 7, read: "R-" },
  { name: "a film begins long after the last touch", words, body: filmed, script: "rest 7, do play, rest 4, do pause, rest 2, close", engaged: 9, read: "R-" },
  { name: "a film is moved forward and back while it plays", words, body: filmed, script: "do load, rest 6, do play, rest 2, do seek 30, rest 2, do seek 10, rest 2, do pause, rest 1, close", engaged: 11, read: "R-" },
  { name: "a film plays to its end", words, body: filmed, script: "do load, rest 6, do seek_late, do play, rest 6, leave", engaged: 8, read: "R-" },
  { name: "a film that loops is decoration", words, body: film("loop autoplay") + article(words) + script, script: "do play, rest 8, close", engaged: 5, read: "R-" },
  { name: "a film out of view is not watched", words, body: behind + film() + script, script: "do play, rest 8, close", engaged: 5, read: "R-" },
  { name: "a film that is taken out of view, without a touch", words, body: filmed, script: "do play, rest 7, do close_, rest 3, close", engaged: 7, read: "R-" },
  { name: "a recording is heard while the text is read", words: [16, 16, 80], body: `${recording}<button onclick="play()">Play</button>${article([16, 16, 80])}${script}`, script: "click button, rest 9, to 2, rest 3, close", engaged: 12, read: "RR-" },
  { name: "a film plays on in a hidden tab", person: true, words, body: filmed, script: "do play, rest 6, hide 3, rest 1.5, leave", engaged: 7.5, read: "R-" },
  { name: "a film plays beside another window", person: true, words, body: filmed, script: "do play, rest 3, blur 5, rest 1, close", engaged: 9, read: "R-" },
];
