"use client";
// React, and Next with either router. On the server nothing happens, and nothing is rendered.
import { useEffect, useSyncExternalStore } from "react";
import { start, type Options, type Score, type Standing } from "./index.js";
import { latest, subscribe } from "./latest.js";

/** Starts the tracker, once, when the application is in the page. Shows nothing. */
export function Ungated(options: Options): null {
  // A start is for as long as the page lives: options that change later change nothing.
  useEffect(() => start(options), []);
  return null;
}

/** The score of this page view and its visit; `null` until it is known. */
export function useScore(): Score | null {
  return useSyncExternalStore(subscribe, latest, () => null);
}

/** The standing of the visit; `null` until it is known. */
export function useStanding(): Standing | null {
  return useSyncExternalStore(subscribe, () => latest()?.standing ?? null, () => null);
}
