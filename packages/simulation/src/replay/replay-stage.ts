import type { Actor } from "@nightlight/domain/access/access";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { Chance } from "@nightlight/database/demo/chance";
import type { EventLine } from "./event-line.ts";
import type { ReplayBook } from "./replay-book.ts";
import type { ReplayHouse } from "./replay-house.ts";
import type { PlannedContact } from "./year-plan.ts";

export type Happening =
  | { readonly type: "arrives"; readonly index: number }
  | { readonly type: "gives-up"; readonly contactId: string }
  | { readonly type: "rings"; readonly contactId: string }
  | { readonly type: "look" }
  | { readonly type: "staff"; readonly act: () => Promise<void> };

/** Everything that a week's replay holds in its hands. */
export type Stage = {
  readonly house: ReplayHouse;
  readonly line: EventLine<Happening>;
  readonly chance: Chance;
  readonly book: ReplayBook;
  /** What every contact is now. */
  readonly contacts: Map<string, Contact>;
  readonly planned: Map<string, PlannedContact>;
  now(): number;
  /** Who writes for a contact: the child on the page, or the gateway that it came by. */
  senderOf(contactId: string): Sender;
};

type Sender = Extract<Actor, { kind: "child" | "gateway" }>;
