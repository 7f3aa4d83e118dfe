import { askForCall } from "@nightlight/commands/contact/call-back";
import { endConversation } from "@nightlight/commands/contact/end-contact";
import { holdContact, takeMoreTime } from "@nightlight/commands/contact/hold-contact";
import { readContact } from "@nightlight/commands/contact/read-contact";
import { endRestriction } from "@nightlight/commands/restriction/end-restriction";
import { restrictContact } from "@nightlight/commands/restriction/restrict-contact";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { after } from "@nightlight/testkit/clock";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { beginChat, comeOnDuty, readState, takeChat, valueOf } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readGauges } from "./read-gauges.ts";

const HOUR = 3600;

describe.skipIf(isPostgresMissing())("what the house counts for operators", () => {
  let stages: PostgresStages;
  let stage: PostgresStage;
  beforeAll(async () => {
    stages = await openPostgresStages();
  });
  beforeEach(async () => {
    stage = await stages.next();
  });
  afterAll(() => stages.close());

  const care = async () => (await readGauges(stage.database)).care;
  const NOTHING = {
    ...{ held: 0, silent: 0, recordsOver: 0, promised: 0, ready: 0, undecided: 0 },
    ...{ gaps: 0, firstGapSeconds: null, onCall: 0, onCallWanted: 0 },
    ...{ onCallAsked: 0, onCallComing: 0, restricted: 0, unreviewed: 0 },
  };

  test("an empty house has nothing of it", async () => {
    expect(await care()).toEqual(NOTHING);
  });

  test("conversations that stand still, promised calls by where they are, and who wants the person on call", async () => {
    const lan = await comeOnDuty(stage);
    const { contactId } = await takeChat(stage, lan);
    valueOf(await holdContact(stage.world, lan, contactId));
    const now = await stage.now();
    const later = { number: "0912345678", from: after(now, HOUR), until: after(now, 3 * HOUR) };
    valueOf(await askForCall(stage.world, await beginChat(stage), later));
    valueOf(await askForCall(stage.world, await beginChat(stage), { ...later, from: now }));
    expect(await care()).toEqual({ ...NOTHING, held: 1, promised: 1, ready: 1 });
    await stage.forward(89);
    expect(await care()).toMatchObject({ onCallWanted: 0 });
    await stage.forward(1);
    expect(await care()).toMatchObject({ onCallWanted: 1 });
  });

  test("a record that keeps its place for longer than it may, and no longer once more minutes were taken", async () => {
    const lan = await comeOnDuty(stage);
    const { contactId } = await takeChat(stage, lan);
    const { version } = await readState(stage, contactId);
    valueOf(await endConversation(stage.world, lan, { contactId, version }));
    await stage.forward(STANDARD_POLICY.recordMinutes * 60 - 1);
    expect(await care()).toMatchObject({ recordsOver: 0 });
    await stage.forward(1);
    expect(await care()).toMatchObject({ recordsOver: 1 });
    const { recordTime } = valueOf(await readContact(stage.world, lan, contactId));
    if (recordTime === undefined) throw new Error("This record keeps no place");
    valueOf(await takeMoreTime(stage.world, lan, contactId, recordTime.until));
    expect(await care()).toMatchObject({ recordsOver: 0 });
    await stage.forward(recordTime.moreMinutes * 60);
    expect(await care()).toMatchObject({ recordsOver: 1 });
  });

  test("who is behind the others, and what ran out and nobody looked at again", async () => {
    const [tam, hoa] = [
      await stage.addCounsellor({ roles: ["supervisor"] }),
      await stage.addCounsellor({ roles: ["supervisor"] }),
    ];
    const { contactId } = await beginChat(stage);
    await stage.owner.query("insert into contact_identity (contact_id, exact_hash, sealed) values ($1, $2, $2)", [
      contactId,
      Buffer.alloc(32, 7),
    ]);
    const { id: restrictionId } = valueOf(await restrictContact(stage.world, tam, { contactId, reason: "Gọi phá" }));
    expect(await care()).toMatchObject({ restricted: 1, unreviewed: 0 });
    await stage.forward(24 * HOUR);
    expect(await care()).toMatchObject({ restricted: 0, unreviewed: 1 });
    valueOf(await endRestriction(stage.world, hoa, { restrictionId, comment: "Đã nghe lại" }));
    expect(await care()).toMatchObject({ restricted: 0, unreviewed: 0 });
  });

  test("gaps ahead and not those that are over, and who is on call in the shift that runs", async () => {
    const [lan, minh] = [await comeOnDuty(stage), await comeOnDuty(stage)];
    const now = await stage.now();
    const gap = "insert into roster_gap (starts_at, ends_at, people, found_at) values ($1, $2, 0, $1)";
    await stage.owner.query(gap, [after(now, -2 * HOUR), after(now, -HOUR)]);
    await stage.owner.query(gap, [after(now, 2 * HOUR), after(now, 3 * HOUR)]);
    for (const { id } of [lan, minh]) {
      await stage.owner.query(
        `insert into on_call (shift_id, person_id)
         select id, $1 from shift where starts_at <= $2 and ends_at > $2 order by id limit 1`,
        [id, now],
      );
    }
    expect(await care()).toEqual({ ...NOTHING, gaps: 1, firstGapSeconds: 2 * HOUR, onCall: 2 });
    await stage.forward(2 * HOUR + 60);
    expect(await care()).toMatchObject({ gaps: 1, firstGapSeconds: 0 });
    await stage.forward(HOUR);
    expect(await care()).toMatchObject({ gaps: 0, firstGapSeconds: null });
  });
});
