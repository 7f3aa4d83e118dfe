import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { openPostgresStages, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { beginChat, comeOnDuty } from "@nightlight/testkit/scene";
import { addMinutes } from "date-fns/addMinutes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld } from "../world.ts";

let stages: PostgresStages;
beforeAll(async () => {
  stages = await openPostgresStages();
});
afterAll(() => stages.close());

test.each([
  { shiftBreakHours: 2, minutes: 10 },
  { shiftBreakHours: 4, minutes: 30 },
])(
  "after three hours, with a break of $shiftBreakHours, $minutes minutes count",
  async ({ shiftBreakHours, minutes }) => {
    const stage = await stages.next();
    const { database, sealing } = stage;
    const policy = () => ({ ...STANDARD_POLICY, shiftBreakHours });
    const world = createWorld({ database, sealing, policy, onCommitted: () => undefined });
    const { id: counsellorId } = await comeOnDuty(stage);
    const { contactId } = await beginChat(stage);
    const note = async (at: Date, since: Date): Promise<void> =>
      world.transaction({ kind: "system" }, async ({ pacing }) =>
        pacing.note({ counsellorId, contactId, level: undefined, since, at }),
      );
    const first = await stage.now();
    await note(first, addMinutes(first, -20));
    await note(addMinutes(first, 180), addMinutes(first, 170));
    const { rows } = await stage.owner.query("select minutes from pacing where counsellor_id = $1", [counsellorId]);
    expect(rows).toEqual([{ minutes }]);
  },
);
