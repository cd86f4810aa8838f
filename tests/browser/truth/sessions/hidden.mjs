// Tabs: what is not in front is neither seen nor read.
import { article } from "../pages.mjs";

const linked = { "": `${article([16, 80])}<a href="b/" style="position: fixed; top: 300px; right: 9px">More</a>`, b: article([81, 17]) };

export default [
  { name: "turns to another tab and back", words: [16, 16], script: "read 2.5, hide 4, to 2, read 3, close", engaged: 5.5, read: "RR" },
  { name: "turns to another tab three times", words: [16, 80], script: "read 1, hide 1.5, read 1, hide 1.5, read 1, hide 1.5, to 2, read 1, leave", engaged: 4, read: "R-" },
  { name: "turns away while idle; coming back is a touch", words: [16], script: "read 0.5, rest 6.5, hide 3, rest 6.5, leave", engaged: 10.5, read: "R" },
  { name: "turns away within the five seconds; they do not go on behind", words: [80, 80], script: "read 1, hide 7, to 2, read 1, close", engaged: 2, read: "--" },
  { name: "closes the tab from behind", words: [16, 80], script: "read 3, turn, rest 3", engaged: 3, read: "R-" },
  { name: "a tab behind is frozen and thawed", words: [16, 80], script: "read 1, freeze 4, read 2, leave", engaged: 3, read: "R-" },
  {
    name: "a link opened behind and never looked at",
    pages: linked,
    script: "read 1, behind a, read 2.5, leave",
    views: [{ words: [16, 80], engaged: 3.5, read: "R-" }, { page: "b", words: [81, 17], engaged: 0, read: "--" }],
  },
  {
    name: "a link opened behind and looked at later",
    pages: linked,
    script: "read 1, behind a, read 2.5, tab 2, read 0.6, to 2, read 3, leave",
    views: [{ words: [16, 80], engaged: 3.5, read: "R-" }, { page: "b", words: [81, 17], engaged: 3.6, read: "-R" }],
  },
  {
    name: "the same page in two tabs, by turns",
    words: [24, 24],
    script: "read 3, again, to 2, read 4, tab 1, read 1.4, tab 2, read 3, leave",
    views: [{ words: [24, 24], engaged: 4.4, read: "R-" }, { words: [24, 24], engaged: 7, read: "-R" }],
  },
].map((session) => ({ ...session, person: true }));
