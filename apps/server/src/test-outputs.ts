import { readdir, readFile } from "node:fs/promises";
import type { Redis } from "ioredis";

/** Something that came out, and where. */
export type Output = { readonly from: string; readonly text: string };

/** Every key of a Redis with all that it holds. */
export async function everythingIn(redis: Redis): Promise<Output[]> {
  const outputs: Output[] = [];
  for (const key of await redis.keys("*")) {
    const type = await redis.type(key);
    const read: Record<string, () => Promise<unknown>> = {
      string: async () => redis.get(key),
      hash: async () => redis.hgetall(key),
      list: async () => redis.lrange(key, 0, -1),
      set: async () => redis.smembers(key),
      zset: async () => redis.zrange(key, "0", "-1"),
      stream: async () => redis.xrange(key, "-", "+"),
    };
    outputs.push({ from: key, text: key + JSON.stringify(await read[type]?.()) });
  }
  return outputs;
}

/** Every file below a folder, as it is served. */
export async function filesBelow(folder: string): Promise<Output[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
  return Promise.all(files.map(async (from) => ({ from, text: await readFile(from, "latin1") })));
}
