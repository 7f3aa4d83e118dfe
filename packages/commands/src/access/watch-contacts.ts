import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { Figure, Page } from "./access-stores.ts";

/** States of all contacts that are not barred to the actor, newest first: no words, no personal data. */
export async function watchContacts(
  world: World,
  actor: Staff,
  page: Page<ContactId> & { readonly isOpen: boolean },
): Promise<Result<readonly Contact[], "not-found">> {
  if (!may(actor, "contact.list")) return refuse("not-found");
  const found = await world.transaction(actor, ({ supervision }) => supervision.contacts(page));
  return accept(found.filter((contact) => may(actor, "contact.see-state", { contact })));
}

/** Numbers of contacts by state and lane: of what is open, and of what closed within a day. */
export async function readFigures(world: World, actor: Staff): Promise<Result<readonly Figure[], "not-found">> {
  if (!may(actor, "contact.figures")) return refuse("not-found");
  return accept(await world.transaction(actor, ({ supervision }) => supervision.figures()));
}
