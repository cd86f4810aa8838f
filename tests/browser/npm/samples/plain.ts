// An application without a framework. What it calls before the start is heard all the same.
import { event, explain, heard, on, optIn, optOut, score, start } from "@ungated/tracker";

const wanted = new URLSearchParams(location.search);
const standings: string[] = [];
const ended: string[] = [];
if (!wanted.has("quiet")) {
  on("standing", (standing) => standings.push(standing));
  on("standing", (standing) => ended.push(standing))();
  event("opened", { early: true });
}
if (wanted.has("out")) optOut();
start({ site: "demo", api: "/stats/e", author: "Somebody", hold: wanted.has("hold") });
start({ site: "demo", api: "/stats/second" });
Object.assign(window, { app: { event, explain, heard, on, optIn, optOut, score, standings, ended } });
