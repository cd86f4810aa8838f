// In sight without the focus: somebody works beside the page.
import { article } from "../pages.mjs";

const framed = `${article([16, 16])}<iframe srcdoc="<button>Play</button>" style="position: fixed; top: 9px; right: 9px; width: 99px; height: 60px"></iframe>`;

export default [
  { name: "turns to another window and back", words: [16, 16], script: "read 2.5, blur 4, to 2, read 3, close", engaged: 5.5, read: "RR" },
  { name: "turns to another window twice", words: [16], script: "read 1, blur 2, read 1, blur 2, read 1, leave", engaged: 3, read: "R" },
  { name: "turns to another window while idle; coming back is a touch", words: [16], script: "read 0.5, rest 6.5, blur 2, rest 6.5, close", engaged: 10.5, read: "R" },
  { name: "never comes back from another window", words: [16, 80], script: "read 2.5, lose, rest 3, close", engaged: 2.5, read: "R-" },
  { name: "uses an embedded frame and reads on", words: [16, 16], body: framed, script: "read 1, frame, read 2, to 2, read 3, close", engaged: 6, read: "RR" },
].map((session) => ({ ...session, person: true }));
