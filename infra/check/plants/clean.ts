import type { Files } from "./repository.ts";

/** A slice through the layers that breaks no rule. */
export const CLEAN: Files = {
  "packages/domain/src/contact/contact.ts": `import { addSeconds } from "date-fns";

export type ContactState = { status: "queued"; since: Date } | { status: "offered"; to: string; expiresAt: Date };

/** Offers the contact for thirty seconds. */
export function offer(to: string, now: Date): ContactState {
  return { status: "offered", to, expiresAt: addSeconds(now, 30) };
}

/** When the state began to matter. */
export function instantOf(state: ContactState): Date {
  switch (state.status) {
    case "queued":
      return state.since;
    case "offered":
      return state.expiresAt;
  }
}
`,
  "packages/domain/src/contact/contact.test.ts": `import { expect, test } from "vitest";
import { instantOf, offer } from "./contact.ts";

test("an offer ends after thirty seconds", () => {
  expect(instantOf(offer("lan", new Date("2026-03-01T20:00:00Z")))).toEqual(new Date("2026-03-01T20:00:30Z"));
});
`,
  "packages/contracts/src/child/contact.ts": `import { z } from "zod";

/** What a child sends to begin. */
export const beginning = z.object({ text: z.string() });
`,
  "packages/contracts/src/counsellor/contact.ts": `import { z } from "zod";
import { beginning } from "../child/contact.ts";

/** What a counsellor sees. */
export const contactView = z.object({ id: z.uuid(), first: beginning });
`,
  "packages/commands/src/contact/offer-contact.ts": `import { type ContactState, offer } from "@nightlight/domain/contact/contact";

export interface World {
  now: () => Promise<Date>;
}

/** Offers a contact at the time of the store's clock. */
export async function offerContact(world: World, to: string): Promise<ContactState> {
  return offer(to, await world.now());
}
`,
  "packages/database/src/clock.ts": `import type { World } from "@nightlight/commands/contact/offer-contact";

/** A world whose clock is the store's. */
export function storeWorld(): World {
  return { now: async () => new Date() };
}
`,
  "apps/server/src/config.ts": `/** The port to listen on. */
export const port = Number(process.env["PORT"] ?? 3000);
`,
  "apps/server/src/main.ts": `import { offerContact } from "@nightlight/commands/contact/offer-contact";
import { contactView } from "@nightlight/contracts/counsellor/contact";
import { storeWorld } from "@nightlight/database/clock";
import { port } from "./config.ts";

await offerContact(storeWorld(), String(port));
contactView.parse({});
`,
  "apps/console/src/shared/title.ts": `/** What a screen is called. */
export const title = (name: string) => \`Nightlight · \${name}\`;
`,
  "apps/console/src/features/contact/contact-screen.tsx": `import type { ContactState } from "@nightlight/domain/contact/contact";
import { title } from "../../shared/title.ts";

/** One contact. */
export function ContactScreen({ state }: { state: ContactState }) {
  return <article aria-label={title("contact")}>{state.status}</article>;
}
`,
  "apps/console/src/app/routes.tsx": `import { ContactScreen } from "../features/contact/contact-screen.tsx";

/** The screens by path. */
export const routes = { "/contacts": ContactScreen };
`,
  "apps/companion/src/features/chat/chat-screen.tsx": `import { beginning } from "@nightlight/contracts/child/contact";

/** Where a child writes. */
export function ChatScreen() {
  return <p>{Object.keys(beginning.shape).join(" ")}</p>;
}
`,
};
