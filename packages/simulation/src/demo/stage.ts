import type { Cast } from "./cast.ts";
import type { DemoBook } from "./demo-book.ts";
import type { Pace } from "./pace.ts";

/** What everybody who plays in a demo is given. */
export type Stage = {
  readonly origin: string;
  /** What everybody of the demo signs in with. */
  readonly password: string;
  readonly pace: Pace;
  readonly cast: Cast;
  readonly book: DemoBook;
};
