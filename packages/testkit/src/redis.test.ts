import { existsSync } from "node:fs";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { isRedisMissing, testRedis } from "./redis.ts";

test.skipIf(isRedisMissing())("gives a Redis of one's own that is gone afterwards", async () => {
  const redis = await testRedis();
  expect(await reply(redis!.url, "DBSIZE\r\n")).toBe(":0\r\n");
  await redis!.stop();
  expect(existsSync(redis!.url)).toBe(false);
});

function reply(socket: string, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const connection = connect(socket, () => connection.write(command));
    connection.once("error", reject);
    connection.once("data", (data) => {
      connection.destroy();
      resolve(data.toString());
    });
  });
}
