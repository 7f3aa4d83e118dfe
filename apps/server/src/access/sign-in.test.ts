import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "../plugins/problems.ts";
import { createAccessStores } from "./access-stores.ts";
import { trySignIn } from "./sign-in.ts";

const TRIES = 10_000;
const AT_ONCE = 50;

describe.skipIf(isPostgresMissing())("ten thousand tries", () => {
  let stages: PostgresStages;
  let stage: PostgresStage;
  beforeAll(async () => {
    stages = await openPostgresStages();
    stage = await stages.next();
  });
  afterAll(() => stages.close());

  test(
    "are refused, counted, alarmed and audited, and hardly one of them costs a slow hash",
    { timeout: 120_000 },
    async () => {
      const { id } = await stage.addCounsellor();
      await stage.owner.query("update person set username = 'lan' where id = $1", [id]);
      await stage.owner.query(
        `insert into credential (person_id, password_hash) values ($1, 'right')
         on conflict (person_id) do update set password_hash = 'right'`,
        [id],
      );
      const warnings: { tries: number }[] = [];
      const log = pino({ level: "warn" }, { write: (line) => warnings.push(JSON.parse(line) as { tries: number }) });
      let hashed = 0;
      const passwords = {
        hash: async (password: string) => password,
        verify: async (password: string, kept: string | undefined) => {
          hashed += 1;
          return password === kept;
        },
      };
      const access = { ...createAccessStores(stage.database, stage.sealing, { allowsDemo: false }), passwords };
      const answers = new Map<string, number>();
      const guess = async (n: number): Promise<void> => {
        // From many addresses, and every tenth time with the right password: by then it is too late.
        const tried = {
          username: n % 2 === 0 ? "lan" : " LAN ",
          password: n > 100 && n % 10 === 0 ? "right" : `guess ${String(n)}`,
          address: `2001:db8::${(n % 4000).toString(16)}`,
          deviceToken: undefined,
        };
        const code = await trySignIn({ access, world: stage.world, log }, tried).then(
          () => "in",
          (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
        );
        answers.set(code, (answers.get(code) ?? 0) + 1);
      };
      for (let from = 0; from < TRIES; from += AT_ONCE) {
        await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => guess(from + n)));
      }

      expect(Object.fromEntries(answers)).toEqual({ "wrong-sign-in": 5, "too-many-tries": TRIES - 5 });
      expect(hashed).toBe(5);
      expect(warnings.map(({ tries }) => tries)).toEqual([10, 100, 1_000, 10_000]);
      const { rows } = await stage.owner.query(
        `select action, (details ->> 'tries')::int as tries from audit_log where action like 'sign-in.%' order by id`,
      );
      expect(rows.filter(({ action }) => action === "sign-in.failed")).toHaveLength(5);
      expect(rows.filter(({ action }) => action === "sign-in.alarm").map(({ tries }) => tries as unknown)).toEqual([
        10, 100, 1_000, 10_000,
      ]);
      const counted = await stage.owner.query<{ all: number }>(
        "select max(failures + refused)::int as all from sign_in_try",
      );
      expect(counted.rows).toEqual([{ all: TRIES }]);
    },
  );
});
