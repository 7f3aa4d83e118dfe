import type { Staff } from "@nightlight/domain/access/access";
import type { OutsideCall } from "@nightlight/domain/call/outside-call";
import { officeOf } from "@nightlight/domain/call/outside-party";
import type { ContactId } from "@nightlight/domain/contact/contact";
import type { Store, World } from "../world.ts";

export type OutsideReading = {
  readonly call: OutsideCall | undefined;
  /** What the office is called that it goes to. */
  readonly office: string | undefined;
  readonly at: Date;
};

/** The actor's own running call that is no part of a conversation. */
export async function readMyOutside(world: World, actor: Staff): Promise<OutsideReading> {
  return world.transaction(actor, async ({ outsideCalls, authorities, now }) => {
    const [call, at] = await Promise.all([outsideCalls.mine(), now()]);
    const id = call && officeOf(call.party);
    return { call, office: id === undefined ? undefined : (await authorities.find(id))?.name, at };
  });
}

export type ThirdReading = { readonly call: OutsideCall; readonly office: string | undefined };

/** Who is called into a contact's conversation, or is in it, at this moment. */
export async function readThird(
  { outsideCalls, authorities }: Pick<Store, "outsideCalls" | "authorities">,
  contactId: ContactId,
): Promise<ThirdReading | undefined> {
  const call = (await outsideCalls.thirdsOf(contactId)).find(({ endedAt }) => endedAt === undefined);
  if (call === undefined) return undefined;
  const id = officeOf(call.party);
  return { call, office: id === undefined ? undefined : (await authorities.find(id))?.name };
}
