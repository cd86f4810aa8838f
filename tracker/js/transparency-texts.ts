// The words around what `explain()` says, in one place for translation.
export interface Frame {
  recorded: string;
  not: string;
  message: string;
  out: string;
  optOut: string;
  optIn: string;
}

export const FRAME: Record<string, Frame> = {
  en: {
    recorded: "What is recorded about your visit to this page",
    not: "What is not recorded",
    message: "The message itself, as it is sent",
    out: "Nothing more is recorded while this page is open. What has been sent before stays counted.",
    optOut: "Do not record me on this page",
    optIn: "Record again",
  },
  de: {
    recorded: "Was über Ihren Besuch dieser Seite aufgezeichnet wird",
    not: "Was nicht aufgezeichnet wird",
    message: "Die Nachricht selbst, wie sie gesendet wird",
    out: "Solange diese Seite offen ist, wird nichts mehr aufgezeichnet. Was vorher gesendet wurde, bleibt gezählt.",
    optOut: "Auf dieser Seite nicht aufzeichnen",
    optIn: "Wieder aufzeichnen",
  },
};
