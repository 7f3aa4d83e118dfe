import { describe, expect, test } from "vitest";
import { moveOf, ownerOf } from "./contact.ts";
import { forAll } from "./test-histories.ts";

describe("in every history", () => {
  test("a conversation keeps its counsellor until somebody else accepts, they are gone, or the undo seconds are over", () => {
    const ENDS = [
      ...["offer_accepted", "owner_removed", "contact_orphaned", "access_barred", "conversation_ended"],
      // By the owner, or because their screen was lost; a call in vain leaves the contact to whoever calls next.
      ...["contact_passed", "callback_missed"],
    ];
    forAll(({ log, contacts }) => {
      for (const [n, contact] of contacts.entries()) {
        const before = contacts[n - 1];
        if (before?.state.status !== "active" || ownerOf(contact) === before.state.owner) continue;
        expect(ENDS).toContain(log[n]?.event.type);
        const { event, at } = log[n] ?? {};
        if (event?.type === "owner_removed" && event.because !== "media")
          expect(before.state.move?.until.getTime()).toBeLessThanOrEqual(at?.getTime() ?? 0);
      }
    });
  });

  test("an undone move leaves the contact where it was: its state, its age, whom it waits for", () => {
    let undone = 0;
    forAll(
      ({ log, contacts }) => {
        for (const [n, { event }] of log.entries()) {
          if (event.type !== "move_undone") continue;
          const moved = log.findIndex(
            (each) => each.event.type === "contact_moved" && each.event.moveId === event.moveId,
          );
          // What the move itself took back first: an offer, an ending.
          let start = moved;
          while (
            ["offer_rescinded", "closing_undone"].includes(log[start - 1]?.event.type ?? "") &&
            log[start - 1]?.at.getTime() === log[moved]?.at.getTime()
          )
            start -= 1;
          const [before, after] = [contacts[start - 1], contacts[n]];
          const was = before?.state.status;
          undone += 1;
          expect(after?.state.status).toBe(
            was === "offered"
              ? before?.state.status === "offered" && before.state.offer.previousOwner !== undefined
                ? "orphaned"
                : "queued"
              : was,
          );
          expect(after?.arrivedAt).toEqual(before?.arrivedAt);
          expect(after === undefined || moveOf(after)).toBeUndefined();
          expect(after && ownerOf(after)).toBe(before && ownerOf(before));
        }
      },
      { seed: 111, numRuns: 400 },
    );
    expect(undone).toBeGreaterThan(10);
  });
});
