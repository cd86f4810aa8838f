// What a player in a frame is to us.

/** A frame, as long as its address stays. */
export interface Player {
  frame_: HTMLIFrameElement;
  src_: string;
  isVimeo_: boolean;
  /** Where the player in it speaks from; none if there is no player that counts. */
  origin_: string | false | undefined;
  /** It is greeted before the reader goes into it. */
  early_: boolean;
  /** How often it is still greeted; not at all once it has spoken. */
  greetings_: number;
  /** Whether it plays, as far as it has said. */
  playing_?: boolean;
  /** Where it was last, seconds. */
  at_?: number;
  /** How long it is, seconds. */
  length_: number;
  /** Whether the core was told that it plays. */
  told_?: boolean;
}

/** A message, as a player may have sent it: nothing of it is certain. */
export interface Message {
  event?: string;
  info?: Record<string, number>;
  data?: Record<string, number>;
}

/** What it says of position and length; whether it plays goes to `playing_`. */
export type Said = [at?: number, length?: number] | undefined;
