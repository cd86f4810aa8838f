// Readers who rest: engaged for 5 s after the last touch, and no longer.
export default [
  { name: "rests after reading", words: [16, 80], script: "read 3, rest 8, close", engaged: 8, read: "R-" },
  { name: "opens the page and touches nothing", words: [16, 80], script: "rest 8, leave", engaged: 5, read: "R-" },
  { name: "rests on the second section", words: [80, 16], script: "read 0.8, to 2, rest 8, close", engaged: 5.8, read: "-R" },
  { name: "touches it again before the five seconds are over", words: [16], script: "move, rest 4, move, rest 4, move, rest 4, close", engaged: 12, read: "R" },
  { name: "rests twice, and comes back", words: [16, 80], script: "read 1, rest 7, read 1, rest 7, read 1, close", engaged: 13, read: "R-" },
  { name: "comes back after a long while", words: [16, 16], script: "read 2, rest 18, to 2, read 3, leave", engaged: 10, read: "RR" },
  {
    // Three times the clock stops 5 s after the last of some touches that follow each other fast.
    name: "fidgets and rests, three times",
    words: [16],
    script: "rest 6, fidget 0.09, rest 5.6, fidget 0.09, rest 5.6, fidget 0.09, rest 5.6, close",
    engaged: 20.3,
    read: "R",
  },
  { name: "closes the tab long after", words: [16], script: "read 1, rest 15, close", engaged: 6, read: "R" },
];
