import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { stub } from "@nightlight/door/testing/stub-server";
import { machineNow } from "@nightlight/door/time/clock";
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { desk, offer } from "../../testing/fixtures.ts";
import { renderConsole } from "../../testing/render-console.tsx";
import { deskQuery } from "../shared/queries.ts";

test.each([
  { minutes: 5, name: "ahead" },
  { minutes: -5, name: "behind" },
])("a machine whose clock is five minutes $name counts by the server's", async ({ minutes }) => {
  const { client } = await renderConsole();
  const server = (seconds: number) => new Date(machineNow() - minutes * 60_000 + seconds * 1000).toISOString();
  const held = offer({ arrivedAt: server(-3600), madeAt: server(-1), expiresAt: server(600) });
  stub(contactRoutes.desk, () => ({ ...desk({ offers: [held] }), now: server(0) }));
  await client.refetchQueries({ queryKey: deskQuery.queryKey });
  const card = await screen.findByRole("article", { name: /Lời mời nhận lượt/u });
  // A minute for a slow machine; five would be the wrong clock.
  await waitFor(() => {
    const left = Number(/giữ (\d+) giây/u.exec(card.textContent)?.[1]);
    expect(left).toBeGreaterThan(540);
    expect(left).toBeLessThanOrEqual(601);
    expect(card.textContent).toMatch(/chờ (?:59:59|1:00:\d\d)/u);
  });
});
