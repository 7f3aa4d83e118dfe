import { ProblemError } from "@nightlight/contracts/client";
import { moveRoutes, moveTruth, type MoveTruth } from "@nightlight/contracts/supervisor/moves";
import type { CallReason } from "@nightlight/domain/contact/callback";
import type { StepInReason } from "@nightlight/domain/contact/move";
import type { ForcedIntent, Intent } from "@nightlight/domain/presence/presence";
import { call } from "@nightlight/door/client/api";
import { newKey } from "@nightlight/door/time/clock";
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { What } from "./floor-desk.ts";

export type Preview = z.infer<typeof moveRoutes.preview.reply>;
type BeyondCapacity = "queue" | "stay" | "override";

/** One goes where the supervisor says, several only as far as there are places: the rest goes back to the queue. */
export function beyondCapacityOf(what: What): BeyondCapacity {
  return "contacts" in what && what.contacts.length === 1 ? "override" : "queue";
}

function askPreview(what: What, to: string | null): Promise<Preview> {
  const asked = "contacts" in what ? { contacts: [...what.contacts] } : { allOf: what.allOf };
  return call(moveRoutes.preview, { body: { what: asked, to, beyondCapacity: beyondCapacityOf(what) } });
}

/** What moving would do, said before it is done. */
export function previewQuery(what: What, to: string | null) {
  return queryOptions({
    queryKey: ["floor", "preview", what, to],
    queryFn: () => askPreview(what, to),
    staleTime: 2000,
    gcTime: 10_000,
    retry: false,
  });
}

type Moved = { readonly contactId: string; readonly moveId: string; readonly undoUntil: string | undefined };

/** What became of a move of one or several: some may have been somebody else's by then. */
export type MoveOutcome = {
  readonly moved: readonly Moved[];
  readonly lost: readonly { readonly error: unknown; readonly truth: MoveTruth | undefined }[];
  readonly stayed: Preview["plan"];
};

export type MoveOrder = {
  readonly what: What;
  readonly to: string | null;
  readonly reason: StepInReason;
  /** As they were on screen when the supervisor began. */
  readonly versions: ReadonlyMap<string, number>;
};

/** Moves everything that was planned, each by a command of its own: the loser of a race is told for that one alone. */
export async function moveAll({ what, to, reason, versions }: MoveOrder): Promise<MoveOutcome> {
  const { plan } = await askPreview(what, to);
  const going = plan.filter(({ does, contact }) => does !== null || isNewer(contact, versions));
  const outcomes = await Promise.allSettled(
    going.map(async (each): Promise<Moved> => {
      const moveId = newKey();
      const { contact } = await call(moveRoutes.move, {
        params: { contactId: each.contact.id },
        body: {
          moveId,
          version: versions.get(each.contact.id) ?? each.contact.version,
          to: each.to?.id ?? null,
          reason,
          overrides: each.overrides,
        },
      });
      return { contactId: contact.id, moveId, undoUntil: contact.move?.undoUntil };
    }),
  );
  return {
    moved: outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value] : [])),
    lost: outcomes.flatMap((each) =>
      each.status === "rejected" ? [{ error: each.reason as unknown, truth: truthOf(each.reason) }] : [],
    ),
    stayed: plan.filter((each) => !going.includes(each)),
  };
}

/** Changed since the screen was looked at: the server says by whom, rather than that it is there already. */
function isNewer(contact: { readonly id: string; readonly version: number }, versions: MoveOrder["versions"]): boolean {
  return contact.version > (versions.get(contact.id) ?? Infinity);
}

/** What is the case, as far as a refusal says so. */
export function truthOf(error: unknown): MoveTruth | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  const found = moveTruth.safeParse(error.problem.current);
  return found.success ? found.data : undefined;
}

export type Undone = z.infer<typeof moveRoutes.undoMove.reply>;

export function undoMove({ contactId, moveId }: Pick<Moved, "contactId" | "moveId">) {
  return call(moveRoutes.undoMove, { params: { contactId }, body: { moveId } });
}

/** A child in danger, taken by oneself. */
export function takeDanger(contactId: string) {
  return call(moveRoutes.take, { params: { contactId }, body: { moveId: newKey() } });
}

/** Allows one disguised call for a reason, or says that nobody calls any more. */
export function decideOnCall(contactId: string, decision: CallReason | "drop") {
  const body = decision === "drop" ? ({ decision } as const) : ({ decision: "allow", reason: decision } as const);
  return call(moveRoutes.call, { params: { contactId }, body });
}

export function release(contactId: string, version: number, reason: StepInReason) {
  return call(moveRoutes.release, { params: { contactId }, body: { version, reason } });
}

export type ForceOrder = {
  readonly personId: string;
  readonly from: Intent;
  readonly to: ForcedIntent;
  readonly reason: StepInReason;
};

export function force({ personId, from, to, reason }: ForceOrder) {
  return call(moveRoutes.force, { params: { personId }, body: { from, to, reason } });
}
