import { beforeEach, expect, test } from "vitest";
import { resetLineState, StaleScreenError, useLineState } from "../line/line-state.ts";
import { createQueryClient } from "./query-client.ts";

beforeEach(resetLineState);

test("no act is begun on a stale screen, unless it acts on nothing that is shown", async () => {
  const client = createQueryClient();
  let acts = 0;
  const act = async (meta: Record<string, unknown> = {}) =>
    client
      .getMutationCache()
      .build(client, { meta, mutationFn: () => Promise.resolve((acts += 1)) })
      .execute(undefined);
  await act();
  useLineState.setState({ link: "lost", awayAt: 1 });
  await expect(act()).rejects.toBeInstanceOf(StaleScreenError);
  expect(acts).toBe(1);
  await act({ evenWhenStale: true });
  useLineState.setState({ link: "open" });
  await act();
  expect(acts).toBe(3);
});
